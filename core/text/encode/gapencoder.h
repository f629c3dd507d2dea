#pragma once

#include "core/text/flat.h"
#include "core/text/normalize/alignedtext.h"
#include "core/text/stages.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

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
    virtual void encode(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                        FlatEncoding& out) const = 0;

    /// Whether there is a normaliser. Where there is none, the next two are not called.
    [[nodiscard]] virtual bool normalizes() const { return false; }

    /// Replaces `out` by the normalised bytes [begin, end) of `text`.
    virtual void normalize(std::string_view text, std::size_t begin, std::size_t end,
                           AlignedText& out) const;

    /// Appends the tokens of some characters of a normalised gap.
    virtual void encodeNormalized(const AlignedText& gap, CharRange range, Scratch& scratch,
                                  FlatEncoding& out) const;

    /// The pieces' texts joined as the family's decoder does.
    [[nodiscard]] virtual std::string join(const std::vector<std::string_view>& pieces,
                                           bool cleanUp) const = 0;

    /// Whether a piece holds a part of a character only.
    [[nodiscard]] virtual bool isPartOfCharacter(std::string_view piece) const = 0;

    /// The stages that explain() fills, the source first.
    [[nodiscard]] virtual std::vector<StageKind> stageKinds() const = 0;

    /// Appends a gap's text to each stage, and its words with their trails. `added` are the
    /// characters of the normalised gap that are added tokens, ascending.
    virtual void explain(std::string_view text, Span bytes, const std::vector<CharRange>& added,
                         Explanation& out) const = 0;
};

} // namespace vitrine::text
