#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

namespace vitrine::tests {

namespace fs = std::filesystem;

/// CharBERT as the window opens it: a tokenizer, a dictionary of characters, two channels.
class CharactersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twoTowersOnOneAxis();
    void lettersTellUnknownWordsApart();
    void pairs();
    void dictionaries();

private:
    [[nodiscard]] fs::path folder() const { return folder_.path().toStdString(); }

    void write(const char* name, const std::string& text) const {
        std::ofstream(folder() / name, std::ios::binary) << text;
    }

    [[nodiscard]] Outcome<std::shared_ptr<engine::Model>> open() const {
        return testEngine().openModel(folder(), {.id = "cpu"}, Tick());
    }

    [[nodiscard]] std::shared_ptr<const engine::Trace> traced(const Sample& sample) const {
        const auto trace = model_->trace(sample, {.task = "fill-mask"}, Tick());
        return trace.ok() ? *trace : nullptr;
    }

    QTemporaryDir folder_;
    std::shared_ptr<engine::Model> model_;
};

namespace {

const std::string kDictionary = " \n<unk>\na\nb\nc\nd\ne\nx\ny\n";

} // namespace

void CharactersTest::initTestCase() {
    for (const char* name : {"config.json", "model.safetensors"}) {
        fs::copy_file(goldenFolder() / "charbert-pretraining" / name, folder() / name);
    }
    write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nab\ncd\n##e\n");
    write("bert_char_vocab", kDictionary);
    const auto opened = open();
    QVERIFY2(opened.ok(), opened.failed() ? qPrintable(text(opened.problem())) : "");
    model_ = *opened;
}

void CharactersTest::twoTowersOnOneAxis() {
    const auto trace = traced({.name = "words", .text = "ab cde [MASK]"});
    QVERIFY(trace != nullptr);
    QCOMPARE(trace->axes().size(), std::size_t{1});
    QCOMPARE(trace->axes()[0].tokens.size(), std::size_t{6});
    QCOMPARE(trace->sites().size(), std::size_t{4});
    QCOMPARE(trace->sites()[0].name, std::string("text.0.self"));
    QCOMPARE(trace->sites()[1].name, std::string("characters.0.self"));
    QVERIFY(trace->row({1, 0}, 2) != trace->row({0, 0}, 2));
    QVERIFY(!trace->predictions().empty());
}

// Both words are [UNK] to the tokens' channel; their letters differ, and so does what follows.
void CharactersTest::lettersTellUnknownWordsApart() {
    const auto first = traced({.name = "first", .text = "ab xy"});
    const auto second = traced({.name = "second", .text = "ab yx"});
    QVERIFY(first != nullptr && second != nullptr);
    QCOMPARE(first->axes()[0].tokens[2].id, std::int64_t{1});
    QCOMPARE(second->axes()[0].tokens[2].id, std::int64_t{1});
    QVERIFY(first->row({0, 0}, 2) == second->row({0, 0}, 2)); // tokens, first layer
    QVERIFY(first->row({1, 0}, 2) != second->row({1, 0}, 2)); // characters, first layer
    QVERIFY(first->row({2, 0}, 2) != second->row({2, 0}, 2)); // tokens, after the interaction
}

void CharactersTest::pairs() {
    const auto trace = traced({.name = "pair", .text = "ab", .pair = "cd xy"});
    const auto other = traced({.name = "pair", .text = "ab", .pair = "cd yx"});
    QVERIFY(trace != nullptr && other != nullptr);
    QCOMPARE(trace->axes()[0].tokens.size(), std::size_t{6});
    QVERIFY(trace->row({1, 0}, 4) != other->row({1, 0}, 4));
}

void CharactersTest::dictionaries() {
    std::string large = kDictionary;
    for (int i = 0; i < 19; ++i) {
        large += std::string(1, static_cast<char>('A' + i)) + "\n";
    }
    write("bert_char_vocab", large);
    const auto tooLarge = open();
    QVERIFY(tooLarge.failed());
    QVERIFY(text(tooLarge.problem()).contains(QStringLiteral("28")));
    fs::remove(folder() / "bert_char_vocab");
    const auto missing = open();
    QVERIFY(missing.failed());
    QVERIFY(text(missing.problem()).contains(QStringLiteral("char_vocab")));
    write("bert_char_vocab", kDictionary);
    QVERIFY(open().ok());
}

std::unique_ptr<QObject> makeCharactersTest() {
    return std::make_unique<CharactersTest>();
}

} // namespace vitrine::tests

#include "characters_test.moc"
