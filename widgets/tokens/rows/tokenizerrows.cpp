#include "widgets/tokens/rows/tokenizerrows.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/rows/rowspainter.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kLeastBytePitch = 1.5;
constexpr double kMostBytePitch = 48;
constexpr double kZoomStep = 1.25;
constexpr double kMargin = 24; ///< kept between a revealed token and the border

Span joined(Span a, Span b) {
    if (a.empty() || b.empty()) {
        return a.empty() ? b : a;
    }
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

} // namespace

TokenizerRows::TokenizerRows(TokenStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , snapshot_(study.snapshot())
    , painter_(std::make_unique<RowsPainter>(lookOf(this)))
    , bar_(new QScrollBar(Qt::Horizontal, this)) {
    setFocusPolicy(Qt::StrongFocus);
    setRingPlace(*this, RingPlace::Inside);
    setMouseTracking(true);
    setAccessibleName(tr("Tokens aligned by source byte"));
    setAccessibleDescription(
        tr("One row for each tokenizer. Left and right move along the tokens, up and down change "
           "the tokenizer, Shift extends."));
    bar_->setAccessibleName(tr("Scroll along the text"));
    bar_->setFocusPolicy(Qt::NoFocus);
    makeAccessibleTable(*this, *this);
    connect(&study, &TokenStudy::snapshotChanged, this, &TokenizerRows::takeSnapshot);
    connect(&study, &TokenStudy::currentChanged, this, &TokenizerRows::takeCurrent);
    connect(bar_, &QScrollBar::valueChanged, this, [this](int value) { setScroll(value); });
    takeSnapshot();
}

TokenizerRows::~TokenizerRows() = default;

void TokenizerRows::takeSnapshot() {
    const bool rows = snapshot_->rows.size() != study_.snapshot()->rows.size();
    snapshot_ = study_.snapshot();
    view_.hovered = {};
    if (rows) {
        updateGeometry();
    }
    place();
    takeCurrent();
    announceTableReset(*this);
}

void TokenizerRows::takeCurrent() {
    const RowPlace current{study_.currentRow(), study_.currentToken()};
    const bool moved = current != view_.current;
    view_.current = current;
    view_.selected = study_.selected();
    if (moved && current.valid()) {
        announceCell(*this);
    }
    if (moved && !view_.selected.empty()) {
        reveal(view_.selected);
    }
    update();
}

void TokenizerRows::place() {
    const Look& look = lookOf(this);
    const int barHeight = bar_->sizeHint().height();
    layout_ = rowsLayout(*snapshot_, width(), height() - barHeight, look);
    ByteAxis& axis = view_.axis;
    axis.begin = 0;
    axis.end = snapshot_->bytes().size();
    axis.origin = layout_.canvasLeft + layout_.gutterLeft;
    axis.pitch = pitch_.value_or(fittingPitch(*snapshot_, layout_));
    const int room = static_cast<int>(layout_.canvasRight - layout_.canvasLeft);
    const int hidden = std::max(0, static_cast<int>(std::ceil(contentWidth())) - room);
    bar_->setGeometry(static_cast<int>(layout_.canvasLeft), height() - barHeight, room, barHeight);
    bar_->setPageStep(std::max(1, room));
    bar_->setSingleStep(std::max(1, static_cast<int>(axis.pitch * 4)));
    bar_->setRange(0, hidden);
    bar_->setVisible(hidden > 0);
    setScroll(std::min<double>(axis.scroll, hidden));
    update();
}

double TokenizerRows::contentWidth() const {
    return layout_.gutterLeft + view_.axis.width() + layout_.gutterRight;
}

void TokenizerRows::setScroll(double scroll) {
    const double bounded = std::clamp<double>(std::round(scroll), 0, bar_->maximum());
    view_.axis.scroll = bounded;
    bar_->setValue(static_cast<int>(bounded));
    update();
}

void TokenizerRows::setPitch(double pitch) {
    pitch_ = std::clamp(pitch, kLeastBytePitch, kMostBytePitch);
    place();
}

void TokenizerRows::zoomAt(double x, double factor) {
    const double byte = view_.axis.byteAt(x);
    setPitch(view_.axis.pitch * factor);
    setScroll(view_.axis.scroll + view_.axis.x(byte) - x);
}

void TokenizerRows::zoomToFit() {
    pitch_.reset();
    place();
}

void TokenizerRows::reveal(Span bytes) {
    const double left = view_.axis.x(double(bytes.begin)) - kMargin;
    const double right = view_.axis.x(double(bytes.end)) + kMargin;
    if (left < layout_.canvasLeft) {
        setScroll(view_.axis.scroll + left - layout_.canvasLeft);
    } else if (right > layout_.canvasRight) {
        setScroll(view_.axis.scroll
                  + std::min(right - layout_.canvasRight, left - layout_.canvasLeft));
    }
}

void TokenizerRows::setWhiteSpaceShown(bool shown) {
    view_.whiteSpace = shown;
    update();
}

void TokenizerRows::setIdsShown(bool shown) {
    view_.ids = shown;
    update();
}

void TokenizerRows::setWords(BoxWords words) {
    view_.words = words;
    update();
}

QRectF TokenizerRows::boxRect(int row, int token) const {
    return boxOf(*snapshot_, layout_, view_.axis, {row, token}, lookOf(this));
}

QRectF TokenizerRows::bytesRect(Span bytes) const {
    return {QPointF(view_.axis.x(double(bytes.begin)), layout_.sourceTop),
            QPointF(view_.axis.x(double(bytes.end)), layout_.sourceTop + layout_.sourceHeight)};
}

QSize TokenizerRows::sizeHint() const {
    const int rows = static_cast<int>(snapshot_->rows.size());
    return {800, static_cast<int>(naturalRowsHeight(rows, lookOf(this)))
                     + bar_->sizeHint().height()};
}

QSize TokenizerRows::minimumSizeHint() const {
    constexpr int kLeastRows = 2; // a low window shows the first ones
    const int rows = std::min(kLeastRows, static_cast<int>(snapshot_->rows.size()));
    return {360, static_cast<int>(leastRowsHeight(rows, lookOf(this)))
                     + bar_->sizeHint().height()};
}

void TokenizerRows::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter_->paint(painter, *snapshot_, layout_, view_, look);
    if (keyboardFocus_) {
        const int inset = metrics::kFocusOutset;
        paintFocusRing(painter, QRectF(rect()).adjusted(inset, inset, -inset, -inset),
                       metrics::kRadius, look);
    }
}

void TokenizerRows::resizeEvent(QResizeEvent*) {
    place();
}

Span TokenizerRows::clusterAt(QPointF point) const {
    const double byte = view_.axis.byteAt(point.x());
    if (point.y() < layout_.sourceTop || point.y() >= layout_.rowsTop - 8
        || point.x() < layout_.canvasLeft || byte < 0
        || byte >= static_cast<double>(view_.axis.end)) {
        return {};
    }
    const auto at = static_cast<std::size_t>(byte);
    const auto [first, last] = snapshot_->clustersIn({at, at + 1});
    return first < last ? snapshot_->clusters[first] : Span{};
}

void TokenizerRows::pressAt(QPointF point, bool extend) {
    const RowPlace place = placeAt(*snapshot_, layout_, view_.axis, point, lookOf(this));
    Span bytes;
    if (place.valid()) {
        bytes = snapshot_->rows[static_cast<std::size_t>(place.row)]
                    .tokens()[static_cast<std::size_t>(place.token)]
                    .source;
    } else if (const int row = layout_.rowAt(point.y());
               row >= 0 && point.x() < layout_.canvasLeft) {
        study_.setCurrentRow(row);
        return;
    } else {
        bytes = clusterAt(point);
    }
    if (extend && !view_.selected.empty() && !bytes.empty()) {
        bytes = joined(view_.selected, bytes);
    }
    dragged_ = bytes;
    if (place.valid()) {
        study_.setCurrent(place.row, place.token, bytes);
    } else {
        study_.select(bytes);
    }
    Q_EMIT sourceSelected(study_.selected());
}

void TokenizerRows::dragTo(QPointF point) {
    const RowPlace place = placeAt(*snapshot_, layout_, view_.axis, point, lookOf(this));
    const Span bytes = place.valid() ? snapshot_->rows[static_cast<std::size_t>(place.row)]
                                           .tokens()[static_cast<std::size_t>(place.token)]
                                           .source
                                     : clusterAt(point);
    const Span sum = joined(*dragged_, bytes);
    if (!bytes.empty() && sum != study_.selected()) {
        study_.setCurrent(study_.currentRow(), study_.currentToken(), sum);
        Q_EMIT sourceSelected(sum);
    }
}

void TokenizerRows::selectWord() {
    if (study_.selected().empty()) {
        return;
    }
    const Span word = snapshot_->wordAround(study_.selected());
    study_.setCurrent(study_.currentRow(), study_.currentToken(), word);
    Q_EMIT sourceSelected(study_.selected());
}

void TokenizerRows::hover(QPointF point) {
    const RowPlace place = placeAt(*snapshot_, layout_, view_.axis, point, lookOf(this));
    if (place != view_.hovered) {
        view_.hovered = place;
        update();
    }
}

void TokenizerRows::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        pressAt(event->position(), event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void TokenizerRows::mouseMoveEvent(QMouseEvent* event) {
    hover(event->position());
    if (dragged_ && event->buttons().testFlag(Qt::LeftButton)) {
        dragTo(event->position());
    }
}

void TokenizerRows::mouseReleaseEvent(QMouseEvent*) {
    dragged_.reset();
}

void TokenizerRows::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        selectWord();
    }
}

void TokenizerRows::leaveEvent(QEvent*) {
    hover({-1, -1});
}

void TokenizerRows::wheelEvent(QWheelEvent* event) {
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomAt(event->position().x(), std::pow(kZoomStep, event->angleDelta().y() / 120.0));
        event->accept();
        return;
    }
    const QPoint pixels = event->pixelDelta();
    const QPoint angle = event->angleDelta();
    const double step = !pixels.isNull() ? (pixels.x() != 0 ? pixels.x() : pixels.y())
                                         : (angle.x() != 0 ? angle.x() : angle.y()) / 2.0;
    setScroll(view_.axis.scroll - step);
    event->setAccepted(bar_->maximum() > 0);
}

void TokenizerRows::keyPressEvent(QKeyEvent* event) {
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const Span before = study_.selected();
    const double middle = (layout_.canvasLeft + layout_.canvasRight) / 2;
    constexpr int kFar = 1 << 28;
    switch (event->key()) {
    case Qt::Key_Left: study_.step(-1, extend); break;
    case Qt::Key_Right: study_.step(1, extend); break;
    case Qt::Key_Home: study_.step(-kFar, extend); break;
    case Qt::Key_End: study_.step(kFar, extend); break;
    case Qt::Key_Up: study_.setCurrentRow(study_.currentRow() - 1); break;
    case Qt::Key_Down: study_.setCurrentRow(study_.currentRow() + 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: selectWord(); return;
    case Qt::Key_Escape:
        if (before.empty()) {
            event->ignore();
            return;
        }
        study_.select({});
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomAt(middle, kZoomStep); return;
    case Qt::Key_Minus: zoomAt(middle, 1 / kZoomStep); return;
    case Qt::Key_0:
        if (control) {
            zoomToFit();
            return;
        }
        [[fallthrough]];
    default: QWidget::keyPressEvent(event); return;
    }
    if (study_.selected() != before) {
        Q_EMIT sourceSelected(study_.selected());
    }
}

void TokenizerRows::focusInEvent(QFocusEvent* event) {
    const Qt::FocusReason reason = event->reason();
    keyboardFocus_ = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
}

void TokenizerRows::focusOutEvent(QFocusEvent* event) {
    keyboardFocus_ = false;
    QWidget::focusOutEvent(event);
}

void TokenizerRows::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::PaletteChange) {
        painter_ = std::make_unique<RowsPainter>(lookOf(this));
        updateGeometry();
        place();
    }
}

} // namespace vitrine::widgets
