#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

namespace vitrine::widgets {
class RobustnessLab;
class RobustnessPanel;
}

namespace vitrine::app {

/// The robustness lab as the window sees it.
class RobustnessRoom final : public Lab {
    Q_OBJECT

public:
    RobustnessRoom(const WindowParts& parts, QWidget* stage);

    [[nodiscard]] widgets::RobustnessLab& robustnessLab() const { return *lab_; }

    [[nodiscard]] LabFace face() const override;
    [[nodiscard]] QWidget& page() const override;
    void setInFront(bool inFront) override;
    void focusMain() override;
    void openExports() override;
    [[nodiscard]] QWidget* inspector() const override;
    [[nodiscard]] QStringList facts(bool words) const override;
    [[nodiscard]] QList<widgets::KeyHint> hints(bool words) const override;
    void addTo(ReportContent& content) const override;

private:
    widgets::RobustnessLab* lab_;
    widgets::RobustnessPanel* panel_;
};

} // namespace vitrine::app
