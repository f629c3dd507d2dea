#include "widgets/foundation/plot/curveplot.h"

#include "widgets/foundation/plot/overlays.h"
#include "widgets/foundation/plot/plotfigure.h"
#include "widgets/foundation/plot/plotskin.h"
#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/plot/seriesplottable.h"
#include "widgets/foundation/plot/ticker.h"
#include "widgets/foundation/plot/ticks.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr QSize kHint{560, 240};
constexpr QSize kLeast{160, 96};

} // namespace

CurvePlot::CurvePlot(const QString& name, QWidget* parent) : QWidget(parent) {
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setRingPlace(*this, RingPlace::Inside);
    build();
    makeAccessibleTable(*this, *this);
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::build() {
    plot_ = new QCustomPlot(this);
    // Pan, zoom and crosshair are ours: the same by pointer and by keys.
    plot_->setAttribute(Qt::WA_TransparentForMouseEvents);
    plot_->setFocusPolicy(Qt::NoFocus);
    plot_->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    keyTicker_ = QSharedPointer<Ticker>::create();
    valueTicker_ = QSharedPointer<Ticker>::create();
    preparePlot(*plot_, keyTicker_, valueTicker_);
    keyTicker_->setAxis(axis_);
    marks_ = new MarksItem(plot_);
    plot_->addLayer(QStringLiteral("crosshair"));
    plot_->layer(QStringLiteral("crosshair"))->setMode(QCPLayer::lmBuffered);
    cross_ = new CrosshairItem(plot_);
    cross_->setLayer(QStringLiteral("crosshair"));
    connect(plot_, &QCustomPlot::beforeReplot, this, [this] { sinceReplot_.start(); });
    connect(plot_, &QCustomPlot::afterReplot, this, [this] {
        unpainted_ = true;
        Q_EMIT replotted(static_cast<double>(sinceReplot_.nsecsElapsed()) / 1e6);
    });
    restyle();
}

void CurvePlot::restyle() {
    const Look& look = lookOf(this);
    dressPlot(*plot_, look, small_);
    marks_->setLook(&look);
    cross_->setLook(&look);
    for (SeriesPlottable* plottable : plottables_) {
        plottable->setLook(look);
    }
    replotSoon();
}

void CurvePlot::setSeries(const std::vector<PlotSeries>& series) {
    for (SeriesPlottable* plottable : plottables_) {
        plot_->removePlottable(plottable);
    }
    plottables_.clear();
    // The first is the run in front: it is drawn last.
    for (auto at = series.rbegin(); at != series.rend(); ++at) {
        auto* plottable = new SeriesPlottable(plot_->xAxis, plot_->yAxis, *at);
        plottable->setLook(lookOf(this));
        plottables_.insert(plottables_.begin(), plottable);
    }
    announceTableReset(*this);
    dataChanged();
}

std::vector<PlotSeries> CurvePlot::series() const {
    std::vector<PlotSeries> all;
    for (const SeriesPlottable* plottable : plottables_) {
        all.push_back(plottable->series());
    }
    return all;
}

void CurvePlot::setMarks(std::vector<PlotMark> marks) {
    marks_->setMarks(std::move(marks));
    replotSoon();
}

void CurvePlot::setReference(std::optional<double> value) {
    marks_->setReference(value);
    replotSoon();
}

void CurvePlot::setAxis(PlotAxis axis) {
    axis_ = axis;
    keyTicker_->setAxis(axis);
    brush_.reset();
    crosshair_.reset();
    setFollowing(true);
    dataChanged();
}

void CurvePlot::setPlaceText(std::function<QString(double)> placeText) {
    placeText_ = std::move(placeText);
    refreshCrosshair();
}

void CurvePlot::setSmall(bool isSmall) {
    small_ = isSmall;
    restyle();
}

void CurvePlot::setLogarithmicX(bool logarithmic) {
    keyTicker_->setLogarithmic(logarithmic);
    plot_->xAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    setFollowing(true);
    dataChanged();
}

void CurvePlot::setLogarithmicY(bool logarithmic) {
    if (logarithmic == logarithmicY()) {
        return;
    }
    valueTicker_->setLogarithmic(logarithmic);
    plot_->yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    valuesFollow_ = true;
    dataChanged();
    Q_EMIT logarithmicYChanged(logarithmic);
}

bool CurvePlot::logarithmicX() const {
    return plot_->xAxis->scaleType() == QCPAxis::stLogarithmic;
}

bool CurvePlot::logarithmicY() const {
    return plot_->yAxis->scaleType() == QCPAxis::stLogarithmic;
}

void CurvePlot::setFollowing(bool following) {
    const bool changed = following != following_;
    following_ = following;
    if (following) {
        valuesFollow_ = true;
        dataChanged();
    }
    if (changed) {
        Q_EMIT followingChanged(following);
    }
}

PlotRange CurvePlot::shown() const {
    const QCPRange range = plot_->xAxis->range();
    return {range.lower, range.upper};
}

PlotRange CurvePlot::shownValues() const {
    const QCPRange range = plot_->yAxis->range();
    return {range.lower, range.upper};
}

void CurvePlot::showRange(PlotRange x) {
    const bool usable = std::isfinite(x.low) && std::isfinite(x.high) && x.length() > 0 &&
                        QCPRange::validRange(x.low, x.high) && (!logarithmicX() || x.low > 0);
    if (!usable) {
        return;
    }
    setFollowing(false);
    plot_->xAxis->setRange(x.low, x.high);
    dataChanged();
}

void CurvePlot::showAll() {
    valuesFollow_ = true;
    setFollowing(true);
    dataChanged();
}

std::optional<PlotRange> CurvePlot::reach() const {
    std::optional<PlotRange> all;
    for (const SeriesPlottable* plottable : plottables_) {
        const std::optional<PlotRange> one = plottable->series().source->reach();
        if (one && std::isfinite(one->low) && std::isfinite(one->high)) {
            all = all ? PlotRange{std::min(all->low, one->low), std::max(all->high, one->high)}
                      : *one;
        }
    }
    return all;
}

void CurvePlot::dataChanged() {
    stale_ = true;
    replotSoon();
}

void CurvePlot::replotSoon() {
    if (queued_ || !isVisible()) {
        return; // a hidden chart catches up when it is shown
    }
    queued_ = true;
    QTimer::singleShot(0, this, [this] {
        queued_ = false;
        if (stale_) {
            stale_ = false;
            refit();
        }
        refreshCrosshair();
        plot_->replot(QCustomPlot::rpQueuedRefresh);
    });
}

// What "follow" and the fitted y axis come to with the data as they are.
void CurvePlot::refit() {
    const std::optional<PlotRange> all = reach();
    if (following_ && all) {
        double low = all->low;
        double high = all->high;
        if (logarithmicX()) {
            low = std::max(low, std::max(high / 1e9, 1e-9));
            high = std::max(high, low * 2);
        } else if (!(high > low)) {
            low -= 0.5;
            high += 0.5;
        }
        plot_->xAxis->setRange(low, high);
    }
    fitValues();
}

void CurvePlot::fitValues() {
    if (!valuesFollow_) {
        return;
    }
    std::optional<PlotRange> values;
    for (const SeriesPlottable* plottable : plottables_) {
        if (plottable->series().dimmed) {
            continue;
        }
        if (const auto one = plottable->valuesIn(shown(), logarithmicY())) {
            values = values ? PlotRange{std::min(values->low, one->low),
                                        std::max(values->high, one->high)}
                            : *one;
        }
    }
    if (values) {
        const PlotRange room = roomFor(*values, logarithmicY());
        plot_->yAxis->setRange(room.low, room.high);
    }
}

std::unique_ptr<Figure> CurvePlot::figure(const QString& title, const QString& caption) const {
    PlotFigure::Content content;
    content.title = title;
    content.caption = caption;
    content.x = shown();
    content.y = shownValues();
    content.axis = axis_;
    content.logarithmicX = logarithmicX();
    content.logarithmicY = logarithmicY();
    content.marks = marks_->marks();
    for (const SeriesPlottable* plottable : plottables_) {
        content.series.push_back(plottable->series());
    }
    return std::make_unique<PlotFigure>(std::move(content), size());
}

QPointF CurvePlot::pixelOf(double x, double y) const {
    const QPointF place(plot_->xAxis->coordToPixel(x), plot_->yAxis->coordToPixel(y));
    return plot_->mapTo(this, place);
}

QRect CurvePlot::plotRect() const {
    return plot_->axisRect()->rect().translated(plot_->pos());
}

QSize CurvePlot::sizeHint() const {
    return kHint;
}

QSize CurvePlot::minimumSizeHint() const {
    return kLeast;
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event) {
    if (watched == plot_ && event->type() == QEvent::Paint && unpainted_) {
        unpainted_ = false;
        Q_EMIT painted();
    }
    return QWidget::eventFilter(watched, event);
}

void CurvePlot::showEvent(QShowEvent*) {
    stale_ = true;
    replotSoon();
}

void CurvePlot::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange) {
        restyle();
    }
}

} // namespace vitrine::widgets
