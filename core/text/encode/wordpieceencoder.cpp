#include "core/text/encode/wordpieceencoder.h"

#include "core/text/encode/partspans.h"
#include "core/text/encode/piececache.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

struct WordPieceEncoder::Working : Scratch {
    PieceCache cache;
    AlignedText text;
    AlignedText spare;
    std::vector<CharRange> words;
    std::string word;
    std::vector<WordPart> parts;
    std::vector<std::int32_t> ideographs; ///< ids of single ones, kUnasked until the first
};

namespace {

/// Characters that every stage turns into a word boundary: a text may be cut there and the parts
/// treated one by one. Other controls are dropped, which joins what is beside them.
bool isBoundary(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

constexpr char32_t kFirstIdeograph = 0x4E00;
constexpr char32_t kLastIdeograph = 0x9FFF;
constexpr std::size_t kIdeographBytes = 3;
constexpr std::int32_t kUnasked = -1;

/// The unified ideograph at a byte, else 0. The normaliser sets each apart and changes none.
char32_t ideographAt(std::string_view text, std::size_t at, std::size_t end) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xE4 || lead > 0xE9 || at + kIdeographBytes > end ||
        !isContinuationByte(text[at + 1]) || !isContinuationByte(text[at + 2])) {
        return 0;
    }
    const char32_t code = (lead & 0x0FU) << 12 | (text[at + 1] & 0x3FU) << 6 |
                          (text[at + 2] & 0x3FU);
    return code >= kFirstIdeograph && code <= kLastIdeograph ? code : 0;
}

bool isAsciiPunctuation(char byte) {
    return isBertPunctuation(static_cast<unsigned char>(byte));
}

std::uint32_t nextWordOf(const FlatEncoding& out) {
    return out.words.empty() ? 0 : out.words.back() + 1;
}

/// Hugging Face's clean-up of one decoded piece.
void tidy(std::string& piece) {
    constexpr std::pair<std::string_view, std::string_view> kRules[] = {
        {" .", "."},   {" ?", "?"},     {" !", "!"},    {" ,", ","},
        {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},  {" do not", " don't"},
        {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto& [from, to] : kRules) {
        for (std::size_t at = 0; (at = piece.find(from, at)) != std::string::npos;
             at += to.size()) {
            piece.replace(at, from.size(), to);
        }
    }
}

} // namespace

WordPieceEncoder::WordPieceEncoder(std::shared_ptr<const Vocabulary> vocabulary,
                                   WordPieceOptions model,
                                   std::optional<BertNormalizerOptions> normalizer)
    : vocabulary_(std::move(vocabulary))
    , model_(*vocabulary_, std::move(model))
    , normalizer_(normalizer) {}

std::unique_ptr<Scratch> WordPieceEncoder::makeScratch() const {
    return std::make_unique<Working>();
}

void WordPieceEncoder::encode(std::string_view text, std::size_t begin, std::size_t end,
                              Scratch& scratch, FlatEncoding& out) const {
    auto& working = static_cast<Working&>(scratch);
    const bool apart = normalizer_ && normalizer_->handleChineseChars;
    std::uint32_t nextWord = nextWordOf(out);
    for (std::size_t at = begin; at < end;) {
        if (isBoundary(text[at])) {
            ++at;
            continue;
        }
        if (const char32_t code = apart ? ideographAt(text, at, end) : 0; code != 0) {
            encodeIdeograph(code, at, nextWord++, working, out);
            at += kIdeographBytes;
            continue;
        }
        std::size_t stop = at + 1;
        while (stop < end && !isBoundary(text[stop]) &&
               !(apart && ideographAt(text, stop, end) != 0)) {
            ++stop;
        }
        if (stop - at <= PieceCache::kKeyBytes) {
            const PieceCache::Key key = PieceCache::keyOf(text, at, stop - at);
            if (const PieceCache::Entry* known = working.cache.find(key)) {
                PieceCache::append(*known, at, nextWord, out);
            } else {
                const std::size_t first = out.ids.size();
                encodeChunk(text, at, stop, working, out);
                working.cache.store(key, at, out, first);
                nextWord = nextWordOf(out);
            }
        } else {
            encodeChunk(text, at, stop, working, out);
            nextWord = nextWordOf(out);
        }
        at = stop;
    }
}

void WordPieceEncoder::encodeIdeograph(char32_t code, std::size_t at, std::uint32_t word,
                                       Working& working, FlatEncoding& out) const {
    if (working.ideographs.empty()) {
        working.ideographs.assign(kLastIdeograph - kFirstIdeograph + 1, kUnasked);
    }
    std::int32_t& id = working.ideographs[code - kFirstIdeograph];
    if (id == kUnasked) {
        working.word.clear();
        appendUtf8(working.word, code);
        working.parts.clear();
        model_.match(working.word, 1, working.parts);
        id = working.parts.front().id;
    }
    out.ids.push_back(id);
    const auto begin = static_cast<std::uint32_t>(at);
    out.spans.push_back({begin, begin + static_cast<std::uint32_t>(kIdeographBytes)});
    out.words.push_back(word);
}

void WordPieceEncoder::encodeChunk(std::string_view text, std::size_t begin, std::size_t end,
                                   Working& working, FlatEncoding& out) const {
    if (encodeAscii(text, begin, end, working, out)) {
        return;
    }
    working.text.clear();
    alignValid(text, begin, end, working.text);
    if (normalizer_) {
        normalizeBert(*normalizer_, working.text, working.spare);
    }
    encodeWords(working.text, {0, working.text.size()}, working, out);
}

/// The short way for visible ASCII, to which the normaliser does nothing but lower the case: bytes
/// of the words are bytes of the source. Answers false for anything else.
bool WordPieceEncoder::encodeAscii(std::string_view text, std::size_t begin, std::size_t end,
                                   Working& working, FlatEncoding& out) const {
    const bool lowers = normalizer_ && normalizer_->lowercase;
    working.word.clear();
    for (std::size_t i = begin; i < end; ++i) {
        const char byte = text[i];
        if (byte <= ' ' || byte > '~') { // bytes above 127 are negative
            return false;
        }
        const bool capital = byte >= 'A' && byte <= 'Z';
        working.word.push_back(capital && lowers ? static_cast<char>(byte + 32) : byte);
    }
    const std::string_view lowered = working.word;
    std::uint32_t word = nextWordOf(out);
    for (std::size_t from = 0; from < lowered.size(); ++word) {
        std::size_t to = from;
        while (to < lowered.size() && !isAsciiPunctuation(lowered[to])) {
            ++to;
        }
        to = std::max(to, from + 1);
        working.parts.clear();
        model_.match(lowered.substr(from, to - from), to - from, working.parts);
        const auto base = static_cast<std::uint32_t>(begin + from);
        for (const WordPart& part : working.parts) {
            out.ids.push_back(part.id);
            out.spans.push_back({base + part.begin, base + part.end});
            out.words.push_back(word);
        }
        from = to;
    }
    return true;
}

void WordPieceEncoder::normalize(std::string_view text, std::size_t begin, std::size_t end,
                                 AlignedText& out) const {
    GapEncoder::normalize(text, begin, end, out);
    if (normalizer_) {
        AlignedText spare;
        normalizeBert(*normalizer_, out, spare);
    }
}

void WordPieceEncoder::encodeNormalized(const AlignedText& gap, CharRange range, Scratch& scratch,
                                        FlatEncoding& out) const {
    encodeWords(gap, range, static_cast<Working&>(scratch), out);
}

void WordPieceEncoder::encodeWords(const AlignedText& gap, CharRange range, Working& working,
                                   FlatEncoding& out) const {
    working.words.clear();
    splitBert(gap, range, working.words);
    std::uint32_t word = nextWordOf(out);
    for (const CharRange& characters : working.words) {
        working.word.clear();
        for (std::size_t i = characters.begin; i < characters.end; ++i) {
            appendUtf8(working.word, gap[i].code);
        }
        working.parts.clear();
        model_.match(working.word, characters.end - characters.begin, working.parts);
        appendParts(gap, characters.begin, working.word, working.parts, word, out);
        ++word;
    }
}

std::string WordPieceEncoder::join(const std::vector<std::string_view>& pieces,
                                   bool cleanUp) const {
    const std::string& prefix = model_.options().continuation;
    std::string out;
    std::string text;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool glued = i > 0 && pieces[i].substr(0, prefix.size()) == prefix;
        text.clear();
        if (i > 0 && !glued) {
            text.push_back(' ');
        }
        text.append(pieces[i].substr(glued ? prefix.size() : 0));
        if (cleanUp) {
            tidy(text);
        }
        out.append(text);
    }
    return out;
}

} // namespace vitrine::text
