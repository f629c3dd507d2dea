#include "app/vitrine/bench/measure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace vitrine::app::bench {

namespace {

double quantile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::ranges::sort(values);
    const auto rank = static_cast<std::size_t>(
        std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

} // namespace

std::int64_t clockNow() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

bool withinBar(const Case& measured) {
    return !measured.milliseconds.empty() &&
           quantile(measured.milliseconds, measured.p99 ? 0.99 : 0.5) <= measured.bar;
}

Json toJson(const Case& measured, int threads, const std::string& versions) {
    Json json;
    json.set("bench", measured.bench);
    json.set("case", measured.name);
    Json::Array times;
    for (const double time : measured.milliseconds) {
        times.push_back(std::round(time * 1000) / 1000);
    }
    json.set("ours_ms", std::move(times));
    json.set("median_ms", quantile(measured.milliseconds, 0.5));
    json.set("p99_ms", quantile(measured.milliseconds, 0.99));
    json.set("max_ms", quantile(measured.milliseconds, 1));
    json.set("bar_ms", measured.bar);
    json.set("goal_ms", measured.goal);
    json.set("held_against_bar", measured.p99 ? "p99" : "median");
    json.set("within_bar", withinBar(measured));
    json.set("threads", threads);
    json.set("versions", versions);
    return json;
}

void print(const Json& json) {
    const std::string text = json.dump();
    std::printf("%s\n", text.c_str());
    std::fflush(stdout);
}

PaintProbe::PaintProbe(QWidget& widget)
    : QObject(&widget) {
    widget.installEventFilter(this);
}

bool PaintProbe::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        // After the paint event itself, when the pixels are there.
        QMetaObject::invokeMethod(this, &PaintProbe::painted, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

bool waitUntil(const std::function<bool()>& ready, int seconds) {
    QElapsedTimer clock;
    clock.start();
    while (!ready()) {
        if (clock.elapsed() > seconds * 1000) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return true;
}

} // namespace vitrine::app::bench
