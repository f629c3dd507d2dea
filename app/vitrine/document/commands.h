#pragma once

#include "app/vitrine/document/swapcommand.h"
#include "app/vitrine/document/workspacestate.h"

#include "core/base/sample.h"

#include "widgets/attention/state/selection.h"

#include <QElapsedTimer>
#include <QUndoStack>

#include <cstddef>
#include <string>
#include <utility>

namespace vitrine::app {

/// Kinds of edits that may be merged; a SelectionChange is counted on from kSelectionMerge, a
/// ChoiceChange from kRobustnessMerge.
enum MergeId { kTextMerge = 1, kFramesMerge = 2, kSelectionMerge = 16, kRobustnessMerge = 64 };

/// Inserts or removes an entry of a list of the state.
template <class Entry>
class ListCommand final : public QUndoCommand {
public:
    using Insert = void (WorkspaceState::*)(std::size_t, const Entry&);
    using Remove = void (WorkspaceState::*)(const std::string&);

    struct Ways {
        Insert insert;
        Remove remove;
    };

    ListCommand(const QString& words, WorkspaceState& state, Ways ways, std::size_t index,
                Entry entry, bool inserts)
        : QUndoCommand(words)
        , state_(state)
        , ways_(ways)
        , index_(index)
        , entry_(std::move(entry))
        , inserts_(inserts) {}

    void redo() override { apply(inserts_); }
    void undo() override { apply(!inserts_); }

private:
    void apply(bool insert) {
        if (insert) {
            (state_.*ways_.insert)(index_, entry_);
        } else {
            (state_.*ways_.remove)(entry_.id);
        }
    }

    WorkspaceState& state_;
    Ways ways_;
    std::size_t index_;
    Entry entry_;
    bool inserts_;
};

/// A sample's text with the selection in its words, changed together so that undo restores both.
struct TextState {
    Sample sample;
    widgets::AttentionSelection selection;

    bool operator==(const TextState&) const = default;
};

/// Which sample is looked at, with the selection in its words.
struct CurrentState {
    std::string sample;
    widgets::AttentionSelection selection;

    bool operator==(const CurrentState&) const = default;
};

/// The first edit of a sample that is no draft: its child is made and becomes the current one. What
/// is typed into it at once belongs to the same step.
class ChildCommand final : public QUndoCommand {
public:
    ChildCommand(const QString& words, WorkspaceState& state, std::size_t index, SampleEntry child,
                 widgets::AttentionSelection selection)
        : QUndoCommand(words)
        , state_(state)
        , index_(index)
        , child_(std::move(child))
        , before_(state.value().selection)
        , after_(std::move(selection)) {
        age_.start();
    }

    [[nodiscard]] int id() const override { return kTextMerge; }

    void redo() override {
        state_.insertSample(index_, child_);
        state_.setCurrentSample(child_.id);
        state_.setSelection(after_);
    }

    void undo() override {
        state_.setCurrentSample(child_.parent);
        state_.removeSample(child_.id);
        state_.setSelection(before_);
    }

    bool mergeWith(const QUndoCommand* other) override {
        const auto* edit = dynamic_cast<const SwapCommand<TextState>*>(other);
        if (edit == nullptr || edit->rule().target != child_.id ||
            age_.elapsed() > edit->rule().withinMilliseconds) {
            return false;
        }
        child_.sample = edit->after().sample;
        after_ = edit->after().selection;
        age_.restart();
        return true;
    }

private:
    WorkspaceState& state_;
    std::size_t index_;
    SampleEntry child_;
    widgets::AttentionSelection before_;
    widgets::AttentionSelection after_;
    QElapsedTimer age_;
};

/// Steps of one undo.
class Macro {
public:
    Macro(QUndoStack& stack, const QString& words)
        : stack_(stack) {
        stack_.beginMacro(words);
    }
    ~Macro() { stack_.endMacro(); }
    Macro(const Macro&) = delete;
    Macro& operator=(const Macro&) = delete;

private:
    QUndoStack& stack_;
};

} // namespace vitrine::app
