#pragma once

#include "core/text/flat.h"
#include "core/text/normalize/alignedtext.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

struct Explanation;

/// Working memory of one encoding, lent to one thread at a time.
class Scratch {
public:
    virtual ~Scratch() = default;
};

/// The part of a tokenizer between added tokens: normaliser, pre-tokenizer and model in one. Works
/// on valid UTF-8 and is immutable; what changes is in the Scratch.
class GapEncoder {
public:
    virtual ~GapEncoder() = default;

    [[nodiscard]] virtual std::unique_ptr<Scratch> makeScratch() const = 0;

    /// Appends the tokens of the bytes [begin, end) of `text`; spans count from the text's start.
    virtual void encode(std::string_view text, std::size_t begin, std::size_t end,
                        Scratch& scratch, FlatEncoding& out) const = 0;

    /// The normalised gap, in which normalised added tokens are looked for.
    virtual void normalize(std::string_view text, std::size_t begin, std::size_t end,
                           AlignedText& out) const = 0;

    /// Appends the tokens of characters [begin, end) of a normalised gap. `text` is the source.
    virtual void encodeNormalized(std::string_view text, const AlignedText& gap, std::size_t begin,
                                  std::size_t end, Scratch& scratch, FlatEncoding& out) const = 0;

    /// The pieces' texts joined as the family's decoder does, without clean-up.
    [[nodiscard]] virtual std::string join(const std::vector<std::string_view>& pieces) const = 0;

    /// Appends stages, words and trails of a gap to an explanation.
    virtual void explain(std::string_view text, std::size_t begin, std::size_t end,
                         Explanation& out) const = 0;
};

} // namespace vitrine::text
