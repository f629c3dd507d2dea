#include "core/text/pretokenize/wordsplitter.h"

#include "core/base/unicode/properties.h"
#include "core/text/pretokenize/bertsplit.h"

#include <algorithm>
#include <string_view>

namespace vitrine::text {

namespace {

/// One run of Metaspace.
class Metaspace {
public:
    Metaspace(const MetaspaceOptions& options, const AlignedText& in, AlignedText& out,
              std::vector<CharRange>& words, std::vector<CharEdit>* edits)
        : options_(options)
        , in_(in)
        , out_(out)
        , words_(words)
        , edits_(edits) {}

    void run(CharRange range) {
        if (!options_.afterWhiteSpace) {
            mark(range);
            return;
        }
        const auto white = [&](std::size_t i) {
            return unicode::Properties(in_[i].code).whiteSpace();
        };
        for (std::size_t i = range.begin; i < range.end;) {
            std::size_t end = i;
            while (end < range.end && white(end)) {
                ++end;
            }
            if (end > i) {
                noteEdit(edits_, i, end, out_.size(), out_);
            }
            i = end;
            while (end < range.end && !white(end)) {
                ++end;
            }
            mark({i, end});
            i = end;
        }
    }

private:
    [[nodiscard]] bool needsPrefix(const AlignedChar& first) const {
        if (first.code == options_.mark || first.code == U' ') {
            return false;
        }
        return options_.prefix == MetaspaceOptions::Prefix::Always ||
               (options_.prefix == MetaspaceOptions::Prefix::First && first.begin == 0);
    }

    void mark(CharRange piece) {
        if (piece.begin == piece.end) {
            return;
        }
        const std::size_t before = out_.size();
        if (const AlignedChar& first = in_[piece.begin]; needsPrefix(first)) {
            out_.push_back({options_.mark, first.begin, first.end});
            noteEdit(edits_, piece.begin, piece.begin, before, out_);
        }
        std::size_t word = before;
        for (std::size_t i = piece.begin; i < piece.end; ++i) {
            const bool space = in_[i].code == U' ';
            if (options_.splits && out_.size() > word && (space || in_[i].code == options_.mark)) {
                words_.push_back({word, out_.size()});
                word = out_.size();
            }
            out_.push_back(in_[i]);
            if (space) {
                out_.back().code = options_.mark;
                noteEdit(edits_, i, i + 1, out_.size() - 1, out_);
            }
        }
        words_.push_back({word, out_.size()});
    }

    const MetaspaceOptions& options_;
    const AlignedText& in_;
    AlignedText& out_;
    std::vector<CharRange>& words_;
    std::vector<CharEdit>* edits_;
};

bool hasAt(const AlignedText& in, std::size_t at, std::size_t end, std::string_view ascii) {
    return end - at >= ascii.size() &&
           std::equal(ascii.begin(), ascii.end(), in.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char letter, const AlignedChar& character) {
                          return character.code == static_cast<unsigned char>(letter);
                      });
}

/// The length of one of some words at a character, or 0.
template <std::size_t Count>
std::size_t wordAt(const std::string_view (&words)[Count], const AlignedText& in, std::size_t at,
                   std::size_t end) {
    for (const std::string_view word : words) {
        if (hasAt(in, at, end, word)) {
            return word.size();
        }
    }
    return 0;
}

constexpr std::string_view kClipSpecials[] = {"<|startoftext|>", "<|endoftext|>"};
constexpr std::string_view kClipContractions[] = {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"};

enum class ClipClass { Letter, Number, White, Other };

ClipClass clipClassOf(char32_t code) {
    const unicode::Properties properties(code);
    return properties.letter()       ? ClipClass::Letter
           : properties.number()     ? ClipClass::Number
           : properties.whiteSpace() ? ClipClass::White
                                     : ClipClass::Other;
}

void splitClip(const AlignedText& in, CharRange range, ClipSpecials specials,
               std::vector<CharRange>& words) {
    constexpr std::size_t kBracket = 2; // "<|" and "|>"
    for (std::size_t i = range.begin; i < range.end;) {
        const std::size_t special =
            specials == ClipSpecials::None ? 0 : wordAt(kClipSpecials, in, i, range.end);
        if (special > 0 && specials == ClipSpecials::Cut) {
            const std::size_t inner = i + special - kBracket;
            words.insert(words.end(),
                         {{i, i + kBracket}, {i + kBracket, inner}, {inner, i + special}});
            i += special;
            continue;
        }
        const ClipClass kind = clipClassOf(in[i].code);
        std::size_t end = i + std::max(special, wordAt(kClipContractions, in, i, range.end));
        if (end == i) {
            ++end;
            const bool runs = kind == ClipClass::Letter || kind == ClipClass::Other;
            while (runs && end < range.end && clipClassOf(in[end].code) == kind) {
                ++end;
            }
        }
        if (kind != ClipClass::White) {
            words.push_back({i, end});
        }
        i = end;
    }
}

} // namespace

WordSplitter noSplitter() {
    WordSplitter splitter;
    splitter.cutsAtSpaces = false;
    splitter.split = [](const AlignedText&, CharRange range, AlignedText&,
                        std::vector<CharRange>& words, std::vector<CharEdit>*) {
        if (range.begin < range.end) {
            words.push_back(range);
        }
    };
    return splitter;
}

WordSplitter bertSplitter() {
    WordSplitter splitter;
    splitter.split = [](const AlignedText& in, CharRange range, AlignedText&,
                        std::vector<CharRange>& words,
                        std::vector<CharEdit>*) { splitBert(in, range, words); };
    return splitter;
}

WordSplitter clipSplitter(ClipSpecials specials) {
    WordSplitter splitter;
    splitter.split = [specials](const AlignedText& in, CharRange range, AlignedText&,
                                std::vector<CharRange>& words,
                                std::vector<CharEdit>*) { splitClip(in, range, specials, words); };
    return splitter;
}

WordSplitter metaspaceSplitter(MetaspaceOptions options) {
    WordSplitter splitter;
    splitter.rewrites = StageKind::SpaceMarks;
    splitter.cutsAtSpaces = options.splits || options.afterWhiteSpace;
    splitter.split = [options](const AlignedText& in, CharRange range, AlignedText& out,
                               std::vector<CharRange>& words, std::vector<CharEdit>* edits) {
        Metaspace(options, in, out, words, edits).run(range);
    };
    return splitter;
}

} // namespace vitrine::text
