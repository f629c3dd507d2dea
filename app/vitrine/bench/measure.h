#pragma once

#include "core/base/json.h"

#include <QEventLoop>
#include <QObject>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::app::bench {

/// Nanoseconds of the clock that all processes of the machine share.
[[nodiscard]] std::int64_t clockNow();

/// An absolute case: its times with median, p99 and largest, beside bar and goal.
struct Case {
    std::string bench;
    std::string name;
    std::vector<double> milliseconds;
    double bar = 0;
    double goal = 0;
    bool p99 = false; ///< what the bar is held against; else the median
};

/// Whether the case has times and they keep to its bar.
[[nodiscard]] bool withinBar(const Case& measured);

[[nodiscard]] Json toJson(const Case& measured, int threads, const std::string& versions);

void print(const Json& json);

/// Tells when a widget was painted.
class PaintProbe final : public QObject {
    Q_OBJECT

public:
    explicit PaintProbe(QWidget& widget);

Q_SIGNALS:
    void painted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// Runs the event loop until `ready` answers true, asked after every event; false after `seconds`.
[[nodiscard]] bool waitUntil(const std::function<bool()>& ready, int seconds = 60);

} // namespace vitrine::app::bench
