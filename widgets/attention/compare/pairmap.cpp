#include "widgets/attention/compare/pairmap.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairfigure.h"
#include "widgets/attention/compare/pairscene.h"
#include "widgets/attention/map/mapoverlay.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/colourbarview.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostCell = 48;
constexpr double kBarGap = 8;

} // namespace

PairMap::PairMap(AttentionState& state, Side side, QWidget* parent)
    : ZoomCanvas(parent)
    , state_(state)
    , compare_(state.compare())
    , side_(side)
    , bar_(new ColourBarView(Qt::Horizontal, this)) {
    setMostScale(kMostCell);
    makeAccessibleTable(*this, *this);
    connect(&compare_, &CompareState::comparisonChanged, this, &PairMap::takeComparison);
    connect(&compare_, &CompareState::headChanged, this, &PairMap::takeHead);
    connect(&compare_, &CompareState::shownChanged, this, qOverload<>(&QWidget::update));
    connect(&state_, &AttentionState::selectionChanged, this, &PairMap::takeHead);
    takeComparison();
}

PairMap::~PairMap() = default;

void PairMap::setSide(Side side) {
    side_ = side;
    takeComparison();
}

QString PairMap::title() const {
    switch (side_) {
    case Side::A: return tr("A");
    case Side::B: return tr("B");
    case Side::Difference: return tr("B − A");
    case Side::Both: return tr("A above left, B below right");
    }
    return {};
}

bool PairMap::counted() const {
    return side_ == Side::B;
}

void PairMap::takeComparison() {
    setAccessibleName(tr("Map %1").arg(title()));
    if (compare_.comparison()) {
        labels_ = labelsOf(*compare_.comparison(), counted(), lookOf(this));
        const auto size = static_cast<double>(labels_.queries().size());
        setContentSize(QSizeF(size, size));
    }
    refreshCanvas();
    takeHead();
    announceTableReset(*this);
    Q_EMIT shapeChanged();
}

void PairMap::takeHead() {
    const auto sites = compare_.sites();
    if (compare_.head() && sites) {
        bar_->setModel(side_ == Side::Difference
                           ? differenceBar(*compare_.head())
                           : sharedBar(*compare_.comparison(), *sites, *compare_.head(),
                                       state_.selection()));
    }
    bar_->setVisible(compare_.head() != nullptr);
    placeBar();
    update();
}

const ColourBarModel& PairMap::barModel() const {
    return bar_->model();
}

const Grid* PairMap::grid() const {
    if (!compare_.head()) {
        return nullptr;
    }
    switch (side_) {
    case Side::B: return &compare_.head()->b;
    case Side::Difference: return &compare_.head()->difference;
    default: return &compare_.head()->a;
    }
}

QRectF PairMap::room(int width, int height) const {
    const Look& look = lookOf(this);
    const double top = look.lineHeight(TextStyle::SmallHead) + labels_.top();
    const double below = kBarGap + bar_->sizeHint().height();
    // The last slanted label leans over the right edge.
    const double right = std::max(4.0, labels_.rightReach() - 10);
    return {labels_.left(), top, std::max(1.0, width - labels_.left() - right),
            std::max(1.0, height - top - below)};
}

QRect PairMap::canvasRect() const {
    const QRectF area = room(width(), height());
    return QRectF(area.topLeft(), canvasSize(viewport().content().toSize(), area.size(), kMostCell,
                                             devicePixelRatioF()))
        .toRect();
}

int PairMap::heightFor(int width, int most) const {
    const QRectF area = room(width, most);
    const QSizeF canvas = canvasSize(viewport().content().toSize(), area.size(), kMostCell,
                                     devicePixelRatioF());
    return std::min(most, static_cast<int>(most - area.height() + canvas.height()));
}

MapFrame PairMap::frame() const {
    return {.canvas = canvasRect(), .viewport = viewport(), .pixelRatio = devicePixelRatioF()};
}

void PairMap::placeBar() {
    const QRect canvas = canvasRect();
    bar_->setGeometry(canvas.left(), canvas.bottom() + 1 + static_cast<int>(kBarGap),
                      std::max(canvas.width(), 160), bar_->sizeHint().height());
}

std::optional<std::size_t> PairMap::shownQuery() const {
    const auto query = compare_.shown().query;
    return counted() ? compare_.inB(query) : query;
}

std::optional<std::size_t> PairMap::shownKey() const {
    const auto key = compare_.shown().key;
    return counted() ? compare_.inB(key) : key;
}

void PairMap::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const MapFrame shown = frame();
    paintWords(painter, QRectF(shown.canvas.left(), 0, width(), look.lineHeight(TextStyle::SmallHead)),
               Qt::AlignLeft | Qt::AlignVCenter, title(), TextStyle::SmallHead, Token::T1, look);
    const Grid* cells = grid();
    if (cells == nullptr) {
        return;
    }
    const Ramp& ramp = side_ == Side::Difference ? look.signedRamp() : look.unsignedRamp();
    const ColourMap map(ramp, bar_->model().scale);
    const engine::Site& site =
        state_.trace()->sites()[static_cast<std::size_t>(compare_.sites()->siteA)];
    paintPairCells(painter, shown, *cells, map, site.mask == engine::MaskRule::Causal, look);
    if (side_ == Side::Both) {
        paintLowerHalves(painter, shown,
                         analysis::inCoordinatesOfA(compare_.head()->b,
                                                    compare_.comparison()->alignment(),
                                                    compare_.comparison()->alignment()),
                         map);
    }
    paintMapEdge(painter, shown, look);
    painter.setRenderHint(QPainter::Antialiasing);
    const MapLabels::Emphasis emphasis{shownQuery(), shownKey()};
    labels_.paintQueries(painter, shown, emphasis, look);
    labels_.paintKeys(painter, shown, {std::nullopt, emphasis.key}, look);
    paintCrosshair(painter, shown, emphasis.query, std::nullopt, look);
    if (emphasis.query && emphasis.key) {
        paintCellCursor(painter, shown.rectOf(*emphasis.query, *emphasis.key).intersected(shown.canvas),
                        look);
    }
}

std::unique_ptr<Figure> PairMap::figure() const {
    const Grid* cells = grid();
    const auto sites = compare_.sites();
    if (cells == nullptr || !sites) {
        return nullptr;
    }
    const engine::HeadRef head{sites->siteA, compare_.headNumber()};
    const engine::Site& site = state_.trace()->sites()[static_cast<std::size_t>(sites->siteA)];
    return makePairFigure(
        {.cells = *cells,
         .bar = bar_->model(),
         .comparison = compare_.comparison(),
         .ofB = counted(),
         .causal = site.mask == engine::MaskRule::Causal,
         .heading = title(),
         .caption = headCaption(*state_.picture(), head,
                                tr("%1, %2").arg(title(), compareNote(*compare_.comparison())),
                                spokenBar(bar_->model())),
         .title = figureTitle(*state_.picture(), head) + u' ' + title()});
}

void PairMap::pointAt(const QPoint& cell, bool choose) {
    CompareState::Cell place;
    if (cell.x() >= 0) {
        const auto query = static_cast<std::size_t>(cell.y());
        const auto key = static_cast<std::size_t>(cell.x());
        place.query = counted() ? compare_.inA(query) : query;
        place.key = counted() ? compare_.inA(key) : key;
    }
    if (choose) {
        compare_.choose(place);
    } else {
        compare_.setHover(place);
    }
}

void PairMap::mouseMoveEvent(QMouseEvent* event) {
    ZoomCanvas::mouseMoveEvent(event);
    if (!dragging()) {
        pointAt(cellAt(event->position().toPoint()), /*choose=*/false);
    }
}

void PairMap::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    ZoomCanvas::mousePressEvent(event);
}

void PairMap::mouseReleaseEvent(QMouseEvent* event) {
    const bool moved = dragging()
                       || (event->position() - pressedAt_).manhattanLength()
                              >= QApplication::startDragDistance();
    ZoomCanvas::mouseReleaseEvent(event);
    if (!moved && event->button() == Qt::LeftButton) {
        pointAt(cellAt(event->position().toPoint()), /*choose=*/true);
    }
}

void PairMap::leaveEvent(QEvent* event) {
    ZoomCanvas::leaveEvent(event);
    compare_.setHover({});
}

void PairMap::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        reveal(QRectF(column, row, 1, 1));
        pointAt({column, row}, /*choose=*/false);
        announceCell(*this);
    }
}

void PairMap::keyPressEvent(QKeyEvent* event) {
    const QPoint at = cursorCell().x() < 0 ? QPoint(0, 0) : cursorCell();
    switch (event->key()) {
    case Qt::Key_Left: moveCursorTo(at.y(), at.x() - 1); return;
    case Qt::Key_Right: moveCursorTo(at.y(), at.x() + 1); return;
    case Qt::Key_Up: moveCursorTo(at.y() - 1, at.x()); return;
    case Qt::Key_Down: moveCursorTo(at.y() + 1, at.x()); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: pointAt(at, /*choose=*/true); return;
    default: ZoomCanvas::keyPressEvent(event);
    }
}

int PairMap::tableRows() const {
    return static_cast<int>(labels_.queries().size());
}

int PairMap::tableColumns() const {
    return static_cast<int>(labels_.keys().size());
}

QString PairMap::rowLabel(int row) const {
    return labels_.queries().at(static_cast<std::size_t>(row));
}

QString PairMap::columnLabel(int column) const {
    return labels_.keys().at(static_cast<std::size_t>(column));
}

QString PairMap::cellText(int row, int column) const {
    const Grid* cells = grid();
    const float value = cells == nullptr ? std::nanf("")
                                         : cells->at(static_cast<std::size_t>(row),
                                                     static_cast<std::size_t>(column));
    const QString said = std::isnan(value) ? tr("no partner")
                                           : hoverText(static_cast<double>(value));
    return tr("%1, “%2” to “%3”, %4").arg(title(), rowLabel(row), columnLabel(column), said);
}

QRect PairMap::cellRect(int row, int column) const {
    const MapFrame shown = frame();
    return shown.rectOf(static_cast<std::size_t>(row), static_cast<std::size_t>(column))
        .intersected(shown.canvas)
        .toRect();
}

QPoint PairMap::cellAt(const QPoint& point) const {
    const QPointF item = itemAt(point);
    const QSizeF content = viewport().content();
    const bool inside = QRectF(canvasRect()).contains(point) && item.x() >= 0 && item.y() >= 0
                        && item.x() < content.width() && item.y() < content.height();
    return inside ? QPoint(static_cast<int>(item.x()), static_cast<int>(item.y())) : QPoint(-1, -1);
}

QPoint PairMap::cursorCell() const {
    const auto query = shownQuery();
    const auto key = shownKey();
    return query && key ? QPoint(static_cast<int>(*key), static_cast<int>(*query)) : QPoint(-1, -1);
}

void PairMap::resizeEvent(QResizeEvent* event) {
    ZoomCanvas::resizeEvent(event);
    placeBar();
}

void PairMap::changeEvent(QEvent* event) {
    ZoomCanvas::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        takeComparison();
    }
}

} // namespace vitrine::widgets
