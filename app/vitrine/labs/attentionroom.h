#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

namespace vitrine::widgets {
class NumberPanel;
}

namespace vitrine::app {

class AttentionPage;

/// The attention lab as the window sees it.
class AttentionRoom final : public Lab {
    Q_OBJECT

public:
    AttentionRoom(const WindowParts& parts, QWidget* stage);

    [[nodiscard]] AttentionPage& attentionPage() const { return *page_; }

    [[nodiscard]] LabFace face() const override;
    [[nodiscard]] QWidget& page() const override;
    void focusMain() override;
    void focusText() override;
    void openExports() override;
    [[nodiscard]] bool actionsEnabled() const override;
    [[nodiscard]] QWidget* inspector() const override;
    void applyCrowding(const Crowding& crowding) override;
    [[nodiscard]] QStringList facts(bool words) const override;
    [[nodiscard]] QList<widgets::KeyHint> hints(bool words) const override;
    void addTo(ReportContent& content) const override;
    [[nodiscard]] bool settled() const override;

private:
    [[nodiscard]] QString stageWords() const;
    [[nodiscard]] QString hoverWords() const;
    void takeStage();

    Session& session_;
    AttentionPage* page_;
    widgets::NumberPanel* number_;
    bool numberShown_ = false;
};

} // namespace vitrine::app
