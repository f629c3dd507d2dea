#pragma once

#include <array>
#include <cstdint>

namespace vitrine {

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011: "Parallel random numbers: as easy as 1, 2, 3"):
/// four random words as a pure function of a counter and a key.
[[nodiscard]] std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key);

/// Counter-based random numbers: the n-th one depends on seed, stream and n alone, so that any part
/// of a sequence can be made again, on any thread, in any order. A plain value.
class Random {
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0)
        : seed_(seed)
        , stream_(stream) {}

    /// The word at a position of the sequence.
    [[nodiscard]] std::uint32_t wordAt(std::uint64_t position) const;

    /// In [0, 1), a multiple of 2⁻²⁴.
    [[nodiscard]] float uniformAt(std::uint64_t position) const;

    /// Of the standard normal distribution (Box and Muller), within ±6.7. Uses other words than
    /// wordAt and uniformAt of any position.
    [[nodiscard]] float normalAt(std::uint64_t position) const;

    /// The same numbers one after the other; each call takes the next position.
    std::uint32_t word() { return wordAt(next_++); }
    float uniform() { return uniformAt(next_++); }
    float normal() { return normalAt(next_++); }

    /// A whole number in [0, bound), every one equally likely. bound 0 answers 0.
    std::uint32_t below(std::uint32_t bound);

    [[nodiscard]] std::uint64_t position() const { return next_; }
    void seek(std::uint64_t position) { next_ = position; }

private:
    std::uint64_t seed_;
    std::uint64_t stream_;
    std::uint64_t next_ = 0;
};

} // namespace vitrine
