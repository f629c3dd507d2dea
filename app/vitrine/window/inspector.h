#pragma once

#include "app/vitrine/session/session.h"

#include <QStackedWidget>

namespace vitrine::widgets {
class NumberPanel;
class TokenPanel;
class TokenStudy;
}

namespace vitrine::app {

/// The right dock: the number of the attention lab or the token of the tokens lab. While there is
/// no picture, no old number stays in sight.
class Inspector final : public QStackedWidget {
    Q_OBJECT

public:
    Inspector(Session& session, widgets::TokenStudy& study, QWidget* parent = nullptr);

    void setTokensInFront(bool inFront);
    void setBrief(bool brief);

    [[nodiscard]] widgets::NumberPanel& number() const { return *number_; }

private:
    void refresh();

    Session& session_;
    widgets::NumberPanel* number_;
    widgets::TokenPanel* token_;
    QWidget* nothing_;
    bool tokensInFront_ = false;
};

} // namespace vitrine::app
