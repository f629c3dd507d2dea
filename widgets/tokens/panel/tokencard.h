#pragma once

#include "core/text/tokenizer.h"
#include "widgets/tokens/study/piecewords.h"

#include <QString>
#include <QWidget>

#include <optional>

namespace vitrine::widgets {

/// One token, large, as its vocabulary spells it, with the mark ("##", "Ġ") faint.
class TokenCard final : public QWidget {
    Q_OBJECT

public:
    explicit TokenCard(QWidget* parent = nullptr);

    void setToken(const text::Token& token);
    void clear();

    [[nodiscard]] QString mark() const { return mark_; }
    [[nodiscard]] QString text() const { return text_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TokenKind kind_ = TokenKind::Piece;
    QString mark_;
    QString text_;
};

} // namespace vitrine::widgets
