#include "widgets/attention/map/mapview.h"

#include "widgets/attention/map/mapfigure.h"
#include "widgets/attention/map/mapoverlay.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/ranges.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/colourbarview.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostCell = 64;
constexpr double kBarGap = 19;
constexpr double kBottom = 6; // casing and edge below the last row
constexpr double kLeastBar = 96;
constexpr std::size_t kKeptRows = 512;

// From the first to the last of some tokens; a family keeps class token and patches apart.
MapFrame::Span spanOf(const std::vector<std::size_t>& tokens) {
    return tokens.empty() ? MapFrame::Span{} : MapFrame::Span{tokens.front(), tokens.back() + 1};
}

// The block of the map that the quadrant lens has chosen; empty without one.
QRectF quadrantRect(const AttentionState& state, const MapFrame& frame) {
    const Quadrant quadrant = state.selection().overlay.quadrant;
    const PatchGrid& grid = state.patches();
    if (grid.empty() || quadrant == Quadrant::Row) {
        return {};
    }
    const bool classAsks =
        quadrant == Quadrant::ClassToClass || quadrant == Quadrant::ClassToPatches;
    const bool classKeys =
        quadrant == Quadrant::ClassToClass || quadrant == Quadrant::PatchesToClass;
    const MapFrame::Span rows = spanOf(classAsks ? grid.others() : grid.patches());
    const MapFrame::Span columns = spanOf(classKeys ? grid.others() : grid.patches());
    return frame.rectOf(rows.begin, columns.begin, rows.end - rows.begin,
                        columns.end - columns.begin);
}

} // namespace

MapView::MapView(AttentionState& state, MapSource& source, QWidget* parent)
    : ZoomCanvas(parent)
    , state_(state)
    , source_(source)
    , bar_(new ColourBarView(Qt::Vertical, this)) {
    setMostScale(kMostCell);
    setAccessibleName(tr("Attention map"));
    setAccessibleDescription(
        tr("Queries are rows, keys are columns. Arrows move the cell cursor, Enter pins the cell."));
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::pictureChanged, this, &MapView::takePicture);
    connect(&state_, &AttentionState::shownChanged, this, &MapView::takeShown);
    connect(&source_, &MapSource::arrived, this, [this] {
        raster_ = {};
        updateRange();
        update();
    });
    connect(this, &ZoomCanvas::viewportChanged, this, [this] {
        raster_ = {};
        Q_EMIT frameChanged();
    });
    takePicture();
}

MapView::~MapView() = default;

void MapView::takePicture() {
    source_.setPicture(state_.picture());
    head_.reset();
    rows_.clear();
    raster_ = {};
    relabel();
    takeShown();
    announceTableReset(*this);
}

void MapView::takeShown() {
    const auto head = state_.shownHead();
    if (head != head_) {
        const bool otherAxes = !head || !head_ || head->site != head_->site;
        head_ = head;
        rows_.clear();
        raster_ = {};
        // Before the canvas, which is as large as these cells need it.
        setContentSize(head ? QSizeF(static_cast<double>(source_.keys(head->site)),
                                     static_cast<double>(source_.queries(head->site)))
                            : QSizeF(1, 1));
        if (otherAxes) {
            relabel();
        }
    }
    updateRange();
    update();
}

void MapView::relabel() {
    const auto head = state_.shownHead();
    labels_ = head ? MapLabels(*state_.trace(), head->site, lookOf(this)) : MapLabels();
    refreshCanvas();
    placeBar();
    Q_EMIT shapeChanged();
}

void MapView::updateRange() {
    if (!head_) {
        return;
    }
    const AttentionSelection& selection = state_.selection();
    MapRangeNeeds needs;
    if (selection.mapRange == RangePolicy::Percentile) {
        needs.percentile = source_.percentile(*head_);
    } else if (selection.mapRange == RangePolicy::PerRow) {
        needs.row = state_.shownQuery();
    }
    range_ = mapRange(*state_.picture(), *head_, selection.mapRange, needs);
    if (state_.form() == MapForm::Map) {
        state_.setRangeRule(ruleText(range_, selection.response));
    }
    ColourBarModel bar;
    bar.scale = range_.scale(selection.response, logFloor(*state_.trace(), head_->site));
    bar.rule = barRule(range_, selection.response);
    const auto keys = static_cast<double>(source_.keys(head_->site));
    if (keys > 0 && 1 / keys <= range_.high) {
        bar.uniform = 1 / keys;
    }
    if (bar != bar_->model()) {
        bar_->setModel(bar);
        raster_ = {};
        refreshCanvas(); // its numbers may need more room, or less
        placeBar();
        Q_EMIT frameChanged();
    }
}

const ColourBarModel& MapView::barModel() const {
    return bar_->model();
}

double MapView::barWidth() const {
    return uprightBarSize(bar_->model(), kLeastBar, lookOf(this)).width();
}

QRectF MapView::room(int width, int height) const {
    const double right = std::max(kBarGap + barWidth(), labels_.rightReach());
    return {labels_.left(), labels_.top(), std::max(1.0, width - labels_.left() - right),
            std::max(1.0, height - labels_.top() - kBottom)};
}

QRect MapView::canvasRect() const {
    const QRectF area = room(width(), height());
    const QSize cells = viewport().content().toSize();
    const QSizeF size = canvasSize(cells, area.size(), kMostCell, devicePixelRatioF());
    return QRectF(area.topLeft(), size).toRect();
}

int MapView::heightFor(int width, int most) const {
    const QRectF area = room(width, most);
    const QSizeF canvas = canvasSize(viewport().content().toSize(), area.size(), kMostCell,
                                     devicePixelRatioF());
    const double bar = uprightBarSize(bar_->model(), kLeastBar, lookOf(this)).height();
    return std::min(most, static_cast<int>(std::ceil(
                              labels_.top() + std::max(canvas.height(), bar) + kBottom)));
}

int MapView::profileTop() const {
    return canvasRect().bottom() + 1 + static_cast<int>(kBottom);
}

MapFrame MapView::frame() const {
    return {.canvas = canvasRect(), .viewport = viewport(), .pixelRatio = devicePixelRatioF()};
}

void MapView::placeBar() {
    const Look& look = lookOf(this);
    const QRect canvas = canvasRect();
    const int half = look.lineHeight(TextStyle::Caption) / 2;
    const double words = uprightBarSize(bar_->model(), 0, look).height();
    const double length = std::clamp(height() - canvas.top() - words - half, kLeastBar,
                                     static_cast<double>(look.scaled(metrics::kMostColourBar)));
    const QSize size = uprightBarSize(bar_->model(), length, look).toSize();
    bar_->setGeometry(canvas.right() + 1 + static_cast<int>(kBarGap), canvas.top() - half,
                      size.width() + 2, size.height() + half);
    bar_->setVisible(head_.has_value());
}

ColourMap MapView::colourMap() const {
    ColourScale scale = bar_->model().scale;
    if (range_.policy == RangePolicy::PerRow) {
        scale.high = 1; // each row is divided by its own maximum first
    }
    return {lookOf(this).unsignedRamp(), scale};
}

MapColours MapView::colours() const {
    MapColours colours{.map = colourMap(), .rowMaxima = {}, .pooling = state_.selection().pooling};
    if (range_.policy == RangePolicy::PerRow) {
        colours.rowMaxima = source_.rowMaxima(*head_);
    }
    return colours;
}

std::span<const float> MapView::weights(std::size_t query) const {
    if (const auto grid = source_.whole(*head_)) {
        return grid->row(query); // kept alive by the source
    }
    const auto found = rows_.find(query);
    if (found != rows_.end()) {
        return found->second;
    }
    if (rows_.size() >= kKeptRows) {
        rows_.clear();
    }
    return rows_[query] = rowOf(*state_.trace(), *head_, query);
}

int MapView::clippedCells() const {
    const auto grid = head_ ? source_.whole(*head_) : nullptr;
    if (!grid) {
        return -1;
    }
    if (range_.policy == RangePolicy::PerRow) {
        return 0;
    }
    return static_cast<int>(std::ranges::count_if(grid->values(), [this](float value) {
        return markOf(value, bar_->model().scale) == CellMark::ClippedHigh;
    }));
}

std::optional<ReadOut> MapView::readOut() const {
    const auto query = state_.shownQuery();
    const auto key = state_.shownKey();
    if (!head_ || !query || !key) {
        return std::nullopt;
    }
    return readOutOf(*state_.trace(), *head_, *query, *key, state_.reversed());
}

void MapView::paintCells(QPainter& painter, const MapFrame& frame) {
    const MapColours paint = colours();
    if (raster_.isNull()) {
        MapRaster raster = rasterOf(source_, *state_.picture(), *head_, frame, paint);
        raster_ = std::move(raster.image);
        complete_ = raster.complete;
        QPainter onRaster(&raster_);
        onRaster.translate(-frame.canvas.topLeft());
        paintMask(onRaster, frame, *state_.trace(), head_->site, lookOf(this));
    }
    painter.drawImage(frame.canvas.topLeft(), raster_);
    paintCellContents(
        painter, frame, [this](std::size_t query) { return weights(query); },
        [&](std::size_t query) {
            if (query >= paint.rowMaxima.size()) {
                return paint.map;
            }
            ColourScale scale = paint.map.scale();
            scale.high = std::max(paint.rowMaxima[query], 1e-6F);
            return ColourMap(lookOf(this).unsignedRamp(), scale);
        },
        [this](std::size_t query, std::size_t key) {
            return !state_.trace()->visible(head_->site, query, key);
        },
        lookOf(this));
    paintMapEdge(painter, frame, lookOf(this));
}

void MapView::paintCard(QPainter& painter, const MapFrame& frame) const {
    const auto card = readOut();
    if (!card) {
        return;
    }
    const QRectF cell = frame.rectOf(*state_.shownQuery(), *state_.shownKey());
    if (!cell.intersects(frame.canvas)) {
        return;
    }
    const QRectF bounds(0, 0, bar_->x() - 2, height());
    const Look& look = lookOf(this);
    paintReadOut(painter, readOutPlace(readOutSize(*card, look), cell, bounds), *card, look);
}

void MapView::paintEvent(QPaintEvent*) {
    if (!head_) {
        return;
    }
    QPainter painter(this);
    const Look& look = lookOf(this);
    const MapFrame shown = frame();
    paintCells(painter, shown);
    const MapLabels::Emphasis emphasis{state_.shownQuery(), state_.shownKey()};
    painter.setRenderHint(QPainter::Antialiasing);
    labels_.paintQueries(painter, shown, emphasis, look);
    labels_.paintKeys(painter, shown, emphasis, look);
    if (const QRectF block = quadrantRect(state_, shown); !block.isEmpty()) {
        painter.save();
        painter.setClipRect(shown.canvas);
        strokeCased(painter, block, look.color(Token::Ink), 2, look);
        painter.restore();
    }
    paintCrosshair(painter, shown, emphasis.query, emphasis.key, look);
    paintCard(painter, shown);
}

std::unique_ptr<Figure> MapView::figure() const {
    if (!head_) {
        return nullptr;
    }
    return makeMapFigure({.picture = state_.picture(),
                          .head = *head_,
                          .map = source_.whole(*head_),
                          .range = range_,
                          .bar = bar_->model(),
                          .rowMaxima = colours().rowMaxima,
                          .pooling = state_.selection().pooling});
}

} // namespace vitrine::widgets
