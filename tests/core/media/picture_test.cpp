#include "core/base/safetensors.h"
#include "core/media/codec/clip/clipreader.h"
#include "core/media/codec/picture/decodepicture.h"
#include "core/media/codec/picture/encode.h"
#include "core/media/codec/picture/orient.h"
#include "tests/core/media/files.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <stdexcept>

using namespace vitrine;
using namespace vitrine::media;
using namespace vitrine::tests;

namespace {

/// Largest difference of a byte; 256 where the sizes differ.
int difference(std::span<const std::byte> wanted, const Image& image) {
    if (wanted.size() != image.pixels().size()) {
        return 256;
    }
    int largest = 0;
    for (std::size_t index = 0; index < wanted.size(); ++index) {
        largest = std::max(largest, std::abs(static_cast<int>(wanted[index]) -
                                             static_cast<int>(image.pixels()[index])));
    }
    return largest;
}

Image gradient(std::size_t width, std::size_t height) {
    Image image(width, height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            image.line(y)[x * 3] = static_cast<std::uint8_t>(255 * x / width);
            image.line(y)[x * 3 + 1] = static_cast<std::uint8_t>(255 * y / height);
            image.line(y)[x * 3 + 2] = static_cast<std::uint8_t>(128 + 100 * std::sin(x * 0.1));
        }
    }
    return image;
}

bool mentions(const Picture& picture, const char* word) {
    return std::ranges::any_of(picture.notes, [&](const std::string& note) {
        return note.find(word) != std::string::npos;
    });
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Upright RGB of every golden file. Lossless formats exactly; JPEG and lossy WebP within two
    /// steps, because the decoding libraries are of other versions.
    void equalsPillow() {
        const auto expected = SafetensorsFile::open(kMediaGoldens / "expected.safetensors");
        QVERIFY(expected.ok());
        for (const std::string& name : pictureFiles()) {
            const std::string bytes = bytesOfGolden(name);
            const auto picture = decodePicture(spanOf(bytes), name);
            QVERIFY2(picture.ok(), picture.failed() ? picture.problem().text().c_str() : "");
            const TensorInfo* wanted = (*expected)->find(name);
            QVERIFY(wanted != nullptr);
            QCOMPARE(static_cast<std::int64_t>(picture->image.height()), wanted->shape[0]);
            QCOMPARE(static_cast<std::int64_t>(picture->image.width()), wanted->shape[1]);
            const int most = difference((*expected)->bytes(*wanted), picture->image);
            const bool lossy = name.ends_with(".jpg") || name == "lossy.webp";
            QVERIFY2(most <= (lossy ? 2 : 0), (name + ": " + std::to_string(most)).c_str());
        }
    }

    void saysWhatItDid() {
        const auto noted = [](const char* name, const char* word) {
            const std::string bytes = bytesOfGolden(name);
            const auto picture = decodePicture(spanOf(bytes), name);
            return picture.ok() && mentions(*picture, word);
        };
        QVERIFY(noted("alpha.png", "white"));
        QVERIFY(noted("deep.png", "16 bits"));
        QVERIFY(noted("grey.png", "Grey"));
        QVERIFY(noted("turned-6.jpg", "upright"));
        QVERIFY(noted("moving.gif", "first of 3"));
        const std::string plain = bytesOfGolden("rgb.png");
        QVERIFY(decodePicture(spanOf(plain), "rgb.png")->notes.empty());
    }

    void animationsAreClips() {
        const std::string bytes = bytesOfGolden("moving.gif");
        const auto clip = ClipReader::openBytes(spanOf(bytes), "moving.gif");
        QVERIFY2(clip.ok(), clip.failed() ? clip.problem().text().c_str() : "");
        const ClipInfo& info = (*clip)->info();
        QCOMPARE(info.frames(), 3);
        QCOMPARE(info.times[1], 0.04);
        QCOMPARE(info.times[2], 0.14);
        const auto expected = SafetensorsFile::open(kMediaGoldens / "expected.safetensors");
        for (std::int64_t number = 2; number >= 0; --number) {
            const auto frame = (*clip)->frame(number);
            QVERIFY2(frame.ok(), frame.failed() ? frame.problem().text().c_str() : "");
            const auto* wanted = (*expected)->find("moving.gif " + std::to_string(number));
            QCOMPARE(difference((*expected)->bytes(*wanted), *frame), 0);
        }
    }

    void encodesPng() {
        const Image image = gradient(61, 37);
        const auto bytes = encodePng(image);
        QVERIFY(bytes.ok());
        const auto back = decodePicture(*bytes, "memory");
        QVERIFY(back.ok() && back->image == image);
    }

    /// Half the resolution for colours, as libjpeg counts: 2 × 2 samples of brightness, 1 × 1 others.
    void encodesJpeg() {
        const Image image = gradient(96, 64);
        std::size_t last = 0;
        for (const int quality : {7, 25, 80, 95}) {
            const auto bytes = encodeJpeg(image, quality);
            QVERIFY(bytes.ok());
            QVERIFY(bytes->size() > last);
            last = bytes->size();
            const auto at = std::ranges::search(
                *bytes, std::array{std::byte{0xFF}, std::byte{0xC0}}).begin();
            QVERIFY(bytes->end() - at > 18);
            QCOMPARE(at[11], std::byte{0x22});
            QCOMPARE(at[14], std::byte{0x11});
            QCOMPARE(at[17], std::byte{0x11});
            const auto back = decodeJpeg(*bytes);
            QVERIFY(back.ok());
            QCOMPARE(back->width(), image.width());
            QVERIFY(difference(std::as_bytes(image.pixels()), *back) < (quality > 90 ? 12 : 140));
        }
        QVERIFY(decodeJpeg(std::as_bytes(std::span("no picture"))).failed());
        QVERIFY_EXCEPTION_THROWN((void)encodeJpeg(image, 0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)encodePng(Image()), std::invalid_argument);
    }

    void turns() {
        Image image(3, 2);
        for (std::size_t index = 0; index < image.pixels().size(); ++index) {
            image.pixels()[index] = static_cast<std::uint8_t>(index);
        }
        const Image quarter = upright(image, Orientation::QuarterTurn);
        QCOMPARE(quarter.width(), std::size_t{2});
        QCOMPARE(quarter.line(0)[0], image.line(1)[0]); // the lower left corner comes up
        QCOMPARE(upright(quarter, Orientation::ThreeQuarterTurn), image);
        for (const auto mirror : {Orientation::MirroredAcross, Orientation::HalfTurn,
                                  Orientation::MirroredDown, Orientation::Transposed,
                                  Orientation::Transversed}) {
            QVERIFY(upright(image, mirror) != image);
            QCOMPARE(upright(upright(image, mirror), mirror), image);
        }
    }

    void refusesDamage() {
        const std::string bytes = bytesOfGolden("rgb.png");
        const std::string cut = bytes.substr(0, 60);
        const auto picture = decodePicture(spanOf(cut), "cut.png");
        QVERIFY(picture.failed());
        QCOMPARE(picture.problem().where, std::string("cut.png"));
        QVERIFY(!picture.problem().advice.empty());
    }
};

QTEST_GUILESS_MAIN(PictureTest)
#include "picture_test.moc"
