#pragma once

#include "core/text/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vitrine::text {

/// A step from the source to the tokens, in the order in which a tokenizer runs them.
enum class StageKind {
    Source,          ///< the text as given, invalid UTF-8 as U+FFFD
    Cleaned,         ///< controls dropped, white space made plain
    IdeographsApart, ///< a space on both sides of each CJK ideograph
    Decomposed,      ///< canonical decomposition (NFD)
    MarksStripped,   ///< combining marks dropped
    Lowered,         ///< lower case
    PrefixSpace,     ///< a space put in front
    ByteCharacters,  ///< each byte as the visible character that stands for it
    Composed,        ///< canonical composition (NFC)
    Compatible,      ///< compatibility decomposition (NFKD)
    Replaced,        ///< one text for another
    CharacterMap,    ///< SentencePiece's map of characters
    SpacesTrimmed,   ///< white space at the ends or in runs dropped
    SpaceMarks       ///< spaces as visible marks (U+2581), one before the first word
};

/// The stage's name for people: "Lower case".
[[nodiscard]] std::string nameOf(StageKind kind);

/// One character of a stage's text and the source bytes it stands for.
struct AlignedPart {
    Span text;
    Span source;

    bool operator==(const AlignedPart&) const = default;
};

/// What a stage changed: bytes of the stage before it, bytes of its own text. An empty `after`
/// is a removal, an empty `before` an insertion.
struct Edit {
    Span before;
    Span after;

    bool operator==(const Edit&) const = default;
};

struct Stage {
    StageKind kind = StageKind::Source;
    std::string text;                    ///< valid UTF-8; added tokens stand in it unchanged
    std::vector<AlignedPart> characters; ///< cover `text` without gaps
    std::vector<Edit> edits;             ///< ascending
};

/// One place of a word at which WordPiece looked for the longest piece.
struct MatchStep {
    Span found;              ///< bytes of the word's text; empty where nothing matched
    std::int64_t id = -1;    ///< −1 where nothing matched
    std::string piece;       ///< as the vocabulary spells it
    std::vector<Span> tried; ///< longer candidates the vocabulary lacks, longest first
};

/// How WordPiece cut a word, or where it died.
struct MatchTrail {
    std::vector<MatchStep> steps;      ///< left to right; the last one failed if `diedAt` is set
    std::optional<std::size_t> diedAt; ///< byte of the word's text where no piece fits: [UNK]
    bool tooLong = false;              ///< over the limit of characters: [UNK] unseen
};

/// A leaf (one byte or one character) or a merge of two nodes.
struct MergeNode {
    std::string piece; ///< as the vocabulary spells it
    std::int64_t id = -1;
    Span bytes;             ///< bytes of the word before they were mapped to characters
    std::int32_t left = -1; ///< node index; −1 for leaves
    std::int32_t right = -1;
    std::int64_t rank = -1; ///< the merge's line number from 0 (SentencePiece: how many better
                            ///< scores there are); −1 for leaves
};

/// How BPE built a word: the leaves in text order, then the merges in the order in which they were
/// made.
struct MergeTree {
    std::vector<MergeNode> nodes;
    std::size_t leaves = 0;
    std::vector<std::size_t> roots; ///< the tokens, left to right
    bool whole = false;             ///< taken whole from the vocabulary (ignore_merges)
};

/// A piece that fits at a place of a word.
struct LatticeEdge {
    Span found;             ///< bytes of the word's text
    std::int64_t id = -1;
    std::string piece;      ///< as the vocabulary spells it
    double score = 0;       ///< log-probability; of unknown characters, the penalty
    double probability = 0; ///< of all ways through the word, weighted by exp(score), in how many
    bool best = false;      ///< on the best way

    bool operator==(const LatticeEdge&) const = default;
};

/// A way through a lattice.
struct LatticePath {
    std::vector<std::size_t> edges; ///< left to right
    double score = 0;               ///< sum of the edges' scores
    double probability = 0;         ///< among all ways

    bool operator==(const LatticePath&) const = default;
};

/// All ways in which a unigram model may cut a word (Kudo 2018): nodes are the places between
/// characters, edges are pieces.
struct Lattice {
    std::vector<LatticeEdge> edges; ///< by begin, then shorter first
    std::vector<LatticePath> best;  ///< at most ten, best first; of equal ones the model's own
    double entropy = 0;             ///< of the ways, in nats
};

/// How a model cut a word.
using Trail = std::variant<std::monostate, MatchTrail, MergeTree, Lattice>;

/// A pre-token: what the model sees in one go.
struct ExplainedWord {
    std::string text;           ///< as the model sees it
    Span inStage;               ///< bytes of the last stage's text
    Span source;                ///< source bytes
    std::size_t firstToken = 0; ///< tokens [firstToken, endToken) of Explanation::encoding
    std::size_t endToken = 0;
    bool added = false; ///< an added token, typed in the text
    Trail trail;
};

/// Source bytes that belong to no token.
struct Dropped {
    enum class Reason { WhiteSpace, Control, Mark, Other };

    Span source;
    Reason reason = Reason::Other;

    bool operator==(const Dropped&) const = default;
};

/// Where decode(encode(text)) differs from the text.
struct Loss {
    enum class Reason { Unknown, Case, Accents, Spacing, Control, InvalidUtf8, Other };

    Span source;  ///< bytes of the text
    Span decoded; ///< bytes of RoundTrip::text
    Reason reason = Reason::Other;

    bool operator==(const Loss&) const = default;
};

[[nodiscard]] std::string nameOf(Loss::Reason reason);
[[nodiscard]] std::string nameOf(Dropped::Reason reason);

struct RoundTrip {
    std::string text; ///< decode(encode(text)), without clean-up
    bool exact = false;
    std::vector<Loss> losses; ///< ascending; empty exactly if `exact`
};

/// Everything that happened to one text, added tokens matched, without the template's tokens.
struct Explanation {
    std::vector<Stage> stages; ///< at least the source
    std::vector<ExplainedWord> words;
    Encoding encoding;
    std::vector<Dropped> dropped;
    RoundTrip roundTrip;
};

/// Explains one text. Memory and time grow with the text (about 100 bytes for each character and
/// stage): cut long texts before.
[[nodiscard]] Explanation explain(const Tokenizer& tokenizer, std::string_view text);

/// Source bytes covered by no token of `segment`, ascending, neighbours of one reason joined.
[[nodiscard]] std::vector<Dropped> droppedBytes(std::string_view text, const Encoding& encoding,
                                                std::int32_t segment = 0);

} // namespace vitrine::text
