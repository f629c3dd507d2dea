#pragma once

#include "app/vitrine/document/workspace.h"

#include <QObject>

#include <cstddef>
#include <optional>
#include <string>

namespace vitrine::app {

/// A Workspace that signals. Setting what is there already emits nothing. GUI thread.
class WorkspaceState final : public QObject {
    Q_OBJECT

public:
    explicit WorkspaceState(QObject* parent = nullptr);

    [[nodiscard]] const Workspace& value() const { return value_; }

    /// Puts another workspace in force: everything is announced.
    void reset(Workspace value);

    [[nodiscard]] const SampleEntry* currentSample() const;
    [[nodiscard]] const ModelEntry* currentModel() const;

    void setSample(const std::string& id, const Sample& sample);
    void setMedia(const std::string& id, const MediaSource& media);
    void insertSample(std::size_t index, const SampleEntry& entry);
    void removeSample(const std::string& id);
    void setCurrentSample(const std::string& id);

    void insertModel(std::size_t index, const ModelEntry& entry);
    void removeModel(const std::string& id);
    void setModel(const ModelEntry& entry);
    void setCurrentModel(const std::string& id);
    void setDevice(const std::string& device);

    void insertTokenizer(std::size_t index, const TokenizerEntry& entry);
    void removeTokenizer(const std::string& id);

    void setComparison(const Comparison& comparison);
    void setSelection(const widgets::AttentionSelection& selection);
    void setRobustness(const widgets::RobustnessChoice& choice);
    void setLabels(const std::string& sample, const std::string& labels);
    void setLayout(const LayoutChoice& layout);

Q_SIGNALS:
    void wasReset();
    void samplesChanged(); ///< which there are, or what they are called
    void sampleEdited(const std::string& id);
    void currentSampleChanged();
    void modelsChanged();
    void currentModelChanged(); ///< or its device
    void tokenizersChanged();
    void comparisonChanged();
    void selectionChanged();
    void robustnessChanged();
    void labelsChanged(); ///< the label set of a sample
    void layoutChanged();

private:
    Workspace value_;
};

} // namespace vitrine::app
