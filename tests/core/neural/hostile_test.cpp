#include "core/base/files.h"
#include "core/base/json.h"
#include "core/engine/engine.h"
#include "core/neural/models/network.h"
#include "core/neural/parity/parity.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace vitrine::tests {

namespace fs = std::filesystem;

namespace {

// A writable copy of a golden model, which the test then spoils.
class Copy {
public:
    explicit Copy(const char* golden = "bert-bare")
        : folder_(fs::path(directory_.path().toStdString()) / "model") {
        fs::copy(goldenFolder() / golden, folder_);
    }

    [[nodiscard]] const fs::path& folder() const { return folder_; }

    void setConfig(std::string_view key, Json value) const {
        Json config = *readJson(folder_ / "config.json");
        config.set(key, std::move(value));
        (void)saveAtomically(folder_ / "config.json", config.dump()).ok();
    }

    void truncateWeights(std::uintmax_t missing) const {
        const fs::path file = folder_ / "model.safetensors";
        fs::resize_file(file, fs::file_size(file) - missing);
    }

private:
    QTemporaryDir directory_;
    fs::path folder_;
};

// What opening a folder says; empty where it opens.
Problem problemOf(const fs::path& folder) {
    const auto opened = testEngine().openModel(folder, {.id = "cpu"}, Tick());
    return opened.failed() ? opened.problem() : Problem{};
}

} // namespace

/// Folders from strangers: each fault is a Problem that names the file and what to do.
class HostileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void configIsChecked_data();
    void configIsChecked();
    void nestedConfigsAreChecked();
    void truncatedWeights();
    void pickleOnly();
    void missingFiles();
    void missingTokenizer();
    void foreignTokenizer();
    void shardsAreChecked();
    void folderVanishesWhileOpen();
    void unknownDevice();
};

void HostileTest::configIsChecked_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* key, const char* value, const char* says) {
        QTest::addRow("%s = %s", key, value)
            << QString::fromUtf8(key) << QString::fromUtf8(value) << QString::fromUtf8(says);
    };
    row("model_type", "\"mamba\"", "mamba");
    row("model_type", "7", "model_type");
    row("num_hidden_layers", "100000", "num_hidden_layers");
    row("num_hidden_layers", "0", "num_hidden_layers");
    row("num_hidden_layers", "\"two\"", "num_hidden_layers");
    row("num_hidden_layers", "3", "encoder.layer.2");
    row("num_attention_heads", "5", "hidden_size is 24");
    row("hidden_size", "-1", "hidden_size");
    row("hidden_size", "48", "Expected [41, 48], found [41, 24]");
    row("vocab_size", "1000000000", "Expected [1000000000, 24]");
    row("hidden_act", "\"swish\"", "swish");
    row("position_embedding_type", "\"relative_key\"", "relative_key");
    row("layer_norm_eps", "\"small\"", "layer_norm_eps");
}

void HostileTest::configIsChecked() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const Copy copy;
    copy.setConfig(key.toStdString(), *parseJson(value.toStdString(), "test"));
    const Problem problem = problemOf(copy.folder());
    QVERIFY2(text(problem).contains(says), qPrintable(text(problem)));
    QVERIFY(!problem.what.empty() && !problem.where.empty());
}

void HostileTest::nestedConfigsAreChecked() {
    const Copy copy("clip-both");
    copy.setConfig("text_config", 7);
    QVERIFY(text(problemOf(copy.folder())).contains(QStringLiteral("text_config")));
    Json nested;
    nested.set("layer_norm_eps", "small");
    copy.setConfig("text_config", std::move(nested));
    const Problem problem = problemOf(copy.folder());
    QVERIFY(problem.what.find("layer_norm_eps") != std::string::npos);
    QVERIFY(problem.where.find("text_config") != std::string::npos);
}

void HostileTest::truncatedWeights() {
    for (const std::uintmax_t missing : {1U, 1000U, 20000U}) {
        const Copy copy;
        copy.truncateWeights(missing);
        const Problem problem = problemOf(copy.folder());
        QVERIFY2(problem.where.find("model.safetensors") != std::string::npos,
                 qPrintable(text(problem)));
    }
}

void HostileTest::pickleOnly() {
    const Copy copy;
    fs::rename(copy.folder() / "model.safetensors", copy.folder() / "pytorch_model.bin");
    const Problem problem = problemOf(copy.folder());
    QVERIFY2(problem.what.find("pickle") != std::string::npos, qPrintable(text(problem)));
    QVERIFY(problem.advice.find("safetensors") != std::string::npos);
}

void HostileTest::missingFiles() {
    const Copy weights;
    fs::remove(weights.folder() / "model.safetensors");
    QVERIFY(problemOf(weights.folder()).what.find("no weights") != std::string::npos);
    const Copy config;
    fs::remove(config.folder() / "config.json");
    QVERIFY(problemOf(config.folder()).where.find("config.json") != std::string::npos);
    QVERIFY(!problemOf("/nowhere/at/all").what.empty());
}

void HostileTest::missingTokenizer() {
    const Copy copy;
    const Problem problem = problemOf(copy.folder());
    QVERIFY2(text(problem).contains(QStringLiteral("tokenizer")), qPrintable(text(problem)));
}

void HostileTest::foreignTokenizer() {
    const Copy copy;
    fs::copy_file(miniLmFolder() / "vocab.txt", copy.folder() / "vocab.txt");
    const Problem problem = problemOf(copy.folder());
    QVERIFY2(text(problem).contains(QStringLiteral("30522")), qPrintable(text(problem)));
    QVERIFY(text(problem).contains(QStringLiteral("41")));
}

void HostileTest::shardsAreChecked() {
    const auto indexed = [](const std::string& map) {
        const Copy copy;
        fs::rename(copy.folder() / "model.safetensors",
                   copy.folder() / "model-00001-of-00001.safetensors");
        (void)saveAtomically(copy.folder() / "model.safetensors.index.json",
                             R"({"metadata": {}, "weight_map": )" + map + "}")
            .ok();
        return problemOf(copy.folder());
    };
    QVERIFY(indexed(R"({"a": "../../etc/passwd"})").what.find("outside") != std::string::npos);
    QVERIFY(indexed(R"({"a": "model-00001-of-00001.safetensors"})").what.find("missing") !=
            std::string::npos);
    QVERIFY(indexed(R"({"a": "model-00002-of-00002.safetensors"})").where.find("00002") !=
            std::string::npos);
    QVERIFY(!indexed("7").what.empty());
    // Listed rightly, the shard opens; what is then missing is the tokenizer.
    const Problem rest =
        indexed(R"({"embeddings.LayerNorm.weight": "model-00001-of-00001.safetensors"})");
    QVERIFY2(text(rest).contains(QStringLiteral("tokenizer")), qPrintable(text(rest)));
}

void HostileTest::folderVanishesWhileOpen() {
    const QTemporaryDir directory;
    const fs::path folder = fs::path(directory.path().toStdString()) / "model";
    fs::copy(miniLmFolder(), folder, fs::copy_options::recursive);
    const auto opened = testEngine().openModel(folder, {.id = "cpu"}, Tick());
    QVERIFY(opened.ok());
    fs::remove_all(folder);
    const auto trace = (*opened)->trace({.name = "test", .text = "still here"}, {}, Tick());
    QVERIFY(trace.ok());
    QVERIFY(!problemOf(folder).what.empty());
}

void HostileTest::unknownDevice() {
    const auto opened = testEngine().openModel(miniLmFolder(), {.id = "tpu"}, Tick());
    QVERIFY(opened.failed());
    QVERIFY(opened.problem().what.find("tpu") != std::string::npos);
}

std::unique_ptr<QObject> makeHostileTest() {
    return std::make_unique<HostileTest>();
}

} // namespace vitrine::tests

#include "hostile_test.moc"
