#include "widgets/lessons/strips/stripview.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kColumns = 96;
constexpr int kStripSide = 16;
constexpr int kSign = 20;
constexpr int kHead = 22;
constexpr int kBetween = 10;
constexpr double kMostCell = 8;

int linesOf(const NamedStrip& strip) {
    return (static_cast<int>(strip.values.size()) + kColumns - 1) / kColumns;
}

} // namespace

ColourScale sharedScale(std::span<const std::vector<float>* const> vectors) {
    double limit = 0;
    for (const std::vector<float>* values : vectors) {
        for (const float value : *values) {
            if (std::isfinite(value)) {
                limit = std::max(limit, std::abs(static_cast<double>(value)));
            }
        }
    }
    return signedScale(limit > 0 ? limit : 1, Response::SquareRoot);
}

StripView::StripView(QWidget* parent)
    : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setRingPlace(*this, RingPlace::Inside);
    setAccessibleName(tr("Vectors"));
    setAccessibleDescription(
        tr("Each block is one vector, each cell one of its numbers; all have one range."));
    makeAccessibleTable(*this, *this);
}

void StripView::setStrips(std::vector<NamedStrip> strips, const QString& rule) {
    strips_ = std::move(strips);
    rule_ = rule;
    std::vector<const std::vector<float>*> vectors;
    for (const NamedStrip& strip : strips_) {
        vectors.push_back(&strip.values);
    }
    scale_ = sharedScale(vectors);
    if (cursor_.y() >= tableRows() || cursor_.x() >= tableColumns()) {
        cursor_ = {-1, -1};
    }
    place();
    announceTableReset(*this);
    updateGeometry();
    update();
}

void StripView::place() {
    const Look& look = lookOf(this);
    const double room = width() - 2.0 * kStripSide - look.scaled(kSign);
    const double lineHeight = look.scaled(kHead);
    double lines = 0;
    for (const NamedStrip& strip : strips_) {
        lines += linesOf(strip);
    }
    const double fixed = static_cast<double>(strips_.size()) * (lineHeight + kBetween) +
                         3.0 * look.lineHeight(TextStyle::Small) + 2 * kStripSide;
    const double tall = lines > 0 ? (height() - fixed) / lines : kMostCell;
    cell_ = std::clamp(std::min(room / kColumns, tall), 2.0, kMostCell);
    blocks_.clear();
    double top = kStripSide;
    for (const NamedStrip& strip : strips_) {
        top += lineHeight;
        const double columns = std::min<double>(kColumns, static_cast<double>(strip.values.size()));
        blocks_.emplace_back(kStripSide + look.scaled(kSign), top, columns * cell_,
                             linesOf(strip) * cell_);
        top += linesOf(strip) * cell_ + kBetween;
    }
    foot_ = top;
}

void StripView::paintStrip(QPainter& painter, std::size_t row) const {
    const Look& look = lookOf(this);
    const NamedStrip& strip = strips_[row];
    const QRectF& block = blocks_[row];
    const double head = look.scaled(kHead);
    const QRectF line(block.left(), block.top() - head, block.width(), head);
    paintWords(painter, {kStripSide * 1.0, line.top(), look.scaled(kSign) * 1.0, head},
               Qt::AlignVCenter | Qt::AlignLeft, strip.sign, TextStyle::Head, Token::T2, look);
    const double used = paintWords(painter, line, Qt::AlignVCenter | Qt::AlignLeft, strip.name,
                                   TextStyle::Label, Token::T1, look);
    paintWords(painter, line.adjusted(used + kBetween, 0, 0, 0), Qt::AlignVCenter | Qt::AlignRight,
               strip.note, TextStyle::Small, Token::T2, look, /*elide=*/true);
    const ColourMap map(look.signedRamp(), scale_);
    QImage cells(kColumns, linesOf(strip), QImage::Format_ARGB32_Premultiplied);
    cells.fill(Qt::transparent);
    for (std::size_t index = 0; index < strip.values.size(); ++index) {
        const auto place = static_cast<int>(index);
        cells.setPixel(place % kColumns, place / kColumns, map.color(strip.values[index]));
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF(block.topLeft(), QSizeF(kColumns * cell_, block.height())), cells);
    painter.setPen(look.color(Token::Line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(block);
}

void StripView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    for (std::size_t row = 0; row < strips_.size(); ++row) {
        paintStrip(painter, row);
    }
    if (strips_.empty()) {
        return;
    }
    const double left = blocks_.front().left();
    const double line = look.lineHeight(TextStyle::Small);
    const ColourBarModel bar{.ramp = nullptr, .scale = scale_, .uniform = {}, .rule = {rule_}};
    paintFlatBar(painter, {left, foot_, width() - left - kStripSide, line}, bar, look);
    paintWords(painter, {left, foot_ + 1.5 * line, width() - left - kStripSide, line},
               Qt::AlignVCenter | Qt::AlignLeft, readOut(), TextStyle::Small, Token::T1, look,
               /*elide=*/true);
    if (cursor_.x() >= 0) {
        for (int row = 0; row < tableRows(); ++row) {
            const QRectF cell = cellRect(row, cursor_.x());
            if (!cell.isEmpty()) {
                painter.setPen(QPen(look.color(Token::Casing), 3.5));
                painter.drawRect(cell);
                painter.setPen(QPen(look.color(Token::CasingInk), 1.75));
                painter.drawRect(cell);
            }
        }
    }
}

QString StripView::readOut() const {
    if (cursor_.x() < 0) {
        return {};
    }
    QStringList parts;
    for (int row = 0; row < tableRows(); ++row) {
        if (cursor_.x() < static_cast<int>(strips_[static_cast<std::size_t>(row)].values.size())) {
            parts.append(cellText(row, cursor_.x()));
        }
    }
    return tr("component %1: %2").arg(cursor_.x()).arg(parts.join(QStringLiteral(" · ")));
}

int StripView::tableRows() const {
    return static_cast<int>(strips_.size());
}

int StripView::tableColumns() const {
    std::size_t most = 0;
    for (const NamedStrip& strip : strips_) {
        most = std::max(most, strip.values.size());
    }
    return static_cast<int>(most);
}

QString StripView::rowLabel(int row) const {
    return strips_[static_cast<std::size_t>(row)].name;
}

QString StripView::columnLabel(int column) const {
    return tr("component %1").arg(column);
}

QString StripView::cellText(int row, int column) const {
    const NamedStrip& strip = strips_[static_cast<std::size_t>(row)];
    const auto index = static_cast<std::size_t>(column);
    return index < strip.values.size()
               ? tr("%1 %2").arg(strip.name, hoverText(static_cast<double>(strip.values[index])))
               : QString();
}

QRect StripView::cellRect(int row, int column) const {
    const auto index = static_cast<std::size_t>(row);
    if (index >= blocks_.size() || column >= static_cast<int>(strips_[index].values.size())) {
        return {};
    }
    const QRectF& block = blocks_[index];
    return QRectF(block.left() + column % kColumns * cell_, block.top() + column / kColumns * cell_,
                  cell_, cell_)
        .toAlignedRect();
}

QPoint StripView::cellAt(const QPoint& point) const {
    for (std::size_t row = 0; row < blocks_.size(); ++row) {
        if (blocks_[row].contains(point)) {
            const QPointF inside = point - blocks_[row].topLeft();
            const int column = static_cast<int>(inside.x() / cell_) +
                               kColumns * static_cast<int>(inside.y() / cell_);
            if (column < static_cast<int>(strips_[row].values.size())) {
                return {column, static_cast<int>(row)};
            }
        }
    }
    return {-1, -1};
}

void StripView::moveCursorTo(int row, int column) {
    cursor_ = {column, row};
    announceCell(*this);
    update();
}

void StripView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (cell != cursor_) {
        cursor_ = cell;
        update();
    }
}

void StripView::leaveEvent(QEvent*) {
    if (!hasFocus()) {
        cursor_ = {-1, -1};
        update();
    }
}

void StripView::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const int line = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if ((step == 0 && line == 0) || strips_.empty()) {
        return QWidget::keyPressEvent(event);
    }
    moveCursorTo(std::clamp(cursor_.y() + line, 0, tableRows() - 1),
                 std::clamp(cursor_.x() + step, 0, tableColumns() - 1));
}

void StripView::resizeEvent(QResizeEvent*) {
    place();
}

QSize StripView::sizeHint() const {
    return {640, static_cast<int>(foot_) + 4 * lookOf(this).lineHeight(TextStyle::Small)};
}

QSize StripView::minimumSizeHint() const {
    return {2 * kStripSide + kSign + 2 * kColumns, 160};
}

} // namespace vitrine::widgets
