#include "widgets/input/chiprow.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kRoom = metrics::kFocusOutset; ///< for the focus ring around a chip
constexpr double kFade = 24;                    ///< where the row is cut off

QString kindOf(const AxisToken& token) {
    switch (token.kind) {
    case TokenKind::Piece: return ChipRow::tr("piece");
    case TokenKind::Continuation: return ChipRow::tr("continuation");
    case TokenKind::Character: return ChipRow::tr("character");
    case TokenKind::Byte: return ChipRow::tr("byte");
    case TokenKind::Patch: return ChipRow::tr("patch");
    case TokenKind::Prefix: return ChipRow::tr("prefix");
    case TokenKind::Unknown: return ChipRow::tr("unknown");
    case TokenKind::Class:
    case TokenKind::Separator:
    case TokenKind::Pad:
    case TokenKind::Special: break;
    }
    return ChipRow::tr("special");
}

} // namespace

ChipRow::ChipRow(QWidget* parent)
    : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Tokens of the sample"));
    setAccessibleDescription(tr("Arrow keys move along the tokens, Enter selects one"));
    makeAccessibleTable(*this, *this);
}

void ChipRow::setMarks(const TokenMarks& marks) {
    const bool sameTokens = marks.tokens == marks_.tokens;
    const bool moved = marks.query != marks_.query || marks.key != marks_.key;
    marks_ = marks;
    if (!sameTokens) {
        changed_.clear();
        cursor_ = std::min(cursor_, static_cast<int>(marks_.tokens.size()) - 1);
        hovered_ = -1;
        layOut();
        announceTableReset(*this);
    }
    if (moved && marks_.key && *marks_.key < lefts_.size()) {
        reveal(*marks_.key);
    }
    if (moved && marks_.query && *marks_.query < lefts_.size()) {
        reveal(*marks_.query);
    }
    update();
}

void ChipRow::setChanged(std::vector<bool> changed) {
    changed_ = std::move(changed);
    update();
}

void ChipRow::layOut() {
    const Look& look = lookOf(this);
    chips_.clear();
    lefts_.clear();
    widths_.clear();
    double x = kRoom;
    for (const AxisToken& token : marks_.tokens) {
        const Chip chip = chipOf(token);
        x += chips_.empty() ? 0 : chipGapBefore(chip, look);
        lefts_.push_back(x);
        widths_.push_back(chipWidth(chip, look));
        x += widths_.back();
        chips_.push_back(chip);
    }
    scrollTo(offset_);
}

double ChipRow::contentWidth() const {
    return lefts_.empty() ? 0 : lefts_.back() + widths_.back() + kRoom;
}

void ChipRow::scrollTo(double offset) {
    offset_ = std::clamp(offset, 0.0, std::max(0.0, contentWidth() - width()));
    update();
}

void ChipRow::reveal(std::size_t token) {
    const double left = lefts_[token] - kFade;
    const double right = lefts_[token] + widths_[token] + kFade;
    if (left < offset_) {
        scrollTo(left);
    } else if (right > offset_ + width()) {
        scrollTo(right - width());
    }
}

QRectF ChipRow::chipRect(std::size_t token) const {
    const double height = chipHeight(lookOf(this));
    return {lefts_[token] - offset_, (this->height() - height) / 2, widths_[token], height};
}

int ChipRow::tokenAt(const QPointF& point) const {
    const double x = point.x() + offset_;
    const auto after = std::upper_bound(lefts_.begin(), lefts_.end(), x);
    if (after == lefts_.begin()) {
        return -1;
    }
    const auto index = static_cast<std::size_t>(after - lefts_.begin()) - 1;
    return x <= lefts_[index] + widths_[index] ? static_cast<int>(index) : -1;
}

QSize ChipRow::sizeHint() const {
    const int height = static_cast<int>(std::ceil(chipHeight(lookOf(this)) + 2 * kRoom));
    return {200, height};
}

QSize ChipRow::minimumSizeHint() const {
    return {80, sizeHint().height()};
}

void ChipRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const auto first = std::lower_bound(lefts_.begin(), lefts_.end(), offset_ - 400);
    for (auto index = static_cast<std::size_t>(first - lefts_.begin()); index < chips_.size();
         ++index) {
        if (lefts_[index] > offset_ + width()) {
            break;
        }
        Chip chip = chips_[index];
        chip.hovered = hovered_ == static_cast<int>(index);
        chip.selected = index < changed_.size() && changed_[index];
        if (marks_.key == index) {
            chip.edge = Chip::Edge::Key;
        }
        if (marks_.query == index) {
            chip.edge = Chip::Edge::Query;
        }
        const bool joins = index + 1 < chips_.size() &&
                           chips_[index + 1].shape == Chip::Shape::Continuation;
        paintChip(painter, chipRect(index), chip, look, joins);
    }
    if (hasFocus() && cursor_ >= 0) {
        paintFocusRing(painter, chipRect(static_cast<std::size_t>(cursor_)), metrics::kRadius,
                       look);
    }
    paintCut(painter);
}

void ChipRow::paintCut(QPainter& painter) const {
    const auto fade = [&](double from, double to) {
        QColor clear = lookOf(this).color(Token::S2);
        QLinearGradient gradient(from, 0, to, 0);
        gradient.setColorAt(0, clear);
        clear.setAlpha(0);
        gradient.setColorAt(1, clear);
        painter.fillRect(QRectF(std::min(from, to), 0, kFade, height()), gradient);
    };
    if (offset_ > 0) {
        fade(0, kFade);
    }
    if (offset_ + width() < contentWidth()) {
        fade(width(), width() - kFade);
    }
}

void ChipRow::setHovered(int token) {
    if (token != hovered_) {
        hovered_ = token;
        update();
        Q_EMIT tokenHovered(token);
    }
}

void ChipRow::mouseMoveEvent(QMouseEvent* event) {
    setHovered(tokenAt(event->position()));
}

void ChipRow::leaveEvent(QEvent*) {
    setHovered(-1);
}

void ChipRow::mouseReleaseEvent(QMouseEvent* event) {
    const int token = tokenAt(event->position());
    if (event->button() == Qt::LeftButton && token >= 0) {
        cursor_ = token;
        Q_EMIT tokenClicked(token);
        update();
    }
}

void ChipRow::wheelEvent(QWheelEvent* event) {
    const QPoint delta = event->pixelDelta().isNull() ? event->angleDelta() / 2
                                                      : event->pixelDelta();
    scrollTo(offset_ - (delta.x() != 0 ? delta.x() : delta.y()));
    event->accept();
}

void ChipRow::keyPressEvent(QKeyEvent* event) {
    const int count = tableColumns();
    if (count == 0) {
        return QWidget::keyPressEvent(event);
    }
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(0, std::max(0, cursor_ - 1));
    case Qt::Key_Right: return moveCursorTo(0, std::min(count - 1, cursor_ + 1));
    case Qt::Key_Home: return moveCursorTo(0, 0);
    case Qt::Key_End: return moveCursorTo(0, count - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursor_ >= 0) {
            Q_EMIT tokenClicked(cursor_);
        }
        return;
    default: QWidget::keyPressEvent(event);
    }
}

void ChipRow::resizeEvent(QResizeEvent*) {
    scrollTo(offset_);
}

void ChipRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        layOut();
        updateGeometry();
    }
}

bool ChipRow::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int token = tokenAt(help->pos());
        if (token < 0) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), cellText(0, token).toHtmlEscaped(), this);
        }
        return true;
    }
    return QWidget::event(event);
}

int ChipRow::tableColumns() const {
    return static_cast<int>(marks_.tokens.size());
}

QString ChipRow::rowLabel(int) const {
    return tr("tokens");
}

QString ChipRow::columnLabel(int column) const {
    return QString::number(column);
}

QString ChipRow::cellText(int, int column) const {
    const AxisToken& token = marks_.tokens[static_cast<std::size_t>(column)];
    const QString label = QString::fromStdString(token.label);
    if (token.source.empty()) {
        return tr("token %1, %2, %3, id %4").arg(column).arg(label, kindOf(token)).arg(token.id);
    }
    return tr("token %1, %2, %3, id %4, bytes %5–%6")
        .arg(column)
        .arg(label, kindOf(token))
        .arg(token.id)
        .arg(token.source.begin)
        .arg(token.source.end);
}

QRect ChipRow::cellRect(int, int column) const {
    return chipRect(static_cast<std::size_t>(column)).toAlignedRect();
}

QPoint ChipRow::cellAt(const QPoint& point) const {
    const int token = tokenAt(point);
    return {token, token < 0 ? -1 : 0};
}

QPoint ChipRow::cursorCell() const {
    return {cursor_, cursor_ < 0 ? -1 : 0};
}

void ChipRow::moveCursorTo(int, int column) {
    cursor_ = column;
    reveal(static_cast<std::size_t>(column));
    update();
    announceCell(*this);
    Q_EMIT tokenHovered(column);
}

} // namespace vitrine::widgets
