#include "widgets/training/curves/curvedeck.h"

#include "widgets/foundation/figure/csv.h"
#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/plot/curveplot.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/curves/curveseries.h"
#include "widgets/training/curves/curvelegend.h"
#include "widgets/training/state/runbook.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

using run::CurveAxis;

namespace {

constexpr int kSmallHeight = 172;
constexpr int kMainHeight = 200;

QVBoxLayout* column(QWidget* parent) {
    auto* layout = new QVBoxLayout(parent);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kRowGap,
                               metrics::kGrid);
    layout->setSpacing(metrics::kGrid);
    return layout;
}

} // namespace

CurveDeck::CurveDeck(RunBook& book, QWidget* parent)
    : QWidget(parent)
    , book_(book) {
    build();
    connectAll();
    rebuild();
}

void CurveDeck::build() {
    main_ = new CurvePlot(tr("Curves"), this);
    main_->setMinimumHeight(kMainHeight);
    legend_ = new CurveLegend(book_, this);
    auto* chart = new QHBoxLayout;
    chart->setContentsMargins(metrics::kRowGap, 0, 0, 0);
    chart->addWidget(main_, 1);
    chart->addWidget(legend_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar());
    layout->addLayout(chart, 1);
    layout->addWidget(buildSmall());
}

QWidget* CurveDeck::buildBar() {
    auto* bar = new QWidget(this);
    head_ = new SectionHead(QStringLiteral("train/loss"), bar);
    fillChoices(bar);
    scale_ = new Segments(tr("Scale of the values"), bar);
    scale_->add(tr("linear"));
    scale_->add(tr("log"));
    follow_ = new QCheckBox(tr("Follow"), bar);
    setRole(*follow_, Role::Switch);
    follow_->setChecked(true);
    follow_->setToolTip(tr("The view grows with the run (F)"));
    export_ = new QToolButton(bar);
    export_->setIcon(themedIcon(Icon::Export));
    export_->setAccessibleName(tr("Export the curves"));
    export_->setToolTip(tr("Picture or numbers (Ctrl+E)"));
    setRole(*export_, Role::Quiet);
    for (QWidget* control :
         {static_cast<QWidget*>(tags_), static_cast<QWidget*>(axes_),
          static_cast<QWidget*>(smoothing_), static_cast<QWidget*>(scale_),
          static_cast<QWidget*>(follow_), static_cast<QWidget*>(export_)}) {
        setCompact(*control);
        head_->addWidget(control);
    }
    auto* layout = column(bar);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding,
                               metrics::kGrid);
    layout->addWidget(head_);
    return bar;
}

void CurveDeck::fillChoices(QWidget* bar) {
    tags_ = new QComboBox(bar);
    tags_->setAccessibleName(tr("Curve"));
    tags_->setToolTip(tr("Which logged number is drawn large"));
    tags_->addItem(QStringLiteral("train/loss"));
    tags_->setMaxVisibleItems(24);
    axes_ = new QComboBox(bar);
    setComboWord(*axes_, QStringLiteral("x"));
    axes_->setAccessibleName(tr("x axis"));
    for (const auto& [text, axis] :
         {std::pair{tr("steps"), CurveAxis::Step}, {tr("tokens"), CurveAxis::Tokens},
          {tr("samples"), CurveAxis::Samples}, {tr("epochs"), CurveAxis::Epoch},
          {tr("time of day"), CurveAxis::Wall}, {tr("time since start"), CurveAxis::Elapsed}}) {
        axes_->addItem(text, static_cast<int>(axis));
    }
    smoothing_ = new QComboBox(bar);
    setComboWord(*smoothing_, QStringLiteral("β"));
    smoothing_->setAccessibleName(tr("Smoothing"));
    smoothing_->setToolTip(tr("Exponential mean, bias-corrected; the points stay in sight"));
    for (const auto& [text, value] :
         {std::pair{tr("off"), 0.0}, {tr("0.6"), 0.6}, {tr("0.9"), 0.9}, {tr("0.98"), 0.98},
          {tr("0.995"), 0.995}}) {
        smoothing_->addItem(text, value);
    }
}

QWidget* CurveDeck::buildSmall() {
    smallRow_ = new QWidget(this);
    auto* row = new QHBoxLayout(smallRow_);
    row->setContentsMargins(0, metrics::kHairline, 0, 0);
    row->setSpacing(metrics::kHairline);
    for (std::size_t i = 0; i < small_.size(); ++i) {
        auto* pane = new QWidget(smallRow_);
        heads_[i] = new SectionHead(QString(), pane);
        small_[i] = new CurvePlot(QString(), pane);
        small_[i]->setSmall(true);
        small_[i]->setMinimumHeight(kSmallHeight - 40);
        auto* layout = column(pane);
        layout->addWidget(heads_[i]);
        layout->addWidget(small_[i], 1);
        row->addWidget(pane, 1);
    }
    smallRow_->setFixedHeight(lookOf(this).scaled(kSmallHeight));
    return smallRow_;
}

void CurveDeck::connectAll() {
    connect(&book_, &RunBook::shownChanged, this, &CurveDeck::rebuild);
    connect(&book_, &RunBook::runChanged, this, &CurveDeck::takeRun);
    connect(tags_, &QComboBox::activated, this, &CurveDeck::rebuild);
    connect(smoothing_, &QComboBox::activated, this, &CurveDeck::rebuild);
    connect(axes_, &QComboBox::activated, this, [this] {
        axis_ = static_cast<CurveAxis>(axes_->currentData().toInt());
        rebuild();
        for (CurvePlot* plot : {main_, small_[0], small_[1], small_[2]}) {
            plot->setAxis(plotAxisOf(axis_));
        }
    });
    connect(scale_, &Segments::currentChanged, this,
            [this](int index) { main_->setLogarithmicY(index == 1); });
    connect(main_, &CurvePlot::logarithmicYChanged, this,
            [this](bool logarithmic) { scale_->setCurrent(logarithmic ? 1 : 0); });
    connect(follow_, &QCheckBox::toggled, this, [this](bool on) {
        for (CurvePlot* plot : {main_, small_[0], small_[1], small_[2]}) {
            plot->setFollowing(on);
        }
    });
    connect(main_, &CurvePlot::followingChanged, follow_, &QCheckBox::setChecked);
    connect(main_, &CurvePlot::painted, this, &CurveDeck::painted);
    connect(export_, &QToolButton::clicked, this, &CurveDeck::openExports);
    for (CurvePlot* plot : {main_, small_[0], small_[1], small_[2]}) {
        plot->setPlaceText([this](double x) { return placeText(x); });
        linkCrosshair(*plot);
    }
}

void CurveDeck::linkCrosshair(CurvePlot& from) {
    connect(&from, &CurvePlot::crosshairMoved, this, [this, &from](std::optional<double> x) {
        for (CurvePlot* plot : {main_, small_[0], small_[1], small_[2]}) {
            if (plot != &from) {
                plot->setCrosshair(x);
            }
        }
    });
}

double CurveDeck::beta() const {
    return smoothing_->currentData().toDouble();
}

std::string CurveDeck::tag() const {
    return tags_->currentText().toStdString();
}

std::array<std::string, CurveDeck::kSmall> CurveDeck::smallTags() const {
    const RunRecord* record = book_.current();
    return {record != nullptr ? record->metric() : std::string("eval/loss"), "train/grad_norm",
            "opt/lr"};
}

void CurveDeck::rebuild() {
    takeTags();
    superseded_ = supersededOf(book_);
    rebuildPlot(*main_, tag(), beta());
    const auto tags = smallTags();
    for (std::size_t i = 0; i < small_.size(); ++i) {
        // What is computed and not measured has nothing to smooth.
        rebuildPlot(*small_[i], tags[i], tags[i] == "opt/lr" ? 0 : beta());
    }
    takeMarks();
    takeNotes();
}

void CurveDeck::rebuildPlot(CurvePlot& plot, const std::string& tag, double beta) {
    plot.setSeries(seriesOf(book_, tag, axis_, beta));
    plot.setAccessibleName(QString::fromStdString(tag));
    const RunRecord* record = book_.current();
    const Json* clip = record != nullptr ? memberAt(record->config.resolved, "clip") : nullptr;
    const bool clipped = tag == "train/grad_norm" && clip != nullptr && clip->isNumber();
    plot.setReference(clipped ? std::optional(clip->number()) : std::nullopt);
}

// The list keeps its choice; tags come as a run first logs them.
void CurveDeck::takeTags() {
    const QStringList tags = tagsOf(book_);
    if (tagCount_ == static_cast<std::size_t>(tags.size())) {
        return;
    }
    tagCount_ = static_cast<std::size_t>(tags.size());
    const QString chosen = tags_->currentText();
    tags_->clear();
    tags_->addItems(tags.contains(chosen) ? tags : QStringList(chosen) + tags);
    tags_->setCurrentText(chosen);
}

void CurveDeck::takeMarks() {
    const RunRecord* record = book_.current();
    main_->setMarks(record != nullptr ? marksOf(*record, axis_) : std::vector<PlotMark>());
}

void CurveDeck::takeNotes() {
    const QString smooth = beta() > 0 ? tr("line: exponential mean, β = %1").arg(beta())
                                      : tr("line: mean of each pixel's points");
    head_->setTitle(QString::fromStdString(tag()));
    // Where the legend is hidden, there is no room for a sentence either.
    head_->setNote(!legend_->isHidden() ? tr("%1 · area: min–max of every point").arg(smooth)
                   : beta() > 0        ? tr("β = %1").arg(beta())
                                       : QString());
    const auto tags = smallTags();
    for (std::size_t i = 0; i < small_.size(); ++i) {
        heads_[i]->setTitle(QString::fromStdString(tags[i]));
        const bool smoothed = beta() > 0 && tags[i] != "opt/lr";
        QStringList note;
        if (smoothed) {
            note.append(tr("β = %1").arg(beta()));
        }
        if (tags[i] == "train/grad_norm") {
            note.append(tr("before clipping"));
        }
        heads_[i]->setNote(note.join(QStringLiteral(", ")));
    }
}

void CurveDeck::takeRun(int index, bool points) {
    const RunRecord& record = book_.at(index);
    if (!record.shown) {
        return;
    }
    if (superseded_ != supersededOf(book_)) {
        return rebuild();
    }
    if (points) {
        takeTags();
        for (CurvePlot* plot : {main_, small_[0], small_[1], small_[2]}) {
            plot->dataChanged();
        }
    }
    if (index == book_.currentIndex()) {
        takeMarks();
    }
}

QString CurveDeck::placeText(double x) const {
    const RunRecord* record = book_.current();
    return record != nullptr ? placeWords(*record, axis_, x) : QString();
}

void CurveDeck::focusMain() {
    main_->setFocus(Qt::ShortcutFocusReason);
}

void CurveDeck::toggleFollow() {
    follow_->toggle();
}

void CurveDeck::toggleLogarithmic() {
    main_->setLogarithmicY(!main_->logarithmicY());
}

void CurveDeck::openExports() {
    Q_EMIT exportRequested(export_);
}

std::unique_ptr<Figure> CurveDeck::figure() const {
    QStringList names;
    for (const RunRecord* record : book_.shown()) {
        names.append(record->name());
    }
    const QString title = QString::fromStdString(tag());
    const QString caption =
        tr("%1 over %2, %3. %4; %5 scale. Runs: %6.")
            .arg(title, axes_->currentText(),
                 main_->following() ? tr("all of it") : tr("a stretch"),
                 beta() > 0
                     ? tr("Line: exponential mean, β = %1; area: min–max").arg(beta())
                     : tr("Line: mean of each column's points; area: min–max"),
                 main_->logarithmicY() ? tr("logarithmic") : tr("linear"),
                 names.join(QStringLiteral(", ")));
    return main_->figure(title, caption);
}

std::string CurveDeck::csv() const {
    CsvWriter writer({"run", "tag", "step", "wall", "value"});
    const std::string chosen = tag();
    for (const RunRecord* record : book_.shown()) {
        const run::CurveSeries* series = record->history->find(chosen);
        const std::string name = record->folder.filename().string();
        for (std::size_t i = 0; series != nullptr && i < series->live.size(); ++i) {
            const run::CurvePoint point = series->live.at(i);
            writer.add({std::string_view(name), std::string_view(chosen), point.step, point.wall,
                        point.value});
        }
    }
    return std::move(writer).take();
}

void CurveDeck::setSmallShown(bool shown) {
    smallRow_->setVisible(shown);
}

void CurveDeck::setLegendShown(bool shown) {
    legend_->setVisible(shown);
    takeNotes();
}

void CurveDeck::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    const QRect small = smallRow_->geometry();
    if (smallRow_->isVisible()) {
        painter.fillRect(QRect(0, small.top(), width(), 1), look.color(Token::Line));
        for (const SectionHead* head : {heads_[1], heads_[2]}) {
            const int x = head->parentWidget()->mapTo(this, QPoint()).x() - 1;
            painter.fillRect(QRect(x, small.top(), 1, small.height()), look.color(Token::Line));
        }
    }
}

} // namespace vitrine::widgets
