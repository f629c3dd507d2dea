#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "core/pixels/preparationfile.h"
#include "tests/core/pixels/noise.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace vitrine;
using namespace vitrine::tests;
using pixels::Preparation;

namespace {

constexpr const char* kGoldens = VITRINE_SOURCE_DIR "/tests/golden/pixels/";

std::string fnv(std::span<const float> values) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const std::byte byte : std::as_bytes(values)) {
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3U;
    }
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
}

Outcome<Preparation> parsed(const char* text, std::string_view modelType = {}) {
    const auto json = parseJson(text, "test.json");
    return pixels::preparationFrom(*json, "test.json", modelType);
}

} // namespace

class PreparationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Ten configurations × fourteen pictures: the same bytes before scaling, the same floats after.
    void equalsTransformers() {
        const auto index = readJson(std::string(kGoldens) + "prepared.json");
        const auto file = SafetensorsFile::open(std::string(kGoldens) + "prepared.safetensors");
        QVERIFY(index.ok() && file.ok());
        int pictures = 0;
        for (const auto& [name, entry] : *index->find("cases")->object()) {
            const auto preparation = pixels::preparationFrom(*entry.find("config"), name);
            QVERIFY2(preparation.ok(), name.c_str());
            for (const auto& [size, hash] : *entry.find("hashes")->object()) {
                const Sides sides = sidesOf(size);
                const auto prepared = prepare(*preparation, noise(sides.width, sides.height));
                QVERIFY(prepared.ok());
                const std::string key = name + " " + size;
                if (const TensorInfo* bytes = (*file)->find(key)) {
                    QVERIFY2(std::ranges::equal((*file)->bytes(*bytes),
                                                std::as_bytes(prepared->picture.pixels())),
                             key.c_str());
                    ++pictures;
                }
                QVERIFY2(fnv(prepared->values) == *hash.string(), key.c_str());
            }
        }
        QCOMPARE(pictures, 9 * 14);
    }

    /// What each class does where the file says nothing but its name.
    void defaultsEqualTransformers() {
        const auto index = readJson(std::string(kGoldens) + "prepared.json");
        QVERIFY(index.ok());
        const Json* defaults = index->find("defaults");
        const Sides sides = sidesOf(*defaults->find("size")->string());
        const Image picture = noise(sides.width, sides.height);
        for (const auto& [type, entry] : *defaults->find("processors")->object()) {
            Json config;
            config.set("image_processor_type", type);
            const auto preparation = pixels::preparationFrom(config, type);
            QVERIFY(preparation.ok());
            const auto prepared = prepare(*preparation, picture);
            QVERIFY(prepared.ok());
            QVERIFY2(fnv(prepared->values) == *entry.find("hash")->string(), type.c_str());
        }
    }

    void defaultsOfModels() {
        for (const char* model : {"vit", "deit", "clip", "blip", "omnivl", "timesformer",
                                  "videomae"}) {
            QVERIFY2(pixels::defaultPreparation(model).ok(), model);
        }
        const auto timesformer = pixels::defaultPreparation("timesformer");
        QCOMPARE(timesformer->mean[0], 0.45);
        QCOMPARE(timesformer->deviation[2], 0.225);
        QCOMPARE(timesformer->crop->width, std::size_t{224});
        const auto resnet = pixels::defaultPreparation("nf_resnet"); // timm's crop of 0.94
        QCOMPARE(resnet->resize, (pixels::TargetSize{.shortestEdge = 306}));
        QCOMPARE(resnet->crop, (pixels::TargetSize{.height = 288, .width = 288}));
        const auto unknown = pixels::defaultPreparation("gpt2");
        QVERIFY(unknown.failed());
        QVERIFY(unknown.problem().text().find("gpt2") != std::string::npos);
    }

    void readsFolders() {
        QTemporaryDir folder;
        const std::string path = folder.path().toStdString();
        const auto absent = pixels::readPreparation(path, "vit");
        QVERIFY(absent.ok());
        QCOMPARE(absent->type, std::string("ViTImageProcessor"));
        QVERIFY(pixels::readPreparation(path).failed());
    }

    void writesWhatItReads() {
        for (const char* model : {"vit", "clip", "timesformer"}) {
            const auto preparation = pixels::defaultPreparation(model);
            const Json json = pixels::jsonOf(*preparation);
            const auto again = pixels::preparationFrom(json, model);
            QVERIFY(again.ok());
            QVERIFY(*again == *preparation);
        }
        Preparation bare{.type = "ViTImageProcessor", .normalise = false};
        const auto again = pixels::preparationFrom(pixels::jsonOf(bare), "bare");
        QVERIFY(again.ok() && *again == bare);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("named");
        const auto row = [](const char* name, const char* text, const char* named) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(named);
        };
        row("unknown", R"({"image_processor_type": "Mask2FormerImageProcessor"})",
            "Mask2FormerImageProcessor");
        row("nameless", R"({"size": 3})", "names no image processor");
        row("no object", "[1]", "no JSON object");
        row("side", R"({"image_processor_type": "ViTImageProcessor", "size": 0})", "\"size\"");
        row("huge", R"({"image_processor_type": "ViTImageProcessor", "size": 99999999})", "\"size\"");
        row("fraction", R"({"image_processor_type": "ViTImageProcessor", "size": 2.5})", "\"size\"");
        row("edges",
            R"({"image_processor_type": "CLIPImageProcessor", "size": {"longest_edge": 3}})",
            "\"size\"");
        row("filter", R"({"image_processor_type": "ViTImageProcessor", "resample": 6})",
            "\"resample\"");
        row("deviation",
            R"({"image_processor_type": "ViTImageProcessor", "image_std": [1, 0, 1]})",
            "\"image_std\"");
        row("mean", R"({"image_processor_type": "ViTImageProcessor", "image_mean": [1, 0]})",
            "\"image_mean\"");
        row("flag", R"({"image_processor_type": "ViTImageProcessor", "do_resize": 1})",
            "\"do_resize\"");
        row("factor", R"({"image_processor_type": "ViTImageProcessor", "rescale_factor": "x"})",
            "\"rescale_factor\"");
        row("padding", R"({"image_processor_type": "ViTImageProcessor", "do_pad": true})",
            "\"do_pad\"");
        row("crop",
            R"({"image_processor_type": "CLIPImageProcessor", "crop_size": {"shortest_edge": 3}})",
            "\"crop_size\"");
    }

    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, named);
        const auto outcome = parsed(text.constData());
        QVERIFY(outcome.failed());
        QVERIFY2(outcome.problem().text().find(named.constData()) != std::string::npos,
                 outcome.problem().text().c_str());
        QVERIFY(!outcome.problem().advice.empty());
    }

    /// A picture of one column would become millions of lines.
    void refusesExtremeShapes() {
        const auto clip = pixels::defaultPreparation("clip");
        const auto outcome = prepare(*clip, Image(1, 60'000));
        QVERIFY(outcome.failed());
        QVERIFY_EXCEPTION_THROWN((void)prepare(*clip, Image()), std::invalid_argument);
    }

    /// Patches know which part of the source they show.
    void mapsBack() {
        const auto clip = pixels::defaultPreparation("clip"); // 640 × 480 → 298 × 224 → 224 × 224
        const auto prepared = prepare(*clip, noise(640, 480));
        QVERIFY(prepared.ok());
        const double across = 640.0 / 298;
        const Box whole = prepared->toSource({0, 0, 224, 224});
        QCOMPARE(whole.x, static_cast<float>(across * 37));
        QCOMPARE(whole.y, 0.F);
        QCOMPARE(whole.width, static_cast<float>(across * 224));
        QCOMPARE(whole.height, 480.F);
        const Box patch = prepared->toSource({16, 32, 16, 16});
        QCOMPARE(patch.x, static_cast<float>(across * 53));
        QCOMPARE(patch.y, static_cast<float>(480.0 / 224 * 32));
        const auto vit = pixels::defaultPreparation("vit");
        QCOMPARE(fit(*vit, noise(100, 50))->toSource({0, 0, 224, 224}), (Box{0, 0, 100, 50}));
    }
};

QTEST_GUILESS_MAIN(PreparationTest)
#include "preparation_test.moc"
