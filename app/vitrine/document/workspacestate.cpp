#include "app/vitrine/document/workspacestate.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::app {

namespace {

template <class Entry>
typename std::vector<Entry>::iterator entryOf(std::vector<Entry>& entries, const std::string& id) {
    const auto found = std::ranges::find(entries, id, &Entry::id);
    if (found == entries.end()) {
        throw std::invalid_argument("WorkspaceState: there is no entry " + id);
    }
    return found;
}

template <class Entry>
void insertAt(std::vector<Entry>& entries, std::size_t index, const Entry& entry) {
    const std::size_t place = std::min(index, entries.size());
    entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(place), entry);
}

} // namespace

WorkspaceState::WorkspaceState(QObject* parent)
    : QObject(parent) {}

void WorkspaceState::reset(Workspace value) {
    value_ = std::move(value);
    Q_EMIT wasReset();
    Q_EMIT modelsChanged();
    Q_EMIT tokenizersChanged();
    Q_EMIT samplesChanged();
    Q_EMIT selectionChanged();
    Q_EMIT robustnessChanged();
    Q_EMIT layoutChanged();
    Q_EMIT currentModelChanged();
    Q_EMIT currentSampleChanged();
    Q_EMIT comparisonChanged();
}

const SampleEntry* WorkspaceState::currentSample() const {
    return findSample(value_, value_.sample);
}

const ModelEntry* WorkspaceState::currentModel() const {
    return findModel(value_, value_.model);
}

void WorkspaceState::setSample(const std::string& id, const Sample& sample) {
    const auto entry = entryOf(value_.samples, id);
    if (entry->sample == sample) {
        return;
    }
    const bool renamed = shownName(entry->sample) != shownName(sample);
    entry->sample = sample;
    Q_EMIT sampleEdited(id);
    if (renamed) {
        Q_EMIT samplesChanged();
    }
}

void WorkspaceState::setMedia(const std::string& id, const MediaSource& media) {
    const auto entry = entryOf(value_.samples, id);
    if (!(entry->media == media)) {
        entry->media = media;
        Q_EMIT sampleEdited(id);
    }
}

void WorkspaceState::insertSample(std::size_t index, const SampleEntry& entry) {
    insertAt(value_.samples, index, entry);
    Q_EMIT samplesChanged();
}

void WorkspaceState::removeSample(const std::string& id) {
    value_.samples.erase(entryOf(value_.samples, id));
    Q_EMIT samplesChanged();
}

void WorkspaceState::setCurrentSample(const std::string& id) {
    if (value_.sample != id) {
        value_.sample = id;
        Q_EMIT currentSampleChanged();
    }
}

void WorkspaceState::insertModel(std::size_t index, const ModelEntry& entry) {
    insertAt(value_.models, index, entry);
    Q_EMIT modelsChanged();
}

void WorkspaceState::removeModel(const std::string& id) {
    value_.models.erase(entryOf(value_.models, id));
    Q_EMIT modelsChanged();
}

void WorkspaceState::setModel(const ModelEntry& entry) {
    const auto place = entryOf(value_.models, entry.id);
    if (!(*place == entry)) {
        *place = entry;
        Q_EMIT modelsChanged();
        if (entry.id == value_.model) {
            Q_EMIT currentModelChanged();
        }
    }
}

void WorkspaceState::setCurrentModel(const std::string& id) {
    if (value_.model != id) {
        value_.model = id;
        Q_EMIT currentModelChanged();
    }
}

void WorkspaceState::setDevice(const std::string& device) {
    if (value_.device != device) {
        value_.device = device;
        Q_EMIT currentModelChanged();
    }
}

void WorkspaceState::insertTokenizer(std::size_t index, const TokenizerEntry& entry) {
    insertAt(value_.tokenizers, index, entry);
    Q_EMIT tokenizersChanged();
}

void WorkspaceState::removeTokenizer(const std::string& id) {
    value_.tokenizers.erase(entryOf(value_.tokenizers, id));
    Q_EMIT tokenizersChanged();
}

void WorkspaceState::setComparison(const Comparison& comparison) {
    if (!(value_.comparison == comparison)) {
        value_.comparison = comparison;
        Q_EMIT comparisonChanged();
    }
}

void WorkspaceState::setSelection(const widgets::AttentionSelection& selection) {
    if (!(value_.selection == selection)) {
        value_.selection = selection;
        Q_EMIT selectionChanged();
    }
}

void WorkspaceState::setRobustness(const widgets::RobustnessChoice& choice) {
    if (!(value_.robustness == choice)) {
        value_.robustness = choice;
        Q_EMIT robustnessChanged();
    }
}

void WorkspaceState::setLabels(const std::string& sample, const std::string& labels) {
    std::string& own = entryOf(value_.samples, sample)->labels;
    if (own != labels) {
        own = labels;
        Q_EMIT labelsChanged();
    }
}

void WorkspaceState::setLayout(const LayoutChoice& layout) {
    if (!(value_.layout == layout)) {
        value_.layout = layout;
        Q_EMIT layoutChanged();
    }
}

} // namespace vitrine::app
