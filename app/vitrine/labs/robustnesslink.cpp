#include "app/vitrine/labs/robustnesslink.h"

#include "app/vitrine/document/jsonfields.h"

#include "widgets/robustness/robustnesslab.h"
#include "widgets/robustness/sweep/sweeppane.h"

#include <QFile>

#include <algorithm>

namespace vitrine::app {

namespace {

/// The lines of a file that is part of the program.
std::vector<study::SweepText> reviewsOf(const QByteArray& lines) {
    std::vector<study::SweepText> reviews;
    for (const QByteArray& line : lines.split('\n')) {
        if (line.isEmpty()) {
            continue;
        }
        const auto json = parseJson(line.toStdString(), "reviews.jsonl");
        if (json) {
            reviews.push_back({.id = textOf(*json, "id"),
                               .text = textOf(*json, "text"),
                               .label = textOf(*json, "label")});
        }
    }
    return reviews;
}

} // namespace

RobustnessLink::RobustnessLink(Document& document, Session& session, widgets::RobustnessLab& lab)
    : QObject(&lab)
    , document_(document)
    , session_(session)
    , lab_(lab) {
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &RobustnessLink::takeSample);
    connect(&state, &WorkspaceState::sampleEdited, this, &RobustnessLink::takeSample);
    connect(&state, &WorkspaceState::labelsChanged, this, &RobustnessLink::takeSample);
    connect(&state, &WorkspaceState::wasReset, this, &RobustnessLink::takeSample);
    connect(&state, &WorkspaceState::samplesChanged, this, &RobustnessLink::takeSweepData);
    connect(&state, &WorkspaceState::sampleEdited, this, &RobustnessLink::takeSweepData);
    connect(&state, &WorkspaceState::robustnessChanged, this,
            [this] { lab_.study().setChoice(document_.value().robustness); });
    connect(&state, &WorkspaceState::currentModelChanged, this, &RobustnessLink::takeModels);
    connect(&state, &WorkspaceState::comparisonChanged, this, &RobustnessLink::takeModels);
    connect(&session_.models(), &ModelOpener::stateChanged, this, &RobustnessLink::takeModels);
    connect(&session_.host(), &EngineHost::started, this, &RobustnessLink::takeModels);
    connect(&lab_.study(), &widgets::RobustnessStudy::choiceEdited, &document_,
            &Document::editRobustness);
    connect(&lab_, &widgets::RobustnessLab::labelSetChosen, &document_,
            [this](const QString& name) { document_.chooseLabels(name.toStdString()); });
    connect(&lab_, &widgets::RobustnessLab::headOpened, this, &RobustnessLink::openHead);
    lab_.study().setChoice(document_.value().robustness);
    takeSample();
    takeModels();
    takeSweepData();
}

void RobustnessLink::takeSample() {
    const Workspace& workspace = document_.value();
    const SampleEntry* entry = document_.state().currentSample();
    const study::LabelSet* labels =
        entry != nullptr ? findLabels(workspace, entry->labels) : nullptr;
    QStringList names;
    for (const study::LabelSet& set : workspace.labelSets) {
        names.append(QString::fromStdString(set.name));
    }
    lab_.setLabelSets(names, labels != nullptr ? QString::fromStdString(labels->name) : QString());
    lab_.study().setSample(entry != nullptr ? entry->sample : Sample{},
                           labels != nullptr ? *labels : study::LabelSet{});
}

// The samples of the workspace, and the reviews that come with the program.
void RobustnessLink::takeSweepData() {
    const Workspace& workspace = document_.value();
    widgets::SweepTexts own{.name = tr("samples of the workspace"), .examples = {}, .labels = {},
                           .file = {}};
    for (const SampleEntry& entry : workspace.samples) {
        if (!entry.sample.text.empty()) {
            own.examples.push_back({.id = "workspace:" + std::to_string(own.examples.size()),
                                    .text = entry.sample.text,
                                    .label = {}});
        }
    }
    std::vector<widgets::SweepTexts> data;
    if (!own.examples.empty()) {
        data.push_back(std::move(own));
    }
    QFile file(QStringLiteral(":/samples/reviews.jsonl"));
    if (file.open(QIODevice::ReadOnly)) {
        std::vector<study::SweepText> reviews = reviewsOf(file.readAll());
        const study::LabelSet* labels = findLabels(workspace, "sentiment");
        if (!reviews.empty() && labels != nullptr) {
            data.insert(data.begin(), {.name = tr("%1 film reviews").arg(reviews.size()),
                                       .examples = std::move(reviews),
                                       .labels = *labels,
                                       .file = {}});
        }
    }
    lab_.setSweepData(std::move(data));
}

// A model that is not open yet is opened by the session, which asks for it as well.
std::optional<widgets::ModelSource> RobustnessLink::sourceOf(const ModelEntry* entry) const {
    if (entry == nullptr || !entry->confirmed || !session_.host().ready()) {
        return std::nullopt;
    }
    const ModelKey key{.folder = entry->folder, .device = document_.value().device};
    const engine::ModelCard* card = session_.models().card(key);
    if (session_.models().state(key) != ModelState::Open || card == nullptr || !card->texts) {
        return std::nullopt;
    }
    return widgets::ModelSource{.name = QString::fromStdString(entry->name),
                                .folder = entry->folder.string(),
                                .key = key.folder.string() + '\n' + key.device,
                                .worker = &session_.host().worker(),
                                .open = [room = session_.host().room(), key](const Tick& tick) {
                                    return room->open(key, tick);
                                }};
}

void RobustnessLink::takeModels() {
    const Workspace& workspace = document_.value();
    const Comparison& comparison = workspace.comparison;
    const ModelEntry* other = comparison.kind == Comparison::Kind::Model
                                  ? findModel(workspace, comparison.id)
                                  : nullptr;
    lab_.study().setModel(sourceOf(document_.state().currentModel()));
    lab_.study().setOther(sourceOf(other));
}

// The attention lab then shows this head of the clean text.
void RobustnessLink::openHead(int layer, int head) {
    const auto& readOuts = lab_.study().readOuts();
    const engine::Trace* trace = session_.attention().trace();
    if (!readOuts || !readOuts->shift || trace == nullptr) {
        return;
    }
    const std::string& site = readOuts->shift->sites.at(static_cast<std::size_t>(layer));
    const auto found = std::ranges::find(trace->sites(), site, &engine::Site::name);
    if (found != trace->sites().end()) {
        session_.attention().openHead({static_cast<int>(found - trace->sites().begin()), head});
    }
}

} // namespace vitrine::app
