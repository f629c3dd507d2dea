#pragma once

#include "app/vitrine/settings/settings.h"

#include "widgets/foundation/theme/theme.h"

#include <QObject>

namespace vitrine::app {

/// The choices of appearance, remembered. GUI thread.
class LookSettings final : public QObject {
    Q_OBJECT

public:
    static constexpr double kTextStep = 0.1;
    static constexpr double kPresenterScale = 1.4;

    LookSettings(Settings& settings, widgets::Theme& theme, QObject* parent = nullptr);

    void setMode(widgets::Theme::Mode mode);
    void setTextScale(double scale);
    void setDensity(widgets::Density density);
    void setReducedMotion(bool reduced);

    /// Larger type for a class; not remembered, the person's own size comes back after it.
    void setPresenting(bool presenting);
    [[nodiscard]] bool presenting() const { return presenting_; }

    [[nodiscard]] widgets::Theme& theme() const { return theme_; }

Q_SIGNALS:
    void presentingChanged(bool presenting);

private:
    Settings& settings_;
    widgets::Theme& theme_;
    bool presenting_ = false;
};

} // namespace vitrine::app
