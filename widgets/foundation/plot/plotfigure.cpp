#include "widgets/foundation/plot/plotfigure.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/plot/overlays.h"
#include "widgets/foundation/plot/plotpen.h"
#include "widgets/foundation/plot/plotskin.h"
#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/plot/seriesplottable.h"
#include "widgets/foundation/theme/look.h"

#include <QPicture>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr QSize kLeastFigure{320, 200};
constexpr std::size_t kColumns = 2000; // enough for 300 dpi on a page's width
constexpr double kKeySample = 28;
constexpr double kKeyGap = 8;

// Columns read once, given out again at every repaint.
class Kept final : public PlotSource {
  public:
    Kept(const PlotSource& source, PlotRange x, bool logarithmic)
        : x_(x), columns_(source.columns(x, kColumns, logarithmic)) {}

    [[nodiscard]] std::optional<PlotRange> reach() const override { return x_; }

    [[nodiscard]] std::vector<PlotColumn> columns(PlotRange, std::size_t, bool) const override {
        return columns_;
    }

    [[nodiscard]] std::optional<PlotReading> at(double, double) const override { return {}; }

    [[nodiscard]] std::optional<PlotFit> fit(PlotRange) const override { return {}; }

  private:
    PlotRange x_;
    std::vector<PlotColumn> columns_;
};

} // namespace

PlotFigure::PlotFigure(Content content, const QSize& size)
    : content_(std::move(content)), size_(size.expandedTo(kLeastFigure)) {
    for (PlotSeries& series : content_.series) {
        series.source =
            std::make_shared<Kept>(*series.source, content_.x, content_.logarithmicX);
    }
}

QSize PlotFigure::naturalSize() const {
    return size_;
}

QSize PlotFigure::leastSize() const {
    return kLeastFigure;
}

double PlotFigure::paintLegend(QPainter& painter, double width, const Look& look) const {
    const double line = look.lineHeight(TextStyle::Small);
    double x = 0;
    double y = 0;
    for (const PlotSeries& series : content_.series) {
        if (series.dimmed) {
            continue;
        }
        const double words = wordsWidth(series.name, TextStyle::Small, look);
        if (x > 0 && x + kKeySample + kKeyGap + words > width) {
            x = 0;
            y += line;
        }
        painter.setPen(penOf(series, look));
        painter.drawLine(QPointF(x, y + line / 2), QPointF(x + kKeySample, y + line / 2));
        paintWords(painter, {x + kKeySample + kKeyGap, y, words + 1, line},
                   Qt::AlignLeft | Qt::AlignVCenter, series.name, TextStyle::Small, Token::T1,
                   look);
        x += kKeySample + words + 3 * kKeyGap;
    }
    return y + line + kKeyGap;
}

void PlotFigure::paint(QPainter& painter, const QSizeF& size, const Look& look) const {
    const double top = paintLegend(painter, size.width(), look);
    QCustomPlot plot;
    const auto key = QSharedPointer<Ticker>::create();
    const auto value = QSharedPointer<Ticker>::create();
    preparePlot(plot, key, value);
    dressPlot(plot, look, /*isSmall=*/false);
    key->setAxis(content_.axis);
    key->setLogarithmic(content_.logarithmicX);
    value->setLogarithmic(content_.logarithmicY);
    const auto scale = [](bool logarithmic) {
        return logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear;
    };
    plot.xAxis->setScaleType(scale(content_.logarithmicX));
    plot.yAxis->setScaleType(scale(content_.logarithmicY));
    plot.xAxis->setRange(content_.x.low, content_.x.high);
    plot.yAxis->setRange(content_.y.low, content_.y.high);
    for (auto at = content_.series.rbegin(); at != content_.series.rend(); ++at) {
        (new SeriesPlottable(plot.xAxis, plot.yAxis, *at))->setLook(look);
    }
    auto* marks = new MarksItem(&plot);
    marks->setLook(&look);
    marks->setMarks(content_.marks);
    // It paints with a painter class of its own: recorded, then played into whatever is exported.
    QPicture picture;
    QCPPainter recorder;
    recorder.begin(&picture);
    recorder.setMode(QCPPainter::pmVectorized);
    recorder.setMode(QCPPainter::pmNoCaching);
    plot.toPainter(&recorder, static_cast<int>(size.width()),
                   std::max(1, static_cast<int>(size.height() - top)));
    recorder.end();
    painter.translate(0, top);
    painter.drawPicture(0, 0, picture);
}

} // namespace vitrine::widgets
