#include "widgets/attention/number/dotproductview.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kShownTerms = 7;
constexpr double kTermBarHeight = 7;

struct Columns {
    double query;   ///< zero lines
    double key;
    double product;
    double factor;  ///< half widths
    double half;
    double right;
};

Columns columnsOf(double width) {
    // As drawn for 268 px: 26 for the dimension, 62 for the value, bars between.
    const double bars = width - 28 - 58;
    return {.query = 28 + bars * 0.13,
            .key = 28 + bars * 0.46,
            .product = 28 + bars * 0.80,
            .factor = bars * 0.13,
            .half = bars * 0.17,
            .right = width};
}

QString signedText(double value) {
    const QString text = numberText(value, 2);
    return value > 0 && std::isfinite(value) ? QStringLiteral("+") + text : text;
}

void paintBar(QPainter& painter, double zero, double middle, double length, const QColor& color) {
    if (!std::isfinite(length)) {
        return;
    }
    const double extent = std::round(std::abs(length));
    const double top = std::round(middle - kTermBarHeight / 2);
    if (length >= 0) {
        painter.fillRect(QRectF(zero, top, std::max(extent, 1.0), kTermBarHeight), color);
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1));
    painter.drawRect(QRectF(zero - std::max(extent, 2.0) + 0.5, top + 0.5,
                            std::max(extent, 2.0) - 1, kTermBarHeight - 1));
}

void paintComponent(QPainter& painter, const QRectF& row, const DotComponent& component,
                    const DotProduct& product, const Look& look) {
    const Columns columns = columnsOf(row.width());
    const double middle = row.center().y();
    paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter, QString::number(component.dimension),
               TextStyle::Caption, Token::T2, look);
    const auto bar = [&](double zero, double half, double value, double largest, Token token) {
        paintBar(painter, zero, middle, value * half / std::max(largest, 1e-12), look.color(token));
    };
    bar(columns.query, columns.factor, component.query, product.largestQuery, Token::Query);
    bar(columns.key, columns.factor, component.key, product.largestKey, Token::Key);
    bar(columns.product, columns.half, component.product, product.largestProduct, Token::T2);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    for (const double zero : {columns.query, columns.key, columns.product}) {
        painter.drawLine(QPointF(std::round(zero) - 0.5, row.top() + 1),
                         QPointF(std::round(zero) - 0.5, row.bottom() - 1));
    }
    paintWords(painter, row, Qt::AlignRight | Qt::AlignVCenter, signedText(component.product),
               TextStyle::Caption, Token::T1, look);
}

} // namespace

DotProductView::DotProductView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Dot product by component"));
}

void DotProductView::setCell(const engine::Cell& cell) {
    product_ = dotProductOf(cell, kShownTerms);
    QString description = tr("Components: %1.").arg(product_.components);
    if (!product_.forIt.empty()) {
        description += u' '
                       + tr("Dimension %1 contributes most, %2.")
                             .arg(product_.forIt.front().dimension)
                             .arg(signedText(product_.forIt.front().product));
    }
    setAccessibleDescription(description);
    updateGeometry();
    update();
}

void DotProductView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double line = look.lineHeight(TextStyle::Caption);
    const Columns columns = columnsOf(width());
    QRectF row(0, 0, width(), line);
    const auto head = [&](double middle, const QString& text, Token token) {
        paintWords(painter, QRectF(middle - 60, 0, 120, line), Qt::AlignHCenter | Qt::AlignVCenter,
                   text, TextStyle::Caption, token, look);
    };
    paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter, tr("dim"), TextStyle::Caption,
               Token::T2, look);
    head(columns.query, tr("query"), Token::QueryText);
    head(columns.key, tr("key"), Token::KeyText);
    head(columns.product, tr("q ∘ k"), Token::T2);
    paintWords(painter, row, Qt::AlignRight | Qt::AlignVCenter, tr("value"), TextStyle::Caption,
               Token::T2, look);
    for (const DotComponent& component : product_.forIt) {
        row.translate(0, line);
        paintComponent(painter, row, component, product_, look);
    }
    if (product_.others > 0) {
        row.translate(0, line);
        paintWords(painter, row, Qt::AlignLeft | Qt::AlignVCenter,
                   product_.others == 1 ? tr("1 more component")
                                        : tr("%1 more components, together").arg(product_.others),
                   TextStyle::Caption, Token::T2, look);
        paintWords(painter, row, Qt::AlignRight | Qt::AlignVCenter, signedText(product_.otherSum),
                   TextStyle::Caption, Token::T2, look);
    }
    for (const DotComponent& component : product_.against) {
        row.translate(0, line);
        paintComponent(painter, row, component, product_, look);
    }
}

QSize DotProductView::sizeHint() const {
    const std::size_t lines = 1 + product_.forIt.size() + product_.against.size()
                              + (product_.others > 0 ? 1 : 0);
    return {240, static_cast<int>(lines) * lookOf(this).lineHeight(TextStyle::Caption)};
}

QSize DotProductView::minimumSizeHint() const {
    return {200, sizeHint().height()};
}

} // namespace vitrine::widgets
