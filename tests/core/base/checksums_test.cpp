#include "core/base/crc32c.h"
#include "core/base/sha256.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <string>

using namespace vitrine;

class ChecksumsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sha256OfKnownTexts() {
        QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"
                                            "7852b855"));
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410f"
                                               "f61f20015ad"));
        QCOMPARE(sha256Hex(std::string(1'000'000, 'a')),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    /// Every length around the block size, in one piece and in pieces of every size.
    void sha256InPieces() {
        for (std::size_t length : {55, 56, 57, 63, 64, 65, 119, 120, 128, 300}) {
            std::string text;
            for (std::size_t i = 0; i < length; ++i) {
                text.push_back(static_cast<char>(i * 7));
            }
            for (std::size_t piece = 1; piece <= length; piece += 13) {
                Sha256 hash;
                for (std::size_t at = 0; at < length; at += piece) {
                    hash.add(std::string_view(text).substr(at, piece));
                }
                QCOMPARE(hash.finishHex(), sha256Hex(text));
            }
        }
    }

    void sha256OfFiles() {
        const QTemporaryDir folder;
        const std::filesystem::path inside = folder.path().toStdString();
        const std::filesystem::path file = inside / "text";
        const std::string text(3'000'000, 'x');
        std::ofstream(file, std::ios::binary) << text;
        const auto hash = sha256OfFile(file);
        QVERIFY(hash.ok());
        QCOMPARE(*hash, sha256Hex(text));
        QVERIFY(sha256OfFile(inside / "missing").failed());
        QVERIFY(sha256OfFile(inside).failed());
    }

    /// "123456789" is the check word of training.md 15.
    void crcOfKnownTexts() {
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32c(""), 0U);
        QCOMPARE(crc32c("56789", crc32c("1234")), 0xE3069283U);
    }

    void bothWaysAgree() {
        std::string text;
        for (int i = 0; i < 1000; ++i) {
            text.push_back(static_cast<char>(i * i % 251));
        }
        for (std::size_t begin = 0; begin < 9; ++begin) {
            for (std::size_t length : {0, 1, 7, 8, 9, 63, 500}) {
                const auto part = std::string_view(text).substr(begin, length);
                QCOMPARE(crc32c(part), crc32cByTable(std::as_bytes(std::span(part))));
            }
        }
    }
};

QTEST_APPLESS_MAIN(ChecksumsTest)
#include "checksums_test.moc"
