#pragma once

#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace vitrine::widgets {

/// One device pixel between panes or sections.
class Hairline final : public QWidget {
public:
    explicit Hairline(Qt::Orientation orientation, QWidget* parent = nullptr)
        : QWidget(parent) {
        if (orientation == Qt::Horizontal) {
            setFixedHeight(metrics::kHairline);
        } else {
            setFixedWidth(metrics::kHairline);
        }
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).fillRect(rect(), lookOf(this).color(Token::Line));
    }
};

} // namespace vitrine::widgets
