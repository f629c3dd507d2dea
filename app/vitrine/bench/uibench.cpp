#include "app/vitrine/bench/bench.h"
#include "app/vitrine/bench/measure.h"
#include "app/vitrine/bench/randommodel.h"

#include "app/vitrine/document/document.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/input/sampleeditor.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <cmath>
#include <cstdio>

namespace vitrine::app::bench {

namespace {

constexpr int kStrokes = 60;
constexpr int kFrames = 300;
constexpr int kWarm = 10;
constexpr int kHeadSwitches = 40;
constexpr std::size_t kLongText = 1024; ///< bytes = tokens of the random model

// 30 tokens and CLS, SEP with MiniLM.
constexpr const char* kSentence =
    "the dog ran over the wide green meadow and caught the red ball in the air before it fell down "
    "into the cold blue water of the old";

class UiBench {
public:
    UiBench(MainWindow& window, Document& document, Session& session)
        : window_(window)
        , document_(document)
        , session_(session)
        , lab_(window.attentionPage().lab()) {}

    int run() {
        if (!waitUntil([&] { return session_.stage() == Stage::Done; })) {
            return fail("The demo was not traced");
        }
        keystrokes();
        QTemporaryDir folder;
        auto written = writeRandomModel(folder.path().toStdString());
        if (!written) {
            return fail(written.failed() ? written.problem().text().c_str() : "");
        }
        if (!openLarge(folder.path().toStdString())) {
            return fail("The random model was not traced");
        }
        hover();
        pan();
        zoom();
        switchHeads();
        return within_ ? 0 : 1;
    }

private:
    static int fail(const char* words) {
        std::fprintf(stderr, "%s\n", words);
        return 1;
    }

    void report(Case measured) {
        measured.bench = "ui";
        within_ = within_ && withinBar(measured);
        print(toJson(measured, session_.host().threads(), session_.host().facts().version));
    }

    void type(QWidget& editor, char letter) {
        const int key = letter == ' ' ? Qt::Key_Space : Qt::Key_A + (letter - 'a');
        const QString text = QString(QChar::fromLatin1(letter));
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
        QApplication::sendEvent(&editor, &press);
        QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, text);
        QApplication::sendEvent(&editor, &release);
    }

    void keystrokes() {
        widgets::SampleEditor& editor = window_.attentionPage().strip().editor();
        document_.addSample({.name = {}, .text = kSentence, .pair = {}}, QStringLiteral("bench"));
        (void)waitUntil([&] { return session_.stage() == Stage::Done; });
        editor.moveCursor(QTextCursor::End);
        int pictures = 0;
        bool painted = false;
        const auto shown = QObject::connect(&session_, &Session::pictureShown, &window_,
                                            [&] { ++pictures; });
        PaintProbe probe(*lab_.navigator().grid().viewport());
        QObject::connect(&probe, &PaintProbe::painted, &window_,
                         [&] { painted = painted || pictures > 0; });
        Case measured{
            .name = "keystroke to painted grid, MiniLM, 32 tokens", .bar = 60, .goal = 35};
        for (int stroke = 0; stroke < kStrokes; ++stroke) {
            pictures = 0;
            painted = false;
            const std::int64_t begun = clockNow();
            type(editor, stroke % 2 == 0 ? 's' : 't');
            if (!waitUntil([&] { return painted; }, 5)) {
                break;
            }
            if (stroke >= kWarm) {
                measured.milliseconds.push_back(sinceMilliseconds(begun));
            }
            editor.textCursor().deletePreviousChar();
            (void)waitUntil([&] { return session_.stage() == Stage::Done; }, 5);
        }
        QObject::disconnect(shown);
        report(std::move(measured));
    }

    bool openLarge(const std::string& folder) {
        std::string text;
        while (text.size() < kLongText) {
            text += kSentence;
        }
        text.resize(kLongText);
        document_.addSample({.name = {}, .text = text, .pair = {}}, QStringLiteral("bench"));
        document_.addModel(folder);
        const bool traced = waitUntil([&] {
            const auto& picture = session_.attention().picture();
            return session_.stage() == Stage::Done && picture != nullptr &&
                   picture->trace->sites().size() == 12;
        });
        session_.attention().openHead({.site = 5, .head = 5});
        settle();
        return traced;
    }

    // Everything that is still on its way is painted.
    void settle() {
        for (int round = 0; round < 20; ++round) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
            (void)waitUntil([] { return true; });
        }
        window_.repaint();
    }

    [[nodiscard]] static double sinceMilliseconds(std::int64_t begun) {
        return static_cast<double>(clockNow() - begun) / 1e6;
    }

    [[nodiscard]] widgets::MapView& map() {
        return *lab_.findChild<widgets::MapView*>();
    }

    // One frame: the input, everything it causes on this thread, the paint.
    template <class Input>
    Case frames(const char* name, int count, Input&& input) {
        Case measured{.name = name, .bar = 16, .goal = 8, .p99 = true};
        for (int frame = 0; frame < count + kWarm; ++frame) {
            const std::int64_t begun = clockNow();
            input(frame);
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            if (frame >= kWarm) {
                measured.milliseconds.push_back(sinceMilliseconds(begun));
            }
        }
        return measured;
    }

    void move(QWidget& target, const QPointF& place, Qt::MouseButtons buttons) {
        QMouseEvent event(QEvent::MouseMove, place, target.mapToGlobal(place), Qt::NoButton,
                          buttons, Qt::NoModifier);
        QApplication::sendEvent(&target, &event);
    }

    void hover() {
        widgets::MapView& target = map();
        const QRectF canvas = target.canvasRect();
        report(frames("hover over a map of 1,024²", kFrames, [&](int frame) {
            const double turn = frame * 0.13;
            move(target,
                 canvas.center() + QPointF(std::sin(turn) * canvas.width() * 0.45,
                                           std::cos(turn * 1.7) * canvas.height() * 0.45),
                 Qt::NoButton);
        }));
    }

    void pan() {
        widgets::MapView& target = map();
        const QPointF middle = QRectF(target.canvasRect()).center();
        target.zoomAt(middle, 6);
        settle();
        const auto press = [&](QEvent::Type type, Qt::MouseButtons buttons) {
            QMouseEvent event(type, middle, target.mapToGlobal(middle), Qt::MiddleButton, buttons,
                              Qt::NoModifier);
            QApplication::sendEvent(&target, &event);
        };
        press(QEvent::MouseButtonPress, Qt::MiddleButton);
        report(frames("pan over a map of 1,024²", kFrames, [&](int frame) {
            move(target,
                 middle + QPointF(std::sin(frame * 0.05) * 300, std::sin(frame * 0.037) * 300),
                 Qt::MiddleButton);
        }));
        press(QEvent::MouseButtonRelease, Qt::NoButton);
    }

    void zoom() {
        widgets::MapView& target = map();
        const QPointF middle = QRectF(target.canvasRect()).center();
        report(frames("zoom over a map of 1,024²", kFrames, [&](int frame) {
            const int step = (frame / 30) % 2 == 0 ? 60 : -60;
            QWheelEvent event(middle, target.mapToGlobal(middle), {}, {0, step}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&target, &event);
        }));
        target.fit();
    }

    // A click that recomputes one map: until the frame with the new head's map.
    void switchHeads() {
        Case measured{.name = "head switch over 144 × 1,024²", .bar = 100, .goal = 50, .p99 = true};
        for (int turn = 0; turn < kHeadSwitches; ++turn) {
            const std::int64_t begun = clockNow();
            session_.attention().openHead({.site = turn % 12, .head = (turn * 7) % 12});
            QCoreApplication::processEvents();
            map().repaint();
            (void)waitUntil([&] { return map().complete(); }, 5);
            measured.milliseconds.push_back(sinceMilliseconds(begun));
        }
        report(std::move(measured));
    }

    MainWindow& window_;
    Document& document_;
    Session& session_;
    widgets::AttentionLab& lab_;
    bool within_ = true;
};

} // namespace

int runUi(MainWindow& window, Document& document, Session& session) {
    return UiBench(window, document, session).run();
}

} // namespace vitrine::app::bench
