#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QUndoCommand>

#include <functional>
#include <utility>

namespace vitrine::app {

/// Edits of one kind and target that follow each other quickly become one step.
struct MergeRule {
    int id = -1;        ///< kind of edit; −1 never merges
    std::string target; ///< id of what is edited
    qint64 withinMilliseconds = 1000;
};

/// An edit that swaps one value for another: what all single-field edits of the document are.
template <class Value>
class SwapCommand final : public QUndoCommand {
public:
    using Put = std::function<void(const Value&)>;

    SwapCommand(const QString& words, Value before, Value after, Put put, MergeRule rule = {})
        : QUndoCommand(words)
        , before_(std::move(before))
        , after_(std::move(after))
        , put_(std::move(put))
        , rule_(std::move(rule)) {
        age_.start();
    }

    void undo() override { put_(before_); }
    void redo() override { put_(after_); }
    [[nodiscard]] int id() const override { return rule_.id; }

    [[nodiscard]] const Value& after() const { return after_; }
    [[nodiscard]] const MergeRule& rule() const { return rule_; }

    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = dynamic_cast<const SwapCommand*>(other);
        if (next == nullptr || next->rule_.target != rule_.target ||
            age_.elapsed() > rule_.withinMilliseconds) {
            return false;
        }
        after_ = next->after_;
        age_.restart();
        setObsolete(before_ == after_);
        return true;
    }

private:
    Value before_;
    Value after_;
    Put put_;
    MergeRule rule_;
    QElapsedTimer age_;
};

} // namespace vitrine::app
