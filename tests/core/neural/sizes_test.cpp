#include "core/base/json.h"
#include "core/neural/blocks/relativebucket.h"
#include "core/neural/models/open.h"
#include "tests/core/neural/fixtures.h"
#include "tests/core/neural/tests.h"

#include <QByteArrayList>
#include <QTest>

namespace vitrine::tests {

/// What follows from configurations alone: the published parameter totals, T5's buckets.
class SizesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parameters_data();
    void parameters();
    void buckets_data();
    void buckets();
    void nearDistancesHaveABucketEach();
};

void SizesTest::parameters_data() {
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArrayList>("heads");
    QTest::addColumn<qint64>("total");
    const auto add = [](const char* name, const char* config, const QByteArrayList& heads,
                        qint64 total) {
        QTest::newRow(name) << QByteArray(config) << heads << total;
    };
    add("bert-tiny",
        R"({"model_type": "bert", "num_hidden_layers": 2, "hidden_size": 128,
            "num_attention_heads": 2, "intermediate_size": 512})",
        {"pooler."}, 4'385'920);
    add("bert-base-uncased", R"({"model_type": "bert"})", {"pooler."}, 109'482'240);
    add("bert-base-uncased, masked words", R"({"model_type": "bert"})", {"cls.predictions."},
        109'514'298);
    add("bert-base-cased", R"({"model_type": "bert", "vocab_size": 28996})", {"pooler."},
        108'310'272);
    add("bert-large",
        R"({"model_type": "bert", "num_hidden_layers": 24, "hidden_size": 1024,
            "num_attention_heads": 16, "intermediate_size": 4096})",
        {"pooler."}, 335'141'888);
    add("roberta-base",
        R"({"model_type": "roberta", "max_position_embeddings": 514, "type_vocab_size": 1})",
        {"pooler."}, 124'645'632);
    add("roberta-base, masked words",
        R"({"model_type": "roberta", "max_position_embeddings": 514, "type_vocab_size": 1})",
        {"lm_head."}, 124'697'433);
    // The backbone without its pooler, and CharBERT's 5,497,088 (models/charbert.md, section 1).
    add("charbert", R"({"model_type": "charbert"})", {}, 108'310'272 - 590'592 + 5'497'088);
    add("gpt", R"({"model_type": "openai-gpt"})", {}, 116'534'784);
    add("gpt2", R"({"model_type": "gpt2"})", {}, 124'439'808);
    add("gpt2-medium", R"({"model_type": "gpt2", "n_layer": 24, "n_embd": 1024, "n_head": 16})", {},
        354'823'168);
    add("gpt2-large", R"({"model_type": "gpt2", "n_layer": 36, "n_embd": 1280, "n_head": 20})", {},
        774'030'080);
    add("gpt2-xl", R"({"model_type": "gpt2", "n_layer": 48, "n_embd": 1600, "n_head": 25})", {},
        1'557'611'200);
    add("t5-small", R"({"model_type": "t5"})", {"shared."}, 60'506'624);
    add("t5-base",
        R"({"model_type": "t5", "d_model": 768, "d_ff": 3072, "num_heads": 12, "num_layers": 12})",
        {"shared."}, 222'903'552);
    add("t5-large",
        R"({"model_type": "t5", "d_model": 1024, "d_ff": 4096, "num_heads": 16,
            "num_layers": 24})",
        {"shared."}, 737'668'096);
    add("t5-3b",
        R"({"model_type": "t5", "d_model": 1024, "d_ff": 16384, "d_kv": 128, "num_heads": 32,
            "num_layers": 24})",
        {"shared."}, 2'851'598'336);
    add("t5-11b",
        R"({"model_type": "t5", "d_model": 1024, "d_ff": 65536, "d_kv": 128, "num_heads": 128,
            "num_layers": 24})",
        {"shared."}, 11'307'321'344);
    add("t5-v1.1-small",
        R"({"model_type": "t5", "d_ff": 1024, "num_heads": 6, "num_layers": 8,
            "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false})",
        {"shared.", "lm_head."}, 76'961'152);
    const auto vit = [&](const char* name, const char* sizes, qint64 total) {
        QTest::newRow(name) << R"({"model_type": "vit", "num_labels": 1000)" + QByteArray(sizes) +
                                   "}"
                            << QByteArrayList{"classifier."} << total;
    };
    vit("vit-tiny", R"(, "hidden_size": 192, "num_attention_heads": 3, "intermediate_size": 768)",
        5'717'416);
    vit("vit-small", R"(, "hidden_size": 384, "num_attention_heads": 6, "intermediate_size": 1536)",
        22'050'664);
    vit("vit-base", "", 86'567'656);
    vit("vit-large",
        R"(, "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16,
            "intermediate_size": 4096)",
        304'326'632);
    add("timesformer-base, kinetics-400", R"({"model_type": "timesformer", "num_labels": 400})",
        {"classifier."}, 121'566'352);
    add("clip, ViT-B/32", R"({"model_type": "clip"})", {}, 151'277'313);
    // Each tower with its projection: what the whole has, but for the one number that scales.
    add("clip, the text tower", R"({"model_type": "clip_text_model"})", {"text_projection."},
        63'428'096);
    add("clip, the picture tower", R"({"model_type": "clip_vision_model"})",
        {"visual_projection."}, 151'277'313 - 63'428'096 - 1);
    add("blip, captions", R"({"model_type": "blip"})", {"text_decoder."}, 223'971'644);
    add("blip, retrieval", R"({"model_type": "blip"})", {"text_encoder.", "itm_head."},
        223'744'258);
    add("blip, answers", R"({"model_type": "blip", "vision_config": {"image_size": 480}})",
        {"text_encoder.", "text_decoder."},
        361'478'972);
    add("nf_resnet50", R"({"model_type": "nf_resnet", "num_labels": 1000})", {"head.fc."},
        25'557'032);
    add("nf_resnet50, without classes", R"({"model_type": "nf_resnet"})", {}, 23'508'032);
}

void SizesTest::parameters() {
    QFETCH(QByteArray, config);
    QFETCH(QByteArrayList, heads);
    QFETCH(qint64, total);
    (void)testEngine();
    const auto json = parseJson(config.toStdString(), "config.json");
    QVERIFY(json.ok());
    std::vector<std::string> names;
    for (const QByteArray& head : heads) {
        names.push_back(head.toStdString());
    }
    const auto count = neural::countParameters(*json, names);
    QVERIFY2(count.ok(), count.failed() ? qPrintable(text(count.problem())) : "cancelled");
    QCOMPARE(*count, total);
}

void SizesTest::buckets_data() {
    QTest::addColumn<bool>("bothSides");
    QTest::addColumn<QList<int>>("starts"); ///< the first distance of buckets 8 …, or 16 …
    QTest::newRow("encoder") << true << QList<int>{8, 12, 16, 23, 32, 46, 64, 91};
    QTest::newRow("decoder") << false << QList<int>{16, 19, 21, 24, 27, 31, 35, 40,
                                                    46, 52, 59, 67, 77, 87, 99, 113};
}

void SizesTest::buckets() {
    QFETCH(bool, bothSides);
    QFETCH(QList<int>, starts);
    const neural::RelativeBiasOptions options{.bothSides = bothSides};
    const std::int64_t first = bothSides ? 8 : 16;
    for (qsizetype index = 0; index < starts.size(); ++index) {
        const std::int64_t far = starts[index];
        QCOMPARE(neural::relativeBucket(-far, options), first + index);
        QCOMPARE(neural::relativeBucket(-(far - 1), options), first + index - 1);
        // Later keys have a half of their own, or are never seen.
        QCOMPARE(neural::relativeBucket(far, options), bothSides ? 16 + first + index : 0);
    }
    QCOMPARE(neural::relativeBucket(-100'000, options), std::int64_t{bothSides ? 15 : 31});
}

void SizesTest::nearDistancesHaveABucketEach() {
    for (std::int64_t distance = 0; distance < 8; ++distance) {
        QCOMPARE(neural::relativeBucket(-distance, {}), distance);
        QCOMPARE(neural::relativeBucket(distance, {}), distance == 0 ? 0 : 16 + distance);
    }
}

std::unique_ptr<QObject> makeSizesTest() {
    return std::make_unique<SizesTest>();
}

} // namespace vitrine::tests

#include "sizes_test.moc"
