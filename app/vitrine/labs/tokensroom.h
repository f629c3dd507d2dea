#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

namespace vitrine::widgets {
class TokenPanel;
class TokensLab;
}

namespace vitrine::app {

/// The tokens lab as the window sees it.
class TokensRoom final : public Lab {
    Q_OBJECT

public:
    TokensRoom(const WindowParts& parts, QWidget* stage);

    [[nodiscard]] widgets::TokensLab& tokensLab() const { return *lab_; }

    [[nodiscard]] LabFace face() const override;
    [[nodiscard]] QWidget& page() const override;
    void focusMain() override;
    void focusText() override;
    void openExports() override;
    [[nodiscard]] QWidget* inspector() const override;
    [[nodiscard]] QStringList facts(bool words) const override;
    [[nodiscard]] QList<widgets::KeyHint> hints(bool words) const override;
    void addTo(ReportContent& content) const override;

private:
    widgets::TokensLab* lab_;
    widgets::TokenPanel* token_;
};

} // namespace vitrine::app
