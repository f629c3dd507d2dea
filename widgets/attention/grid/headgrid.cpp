#include "widgets/attention/grid/headgrid.h"

#include "widgets/attention/grid/gridfigure.h"
#include "widgets/attention/grid/gridscene.h"
#include "widgets/attention/grid/headorder.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/statisticnames.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

HeadGrid::HeadGrid(AttentionState& state, QWidget* parent)
    : QAbstractScrollArea(parent)
    , state_(state) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("All heads"));
    setAccessibleDescription(
        tr("Layers by heads. Arrows preview a head, Enter opens and pins it, Delete drops its pin."));
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::pictureChanged, this, &HeadGrid::takePicture);
    connect(&state_, &AttentionState::selectionChanged, this, &HeadGrid::takeSelection);
    connect(&state_, &AttentionState::hoverChanged, viewport(), qOverload<>(&QWidget::update));
    takePicture();
}

void HeadGrid::setMostThumbnail(int pixels) {
    mostThumbnail_ = pixels;
    relayout();
}

GridLayout::Shape HeadGrid::shape() const {
    GridLayout::Shape shape;
    if (const engine::Trace* trace = state_.trace()) {
        shape.rows = static_cast<int>(trace->sites().size());
        for (int site = 0; site < shape.rows; ++site) {
            shape.heads =
                std::max(shape.heads, trace->sites()[static_cast<std::size_t>(site)].heads);
            const QString label = siteLabel(*trace, site);
            if (label.size() >= shape.widestLabel.size()) {
                shape.widestLabel = label;
            }
        }
        shape.named = !state_.selection().sort.empty();
    }
    return shape;
}

void HeadGrid::takePicture() {
    thumbnails_.setPicture(state_.picture(), state_.patches());
    sortHeads();
    relayout();
    announceTableReset(*this);
}

void HeadGrid::takeSelection() {
    if (thumbnails_.patches() != state_.patches()) {
        thumbnails_.setPicture(state_.picture(), state_.patches()); // another frame of a clip
    }
    sortHeads();
    relayout();
}

void HeadGrid::sortHeads() {
    order_ = state_.picture() ? headOrder(*state_.picture(), state_.selection().sort)
                              : std::vector<std::vector<int>>();
}

int HeadGrid::heightForAll(int width) const {
    const GridLayout layout(shape(), width, mostThumbnail_, lookOf(this));
    return static_cast<int>(std::ceil(layout.size().height()));
}

int HeadGrid::widthForThumbnails(int pixels) const {
    constexpr double kAny = 1e6; // so wide that the size is the limit
    const GridLayout layout(shape(), kAny, pixels, lookOf(this));
    return static_cast<int>(std::ceil(layout.size().width()));
}

void HeadGrid::relayout() {
    layout_ = GridLayout(shape(), viewport()->width(), mostThumbnail_, lookOf(this));
    const QSize content = layout_.size().toSize();
    const QSize view = viewport()->size();
    const int step = layout_.thumbnail();
    horizontalScrollBar()->setRange(0, std::max(0, content.width() - view.width()));
    horizontalScrollBar()->setPageStep(view.width());
    horizontalScrollBar()->setSingleStep(step);
    verticalScrollBar()->setRange(0, std::max(0, content.height() - view.height()));
    verticalScrollBar()->setPageStep(view.height());
    verticalScrollBar()->setSingleStep(step);
    updateGeometry();
    viewport()->update();
}

QPoint HeadGrid::offset() const {
    return {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

GridScene HeadGrid::scene() const {
    const AttentionSelection& selection = state_.selection();
    GridScene scene{.picture = state_.picture(),
                    .patches = state_.patches(),
                    .layout = layout_,
                    .order = order_,
                    .badge = selection.badge,
                    .selected = state_.selectedHead(),
                    .offset = offset()};
    for (const Pin& pin : selection.pins) {
        if (const auto head = state_.headOf(pin)) {
            scene.pins.push_back({*head, pin.letter});
        }
    }
    return scene;
}

Thumbnails::Settings HeadGrid::thumbnailSettings(double pixelRatio) const {
    const AttentionSelection& selection = state_.selection();
    Thumbnails::Settings settings{
        .range = selection.gridRange,
        .response = selection.response,
        .pooling = selection.pooling,
        .pixels = static_cast<int>(std::lround(layout_.thumbnail() * pixelRatio)),
        .theme = lookOf(this).name()};
    if (!state_.patches().empty() && selection.overlay.pictureThumbnails) {
        settings.row = OverlayAsk{.quadrant = selection.overlay.quadrant,
                                  .query = state_.selectedQuery().value_or(0)};
    }
    return settings;
}

void HeadGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (!state_.picture()) {
        return;
    }
    GridScene shown = scene();
    if (state_.hover().site) {
        shown.hovered = state_.shownHead();
    }
    if (cursorShown_) {
        shown.focus = cursor_;
    }
    thumbnails_.prepare(thumbnailSettings(devicePixelRatioF()));
    paintGrid(painter, event->rect(), shown, thumbnails_, lookOf(this));
}

std::unique_ptr<Figure> HeadGrid::figure() const {
    GridScene whole = scene();
    whole.offset = {};
    return makeGridFigure(std::move(whole), thumbnailSettings(1));
}

void HeadGrid::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    relayout();
}

void HeadGrid::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange) {
        relayout();
    }
}

std::optional<engine::HeadRef> HeadGrid::headAt(int row, int column) const {
    return scene().headAt(row, column);
}

QPoint HeadGrid::placeOf(engine::HeadRef head) const {
    if (static_cast<std::size_t>(head.site) >= order_.size()) {
        return {-1, -1};
    }
    if (head.head == kMeanHead) {
        return {layout_.shape().heads, head.site};
    }
    const auto& row = order_[static_cast<std::size_t>(head.site)];
    return {static_cast<int>(std::ranges::find(row, head.head) - row.begin()), head.site};
}

QRect HeadGrid::rectOf(engine::HeadRef head) const {
    const QPoint place = placeOf(head);
    return place.x() < 0 ? QRect() : cellRect(place.y(), place.x());
}

int HeadGrid::tableRows() const {
    return layout_.shape().rows;
}

int HeadGrid::tableColumns() const {
    return layout_.shape().rows == 0 ? 0 : layout_.columns();
}

QString HeadGrid::rowLabel(int row) const {
    return siteWords(*state_.trace(), row);
}

QString HeadGrid::columnLabel(int column) const {
    if (column == layout_.shape().heads) {
        return tr("mean");
    }
    return layout_.shape().named ? tr("place %1").arg(column + 1) : tr("head %1").arg(column);
}

QString HeadGrid::cellText(int row, int column) const {
    const auto head = headAt(row, column);
    if (!head) {
        return tr("no head");
    }
    QString text = tr("head %1").arg(headName(*state_.trace(), *head));
    const std::string& badge = state_.selection().badge;
    const float value = statisticOf(*state_.picture(), *head, badge);
    if (!std::isnan(value)) {
        text += tr(", %1 %2").arg(statisticName(badge).label, hoverText(value));
    }
    if (const Pin* pin = state_.pinOf(*head)) {
        text += tr(", pinned %1").arg(QChar(u'A' + pin->letter));
    }
    return state_.selectedHead() == head ? text + tr(", open") : text;
}

QRect HeadGrid::cellRect(int row, int column) const {
    return layout_.rect(row, column).translated(-offset()).toRect();
}

QPoint HeadGrid::cellAt(const QPoint& point) const {
    const QPoint cell = layout_.at(point + offset());
    return headAt(cell.y(), cell.x()) ? cell : QPoint(-1, -1);
}

QPoint HeadGrid::cursorCell() const {
    return cursor_;
}

QSize HeadGrid::sizeHint() const {
    return GridLayout(shape(), 484, metrics::kThumbnail, lookOf(this)).size().toSize();
}

QSize HeadGrid::minimumSizeHint() const {
    return {160, 80};
}

} // namespace vitrine::widgets
