#pragma once

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/theme/token.h"

#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// What state a run is in, as a small chip: icon and word.
class StateChip final : public QWidget {
    Q_OBJECT

public:
    explicit StateChip(QWidget* parent = nullptr);

    void setState(Icon icon, const QString& text, Token words);
    [[nodiscard]] const QString& text() const { return text_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon icon_ = Icon::Info;
    QString text_;
    Token words_ = Token::T1;
};

} // namespace vitrine::widgets
