#include "core/base/json.h"
#include "core/media/header/pictureheader.h"
#include "tests/core/media/files.h"
#include "tests/support/mutator.h"

#include <QTest>

#include <chrono>

using namespace vitrine;
using namespace vitrine::media;
using namespace vitrine::tests;

namespace {

/// A PNG that promises a size and holds nothing else.
std::string pngOf(std::uint32_t width, std::uint32_t height) {
    std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const std::uint32_t side : {width, height}) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.push_back(static_cast<char>(side >> shift));
        }
    }
    return bytes + std::string("\x08\x02\0\0\0\0\0\0\0", 9);
}

} // namespace

class HeaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Size, frames and orientation of every golden file as Pillow tells them.
    void agreesWithPillow() {
        const auto index = readJson(kMediaGoldens / "expected.json");
        QVERIFY(index.ok());
        const auto& files = *index->find("files")->object();
        QVERIFY(files.size() >= 28);
        for (const auto& [name, entry] : files) {
            const std::string bytes = bytesOfGolden(name);
            const auto header = readPictureHeader(spanOf(bytes), name);
            QVERIFY2(header.ok(), header.failed() ? header.problem().text().c_str() : "");
            const auto number = [&entry = entry](const char* key) {
                return static_cast<std::uint64_t>(*entry.find(key)->integer());
            };
            QVERIFY2(header->width == number("width"), name.c_str());
            QVERIFY2(header->height == number("height"), name.c_str());
            QVERIFY2(header->frames == number("frames"), name.c_str());
            QVERIFY2(static_cast<std::uint64_t>(header->orientation) == number("orientation"),
                     name.c_str());
        }
    }

    void keepsLimits() {
        QVERIFY(readPictureHeader(spanOf(pngOf(10'000, 10'000)), "fits").ok());
        const auto large = readPictureHeader(spanOf(pngOf(12'000, 12'000)), "ask.png");
        QVERIFY(large.failed());
        QVERIFY(large.problem().text().find("agree") != std::string::npos);
        QVERIFY(readPictureHeader(spanOf(pngOf(12'000, 12'000)), "asked", {.asked = true}).ok());
        const auto huge = readPictureHeader(spanOf(pngOf(30'000, 30'000)), "huge.png",
                                            {.asked = true});
        QVERIFY(huge.failed());
        QVERIFY(huge.problem().text().find("30000") != std::string::npos);
        QVERIFY(huge.problem().where == "huge.png");
        QVERIFY(readPictureHeader(spanOf(pngOf(65'536, 1)), "wide").failed());
        QVERIFY(readPictureHeader(spanOf(pngOf(0xFFFFFFFF, 0xFFFFFFFF)), "wraps").failed());
        QVERIFY(readPictureHeader(spanOf(pngOf(0, 7)), "flat").failed());
    }

    void namesWhatItIsNot() {
        const auto empty = readPictureHeader({}, "empty.png");
        QVERIFY(empty.failed() && empty.problem().what == "The file is empty");
        const std::string text = "#EXTM3U\n/etc/passwd\n";
        QVERIFY(readPictureHeader(spanOf(text), "list.png").failed());
        QVERIFY(!pictureFormatOf(spanOf(text)));
    }

    /// Cut anywhere, a header is read or refused; never more than the bytes are touched.
    void truncated() {
        for (const std::string& name : pictureFiles()) {
            const std::string bytes = bytesOfGolden(name);
            for (std::size_t length = 0; length < std::min<std::size_t>(bytes.size(), 600);
                 ++length) {
                const std::string cut = bytes.substr(0, length);
                const auto header = readPictureHeader(spanOf(cut), name);
                QVERIFY(header.ok() || header.failed());
            }
        }
    }

    /// F6: no crash, no hang, nothing above the limits let through.
    void fuzz() {
        const std::uint64_t count = numberFromEnvironment("VITRINE_FUZZ_COUNT", 300'000);
        const std::uint64_t seed = numberFromEnvironment("VITRINE_FUZZ_SEED", 4);
        qInfo("seed %llu, %llu inputs", static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(count));
        std::vector<std::string> corpus;
        for (const std::string& name : pictureFiles()) {
            corpus.push_back(bytesOfGolden(name).substr(0, 2048));
        }
        Mutator mutator(seed, corpus,
                        {"IHDR", "IDAT", "acTL", "eXIf", "RIFF", "WEBPVP8X", "ANMF", "EXIF",
                         "\xFF\xD8", "\xFF\xE1", "\xFF\xC0", "GIF89a", "II*", "MM", "P6\n#", "BM"});
        const MediaLimits limits;
        std::uint64_t accepted = 0;
        auto slowest = std::chrono::nanoseconds(0);
        for (std::uint64_t input = 0; input < count; ++input) {
            const std::string bytes = mutator.next();
            const auto begin = std::chrono::steady_clock::now();
            const auto header = readPictureHeader(spanOf(bytes), "fuzz", limits);
            slowest = std::max<std::chrono::nanoseconds>(
                slowest, std::chrono::steady_clock::now() - begin);
            if (header.ok()) {
                ++accepted;
                QVERIFY(header->width >= 1 && header->width <= limits.side);
                QVERIFY(header->width * header->height <= limits.unaskedPixels);
            }
        }
        qInfo("%llu accepted, slowest %.2f ms", static_cast<unsigned long long>(accepted),
              static_cast<double>(slowest.count()) / 1e6);
        QVERIFY(accepted > count / 10 && accepted < count);
        QVERIFY(slowest < std::chrono::seconds(1));
    }
};

QTEST_GUILESS_MAIN(HeaderTest)
#include "header_test.moc"
