#include "widgets/foundation/parts/valuerow.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kBetween = 8;

} // namespace

ValueRow::ValueRow(const QString& name, QWidget* parent) : QWidget(parent), name_(name) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void ValueRow::setName(const QString& name) {
    if (name != name_) {
        name_ = name;
        describe();
        updateGeometry();
        update();
    }
}

void ValueRow::setValue(const QString& value, const QString& unit) {
    if (value != value_ || unit != unit_) {
        value_ = value;
        unit_ = unit;
        describe();
        update();
    }
}

void ValueRow::describe() {
    setAccessibleName(name_);
    setAccessibleDescription(unit_.isEmpty() ? value_ : value_ + u' ' + unit_);
}

QSize ValueRow::sizeHint() const {
    const Look& look = lookOf(this);
    const double words =
        wordsWidth(name_, TextStyle::Small, look) + wordsWidth(value_, TextStyle::Small, look);
    return {static_cast<int>(words) + kBetween + look.scaled(metrics::kUnitColumn),
            look.rows().inspector};
}

QSize ValueRow::minimumSizeHint() const {
    const Look& look = lookOf(this);
    return {look.scaled(metrics::kFieldLabel), look.rows().inspector};
}

void ValueRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double unitWidth = std::max<double>(
        look.scaled(metrics::kUnitColumn), wordsWidth(unit_, TextStyle::Caption, look) + kBetween);
    const QRectF unit(width() - unitWidth, 0, unitWidth, height());
    const double valueWidth = wordsWidth(value_, TextStyle::Small, look);
    const QRectF value(unit.left() - valueWidth, 0, valueWidth, height());
    const QRectF name(0, 0, std::max(0.0, value.left() - kBetween), height());
    paintWords(painter, name, Qt::AlignLeft | Qt::AlignVCenter, name_, TextStyle::Small, Token::T2,
               look, /*elide=*/true);
    paintWords(painter, value, Qt::AlignRight | Qt::AlignVCenter, value_, TextStyle::Small,
               Token::T1, look);
    paintWords(painter, unit, Qt::AlignRight | Qt::AlignVCenter, unit_, TextStyle::Caption,
               Token::T3, look);
}

} // namespace vitrine::widgets
