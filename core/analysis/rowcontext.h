#pragma once

#include "core/base/axis.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::analysis {

/// Half-open range of neighbouring keys.
struct KeyRun {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const KeyRun&) const = default;
};

/// What the statistics need to know of a site's two axes, worked out once and shared by all its
/// heads and rows. Immutable, so that many threads may use one. Memory is linear in the tokens.
class RowContext {
public:
    /// Of a self-attention site: one axis asks and is looked at.
    explicit RowContext(const Axis& axis);

    /// Of a cross-attention site: statistics that need one common axis are undefined.
    RowContext(const Axis& queries, const Axis& keys);

    [[nodiscard]] bool sameAxis() const { return sameAxis_; }
    [[nodiscard]] std::size_t queries() const { return queryPad_.size(); }
    [[nodiscard]] std::size_t keys() const { return keyKind_.size(); }

    [[nodiscard]] bool padQuery(std::size_t query) const { return queryPad_[query] != 0; }
    [[nodiscard]] bool specialQuery(std::size_t query) const { return querySpecial_[query] != 0; }
    [[nodiscard]] bool padKey(std::size_t key) const { return keyKind_[key] == Kind::Pad; }
    [[nodiscard]] bool specialKey(std::size_t key) const { return keyKind_[key] == Kind::Special; }

    /// Runs of keys that are neither special nor padding, in order.
    [[nodiscard]] std::span<const KeyRun> runs() const { return runs_; }

    /// Special keys (sinks) that are no padding, in order.
    [[nodiscard]] std::span<const std::size_t> specials() const { return specials_; }

    /// How many of the first `end` keys are no padding.
    [[nodiscard]] std::size_t visibleKeys(std::size_t end) const { return visibleBefore_[end]; }

    /// How many of those are not special either.
    [[nodiscard]] std::size_t ordinaryKeys(std::size_t end) const { return ordinaryBefore_[end]; }

    /// ln n, for n up to keys().
    [[nodiscard]] double logOf(std::size_t n) const { return logs_[n]; }

    /// Positions of the tokens with the same id as this query, itself included, in order. Empty for
    /// special and padding tokens and where the axes differ.
    [[nodiscard]] std::span<const std::size_t> equalTokens(std::size_t query) const;

private:
    enum class Kind : std::uint8_t { Ordinary, Special, Pad };

    void readQueries(const Axis& queries);
    void readKeys(const Axis& keys);
    void groupEqualTokens(const Axis& axis);

    bool sameAxis_ = false;
    std::vector<std::uint8_t> queryPad_;
    std::vector<std::uint8_t> querySpecial_;
    std::vector<Kind> keyKind_;
    std::vector<KeyRun> runs_;
    std::vector<std::size_t> specials_;
    std::vector<std::size_t> visibleBefore_;
    std::vector<std::size_t> ordinaryBefore_;
    std::vector<double> logs_;
    std::vector<std::size_t> byToken_;  ///< ordinary positions, equal ids side by side
    std::vector<KeyRun> equalRange_;    ///< per position: its range in byToken_
};

} // namespace vitrine::analysis
