#include "app/vitrine/document/document.h"

#include "app/vitrine/document/commands.h"

#include "widgets/attention/state/anchors.h"

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr int kUndoSteps = 1000;

using SampleCommand = ListCommand<SampleEntry>;
using ModelCommand = ListCommand<ModelEntry>;

using TokenizerCommand = ListCommand<TokenizerEntry>;

constexpr SampleCommand::Ways kSampleWays{&WorkspaceState::insertSample,
                                          &WorkspaceState::removeSample};
constexpr ModelCommand::Ways kModelWays{&WorkspaceState::insertModel,
                                        &WorkspaceState::removeModel};
constexpr TokenizerCommand::Ways kTokenizerWays{&WorkspaceState::insertTokenizer,
                                                &WorkspaceState::removeTokenizer};

template <class Entry>
std::size_t indexOf(const std::vector<Entry>& entries, const std::string& id) {
    return static_cast<std::size_t>(std::ranges::find(entries, id, &Entry::id) - entries.begin());
}

/// The entry to go to when one goes away: the one after it, else the one before.
template <class Entry>
std::string neighbourOf(const std::vector<Entry>& entries, std::size_t index) {
    if (index + 1 < entries.size()) {
        return entries[index + 1].id;
    }
    return index > 0 ? entries[index - 1].id : std::string();
}

} // namespace

Document::Document(QObject* parent)
    : QObject(parent) {
    undo_.setUndoLimit(kUndoSteps);
}

Document::~Document() = default;

void Document::reset(Workspace workspace) {
    undo_.clear();
    state_.reset(std::move(workspace));
    undo_.setClean();
}

void Document::pushText(const std::string& id, const Sample& before, const Sample& after) {
    undo_.push(new SwapCommand<TextState>(
        tr("Edit the text"), {before, value().selection}, {after, carriedTo(after)},
        [this, id](const TextState& text) {
            state_.setSample(id, text.sample);
            state_.setSelection(text.selection);
        },
        {.id = kTextMerge, .target = id}));
}

widgets::AttentionSelection Document::carriedTo(const Sample& sample) {
    const SampleEntry* current = state_.currentSample();
    if (current == nullptr) {
        return value().selection;
    }
    widgets::CarriedSelection carried =
        widgets::carried(value().selection, current->sample, sample);
    // A picture has no words; nobody expects their cells in it.
    if (!carried.lost.isEmpty() && !current->sample.text.empty() && !sample.text.empty()) {
        // After the edit: what is said offers to undo it.
        QMetaObject::invokeMethod(
            this, [this, lost = carried.lost] { Q_EMIT anchorsLost(lost); },
            Qt::QueuedConnection);
    }
    return carried.selection;
}

void Document::pushInsertSample(const SampleEntry& entry, const QString& words) {
    undo_.push(new SampleCommand(words, state_, kSampleWays, value().samples.size(), entry,
                                 /*inserts=*/true));
}

void Document::pushCurrentSample(const std::string& id) {
    const SampleEntry* chosen = findSample(value(), id);
    undo_.push(new SwapCommand<CurrentState>(
        tr("Choose a sample"), {value().sample, value().selection},
        {id, chosen != nullptr ? carriedTo(chosen->sample) : value().selection},
        [this](const CurrentState& current) {
            state_.setCurrentSample(current.sample);
            state_.setSelection(current.selection);
        }));
}

void Document::pushCurrentSampleAndReader(const std::string& id) {
    const SampleEntry* chosen = findSample(value(), id);
    const std::string reader = chosen != nullptr && readerOf_ ? readerOf_(*chosen) : value().model;
    if (reader == value().model) {
        pushCurrentSample(id);
        return;
    }
    const Macro macro(undo_, tr("Choose a sample"));
    pushCurrentSample(id);
    pushCurrentModel(reader);
}

void Document::pushCurrentModel(const std::string& id) {
    undo_.push(new SwapCommand<std::string>(
        tr("Choose a model"), value().model, id,
        [this](const std::string& model) { state_.setCurrentModel(model); }));
}

void Document::pushComparison(const Comparison& comparison, const QString& words) {
    undo_.push(new SwapCommand<Comparison>(
        words, value().comparison, comparison,
        [this](const Comparison& compared) { state_.setComparison(compared); }));
}

void Document::editSample(const std::string& text, const std::optional<std::string>& pair) {
    const SampleEntry* current = state_.currentSample();
    if (current == nullptr) {
        addSample({.name = {}, .text = text, .pair = pair}, tr("Add a sample"));
        return;
    }
    if (current->sample.text == text && current->sample.pair == pair) {
        return;
    }
    Sample after = current->sample;
    after.text = text;
    after.pair = pair;
    if (current->draft) {
        pushText(current->id, current->sample, after);
        return;
    }
    if (!current->media.none()) {
        return; // a picture has no text of its own
    }
    // The original stays as it is: its child is what is edited from now on.
    after.name.clear();
    const SampleEntry child{.id = freshId(value(), "sample"),
                            .parent = current->id,
                            .draft = true,
                            .sample = after,
                            .labels = current->labels,
                            .unknown = {}};
    const std::size_t index = indexOf(value().samples, current->id) + 1;
    undo_.push(new ChildCommand(tr("Edit the text"), state_, index, child,
                                carriedTo(after)));
}

void Document::addSample(const Sample& sample, const QString& words) {
    const SampleEntry entry{.id = freshId(value(), "sample"),
                            .parent = {},
                            .draft = true,
                            .sample = sample,
                            .labels = {},
                            .unknown = {}};
    const Macro macro(undo_, words);
    pushInsertSample(entry, words);
    pushCurrentSampleAndReader(entry.id);
}

void Document::addMedia(const std::string& name, const MediaSource& media, const QString& words) {
    SampleEntry entry{.id = freshId(value(), "sample"), .media = media};
    entry.sample.name = name;
    const Macro macro(undo_, words);
    pushInsertSample(entry, words);
    pushCurrentSampleAndReader(entry.id);
}

void Document::setClipFrames(const std::string& id, int frames) {
    const SampleEntry* entry = findSample(value(), id);
    if (entry == nullptr || entry->media.kind != MediaSource::Kind::Clip) {
        return;
    }
    MediaSource after = entry->media;
    after.frames = std::clamp(frames, 1, MediaSource::kMostFrames);
    if (after == entry->media) {
        return;
    }
    undo_.push(new SwapCommand<MediaSource>(
        tr("Change the number of frames"), entry->media, after,
        [this, id](const MediaSource& media) { state_.setMedia(id, media); },
        {.id = kFramesMerge, .target = id}));
}

void Document::confirmMedia(const std::string& id) {
    if (const SampleEntry* entry = findSample(value(), id); entry != nullptr) {
        MediaSource confirmed = entry->media;
        confirmed.confirmed = true;
        state_.setMedia(id, confirmed);
    }
}

void Document::renameSample(const std::string& id, const std::string& name) {
    const SampleEntry* entry = findSample(value(), id);
    if (entry == nullptr || entry->sample.name == name) {
        return;
    }
    Sample after = entry->sample;
    after.name = name;
    undo_.push(new SwapCommand<Sample>(
        tr("Rename a sample"), entry->sample, after,
        [this, id](const Sample& sample) { state_.setSample(id, sample); }));
}

void Document::removeSample(const std::string& id) {
    const SampleEntry* entry = findSample(value(), id);
    if (entry == nullptr) {
        return;
    }
    const std::size_t index = indexOf(value().samples, id);
    const SampleEntry removed = *entry;
    const Macro macro(undo_, tr("Remove a sample"));
    if (value().comparison == Comparison{Comparison::Kind::Sample, id}) {
        pushComparison({}, tr("End the comparison"));
    }
    if (value().sample == id) {
        pushCurrentSample(neighbourOf(value().samples, index));
    }
    undo_.push(new SampleCommand(tr("Remove a sample"), state_, kSampleWays, index, removed,
                                 /*inserts=*/false));
}

void Document::chooseSample(const std::string& id) {
    if (id != value().sample && findSample(value(), id) != nullptr) {
        pushCurrentSampleAndReader(id);
    }
}

void Document::addModel(const std::filesystem::path& folder) {
    for (const ModelEntry& entry : value().models) {
        if (entry.folder == folder) {
            chooseModel(entry.id);
            return;
        }
    }
    const ModelEntry entry{.id = freshId(value(), "model"),
                           .name = folder.filename().string(),
                           .folder = folder,
                           .unknown = {}};
    const Macro macro(undo_, tr("Open a model"));
    undo_.push(new ModelCommand(tr("Open a model"), state_, kModelWays, value().models.size(),
                                entry, /*inserts=*/true));
    pushCurrentModel(entry.id);
}

void Document::removeModel(const std::string& id) {
    const ModelEntry* entry = findModel(value(), id);
    if (entry == nullptr) {
        return;
    }
    const std::size_t index = indexOf(value().models, id);
    const ModelEntry removed = *entry;
    const Macro macro(undo_, tr("Close a model"));
    if (value().comparison == Comparison{Comparison::Kind::Model, id}) {
        pushComparison({}, tr("End the comparison"));
    }
    if (value().model == id) {
        pushCurrentModel(neighbourOf(value().models, index));
    }
    undo_.push(new ModelCommand(tr("Close a model"), state_, kModelWays, index, removed,
                                /*inserts=*/false));
}

void Document::chooseModel(const std::string& id) {
    if (id != value().model && findModel(value(), id) != nullptr) {
        pushCurrentModel(id);
    }
}

void Document::chooseDevice(const std::string& device) {
    if (device != value().device) {
        undo_.push(new SwapCommand<std::string>(
            tr("Choose a device"), value().device, device,
            [this](const std::string& chosen) { state_.setDevice(chosen); }));
    }
}

void Document::confirmModel(const std::string& id) {
    if (const ModelEntry* entry = findModel(value(), id); entry != nullptr) {
        ModelEntry confirmed = *entry;
        confirmed.confirmed = true;
        state_.setModel(confirmed);
    }
}

void Document::addTokenizer(const std::filesystem::path& path) {
    const auto& tokenizers = value().tokenizers;
    if (std::ranges::find(tokenizers, path, &TokenizerEntry::path) != tokenizers.end()) {
        return;
    }
    const bool file = path.has_extension();
    const TokenizerEntry entry{
        .id = freshId(value(), "tokenizer"),
        .name = (file ? path.parent_path().filename() : path.filename()).string(),
        .path = path,
        .unknown = {}};
    undo_.push(new TokenizerCommand(tr("Add a tokenizer"), state_, kTokenizerWays,
                                    tokenizers.size(), entry, /*inserts=*/true));
}

void Document::removeTokenizer(const std::string& id) {
    const auto& tokenizers = value().tokenizers;
    const std::size_t index = indexOf(tokenizers, id);
    if (index < tokenizers.size()) {
        const TokenizerEntry removed = tokenizers[index];
        undo_.push(new TokenizerCommand(tr("Remove a tokenizer"), state_, kTokenizerWays, index,
                                        removed, /*inserts=*/false));
    }
}

void Document::compareWith(const Comparison& comparison) {
    if (comparison == value().comparison) {
        return;
    }
    pushComparison(comparison, comparison.kind == Comparison::Kind::None
                                   ? tr("End the comparison")
                                   : tr("Compare"));
}

void Document::swapCompared() {
    const Comparison comparison = value().comparison;
    if (comparison.kind == Comparison::Kind::None) {
        return;
    }
    const Macro macro(undo_, tr("Swap A and B"));
    if (comparison.kind == Comparison::Kind::Sample) {
        const std::string before = value().sample;
        pushCurrentSample(comparison.id);
        pushComparison({Comparison::Kind::Sample, before}, tr("Compare"));
    } else {
        const std::string before = value().model;
        pushCurrentModel(comparison.id);
        pushComparison({Comparison::Kind::Model, before}, tr("Compare"));
    }
}

void Document::edit(const widgets::AttentionSelection& after, widgets::SelectionChange kind,
                    const QString& words) {
    if (after == value().selection) {
        return;
    }
    undo_.push(new SwapCommand<widgets::AttentionSelection>(
        words, value().selection, after,
        [this](const widgets::AttentionSelection& selection) { state_.setSelection(selection); },
        {.id = kSelectionMerge + static_cast<int>(kind), .target = {}}));
}

void Document::editRobustness(const widgets::RobustnessChoice& after, widgets::ChoiceChange kind,
                              const QString& words) {
    if (after == value().robustness) {
        return;
    }
    const bool merges = kind != widgets::ChoiceChange::Chain;
    undo_.push(new SwapCommand<widgets::RobustnessChoice>(
        words, value().robustness, after,
        [this](const widgets::RobustnessChoice& choice) { state_.setRobustness(choice); },
        {.id = merges ? kRobustnessMerge + static_cast<int>(kind) : -1, .target = {}}));
}

void Document::chooseLabels(const std::string& name) {
    const SampleEntry* current = state_.currentSample();
    if (current == nullptr || current->labels == name) {
        return;
    }
    undo_.push(new SwapCommand<std::string>(
        tr("Choose labels"), current->labels, name,
        [this, id = current->id](const std::string& labels) { state_.setLabels(id, labels); }));
}

} // namespace vitrine::app
