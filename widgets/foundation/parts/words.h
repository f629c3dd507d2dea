#pragma once

#include "widgets/foundation/theme/token.h"
#include "widgets/foundation/theme/type.h"

#include <QLabel>

namespace vitrine::widgets {

/// A label in a style and colour of the Theme, following its changes. Plain text always.
class Words final : public QLabel {
    Q_OBJECT

  public:
    explicit Words(TextStyle style, Token token = Token::T1, QWidget* parent = nullptr);
    Words(const QString& text, TextStyle style, Token token = Token::T1, QWidget* parent = nullptr);

    void setStyleAndToken(TextStyle style, Token token);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void restyle();

    TextStyle style_;
    Token token_;
    bool restyling_ = false;
};

} // namespace vitrine::widgets
