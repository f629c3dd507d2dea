#pragma once

#include "core/study/compare.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>

namespace vitrine::widgets {

class AttentionState;
class Worker;

/// Two pictures side by side: what they have in common, the shown head in both, how far every head
/// moved, and the cell that is looked at. Cells are counted in the groups (words) of A. Belongs to an
/// AttentionState; heads follow its selection. GUI thread.
class CompareState final : public QObject {
    Q_OBJECT

public:
    explicit CompareState(AttentionState& state);
    ~CompareState() override;

    /// Where maps and shifts are made; null stops making them. Without a worker nothing is compared.
    void setWorker(Worker* worker);

    /// Null where nothing is compared; `problem` then says why, if two pictures are there.
    [[nodiscard]] const std::shared_ptr<const study::Comparison>& comparison() const;
    [[nodiscard]] const QString& problem() const;

    [[nodiscard]] study::CompareBy by() const;
    void setBy(study::CompareBy by);

    /// The shown head in both; null until it is made. Small maps are there at once.
    [[nodiscard]] const std::shared_ptr<const study::ComparedHead>& head() const;
    [[nodiscard]] std::optional<study::SitePair> sites() const; ///< of the shown head
    [[nodiscard]] int headNumber() const;                       ///< or kMeanHead

    /// Null until they are made.
    [[nodiscard]] const std::shared_ptr<const study::HeadShifts>& shifts() const;

    struct Cell {
        std::optional<std::size_t> query; ///< group of A
        std::optional<std::size_t> key;

        bool operator==(const Cell&) const = default;
    };

    void setHover(const Cell& cell);
    void choose(const Cell& cell);

    /// What is pointed at, else chosen, else the cell that changed most.
    [[nodiscard]] Cell shown() const;
    [[nodiscard]] bool showsLargest() const;

    /// The cell with the largest absolute difference; empty where nothing is compared.
    [[nodiscard]] Cell largestChange() const;

    /// The partner in B of a group of A; none where it has none.
    [[nodiscard]] std::optional<std::size_t> inB(std::optional<std::size_t> groupOfA) const;
    [[nodiscard]] std::optional<std::size_t> inA(std::optional<std::size_t> groupOfB) const;

Q_SIGNALS:
    void comparisonChanged();
    void headChanged();
    void shiftsChanged();
    void shownChanged();

private:
    struct Private;

    void compare();
    void takeHead();
    void requestShifts();

    AttentionState& state_;
    std::unique_ptr<Private> d_;
};

} // namespace vitrine::widgets
