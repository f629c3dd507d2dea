#include "widgets/robustness/sweep/sweeppane.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/plot/curveplot.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/kindwords.h"
#include "widgets/robustness/state/robustnessstudy.h"
#include "widgets/robustness/sweep/bandsource.h"
#include "widgets/robustness/sweep/sweeptable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

const std::vector<double> kSeverities{1, 2, 3, 4, 5};
const std::vector<std::uint64_t> kSeeds{1, 2, 3};
constexpr int kCellPadding = 20;
constexpr int kCleanColumn = 1; // severity 0: told below, the same for all chains
constexpr int kWideWidth = 1280; // of the pane, for words before the values of its combos
constexpr std::array kMetrics{study::SweepMetric::Kept, study::SweepMetric::Accuracy,
                              study::SweepMetric::Cosine, study::SweepMetric::Pieces};
constexpr std::array kDashes{PlotDash::Solid, PlotDash::Dotted, PlotDash::DashDot};

/// Texts that are in no file are saved from the export menu. Their file is called as their set, so
/// that the same random draws belong to them.
std::string fileOf(const SweepTexts& data) {
    if (!data.file.empty() || data.examples.empty()) {
        return data.file;
    }
    const std::string& id = data.examples.front().id;
    return id.substr(0, id.find(':')) + ".jsonl";
}

/// Numbers take what they and their headings need, names the rest.
void fitColumns(QTableView& view) {
    const Look& look = lookOf(&view);
    QHeaderView& header = *view.horizontalHeader();
    const int columns = view.model()->columnCount();
    for (int column = 0; column < columns; ++column) {
        header.setSectionResizeMode(column,
                                    column == 0 ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (column > 0) {
            const QString words = view.model()->headerData(column, Qt::Horizontal).toString();
            const QString number = column + 1 < columns ? QStringLiteral("0.00")
                                                        : QStringLiteral("0.000");
            const double wide = std::max(wordsWidth(words, TextStyle::Label, look),
                                         wordsWidth(number, TextStyle::Base, look));
            header.resizeSection(column, static_cast<int>(wide) + kCellPadding);
        }
    }
}

QComboBox* combo(const QString& word, QWidget* parent) {
    auto* box = new QComboBox(parent);
    setComboWord(*box, word);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setCompact(*box);
    return box;
}

} // namespace

SweepPane::SweepPane(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , sweep_(study.catalogueShared())
    , head_(new SectionHead(tr("Sweep"), this))
    , texts_(combo(tr("Texts"), this))
    , kinds_(combo(tr("Chains"), this))
    , metric_(combo(tr("Metric"), this))
    , go_(new QPushButton(tr("Run"), this))
    , plot_(new CurvePlot(tr("Sweep"), this))
    , invitation_(new Words(tr("Run asks the model for every text at severities 0 to 5 with three "
                               "seeds; curves with their 95 % bands grow here."),
                            TextStyle::Small, Token::T3, this))
    , model_(new SweepTableModel(this))
    , view_(new QTableView(this))
    , facts_(new Words(TextStyle::Small, Token::T2, this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeCurves(), 52);
    layout->addWidget(new Hairline(Qt::Vertical, this));
    layout->addWidget(makeTable(), 48);
    connect(&sweep_, &SweepStudy::changed, this, &SweepPane::take);
    connect(&sweep_, &SweepStudy::failed, this, &SweepPane::problemMet);
    connect(go_, &QPushButton::clicked, this, [this] {
        if (sweep_.running()) {
            sweep_.cancel();
        } else {
            start();
        }
    });
    connect(metric_, &QComboBox::currentIndexChanged, this, &SweepPane::takeMetric);
    connect(texts_, &QComboBox::activated, this, [this](int index) {
        if (index == static_cast<int>(data_.size())) {
            texts_->setCurrentIndex(0);
            Q_EMIT fileAsked();
        }
    });
    connect(&study_, &RobustnessStudy::modelChanged, this, &SweepPane::take);
    fillData();
    take();
}

QWidget* SweepPane::makeCurves() {
    auto* pane = new QWidget(this);
    kinds_->addItems({tr("this one"), tr("each kind alone")});
    for (const study::SweepMetric metric : kMetrics) {
        const std::string_view name = study::nameOf(metric);
        metric_->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    setCompact(*go_);
    setRole(*go_, Role::Primary);
    head_->addWidget(texts_);
    head_->addWidget(kinds_);
    head_->addWidget(metric_);
    head_->addWidget(go_);
    head_->setMinimumHeight(metrics::kToolBarHeight);
    plot_->setAxis(PlotAxis::Number);
    plot_->setSmall(true);
    plot_->setPlaceText([](double x) { return tr("severity %1").arg(x, 0, 'g', 3); });
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 8);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head_);
    invitation_->setWordWrap(true);
    invitation_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    layout->addWidget(invitation_, 1);
    layout->addWidget(plot_, 1);
    return pane;
}

QWidget* SweepPane::makeTable() {
    auto* pane = new QWidget(this);
    auto* head = new SectionHead(tr("Table"), pane);
    head->setMinimumHeight(metrics::kToolBarHeight);
    auto* copy = new QPushButton(tr("Copy recipe"), pane);
    auto* apply = new QPushButton(tr("Apply to set"), pane);
    copy->setToolTip(tr("The sweep as JSON: to be repeated by hand"));
    apply->setToolTip(tr("Runs the severity and seed of the dial on all texts"));
    for (QPushButton* button : {copy, apply}) {
        setCompact(*button);
        head->addWidget(button);
    }
    view_->setModel(model_);
    view_->setAccessibleName(tr("Sweep in numbers"));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setShowGrid(false);
    view_->setFrameShape(QFrame::NoFrame);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setDefaultSectionSize(lookOf(this).rows().table);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setMinimumSectionSize(40);
    facts_->setWordWrap(true);
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 8);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head);
    layout->addWidget(view_, 1);
    layout->addWidget(facts_);
    layout->addStretch();
    connect(copy, &QPushButton::clicked, this, &SweepPane::recipeAsked);
    connect(apply, &QPushButton::clicked, this, &SweepPane::applyToSet);
    return pane;
}

// Words before values and the note go first where it is narrow.
void SweepPane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool wide = width() >= lookOf(this).scaled(kWideWidth);
    setComboWord(*texts_, wide ? tr("Texts") : QString());
    setComboWord(*kinds_, wide ? tr("Chains") : QString());
    setComboWord(*metric_, wide ? tr("Metric") : QString());
    for (auto [box, name] : {std::pair(texts_, tr("Texts")), std::pair(kinds_, tr("Chains")),
                             std::pair(metric_, tr("Metric"))}) {
        box->setAccessibleName(name);
        box->updateGeometry();
    }
    head_->setNote(wide ? noteWords() : QString());
}

QString SweepPane::noteWords() const {
    return sweep_.halves().empty() ? tr("not run yet") : tr("against severity");
}

void SweepPane::setData(std::vector<SweepTexts> data) {
    data_ = std::move(data);
    fillData();
}

void SweepPane::addData(SweepTexts data) {
    data_.push_back(std::move(data));
    fillData();
    texts_->setCurrentIndex(static_cast<int>(data_.size()) - 1);
}

void SweepPane::fillData() {
    const QSignalBlocker blocker(texts_);
    const int before = std::max(0, texts_->currentIndex());
    texts_->clear();
    for (const SweepTexts& data : data_) {
        texts_->addItem(data.name);
    }
    texts_->addItem(tr("JSON lines…"));
    texts_->setCurrentIndex(std::min(before, std::max(0, static_cast<int>(data_.size()) - 1)));
}

const SweepTexts* SweepPane::chosen() const {
    const auto index = static_cast<std::size_t>(std::max(0, texts_->currentIndex()));
    return index < data_.size() && !data_[index].examples.empty() ? &data_[index] : nullptr;
}

study::SweepMetric SweepPane::metric() const {
    return kMetrics[static_cast<std::size_t>(std::max(0, metric_->currentIndex()))];
}

std::vector<perturb::Chain> SweepPane::chains() const {
    std::vector<perturb::Chain> chains;
    if (kinds_->currentIndex() == 1) {
        for (const perturb::Perturbation* kind : study_.catalogue().kinds()) {
            const perturb::KindRecord& record = kind->record();
            if (record.medium == perturb::Medium::Text && record.needs.empty()) {
                chains.push_back({.name = kindName(record.id).toStdString(),
                                  .stages = {{.kind = record.id}}});
            }
        }
        return chains;
    }
    chains.push_back(study_.choice().chain);
    if (chains.front().name.empty()) {
        chains.front().name = chainName(chains.front()).toStdString();
    }
    return chains;
}

void SweepPane::start() {
    run(kSeverities, kSeeds);
}

void SweepPane::applyToSet() {
    run({study_.choice().severity}, {study_.choice().seed});
}

void SweepPane::run(std::vector<double> severities, std::vector<std::uint64_t> seeds) {
    const SweepTexts* data = chosen();
    if (data == nullptr || !study_.model()) {
        Q_EMIT problemMet(
            data == nullptr
                ? Problem{"There are no texts to sweep over", "", "Add a sample, or choose a file"}
                : Problem{"There is no open model to ask", "", "Open a model that reads text"});
        return;
    }
    std::vector<ModelSource> models{*study_.model()};
    if (study_.other()) {
        models.push_back(*study_.other());
    }
    sweep_.start({.chains = chains(),
                  .severities = std::move(severities),
                  .seeds = std::move(seeds),
                  .examples = data->examples},
                 data->labels.labels.empty() ? study_.labels() : data->labels, models);
}

void SweepPane::take() {
    const bool running = sweep_.running();
    go_->setText(running ? tr("Cancel") : tr("Run"));
    go_->setEnabled(running || study_.model().has_value());
    takeMetric();
    Q_EMIT statusChanged();
}

void SweepPane::takeMetric() {
    const std::vector<SweepLine> lines = sweepLines(sweep_, metric());
    const bool any = !sweep_.halves().empty();
    const std::vector<double> severities =
        any ? sweep_.halves().front().sweep.plan().severities : std::vector<double>();
    std::vector<PlotSeries> series;
    for (const SweepLine& line : lines) {
        std::vector<BandPoint> points;
        for (std::size_t severity = 0; severity < severities.size(); ++severity) {
            const analysis::Band& band = line.bands[severity];
            if (band.count > 0) {
                points.push_back({severities[severity], band.value, band.low, band.high});
            }
        }
        const bool first = line.chain == 0 && line.half == 0;
        series.push_back({.name = line.name,
                          .source = std::make_shared<BandSource>(std::move(points)),
                          .color = line.chain == 0 ? Token::Ink : Token::T2,
                          .dash = line.half > 0 ? PlotDash::Dashed
                                                : kDashes[line.chain % kDashes.size()],
                          .width = first ? 2.0 : 1.5,
                          .envelope = line.chain == 0});
    }
    plot_->setSeries(series);
    model_->setLines(lines, severities);
    fitColumns(*view_);
    view_->setColumnHidden(kCleanColumn, true);
    facts_->setText(factsWords());
    plot_->setVisible(any);
    invitation_->setVisible(!any);
    view_->setVisible(any);
    head_->setNote(width() >= lookOf(this).scaled(kWideWidth) ? noteWords() : QString());
}

QString SweepPane::factsWords() const {
    if (sweep_.halves().empty()) {
        return {};
    }
    const study::SweepPlan& plan = sweep_.halves().front().sweep.plan();
    const Progress progress = sweep_.progress();
    const analysis::Band clean =
        sweep_.halves().front().sweep.band(metric(), /*chain=*/0, /*severity=*/0);
    const QString facts = tr("%1 texts × %2 seeds, clean %3, band 95 %, bootstrap %4 · "
                             "%5 of %6 cells")
                              .arg(plan.examples.size())
                              .arg(plan.seeds.size())
                              .arg(clean.count > 0 ? numberText(clean.value, 2) : tr("unknown"))
                              .arg(study::kBandResamples)
                              .arg(progress.done)
                              .arg(progress.total);
    return sweep_.running() ? facts : facts + tr(" in %1 s").arg(sweep_.seconds(), 0, 'f', 1);
}

study::SweepRecipe SweepPane::recipe() const {
    const SweepTexts* data = chosen();
    return {.model = study_.model() ? study_.model()->folder : std::string(),
            .data = {.file = data != nullptr ? fileOf(*data) : std::string()},
            .chains = chains(),
            .severities = kSeverities,
            .seeds = kSeeds};
}

std::string SweepPane::textsFile() const {
    const SweepTexts* data = chosen();
    return data != nullptr ? fileOf(*data) : std::string();
}

std::string SweepPane::texts() const {
    std::string lines;
    if (const SweepTexts* data = chosen()) {
        for (const study::SweepText& text : data->examples) {
            Json json;
            json.set("text", text.text);
            if (!text.label.empty()) {
                json.set("label", text.label);
            }
            lines += json.dump() + '\n';
        }
    }
    return lines;
}

std::string SweepPane::csv() const {
    return sweep_.halves().empty() ? std::string() : sweep_.halves().front().sweep.csv();
}

std::unique_ptr<Figure> SweepPane::figure(const QString& caption) const {
    return sweep_.halves().empty() ? nullptr
                                   : plot_->figure(metric_->currentText(), caption + u"; " +
                                                                               facts_->text());
}

QString SweepPane::status() const {
    if (sweep_.halves().empty()) {
        return {};
    }
    const Progress progress = sweep_.progress();
    return sweep_.running()
               ? tr("Sweep %1 of %2").arg(progress.done).arg(progress.total)
               : tr("%1 cells in %2 s").arg(progress.done).arg(sweep_.seconds(), 0, 'f', 1);
}

} // namespace vitrine::widgets
