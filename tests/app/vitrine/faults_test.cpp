#include "app/vitrine/window/attentionpage.h"
#include "core/base/files.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/input/sampleeditor.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/tokenslab.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace fs = std::filesystem;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr qint64 kPasteMilliseconds = 2000; // instrumented and hardly optimised
#else
constexpr qint64 kPasteMilliseconds = 500;
#endif

// Opens a folder, expects a Problem in the pane, then that MiniLM still works.
void refuses(WindowFixture& fixture, const fs::path& model, const std::string& named) {
    QVERIFY(fixture.start());
    fixture.document.addModel(model);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Failed, 20'000);
    const Problem problem = *fixture.session->problem();
    QVERIFY(!problem.what.empty());
    QVERIFY(!problem.advice.empty());
    QVERIFY2(problem.text().find(named) != std::string::npos, problem.text().c_str());
    QVERIFY(!fixture.window->attentionPage().showsPicture());
    fixture.document.chooseModel("minilm");
    QVERIFY(fixture.settled());
    QVERIFY(fixture.window->attentionPage().showsPicture());
}

} // namespace

void FaultsTest::missingTokenizer() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("notokenizer");
    fs::remove(model / "tokenizer.json");
    fs::remove(model / "vocab.txt");
    refuses(fixture, model, "notokenizer");
}

void FaultsTest::truncatedWeights() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("cut");
    const fs::path weights = model / "model.safetensors";
    const fs::path whole = fs::canonical(weights);
    fs::remove(weights);
    fs::copy_file(whole, weights);
    fs::resize_file(weights, fs::file_size(weights) / 2);
    refuses(fixture, model, "model.safetensors");
}

void FaultsTest::hostileWeights() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("hostile");
    fs::remove(model / "model.safetensors");
    // A header that says it is 2^62 bytes long, and one whose tensor lies far behind the file.
    (void)fixture.write("hostile/model.safetensors", std::string("\0\0\0\0\0\0\0\x40{}", 10));
    refuses(fixture, model, "model.safetensors");

    WindowFixture other;
    const fs::path second = other.miniLm("outside");
    fs::remove(second / "model.safetensors");
    const std::string header =
        R"({"embeddings.word_embeddings.weight":{"dtype":"F32","shape":[30522,384],)"
        R"("data_offsets":[0,46881792]}})";
    std::string file(8, '\0');
    file[0] = static_cast<char>(header.size());
    (void)other.write("outside/model.safetensors", file + header);
    refuses(other, second, "model.safetensors");
}

void FaultsTest::wrongTokenizer() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("foreign");
    for (const char* name : {"tokenizer.json", "vocab.txt", "tokenizer_config.json"}) {
        fs::remove(model / name);
    }
    for (const char* name : {"vocab.json", "merges.txt"}) {
        fs::create_symlink(fixture.places.cache / "tokenizers/gpt2" / name, model / name);
    }
    refuses(fixture, model, "foreign");
}

void FaultsTest::wrongConfig() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("wrong");
    fs::remove(model / "config.json");
    (void)fixture.write("wrong/config.json", R"({"model_type": "bert", "hidden_size": 100,
        "num_attention_heads": 12, "num_hidden_layers": 6})");
    refuses(fixture, model, "config.json");
}

void FaultsTest::onlyPickle() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("pickle");
    fs::remove(model / "model.safetensors");
    (void)fixture.write("pickle/pytorch_model.bin", "PK");
    refuses(fixture, model, "pickle");
}

void FaultsTest::folderThatVanishes() {
    WindowFixture fixture;
    const fs::path model = fixture.miniLm("vanishing");
    QVERIFY(fixture.start());
    fixture.document.addModel(model);
    QVERIFY(fixture.settled());
    fs::remove_all(model);
    fixture.type(QStringLiteral("Still "));
    QVERIFY(fixture.settled());
    QVERIFY(fixture.trace().sample().text.starts_with("Still The dog"));
}

void FaultsTest::megabyteOfText() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QString text;
    while (text.size() < 1 << 20) {
        text += QStringLiteral("All work and no play makes a long text. ");
    }
    QApplication::clipboard()->setText(text);
    widgets::SampleEditor& editor = fixture.window->attentionPage().strip().editor();
    editor.selectAll();
    QElapsedTimer clock;
    clock.start();
    editor.paste();
    const qint64 pasted = clock.elapsed();
    QVERIFY2(pasted < kPasteMilliseconds, qPrintable(QString::number(pasted)));
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Failed, 30'000);
    const std::string told = fixture.session->problem()->text();
    QVERIFY2(told.find("512") != std::string::npos, told.c_str());
    // The tokens lab shows what it can.
    fixture.window->showLab(LabId::Tokens);
    auto& study = fixture.window->tokensLab().study();
    QTRY_VERIFY_WITH_TIMEOUT(!study.busy() && study.snapshot()->text.size() == text.size(),
                             30'000);
    QVERIFY(study.snapshot()->rows.front().tokens().size() > 100'000);
    fixture.window->showLab(LabId::Attention);
    fixture.document.undo().undo();
    QVERIFY(fixture.settled());
}

void FaultsTest::noEngine() {
    WindowFixture fixture;
    fixture.window.reset();
    fixture.session = std::make_unique<Session>(
        fixture.document, Session::Options{.engineLibrary = fixture.folder / "nothing.so"});
    fixture.window = std::make_unique<MainWindow>(MainWindow::Parts{
        fixture.document, fixture.file, *fixture.session, fixture.settings, fixture.look});
    QObject::connect(fixture.window.get(), &MainWindow::firstPainted, fixture.session.get(),
                     &Session::start);
    fixture.window->show();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Failed, 20'000);
    QVERIFY(fixture.session->problem()->text().find("nothing.so") != std::string::npos);
    auto& study = fixture.window->tokensLab().study();
    QTRY_COMPARE(study.tokenizers().size(), std::size_t{4});
    QTRY_VERIFY(study.snapshot()->rows.size() == 4);
}

void FaultsTest::windowLivesOn() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.addModel(fixture.folder / "no such folder");
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Failed, 20'000);
    fixture.session->retry();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.session->stage() == Stage::Failed, 20'000);
    fixture.document.undo().undo();
    QVERIFY(fixture.settled());
    fixture.type(QStringLiteral("Again "));
    QVERIFY(fixture.settled());
}
