#pragma once

#include "app/vitrine/document/workspacestate.h"

#include "core/base/outcome.h"

#include "widgets/attention/state/selection.h"

#include <QObject>
#include <QUndoStack>

#include <filesystem>
#include <functional>
#include <string>

namespace vitrine::app {

/// The workspace with undo: every edit of inputs, models, pins and selections is one step on one
/// stack. Choosing among what is there is an edit as well. GUI thread.
class Document final : public QObject {
    Q_OBJECT

public:
    /// The id of the model that a sample is to be looked at with; the current one where that will do.
    using ReaderOf = std::function<std::string(const SampleEntry& sample)>;

    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    [[nodiscard]] WorkspaceState& state() { return state_; }
    [[nodiscard]] const WorkspaceState& state() const { return state_; }
    [[nodiscard]] const Workspace& value() const { return state_.value(); }
    [[nodiscard]] QUndoStack& undo() { return undo_; }

    /// From now on a sample that is chosen or added brings a model that reads it, in the same step.
    void setReaderOf(ReaderOf readerOf) { readerOf_ = std::move(readerOf); }

    /// Another workspace; the undo history begins anew.
    void reset(Workspace workspace);

    /// Changes the text (and pair) of the current sample. Of a sample that is no draft, a child is
    /// made and becomes the current one; without a current sample, a new one.
    void editSample(const std::string& text, const std::optional<std::string>& pair);

    /// Adds a sample and makes it the current one.
    void addSample(const Sample& sample, const QString& words);

    /// Adds a picture or a clip as a sample and makes it the current one.
    void addMedia(const std::string& name, const MediaSource& media, const QString& words);

    /// How many frames of a clip are looked at; brought into 1 … MediaSource::kMostFrames.
    void setClipFrames(const std::string& id, int frames);

    /// Lets a picture or clip that is named by an absolute path be opened. No undo step.
    void confirmMedia(const std::string& id);
    void renameSample(const std::string& id, const std::string& name);
    void removeSample(const std::string& id);
    void chooseSample(const std::string& id);

    /// Adds a model, or finds the one in that folder, and makes it the current one.
    void addModel(const std::filesystem::path& folder);
    void removeModel(const std::string& id);
    void chooseModel(const std::string& id);
    void chooseDevice(const std::string& device);

    /// Lets a model that is named by an absolute path be opened. No undo step.
    void confirmModel(const std::string& id);

    /// Adds a tokenizer, unless that path is there already.
    void addTokenizer(const std::filesystem::path& path);
    void removeTokenizer(const std::string& id);

    void compareWith(const Comparison& comparison);
    void swapCompared(); ///< A becomes B

    /// A selection in the words of the current sample. Edits of one kind that follow each other
    /// quickly become one step.
    void edit(const widgets::AttentionSelection& after, widgets::SelectionChange kind,
              const QString& words);

    /// What the robustness lab is set to. Turns of the dial and the like that follow each other
    /// quickly become one step; edits of the chain stay single.
    void editRobustness(const widgets::RobustnessChoice& after, widgets::ChoiceChange kind,
                        const QString& words);

    /// The labels that the current sample is asked for; empty for none.
    void chooseLabels(const std::string& name);

Q_SIGNALS:
    /// Pins and cells whose words went with an edit.
    void anchorsLost(const QStringList& lost);

private:
    [[nodiscard]] widgets::AttentionSelection carriedTo(const Sample& sample);
    void pushText(const std::string& id, const Sample& before, const Sample& after);
    void pushCurrentSample(const std::string& id);
    void pushCurrentSampleAndReader(const std::string& id);
    void pushCurrentModel(const std::string& id);
    void pushComparison(const Comparison& comparison, const QString& words);
    void pushInsertSample(const SampleEntry& entry, const QString& words);

    WorkspaceState state_;
    QUndoStack undo_;
    ReaderOf readerOf_;
};

} // namespace vitrine::app
