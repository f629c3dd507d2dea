#include "core/text/encode/pipelineencoder.h"

#include "core/base/unicode/properties.h"
#include "core/text/encode/partspans.h"
#include "core/text/encode/piececache.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

struct PipelineEncoder::Working : Scratch {
    PieceCache cache;
    AlignedText text;
    AlignedText spare;
    AlignedText rewritten;
    std::vector<CharRange> words;
    std::string word;
    std::vector<WordPart> parts;
    std::unique_ptr<SubwordModel::Working> model;
};

namespace {

bool isVisibleAscii(char byte) {
    return byte > ' ' && byte <= '~'; // bytes above 127 are negative
}

/// A letter that no normaliser joins with a space beside it: below the compatibility forms, some of
/// which become texts that begin with a space, and neither extending nor prepending a cluster.
bool standsApart(char32_t code) {
    constexpr char32_t kFirstCompatibilityForm = 0xF900;
    const unicode::Properties properties(code);
    const unicode::Category category = properties.category();
    const bool letter = category == unicode::Category::Lu || category == unicode::Category::Ll ||
                        category == unicode::Category::Lo;
    const unicode::BreakClass kind = properties.breakClass();
    return code < kFirstCompatibilityForm && letter && kind != unicode::BreakClass::Prepend &&
           kind != unicode::BreakClass::Extend && kind != unicode::BreakClass::SpacingMark;
}

/// Whether the space at `at` is a lone one between two characters that stand apart.
bool isCut(std::string_view text, std::size_t at, std::size_t begin, std::size_t end) {
    if (at == begin || at + 1 == end) {
        return false;
    }
    std::size_t before = at - 1;
    while (before > begin && isContinuationByte(text[before])) {
        --before;
    }
    const auto apart = [&](std::size_t place) {
        return isVisibleAscii(text[place]) || standsApart(decodeValidAt(text, place).code);
    };
    return apart(before) && apart(at + 1);
}

void normalizeBy(const std::vector<NormalizerStep>& steps, AlignedText& text, AlignedText& spare) {
    for (const NormalizerStep& step : steps) {
        spare.clear();
        step.run(text, spare, nullptr);
        std::swap(text, spare);
    }
}

std::uint32_t followingWord(const FlatEncoding& out) {
    return out.words.empty() ? 0 : out.words.back() + 1;
}

} // namespace

PipelineEncoder::PipelineEncoder(Pipeline pipeline)
    : pipeline_(std::move(pipeline))
    , cutsAtSpaces_(pipeline_.splitter.cutsAtSpaces &&
                    std::ranges::all_of(pipeline_.normalizer, &NormalizerStep::cutsAtSpaces)) {}

std::unique_ptr<Scratch> PipelineEncoder::makeScratch() const {
    auto working = std::make_unique<Working>();
    working->model = pipeline_.model->makeWorking();
    return working;
}

std::size_t PipelineEncoder::stretchEnd(std::string_view text, std::size_t at,
                                        std::size_t end) const {
    if (!cutsAtSpaces_) {
        return end;
    }
    for (std::size_t stop = at + 1; stop < end; ++stop) {
        if (text[stop] == ' ' && isCut(text, stop, at, end)) {
            return stop;
        }
    }
    return end;
}

void PipelineEncoder::encode(std::string_view text, std::size_t begin, std::size_t end,
                             Scratch& scratch, FlatEncoding& out) const {
    auto& working = static_cast<Working&>(scratch);
    std::uint32_t word = followingWord(out);
    for (std::size_t at = begin; at < end;) {
        const std::size_t stop = stretchEnd(text, at, end);
        // The first stretch alone may get a prefix, and only at the text's start.
        if (at == begin || stop - at > PieceCache::kKeyBytes) {
            encodeStretch(text, {at, stop}, working, out);
            word = followingWord(out);
        } else {
            const PieceCache::Key key = PieceCache::keyOf(text, at, stop - at);
            if (const PieceCache::Entry* known = working.cache.find(key)) {
                PieceCache::append(*known, at, word, out);
            } else {
                const std::size_t first = out.ids.size();
                encodeStretch(text, {at, stop}, working, out);
                working.cache.store(key, at, out, first);
                word = followingWord(out);
            }
        }
        at = stop;
    }
}

void PipelineEncoder::encodeStretch(std::string_view text, Span bytes, Working& working,
                                    FlatEncoding& out) const {
    working.text.clear();
    alignValid(text, bytes.begin, bytes.end, working.text);
    normalizeBy(pipeline_.normalizer, working.text, working.spare);
    encodeRange(working.text, {0, working.text.size()}, working, out);
}

void PipelineEncoder::normalize(std::string_view text, std::size_t begin, std::size_t end,
                                AlignedText& out) const {
    GapEncoder::normalize(text, begin, end, out);
    AlignedText spare;
    normalizeBy(pipeline_.normalizer, out, spare);
}

void PipelineEncoder::encodeNormalized(const AlignedText& gap, CharRange range, Scratch& scratch,
                                       FlatEncoding& out) const {
    encodeRange(gap, range, static_cast<Working&>(scratch), out);
}

void PipelineEncoder::encodeRange(const AlignedText& gap, CharRange range, Working& working,
                                  FlatEncoding& out) const {
    const WordSplitter& splitter = pipeline_.splitter;
    working.words.clear();
    working.rewritten.clear();
    splitter.split(gap, range, working.rewritten, working.words, nullptr);
    const AlignedText& text = splitter.rewrites ? working.rewritten : gap;
    std::uint32_t word = followingWord(out);
    for (const CharRange& characters : working.words) {
        working.word.clear();
        for (std::size_t i = characters.begin; i < characters.end; ++i) {
            appendUtf8(working.word, text[i].code);
        }
        working.parts.clear();
        pipeline_.model->cut(working.word, *working.model, working.parts);
        appendParts(text, characters.begin, working.word, working.parts, word++, out);
    }
}

std::string PipelineEncoder::join(const std::vector<std::string_view>& pieces,
                                  bool /*cleanUp*/) const {
    return decodePieces(pipeline_.decoder, pieces);
}

} // namespace vitrine::text
