#include "widgets/attention/lens/quadrantlens.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kWidth = 118;
constexpr int kHeight = 56;
constexpr int kGap = 4;
constexpr int kLabel = 64; ///< "query: patches", on two lines
constexpr int kHead = 22;

constexpr std::array<std::array<Quadrant, 2>, 2> kQuadrants{
    {{Quadrant::ClassToClass, Quadrant::ClassToPatches},
     {Quadrant::PatchesToClass, Quadrant::PatchesToPatches}}};

Quadrant quadrantAt(int row, int column) {
    return kQuadrants.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(column));
}

} // namespace

QuadrantLens::QuadrantLens(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Quadrant lens"));
    setAccessibleDescription(
        tr("Shares of the attention between class token and patches. Enter filters by a quadrant."));
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::shownChanged, this, &QuadrantLens::takeShown);
    connect(&state_, &AttentionState::selectionChanged, this, qOverload<>(&QWidget::update));
    takeShown();
}

void QuadrantLens::takeShown() {
    const auto head = state_.shownHead();
    if (!head || state_.patches().empty()) {
        mass_.reset();
        head_.reset();
    } else if (head != head_ || of_ != state_.picture().get()) {
        mass_ = quadrantMassOf(*state_.trace(), state_.patches(), *head);
        head_ = head;
    }
    of_ = state_.picture().get();
    update();
}

QString QuadrantLens::nameOf(Quadrant quadrant) const {
    switch (quadrant) {
    case Quadrant::ClassToClass: return tr("class → class");
    case Quadrant::ClassToPatches: return tr("class → patches");
    case Quadrant::PatchesToClass: return tr("patches → class");
    case Quadrant::PatchesToPatches: return tr("patches → patches");
    case Quadrant::Row: break;
    }
    return tr("whole row");
}

void QuadrantLens::choose(const QPoint& cell) {
    if (cell.x() < 0 || !mass_) {
        return;
    }
    OverlayChoice overlay = state_.selection().overlay;
    const Quadrant chosen = quadrantAt(cell.y(), cell.x());
    overlay.quadrant = overlay.quadrant == chosen ? Quadrant::Row : chosen;
    state_.setOverlay(overlay);
}

void QuadrantLens::paintCell(QPainter& painter, int row, int column) const {
    const Look& look = lookOf(this);
    const Quadrant quadrant = quadrantAt(row, column);
    const QRectF cell = cellRect(row, column);
    const bool chosen = state_.selection().overlay.quadrant == quadrant;
    const double mass = mass_->of(quadrant);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(chosen ? Token::Sel : Token::S1));
    painter.drawRoundedRect(cell, metrics::kRadius, metrics::kRadius);
    if (std::isnan(mass)) {
        paintHatch(painter, cell, look.color(Token::T3));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(chosen ? Token::Ink : Token::Line), chosen ? 2 : 1));
    const double half = chosen ? 1 : 0.5;
    painter.drawRoundedRect(cell.adjusted(half, half, -half, -half), metrics::kRadius,
                            metrics::kRadius);
    const QRectF inner = cell.adjusted(10, 6, -6, -6);
    paintWords(painter, inner, Qt::AlignLeft | Qt::AlignTop, nameOf(quadrant), TextStyle::Caption,
               Token::T2, look);
    paintWords(painter, inner, Qt::AlignLeft | Qt::AlignBottom,
               std::isnan(mass) ? tr("no path") : numberText(mass, 2), TextStyle::Head,
               std::isnan(mass) ? Token::T2 : Token::T1, look);
}

void QuadrantLens::paintEvent(QPaintEvent*) {
    if (!mass_) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    for (int side = 0; side < 2; ++side) {
        const QRectF above = QRectF(cellRect(0, side)).translated(0, -look.scaled(kHead));
        paintWords(painter, QRectF(above.left(), above.top(), above.width(), look.scaled(kHead)),
                   Qt::AlignHCenter | Qt::AlignVCenter, columnLabel(side), TextStyle::SmallLabel,
                   Token::KeyText, look);
        const QRectF cell = cellRect(side, 0);
        const double line = look.lineHeight(TextStyle::SmallLabel);
        const QRectF left(0, cell.center().y() - line, cell.left() - 8, line);
        paintWords(painter, left, Qt::AlignRight | Qt::AlignVCenter, tr("query:"),
                   TextStyle::SmallLabel, Token::QueryText, look);
        paintWords(painter, left.translated(0, line), Qt::AlignRight | Qt::AlignVCenter,
                   side == 0 ? tr("class") : tr("patches"), TextStyle::SmallLabel,
                   Token::QueryText, look);
    }
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 2; ++column) {
            paintCell(painter, row, column);
        }
    }
    if (hasFocus() && cursor_.x() >= 0) {
        paintFocusRing(painter, cellRect(cursor_.y(), cursor_.x()), metrics::kRadius, look);
    }
}

void QuadrantLens::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        choose(cellAt(event->position().toPoint()));
    }
}

void QuadrantLens::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: moveCursorTo(cursor_.y(), 0); return;
    case Qt::Key_Right: moveCursorTo(cursor_.y(), 1); return;
    case Qt::Key_Up: moveCursorTo(0, cursor_.x()); return;
    case Qt::Key_Down: moveCursorTo(1, cursor_.x()); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(cursor_); return;
    default: QWidget::keyPressEvent(event);
    }
}

void QuadrantLens::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (cursor_.x() < 0) {
        cursor_ = {1, 0};
    }
    update();
}

void QuadrantLens::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

QSize QuadrantLens::sizeHint() const {
    const Look& look = lookOf(this);
    return {look.scaled(kLabel) + 2 * look.scaled(kWidth) + kGap + metrics::kFocusOutset,
            look.scaled(kHead) + 2 * look.scaled(kHeight) + kGap + metrics::kFocusOutset};
}

QString QuadrantLens::rowLabel(int row) const {
    return row == 0 ? tr("query: class") : tr("query: patches");
}

QString QuadrantLens::columnLabel(int column) const {
    return column == 0 ? tr("key: class") : tr("key: patches");
}

QString QuadrantLens::cellText(int row, int column) const {
    const Quadrant quadrant = quadrantAt(row, column);
    const double mass = mass_->of(quadrant);
    const QString share = std::isnan(mass) ? tr("no path") : numberText(mass, 4);
    const QString text = nameOf(quadrant) + QStringLiteral(", ") + share;
    return state_.selection().overlay.quadrant == quadrant ? text + tr(", chosen") : text;
}

QRect QuadrantLens::cellRect(int row, int column) const {
    const Look& look = lookOf(this);
    const int width = look.scaled(kWidth);
    const int height = look.scaled(kHeight);
    return {look.scaled(kLabel) + column * (width + kGap),
            look.scaled(kHead) + row * (height + kGap), width, height};
}

QPoint QuadrantLens::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < 2; ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

void QuadrantLens::moveCursorTo(int row, int column) {
    cursor_ = {std::clamp(column, 0, 1), std::clamp(row, 0, 1)};
    update();
    announceCell(*this);
}

} // namespace vitrine::widgets
