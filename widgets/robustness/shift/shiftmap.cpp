#include "widgets/robustness/shift/shiftmap.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kCellGap = 2;
constexpr double kMostCell = 30;
constexpr double kMostHeight = 26;
constexpr double kLeastHeight = 8;
const ColourScale kScale{.low = 0, .high = 1, .response = Response::SquareRoot};

class ShiftFigure final : public Figure {
public:
    ShiftFigure(Grid shifts, QString caption)
        : shifts_(std::move(shifts))
        , caption_(std::move(caption)) {}

    [[nodiscard]] QSize naturalSize() const override {
        return {static_cast<int>(shifts_.columns()) * 30 + 40,
                static_cast<int>(shifts_.rows()) * 26 + 60};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintShiftCells(painter, size, shifts_, {-1, -1}, look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override {
        return QCoreApplication::translate("ShiftMap", "Where attention went");
    }

private:
    Grid shifts_;
    QString caption_;
};

void paintNumbers(QPainter& painter, const Grid& shifts, const ShiftCells& cells,
                  const QPoint& selected, const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    const auto style = [](bool current) {
        return current ? TextStyle::CaptionHead : TextStyle::Caption;
    };
    const auto token = [](bool current) { return current ? Token::T1 : Token::T3; };
    const int columnStep = cells.width < 16 ? 2 : 1;
    for (int head = 0; head < static_cast<int>(shifts.columns()); head += columnStep) {
        const QRectF cell = cells.cell(0, head);
        paintWords(painter, QRectF(cell.center().x() - 16, 0, 32, line), Qt::AlignCenter,
                   QString::number(head), style(selected.x() == head), token(selected.x() == head),
                   look);
    }
    const int rowStep = std::max(1, static_cast<int>(std::ceil(line / (cells.height + kCellGap))));
    for (int layer = 0; layer < static_cast<int>(shifts.rows()); layer += rowStep) {
        const QRectF cell = cells.cell(layer, 0);
        paintWords(painter, QRectF(0, cell.center().y() - line / 2, cells.left - 6, line),
                   Qt::AlignRight | Qt::AlignVCenter, QString::number(layer),
                   style(selected.y() == layer), token(selected.y() == layer), look);
    }
}

} // namespace

ShiftCells::ShiftCells(const Grid& shifts, const QSizeF& room, const Look& look)
    : left(wordsWidth(QStringLiteral("00"), TextStyle::Caption, look) + 8)
    , top(look.lineHeight(TextStyle::Caption) + 3) {
    const auto columns = static_cast<double>(std::max<std::size_t>(1, shifts.columns()));
    const auto rows = static_cast<double>(std::max<std::size_t>(1, shifts.rows()));
    const double below = look.lineHeight(TextStyle::Caption) + 10;
    width = std::clamp(std::floor((room.width() - left) / columns) - kCellGap, 4.0, kMostCell);
    height = std::clamp(std::floor((room.height() - top - below) / rows) - kCellGap, kLeastHeight,
                        kMostHeight);
    bottom = top + rows * (height + kCellGap);
}

QRectF ShiftCells::cell(int layer, int head) const {
    return {left + head * (width + kCellGap), top + layer * (height + kCellGap), width, height};
}

void paintShiftCells(QPainter& painter, const QSizeF& room, const Grid& shifts,
                     const QPoint& selected, const Look& look) {
    const ShiftCells cells(shifts, room, look);
    const ColourMap map(look.unsignedRamp(), kScale);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t layer = 0; layer < shifts.rows(); ++layer) {
        for (std::size_t head = 0; head < shifts.columns(); ++head) {
            const QRectF cell = cells.cell(static_cast<int>(layer), static_cast<int>(head));
            const float shift = shifts.at(layer, head);
            if (std::isnan(shift)) {
                paintMasked(painter, cell, look);
                continue;
            }
            painter.setPen(QPen(look.color(Token::Line), 1));
            painter.setBrush(QColor::fromRgb(map.color(shift)));
            painter.drawRect(cell.adjusted(0, 0, -1, -1));
        }
    }
    paintNumbers(painter, shifts, cells, selected, look);
    if (selected.x() >= 0) {
        const QRectF cell = cells.cell(selected.y(), selected.x()).adjusted(-1, -1, 0, 0);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.color(Token::S2), 1));
        painter.drawRect(cell.adjusted(1, 1, -1, -1));
        painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawRect(cell);
    }
    ColourBarModel bar;
    bar.scale = kScale;
    bar.rule = {QCoreApplication::translate("ShiftMap", "JS ÷ ln 2, fixed range, √")};
    const double line = look.lineHeight(TextStyle::Caption);
    const QRectF below(cells.left, cells.bottom + 6, room.width() - cells.left, line);
    paintFlatBar(painter, below, bar, look);
    painter.restore();
}

ShiftMap::ShiftMap(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Where attention went"));
    setAccessibleDescription(
        tr("Shift of every head from 0 to 1. Arrows choose the head whose maps are shown."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMaximumHeight(sizeHint().height());
    makeAccessibleTable(*this, *this);
}

const Grid& ShiftMap::shifts() const {
    static const Grid none;
    return readOuts_ && readOuts_->shift ? readOuts_->shift->shifts : none;
}

void ShiftMap::setReadOuts(std::shared_ptr<const ReadOuts> readOuts) {
    const int before = tableRows();
    readOuts_ = std::move(readOuts);
    if (tableRows() != before) {
        setMaximumHeight(sizeHint().height());
    }
    announceTableReset(*this);
    update();
}

void ShiftMap::setSelected(int layer, int head) {
    selected_ = {head, layer};
    update();
}

std::unique_ptr<Figure> ShiftMap::figure(const QString& caption) const {
    return shifts().empty() ? nullptr : std::make_unique<ShiftFigure>(shifts(), caption);
}

void ShiftMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (shifts().empty()) {
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignTop,
                   readOuts_ ? tr("This model has no self-attention to compare")
                             : tr("No read-out yet"),
                   TextStyle::Small, Token::T3, look);
        return;
    }
    paintShiftCells(painter, size(), shifts(), selected_, look);
}

void ShiftMap::mousePressEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && cell.x() >= 0) {
        Q_EMIT headChosen(cell.y(), cell.x());
    }
}

void ShiftMap::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(selected_.y(), selected_.x() - 1);
    case Qt::Key_Right: return moveCursorTo(selected_.y(), selected_.x() + 1);
    case Qt::Key_Up: return moveCursorTo(selected_.y() - 1, selected_.x());
    case Qt::Key_Down: return moveCursorTo(selected_.y() + 1, selected_.x());
    default: QWidget::keyPressEvent(event);
    }
}

bool ShiftMap::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           cell.x() < 0 ? QString() : cellText(cell.y(), cell.x()), this);
        return true;
    }
    return QWidget::event(event);
}

QSize ShiftMap::sizeHint() const {
    const Look& look = lookOf(this);
    const double words = 2.0 * look.lineHeight(TextStyle::Caption) + 16;
    const int rows = std::max(6, tableRows());
    return {340, static_cast<int>(rows * (kMostHeight + kCellGap) + words)};
}

int ShiftMap::tableRows() const {
    return static_cast<int>(shifts().rows());
}

int ShiftMap::tableColumns() const {
    return static_cast<int>(shifts().columns());
}

QString ShiftMap::rowLabel(int row) const {
    return tr("layer %1").arg(row);
}

QString ShiftMap::columnLabel(int column) const {
    return tr("head %1").arg(column);
}

QString ShiftMap::cellText(int row, int column) const {
    const float shift =
        shifts().at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    return tr("%1, %2, shift %3")
        .arg(rowLabel(row), columnLabel(column), hoverText(static_cast<double>(shift)));
}

QRect ShiftMap::cellRect(int row, int column) const {
    return ShiftCells(shifts(), size(), lookOf(this)).cell(row, column).toRect();
}

QPoint ShiftMap::cellAt(const QPoint& point) const {
    const ShiftCells cells(shifts(), size(), lookOf(this));
    const int head = static_cast<int>(std::floor((point.x() - cells.left) / (cells.width + kCellGap)));
    const int layer = static_cast<int>(std::floor((point.y() - cells.top) / (cells.height + kCellGap)));
    const bool inside = head >= 0 && layer >= 0 && head < tableColumns() && layer < tableRows();
    return inside ? QPoint(head, layer) : QPoint(-1, -1);
}

void ShiftMap::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        Q_EMIT headChosen(row, column);
        announceCell(*this);
    }
}

} // namespace vitrine::widgets
