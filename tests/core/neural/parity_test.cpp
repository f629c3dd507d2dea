#include "core/neural/models/save.h"
#include "core/neural/parity/parity.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

namespace vitrine::tests {

namespace fs = std::filesystem;

/// Our numbers against transformers' on the committed reference models and on MiniLM.
class ParityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agrees_data();
    void agrees();
    void savedModelsAgree_data();
    void savedModelsAgree();
    void savesWholeOrNotAtAll();
    void writesTheSameText_data();
    void writesTheSameText();
    void noticesAWrongNumber();
    void noticesAnUnknownName();
    void noticesInputForAnotherTower();
    void noticesAFlippedSwitch_data();
    void noticesAFlippedSwitch();
};

void ParityTest::agrees_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("tensors");
    const auto add = [](const char* name, const fs::path& folder, int tensors) {
        QTest::newRow(name) << QString::fromStdString(folder.string())
                            << QString::fromStdString(
                                   (goldenFolder() / name / "expected.safetensors").string())
                            << tensors;
    };
    // Hidden states, attentions, then what the heads add: a file that lost tensors must not pass.
    add("bert-pretraining", goldenFolder() / "bert-pretraining", 3 + 2 + 3);
    add("bert-old-names", goldenFolder() / "bert-old-names", 3 + 2 + 3);
    add("bert-bare", goldenFolder() / "bert-bare", 3 + 2 + 1);
    add("bert-classify", goldenFolder() / "bert-classify", 3 + 2 + 1);
    add("bert-tag", goldenFolder() / "bert-tag", 3 + 2 + 1);
    add("bert-span", goldenFolder() / "bert-span", 3 + 2 + 2);
    add("roberta-lm", goldenFolder() / "roberta-lm", 3 + 2 + 1);
    add("roberta-classify", goldenFolder() / "roberta-classify", 3 + 2 + 1);
    add("roberta-tag", goldenFolder() / "roberta-tag", 3 + 2 + 1);
    add("distilbert-lm", goldenFolder() / "distilbert-lm", 3 + 2 + 1);
    add("distilbert-classify", goldenFolder() / "distilbert-classify", 3 + 2 + 1);
    add("albert-pretraining", goldenFolder() / "albert-pretraining", 5 + 4 + 3);
    add("albert-classify", goldenFolder() / "albert-classify", 3 + 2 + 1);
    add("electra-generator", goldenFolder() / "electra-generator", 3 + 2 + 1);
    add("electra-discriminator", goldenFolder() / "electra-discriminator", 3 + 2 + 1);
    add("electra-classify", goldenFolder() / "electra-classify", 3 + 2 + 1);
    // Both channels.
    add("charbert-pretraining", goldenFolder() / "charbert-pretraining", 2 * (3 + 2) + 2);
    add("charbert-classify", goldenFolder() / "charbert-classify", 2 * (3 + 2) + 1);
    // States of the encoder and of the decoder, their norms, maps of the encoder, the decoder's own
    // and those across, logits.
    add("t5-tied", goldenFolder() / "t5-tied", 3 + 4 + 2 + 2 + 3 + 3 + 1);
    add("t5-gated", goldenFolder() / "t5-gated", 3 + 3 + 2 + 2 + 2 + 2 + 1);
    add("bart-lm", goldenFolder() / "bart-lm", 3 + 2 + 0 + 2 + 1 + 1 + 1);
    add("transformer", goldenFolder() / "transformer", 3 + 3 + 2 + 2 + 2 + 2 + 1);
    add("gpt1-lm", goldenFolder() / "gpt1-lm", 3 + 2 + 1);
    add("gpt1-classify", goldenFolder() / "gpt1-classify", 3 + 2 + 1);
    add("gpt2-lm", goldenFolder() / "gpt2-lm", 3 + 2 + 2);
    add("gpt2-original-names", goldenFolder() / "gpt2-original-names", 3 + 2 + 2);
    add("gpt2-classify", goldenFolder() / "gpt2-classify", 2 + 2 + 2);
    add("vit-classify", goldenFolder() / "vit-classify", 3 + 2 + 2);
    add("vit-bare", goldenFolder() / "vit-bare", 3 + 2 + 1);
    add("deit-distilled", goldenFolder() / "deit-distilled", 3 + 2 + 4);
    add("deit-classify", goldenFolder() / "deit-classify", 3 + 2 + 2);
    // States, maps over time and over space, and the answer.
    add("timesformer-divided", goldenFolder() / "timesformer-divided", 3 + 2 + 2 + 1);
    add("timesformer-joint", goldenFolder() / "timesformer-joint", 2 + 1 + 1);
    add("timesformer-frames", goldenFolder() / "timesformer-frames", 3 + 2 + 2);
    add("timesformer-still", goldenFolder() / "timesformer-still", 2);
    // States and maps of both towers, the norm after the texts', a vector of each, all pairs.
    add("clip-both", goldenFolder() / "clip-both", 2 * (3 + 2) + 1 + 2 + 1);
    add("clip-legacy", goldenFolder() / "clip-legacy", 2 * (3 + 2) + 1 + 2 + 1);
    add("clip-text", goldenFolder() / "clip-text", 3 + 2 + 1 + 1);
    add("clip-text-bare", goldenFolder() / "clip-text-bare", 3 + 2 + 1 + 1);
    add("clip-vision", goldenFolder() / "clip-vision", 3 + 2 + 1);
    add("clip-vision-bare", goldenFolder() / "clip-vision-bare", 3 + 2 + 1);
    // States and maps of the pictures' tower and its norm; states, own maps and maps across of each
    // text tower; what the heads say.
    add("blip-caption", goldenFolder() / "blip-caption", 3 + 2 + 1 + 3 + 2 + 2 + 1);
    add("blip-answer", goldenFolder() / "blip-answer", 3 + 2 + 1 + 2 * (3 + 2 + 2) + 1);
    add("blip-match", goldenFolder() / "blip-match", 3 + 2 + 1 + 3 + 2 + 2 + 4);
    // The stem and each block, the last map, its average, the answer.
    add("nfresnet-classify", goldenFolder() / "nfresnet-classify", 6 + 3);
    add("nfresnet-bare", goldenFolder() / "nfresnet-bare", 5 + 2);
    add("minilm", miniLmFolder(), 7 + 6 + 2);
}

void ParityTest::writesTheSameText_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("options");
    for (const char* folder : {"gpt1-lm", "gpt2-lm", "t5-tied", "t5-gated", "bart-lm"}) {
        for (const char* options : {"greedy", "rules", "beams", "short", "long"}) {
            QTest::addRow("%s %s", folder, options) << folder << options;
        }
    }
    for (const char* options : {"greedy", "beams", "prompt-greedy", "prompt-beams"}) {
        QTest::addRow("blip-caption %s", options) << "blip-caption" << options;
    }
    for (const char* options : {"greedy", "beams"}) {
        QTest::addRow("blip-answer %s", options) << "blip-answer" << options;
    }
}

void ParityTest::writesTheSameText() {
    QFETCH(QString, folder);
    QFETCH(QString, options);
    (void)testEngine();
    const fs::path golden = goldenFolder() / folder.toStdString();
    const auto report = neural::runParity(
        golden, golden / ("generated-" + options.toStdString() + ".safetensors"), {}, Tick());
    QVERIFY2(report.ok(), report.failed() ? qPrintable(text(report.problem())) : "cancelled");
    QCOMPARE(report->tensors.size(), std::size_t{1});
    QCOMPARE(report->tensors.front().name, std::string("generated.ids"));
    QCOMPARE(report->tensors.front().maxAbsolute, 0.0);
    QVERIFY(report->passed);
}

void ParityTest::agrees() {
    QFETCH(QString, folder);
    QFETCH(QString, expected);
    QFETCH(int, tensors);
    (void)testEngine();
    const auto report = neural::runParity(folder.toStdString(), expected.toStdString(), {}, Tick());
    QVERIFY2(report.ok(), report.failed() ? qPrintable(text(report.problem())) : "cancelled");
    for (const neural::TensorParity& tensor : report->tensors) {
        QVERIFY2(tensor.passed, qPrintable(QStringLiteral("%1: %2 %3")
                                               .arg(QString::fromStdString(tensor.name))
                                               .arg(tensor.maxAbsolute)
                                               .arg(QString::fromStdString(tensor.reason))));
    }
    QVERIFY(report->passed);
    QCOMPARE(static_cast<int>(report->tensors.size()), tensors);
}

void ParityTest::savedModelsAgree_data() {
    agrees_data();
}

// What is saved is the same model: to the same file of transformers, with every tensor it needs.
void ParityTest::savedModelsAgree() {
    QFETCH(QString, folder);
    QFETCH(QString, expected);
    QFETCH(int, tensors);
    const QTemporaryDir place;
    const fs::path saved = fs::path(place.path().toStdString()) / "saved";
    const auto done = neural::saveModel(folder.toStdString(), saved, Dtype::F32, Tick());
    QVERIFY2(done.ok(), done.failed() ? qPrintable(text(done.problem())) : "cancelled");
    const auto report = neural::runParity(saved, expected.toStdString(), {}, Tick());
    QVERIFY2(report.ok(), report.failed() ? qPrintable(text(report.problem())) : "cancelled");
    QVERIFY(report->passed);
    QCOMPARE(static_cast<int>(report->tensors.size()), tensors);
}

void ParityTest::savesWholeOrNotAtAll() {
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    const fs::path model = goldenFolder() / "t5-tied";
    QVERIFY(neural::saveModel(folder, folder / "a", Dtype::F32, Tick()).failed());
    QVERIFY(!fs::exists(folder / "a"));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(neural::saveModel(model, folder / "b", Dtype::F32, Tick(stop.get_token())).cancelled());
    QVERIFY(fs::is_empty(folder));
    QVERIFY(neural::saveModel(model, folder / "c", Dtype::F16, Tick()).ok());
    QVERIFY(fs::exists(folder / "c" / "tokenizer.json"));
    QVERIFY(fs::file_size(folder / "c" / "model.safetensors") <
            fs::file_size(model / "model.safetensors") * 2 / 3);
    const auto again = neural::saveModel(model, folder / "c", Dtype::F32, Tick());
    QVERIFY(again.failed());
    QVERIFY(text(again.problem()).contains(QStringLiteral("not empty")));
}

namespace {

// The expected file of a golden with one value moved, or one tensor more.
void rewrite(const fs::path& from, const fs::path& to, const std::string& moved,
             const std::string& added) {
    const auto file = SafetensorsFile::open(from);
    QVERIFY(file.ok());
    std::vector<std::vector<std::byte>> data;
    std::vector<TensorToWrite> tensors;
    for (const TensorInfo& tensor : (*file)->tensors()) {
        const auto bytes = (*file)->bytes(tensor);
        data.emplace_back(bytes.begin(), bytes.end());
        if (tensor.name == moved) {
            float value = 0;
            std::memcpy(&value, data.back().data(), sizeof value);
            value += 2e-5F;
            std::memcpy(data.back().data(), &value, sizeof value);
        }
    }
    std::size_t index = 0;
    for (const TensorInfo& tensor : (*file)->tensors()) {
        tensors.push_back({tensor.name, tensor.dtype, tensor.shape, data[index++]});
        if (!added.empty() && tensors.size() == 1) {
            tensors.push_back({added, tensor.dtype, tensor.shape, data[index - 1]});
        }
    }
    QVERIFY(writeSafetensors(to, tensors).ok());
}

} // namespace

void ParityTest::noticesAWrongNumber() {
    const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "moved.safetensors";
    rewrite(goldenFolder() / "bert-bare/expected.safetensors", file, "attention.text.1.self", "");
    const auto report = neural::runParity(goldenFolder() / "bert-bare", file, {}, Tick());
    QVERIFY(report.ok());
    QVERIFY(!report->passed);
    int failures = 0;
    for (const neural::TensorParity& tensor : report->tensors) {
        failures += tensor.passed ? 0 : 1;
    }
    QCOMPARE(failures, 1);
}

void ParityTest::noticesAnUnknownName() {
    const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "added.safetensors";
    rewrite(goldenFolder() / "bert-bare/expected.safetensors", file, "", "attention.text.7.cross");
    const auto report = neural::runParity(goldenFolder() / "bert-bare", file, {}, Tick());
    QVERIFY(report.ok());
    QVERIFY(!report->passed);
}

void ParityTest::noticesInputForAnotherTower() {
    const auto report = neural::runParity(goldenFolder() / "clip-text",
                                          goldenFolder() / "clip-vision/expected.safetensors", {},
                                          Tick());
    QVERIFY(report.failed());
    QVERIFY2(report.problem().what.find("nothing") != std::string::npos,
             qPrintable(text(report.problem())));
}

void ParityTest::noticesAFlippedSwitch_data() {
    QTest::addColumn<QString>("golden");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("json");
    const auto flip = [](const char* golden, const char* key, const char* json) {
        QTest::addRow("%s %s", golden, key) << golden << key << json;
    };
    flip("bert-bare", "layer_norm_eps", "1e-4");
    flip("bert-bare", "hidden_act", R"("gelu_new")");
    flip("roberta-lm", "hidden_act", R"("gelu")");
    flip("roberta-lm", "pad_token_id", "0");
    flip("roberta-lm", "layer_norm_eps", "1e-3");
    flip("distilbert-lm", "activation", R"("relu")");
    flip("albert-pretraining", "num_hidden_groups", "1");
    flip("albert-classify", "hidden_act", R"("gelu_new")");
    flip("electra-discriminator", "hidden_act", R"("gelu")");
    flip("charbert-pretraining", "hidden_act", R"("relu")");
    flip("charbert-pretraining", "masked_convolution", "true");
    flip("charbert-classify", "layer_norm_eps", "1e-3");
    flip("t5-tied", "scale_decoder_outputs", "false");
    flip("t5-tied", "relative_attention_max_distance", "40");
    flip("t5-tied", "layer_norm_epsilon", "1e-3");
    flip("bart-lm", "scale_embedding", "false");
    flip("transformer", "scale_embedding", "false");
    flip("transformer", "layer_norm_eps", "1e-3");
    flip("gpt1-lm", "afn", R"("relu")");
    flip("gpt1-classify", "layer_norm_epsilon", "1e-3");
    flip("gpt2-lm", "activation_function", R"("gelu")");
    flip("gpt2-lm", "scale_attn_weights", "false");
    flip("gpt2-classify", "scale_attn_by_inverse_layer_idx", "false");
    flip("vit-classify", "layer_norm_eps", "1e-3");
    flip("deit-distilled", "layer_norm_eps", "1e-3");
    flip("deit-classify", "hidden_act", R"("gelu")");
    flip("vit-bare", "hidden_act", R"("gelu")");
    flip("timesformer-divided", "attention_type", R"("joint_space_time")");
    flip("timesformer-divided", "layer_norm_eps", "1e-3");
    flip("timesformer-divided", "num_attention_heads", "2");
    flip("timesformer-joint", "hidden_act", R"("gelu")");
    flip("timesformer-frames", "layer_norm_eps", "1e-3");
    flip("clip-both", "text_config.hidden_act", R"("quick_gelu")");
    flip("clip-both", "text_config.eos_token_id", "2");
    flip("clip-both", "vision_config.hidden_act", R"("gelu")");
    flip("clip-both", "vision_config.layer_norm_eps", "1e-3");
    flip("clip-legacy", "text_config.eos_token_id", "38");
    flip("clip-legacy", "text_config.num_attention_heads", "2");
    flip("clip-text", "hidden_act", R"("gelu")");
    flip("clip-vision", "layer_norm_eps", "1e-3");
    flip("blip-caption", "vision_config.layer_norm_eps", "1e-3");
    flip("blip-caption", "text_config.num_attention_heads", "2");
    flip("blip-answer", "text_config.hidden_act", R"("gelu")");
    flip("blip-answer", "vision_config.hidden_act", R"("gelu")");
    flip("blip-match", "text_config.layer_norm_eps", "1e-4");
    flip("nfresnet-classify", "alpha", "0.25");
    flip("nfresnet-classify", "hidden_act", R"("gelu")");
    flip("nfresnet-bare", "std_conv_eps", "1e-5");
}

namespace {

// Sets a key, or one of a nested configuration ("text_config.hidden_act"); false where it had that
// value before.
bool flip(Json& config, const std::string& key, const Json& value) {
    const auto dot = key.find('.');
    if (dot != std::string::npos) {
        const Json* found = config.find(key.substr(0, dot));
        Json nested = found != nullptr ? *found : Json(Json::Object{});
        const bool flipped = flip(nested, key.substr(dot + 1), value);
        config.set(key.substr(0, dot), std::move(nested));
        return flipped;
    }
    const Json* found = config.find(key);
    const bool flipped = found == nullptr || found->dump() != value.dump();
    config.set(key, value);
    return flipped;
}

} // namespace

// The goldens must be able to fail: one switch of the configuration another way, same weights.
void ParityTest::noticesAFlippedSwitch() {
    QFETCH(QString, golden);
    QFETCH(QString, key);
    QFETCH(QString, json);
    const fs::path from = goldenFolder() / golden.toStdString();
    const QTemporaryDir folder;
    const fs::path to = folder.path().toStdString();
    fs::copy_file(from / "model.safetensors", to / "model.safetensors");
    auto config = readJson(from / "config.json");
    QVERIFY(config.ok());
    const auto value = parseJson(json.toStdString(), "switch");
    QVERIFY(value.ok());
    QVERIFY(flip(*config, key.toStdString(), *value));
    QVERIFY(saveAtomically(to / "config.json", config->dump()).ok());
    const auto report = neural::runParity(to, from / "expected.safetensors", {}, Tick());
    QVERIFY2(report.ok(), report.failed() ? qPrintable(text(report.problem())) : "cancelled");
    QVERIFY(!report->passed);
}

std::unique_ptr<QObject> makeParityTest() {
    return std::make_unique<ParityTest>();
}

} // namespace vitrine::tests

#include "parity_test.moc"
