#pragma once

#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace vitrine::widgets {

/// A hairline between the panes of this lab.
class PaneLine final : public QWidget {
public:
    explicit PaneLine(Qt::Orientation orientation, QWidget* parent = nullptr)
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
