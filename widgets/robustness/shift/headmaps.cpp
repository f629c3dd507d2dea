#include "widgets/robustness/shift/headmaps.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/figure/heat.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kGap = 10;
constexpr double kMostSide = 220;

QString say(const char* text) {
    return QCoreApplication::translate("HeadMaps", text);
}

double largestOf(const Grid& grid) {
    double largest = 0;
    for (const float value : grid.values()) {
        largest = std::isfinite(value) ? std::max(largest, std::abs(static_cast<double>(value)))
                                       : largest;
    }
    return largest;
}

/// The next hundredth, or tenth, above.
double above(double value, double step) {
    return std::max(step, std::ceil(value / step - 1e-9) * step);
}

ColourScale sharedScale(const HeadDetail& detail) {
    const double high =
        std::min(1.0, above(std::max(largestOf(detail.maps.a), largestOf(detail.maps.b)), 0.01));
    return {.low = 0, .high = high, .response = Response::SquareRoot};
}

ColourScale differenceScale(const HeadDetail& detail) {
    return signedScale(above(largestOf(detail.maps.difference), 0.1));
}

std::array<const Grid*, 3> gridsOf(const HeadDetail& detail) {
    return {&detail.maps.a, &detail.maps.b, &detail.maps.difference};
}

/// The square of each map; all of one size, so that rows of equal texts lie side by side.
QRectF squareOf(const QSizeF& size, int map, const Look& look) {
    const double top = look.lineHeight(TextStyle::Small) + 2;
    const double third = std::floor((size.width() - 2 * kGap - 2) / 3);
    const double side = std::min({third, size.height() - top - 2, kMostSide});
    return {1 + map * (side + kGap), top, std::max(8.0, side), std::max(8.0, side)};
}

QRectF cellOf(const QRectF& square, const Grid& grid, int row, int column) {
    const double width = square.width() / static_cast<double>(grid.columns());
    const double height = square.height() / static_cast<double>(grid.rows());
    return {square.left() + column * width, square.top() + row * height, width, height};
}

class HeadFigure final : public Figure {
public:
    HeadFigure(std::shared_ptr<const HeadDetail> detail, QString caption)
        : detail_(std::move(detail))
        , caption_(std::move(caption)) {}

    [[nodiscard]] QSize naturalSize() const override { return {3 * 200 + 20, 224}; }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintHeadMaps(painter, size, *detail_, {-1, -1}, look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override {
        return say("Head %1·%2 clean and perturbed").arg(detail_->layer).arg(detail_->head);
    }

private:
    std::shared_ptr<const HeadDetail> detail_;
    QString caption_;
};

} // namespace

void paintHeadMaps(QPainter& painter, const QSizeF& size, const HeadDetail& detail,
                   const QPoint& cursor, const Look& look) {
    const std::array<QString, 3> titles{say("A clean"), say("B perturbed"),
                                        QStringLiteral("B − A")};
    const ColourMap weights(look.unsignedRamp(), sharedScale(detail));
    const ColourMap changes(look.signedRamp(), differenceScale(detail));
    for (int map = 0; map < 3; ++map) {
        const Grid& grid = *gridsOf(detail)[static_cast<std::size_t>(map)];
        const QRectF square = squareOf(size, map, look);
        paintWords(painter, QRectF(square.left(), 0, square.width(), square.top()),
                   Qt::AlignLeft | Qt::AlignVCenter, titles[static_cast<std::size_t>(map)],
                   TextStyle::Small, Token::T1, look, /*elide=*/true);
        paintHeat(painter, square, grid, map == 2 ? changes : weights);
        for (std::size_t row = 0; row < grid.rows(); ++row) {
            for (std::size_t column = 0; column < grid.columns(); ++column) {
                if (std::isnan(grid.at(row, column))) {
                    paintMasked(painter,
                                cellOf(square, grid, static_cast<int>(row),
                                       static_cast<int>(column)),
                                look);
                }
            }
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.drawRect(square.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    if (cursor.x() >= 0) {
        const Grid& grid = detail.maps.difference;
        paintCellCursor(painter, cellOf(squareOf(size, 2, look), grid, cursor.y(), cursor.x()),
                        look);
    }
}

HeadMaps::HeadMaps(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("The chosen head, clean and perturbed"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    makeAccessibleTable(*this, *this);
}

void HeadMaps::setDetail(std::shared_ptr<const HeadDetail> detail) {
    detail_ = std::move(detail);
    if (cursor_.x() >= tableColumns() || cursor_.y() >= tableRows()) {
        cursor_ = {-1, -1};
    }
    setAccessibleDescription(rule());
    announceTableReset(*this);
    update();
}

QSize HeadMaps::sizeHint() const {
    return {340, heightFor(340)};
}

// The maps are squares: what is higher than a third of the width stays empty.
void HeadMaps::resizeEvent(QResizeEvent*) {
    setMaximumHeight(heightFor(width()));
}

int HeadMaps::heightFor(int width) const {
    const double title = lookOf(this).lineHeight(TextStyle::Small) + 2;
    return static_cast<int>(std::min((width - 2 * kGap - 2) / 3, kMostSide) + title + 3);
}

QString HeadMaps::rule() const {
    if (!detail_) {
        return {};
    }
    return tr("layer %1, head %2, shift %3 · A, B: 0–%4, √ · B − A: ±%5, linear")
        .arg(detail_->layer)
        .arg(detail_->head)
        .arg(numberText(detail_->maps.shift, 2), boundText(sharedScale(*detail_).high),
             boundText(differenceScale(*detail_).high));
}

std::unique_ptr<Figure> HeadMaps::figure(const QString& caption) const {
    return detail_ ? std::make_unique<HeadFigure>(detail_, caption + QStringLiteral("; ") + rule())
                   : nullptr;
}

void HeadMaps::paintEvent(QPaintEvent*) {
    if (detail_) {
        QPainter painter(this);
        paintHeadMaps(painter, size(), *detail_, cursor_, lookOf(this));
    }
}

void HeadMaps::mouseMoveEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    cursor_ = cell;
    setToolTip(cell.x() < 0 ? QString() : cellText(cell.y(), cell.x()));
    update();
}

void HeadMaps::mouseDoubleClickEvent(QMouseEvent*) {
    Q_EMIT openAsked();
}

void HeadMaps::leaveEvent(QEvent*) {
    cursor_ = {-1, -1};
    update();
}

void HeadMaps::keyPressEvent(QKeyEvent* event) {
    const QPoint from(std::max(0, cursor_.x()), std::max(0, cursor_.y()));
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(from.y(), from.x() - 1);
    case Qt::Key_Right: return moveCursorTo(from.y(), from.x() + 1);
    case Qt::Key_Up: return moveCursorTo(from.y() - 1, from.x());
    case Qt::Key_Down: return moveCursorTo(from.y() + 1, from.x());
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT openAsked(); return;
    default: QWidget::keyPressEvent(event);
    }
}

int HeadMaps::tableRows() const {
    return detail_ ? static_cast<int>(detail_->maps.difference.rows()) : 0;
}

int HeadMaps::tableColumns() const {
    return detail_ ? static_cast<int>(detail_->maps.difference.columns()) : 0;
}

QString HeadMaps::rowLabel(int row) const {
    const AxisToken& word =
        detail_->of->pairing.clean.groups.tokens.at(static_cast<std::size_t>(row));
    if (word.source.empty() || word.segment != 0) {
        return QString::fromStdString(word.label);
    }
    const std::string& text = detail_->of->text->clean.text;
    return QString::fromStdString(text.substr(word.source.begin, word.source.size()));
}

QString HeadMaps::columnLabel(int column) const {
    return rowLabel(column);
}

QString HeadMaps::cellText(int row, int column) const {
    const auto y = static_cast<std::size_t>(row);
    const auto x = static_cast<std::size_t>(column);
    const float before = detail_->maps.a.at(y, x);
    const float change = detail_->maps.difference.at(y, x);
    if (std::isnan(change)) {
        return tr("%1 looks at %2: clean %3, no such word in the perturbed text")
            .arg(rowLabel(row), columnLabel(column), hoverText(static_cast<double>(before)));
    }
    return tr("%1 looks at %2: clean %3, change %4")
        .arg(rowLabel(row), columnLabel(column), hoverText(static_cast<double>(before)),
             hoverText(static_cast<double>(change)));
}

QRect HeadMaps::cellRect(int row, int column) const {
    const QRectF square = squareOf(size(), 2, lookOf(this));
    return cellOf(square, detail_->maps.difference, row, column).toRect();
}

QPoint HeadMaps::cellAt(const QPoint& point) const {
    if (!detail_ || tableRows() == 0) {
        return {-1, -1};
    }
    const QRectF square = squareOf(size(), 2, lookOf(this));
    if (!square.contains(point)) {
        return {-1, -1};
    }
    const double width = square.width() / tableColumns();
    const double height = square.height() / tableRows();
    return {std::min(tableColumns() - 1, static_cast<int>((point.x() - square.left()) / width)),
            std::min(tableRows() - 1, static_cast<int>((point.y() - square.top()) / height))};
}

void HeadMaps::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        cursor_ = {column, row};
        announceCell(*this);
        update();
    }
}

} // namespace vitrine::widgets
