#include "app/vitrine/bench/bench.h"
#include "app/vitrine/bench/measure.h"

#include "app/vitrine/document/jsonfields.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/startup/machine.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/mainwindow.h"

#include "core/base/json.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/pane/navigatorpane.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <limits>
#include <map>

namespace vitrine::app::bench {

namespace {

constexpr int kStarts = 12;
constexpr int kDropped = 2; ///< the first ones warm the file cache
constexpr int kChildMilliseconds = 60'000;

struct Moment {
    const char* name;
    const char* title;
    double bar;
    double goal;
};

constexpr Moment kMoments[] = {{"painted", "first paint", 200, 50},
                               {"engine", "engine ready", 700, 400},
                               {"grid", "head grid on screen", 1500, 1200}};

Outcome<Json> startOnce(std::int64_t& begun) {
    QProcess child;
    child.setProcessChannelMode(QProcess::SeparateChannels);
    begun = clockNow();
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--bench-child")});
    if (!child.waitForFinished(kChildMilliseconds)) {
        return Problem{"A start did not end in time", "bench start",
                       "Try again on a quiet machine"};
    }
    return parseJson(child.readAllStandardOutput().toStdString(), "bench start");
}

} // namespace

int runStart() {
    std::map<std::string, std::vector<double>> times;
    std::string versions;
    for (int start = 0; start < kStarts; ++start) {
        std::int64_t begun = 0;
        const auto moments = startOnce(begun);
        if (!moments) {
            std::fprintf(stderr, "%s\n", moments.failed() ? moments.problem().text().c_str() : "");
            return 1;
        }
        versions = textOf(*moments, "versions");
        for (const Moment& moment : kMoments) {
            const std::int64_t at =
                wholeOf(*moments, moment.name, 0, 0, std::numeric_limits<std::int64_t>::max());
            if (at == 0) {
                std::fprintf(stderr, "The start did not come to: %s\n", moment.title);
                return 1;
            }
            if (start >= kDropped) {
                times[moment.name].push_back(static_cast<double>(at - begun) / 1e6);
            }
        }
    }
    bool within = true;
    for (const Moment& moment : kMoments) {
        const Case measured{.bench = "start",
                            .name = moment.title,
                            .milliseconds = times[moment.name],
                            .bar = moment.bar,
                            .goal = moment.goal};
        print(toJson(measured, physicalCores(), versions));
        within = within && withinBar(measured);
    }
    return within ? 0 : 1;
}

int runStartChild(MainWindow& window, Session& session) {
    Json moments;
    QObject::connect(&window, &MainWindow::firstPainted, &window,
                     [&] { moments.set("painted", clockNow()); });
    QObject::connect(&session.host(), &EngineHost::started, &window,
                     [&] { moments.set("engine", clockNow()); });
    bool shown = false;
    bool onScreen = false;
    QObject::connect(&session, &Session::pictureShown, &window, [&] { shown = true; });
    PaintProbe probe(*window.attentionPage().lab().navigator().grid().viewport());
    QObject::connect(&probe, &PaintProbe::painted, &window, [&] {
        if (shown && !onScreen) {
            moments.set("grid", clockNow());
            onScreen = true;
        }
    });
    const bool ended = waitUntil([&] { return onScreen || session.stage() == Stage::Failed; });
    moments.set("versions", session.host().facts().version);
    print(moments);
    return ended && onScreen ? 0 : 1;
}

} // namespace vitrine::app::bench
