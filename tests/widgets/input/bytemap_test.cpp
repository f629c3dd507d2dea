#include "widgets/input/bytemap.h"

#include <QTest>

using vitrine::widgets::ByteMap;

class ByteMapTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void places_data();
    void places();
    void insideACharacterIsItsStart();
    void emptyText();
    void everyByteComesBack();
};

void ByteMapTest::places_data() {
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<int>("byte");
    QTest::addColumn<int>("position");

    QTest::newRow("plain") << QByteArray("abc") << 2 << 2;
    QTest::newRow("end") << QByteArray("abc") << 3 << 3;
    QTest::newRow("after ï") << QByteArray("naïve") << 4 << 3;
    QTest::newRow("surrogates") << QByteArray("a🥏b") << 5 << 3;
    QTest::newRow("invalid part") << QByteArray("a\xE2\x82z") << 3 << 2;
    QTest::newRow("beyond") << QByteArray("abc") << 9 << 3;
}

void ByteMapTest::places() {
    QFETCH(QByteArray, utf8);
    QFETCH(int, byte);
    QFETCH(int, position);
    const ByteMap map(utf8);
    QCOMPARE(map.positionOf(static_cast<std::size_t>(byte)), position);
    if (byte <= utf8.size()) {
        QCOMPARE(static_cast<int>(map.byteOf(position)), byte);
    }
}

void ByteMapTest::insideACharacterIsItsStart() {
    const ByteMap map(QByteArray("a🥏b"));
    for (const std::size_t byte : {1, 2, 3, 4}) {
        QCOMPARE(map.positionOf(byte), 1);
    }
    QCOMPARE(map.byteOf(2), std::size_t{1}); // the second half of the pair
}

void ByteMapTest::emptyText() {
    const ByteMap map;
    QCOMPARE(map.positionOf(0), 0);
    QCOMPARE(map.byteOf(0), std::size_t{0});
    QCOMPARE(map.bytes(), std::size_t{0});
}

void ByteMapTest::everyByteComesBack() {
    const QByteArray utf8("Ünïcödé 犬 🥏\n\xFF end");
    const ByteMap map(utf8);
    QCOMPARE(map.bytes(), static_cast<std::size_t>(utf8.size()));
    for (int position = 0; position <= map.text().size(); ++position) {
        const bool second = position > 0 && position < map.text().size() &&
                            map.text()[position].isLowSurrogate();
        QCOMPARE(map.positionOf(map.byteOf(position)), second ? position - 1 : position);
    }
}

QTEST_MAIN(ByteMapTest)
#include "bytemap_test.moc"
