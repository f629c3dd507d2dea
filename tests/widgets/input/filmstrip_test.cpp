#include "widgets/foundation/theme/theme.h"
#include "widgets/input/filmstrip.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine::widgets;

class FilmStripTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dotsAreAtTheirFrames();
    void picturesAreInTheirFrames();
    void theCurrentFrameIsRinged();
    void arrowsAndClicksChoose();
    void manyFramesScrollToTheCurrentOne();
    void speaksItsFrames();
    void oneFrameAndNone();

private:
    Theme theme_;
};

namespace {

// N frames of a clip of T, each of a colour of its own.
Film filmOf(int frames, int total) {
    Film film{.frames = {}, .sourceFrames = total, .sourceSeconds = total / 24.0};
    for (int frame = 0; frame < frames; ++frame) {
        const int number = frames > 1 ? frame * (total - 1) / (frames - 1) : 0;
        QImage picture(64, 36, QImage::Format_RGB32);
        picture.fill(QColor::fromHsv(frame * 40 % 360, 255, 200));
        film.frames.push_back({.number = number, .seconds = number / 24.0, .picture = picture});
    }
    return film;
}

void show(FilmStrip& strip, int width) {
    strip.resize(width, strip.sizeHint().height());
    strip.show();
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
}

} // namespace

void FilmStripTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void FilmStripTest::dotsAreAtTheirFrames() {
    FilmStrip strip;
    strip.setFilm(filmOf(8, 64));
    show(strip, 1032);
    const QImage shot = strip.grab().toImage();
    for (int frame = 0; frame < 8; ++frame) {
        const double share = static_cast<double>(strip.film().frames[std::size_t(frame)].number) / 63;
        QCOMPARE(strip.dot(frame).x(), 16 + 1000 * share);
        const Token hue = frame == 0 ? Token::Query : Token::Ink;
        QCOMPARE(shot.pixelColor(strip.dot(frame).toPoint()), lookOf(&strip).color(hue));
    }
}

void FilmStripTest::picturesAreInTheirFrames() {
    FilmStrip strip;
    strip.setFilm(filmOf(3, 30));
    show(strip, 600);
    QImage shot = strip.grab().toImage();
    for (int frame = 0; frame < 3; ++frame) {
        QCOMPARE(shot.pixel(strip.pictureRect(frame).center().toPoint()),
                 QColor::fromHsv(frame * 40, 255, 200).rgb());
    }
    QImage other(64, 36, QImage::Format_RGB32);
    other.fill(Qt::white);
    strip.setPicture(1, other);
    shot = strip.grab().toImage();
    QCOMPARE(shot.pixelColor(strip.pictureRect(1).center().toPoint()), QColor(Qt::white));
}

void FilmStripTest::theCurrentFrameIsRinged() {
    FilmStrip strip;
    strip.setFilm(filmOf(3, 30));
    strip.setCurrent(2);
    show(strip, 600);
    const QImage shot = strip.grab().toImage();
    const auto inkAbove = [&](int frame) {
        const QRectF place = strip.pictureRect(frame);
        int ink = 0;
        for (int y = int(place.top()) - 5; y < int(place.top()); ++y) {
            ink += shot.pixelColor(int(place.center().x()), y) == lookOf(&strip).color(Token::Ink);
        }
        return ink;
    };
    QVERIFY(inkAbove(2) >= 1);
    QCOMPARE(inkAbove(0), 0);
}

void FilmStripTest::arrowsAndClicksChoose() {
    FilmStrip strip;
    strip.setFilm(filmOf(5, 50));
    show(strip, 800);
    QSignalSpy chosen(&strip, &FilmStrip::frameChosen);
    QTest::keyClick(&strip, Qt::Key_Left);
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_End);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.pictureRect(2).center().toPoint());
    QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.dot(3).toPoint());
    QList<int> frames;
    for (const QList<QVariant>& call : chosen) {
        frames << call.first().toInt();
    }
    QCOMPARE(frames, (QList<int>{1, 4, 2, 3}));
}

void FilmStripTest::manyFramesScrollToTheCurrentOne() {
    FilmStrip strip;
    strip.setFilm(filmOf(64, 100'000));
    show(strip, 500);
    for (const int frame : {63, 0, 30}) {
        strip.setCurrent(frame);
        const QRectF place = strip.pictureRect(frame);
        QVERIFY2(place.left() >= 0 && place.right() <= 500, qPrintable(QString::number(frame)));
    }
}

void FilmStripTest::speaksItsFrames() {
    FilmStrip strip;
    strip.setFilm(filmOf(8, 64));
    strip.setState(3, FilmFrame::State::Failed, QStringLiteral("it is broken"));
    QCOMPARE(strip.tableColumns(), 8);
    QCOMPARE(strip.cellText(0, 0), QStringLiteral("t 0, frame 0 of 64, 0.00 s, in front"));
    QCOMPARE(strip.cellText(0, 3),
             QStringLiteral("t 3, frame 27 of 64, 1.13 s, not seen: it is broken"));
    QCOMPARE(secondsText(125.12), QStringLiteral("2:05.1"));
}

void FilmStripTest::oneFrameAndNone() {
    FilmStrip strip;
    QCOMPARE(strip.tableRows(), 0);
    strip.setFilm(filmOf(1, 1));
    show(strip, 300);
    QCOMPARE(strip.cursorCell(), QPoint(0, 0));
    QVERIFY(!strip.grab().isNull());
    strip.setFilm({});
    QVERIFY(!strip.grab().isNull());
}

QTEST_MAIN(FilmStripTest)
#include "filmstrip_test.moc"
