#include "core/text/models/unigram.h"

#include "core/text/explain/lattice.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

struct Unigram::Working : SubwordModel::Working {
    std::vector<Best> best;
};

namespace {

std::vector<DoubleArray::Key> unigramKeys(const Vocabulary& vocabulary,
                                          const std::vector<Unigram::Piece>& pieces) {
    std::vector<DoubleArray::Key> keys;
    keys.reserve(pieces.size());
    for (const Unigram::Piece& piece : pieces) {
        const std::string_view text = vocabulary.pieceOf(piece.id).value();
        if (!text.empty()) {
            keys.push_back({text, piece.id});
        }
    }
    return keys;
}

std::size_t characterEnd(std::string_view word, std::size_t at) {
    return at + decodeValidAt(word, at).bytes;
}

} // namespace

Unigram::Unigram(std::shared_ptr<const Vocabulary> vocabulary, const std::vector<Piece>& pieces,
                 UnigramOptions options)
    : vocabulary_(std::move(vocabulary))
    , trie_(unigramKeys(*vocabulary_, pieces))
    , scores_(vocabulary_->size())
    , bytes_(*vocabulary_)
    , options_(options) {
    for (const Piece& piece : pieces) {
        scores_[static_cast<std::size_t>(piece.id)] = piece.score;
    }
}

std::unique_ptr<SubwordModel::Working> Unigram::makeWorking() const {
    return std::make_unique<Working>();
}

/// Calls found(end, id) for every piece that begins at byte `at`, shortest first.
template <class Found>
void Unigram::eachPieceAt(std::string_view word, std::size_t at, Found found) const {
    DoubleArray::Node node = DoubleArray::kRoot;
    while (at < word.size()) {
        node = trie_.step(node, word[at++]);
        if (node == DoubleArray::kNone) {
            return;
        }
        if (const std::int32_t id = trie_.value(node); id != DoubleArray::kNone) {
            found(at, id);
        }
    }
}

/// Viterbi: pieces shortest first, and a later way only if it is strictly better.
void Unigram::search(std::string_view word, std::vector<Best>& best) const {
    const bool narrow = options_.rules == UnigramOptions::Rules::SentencePiece;
    const auto rounded = [narrow](double score) {
        return narrow ? static_cast<double>(static_cast<float>(score)) : score;
    };
    best.assign(word.size() + 1, {});
    for (std::size_t at = 0; at < word.size();) {
        const double here = best[at].score;
        const std::size_t next = characterEnd(word, at);
        const auto offer = [&](std::size_t end, double score, std::int32_t id) {
            Best& target = best[end];
            if (target.id < 0 || score > target.score) {
                target = {score, static_cast<std::uint32_t>(at), id};
            }
        };
        bool single = false;
        eachPieceAt(word, at, [&](std::size_t end, std::int32_t id) {
            offer(end, rounded(here + scores_[static_cast<std::size_t>(id)]), id);
            single = single || end == next;
        });
        if (!single) {
            offer(next, rounded(here + options_.unknownScore), options_.unknownId);
        }
        at = next;
    }
}

void Unigram::cut(std::string_view word, SubwordModel::Working& lent,
                  std::vector<WordPart>& parts) const {
    auto& working = static_cast<Working&>(lent);
    const std::size_t first = parts.size();
    search(word, working.best);
    for (std::size_t end = word.size(); end > 0;) {
        const Best& last = working.best[end];
        parts.push_back({last.id, last.begin, static_cast<std::uint32_t>(end)});
        end = last.begin;
    }
    std::reverse(parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end());
    if (options_.rules == UnigramOptions::Rules::HuggingFace) {
        fuseUnknown(word, first, parts);
    }
}

void Unigram::fuseUnknown(std::string_view word, std::size_t first,
                          std::vector<WordPart>& parts) const {
    const auto unknown = [&](const WordPart& part) { return part.id == options_.unknownId; };
    const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(first);
    if (std::none_of(begin, parts.end(), unknown)) {
        return;
    }
    const std::vector<WordPart> single(begin, parts.end());
    parts.resize(first);
    for (std::size_t i = 0; i < single.size();) {
        if (!unknown(single[i])) {
            parts.push_back(single[i++]);
            continue;
        }
        WordPart run = single[i];
        for (++i; i < single.size() && unknown(single[i]); ++i) {
            run.end = single[i].end;
        }
        const std::string_view text = word.substr(run.begin, run.end - run.begin);
        if (const auto known = vocabulary_->find(text)) {
            parts.push_back({*known, run.begin, run.end});
        } else if (options_.byteFallback && bytes_.spell(text)) {
            for (const char byte : text) {
                parts.push_back({bytes_.idOf(byte), run.begin, run.end});
            }
        } else {
            parts.push_back(run);
        }
    }
}

std::vector<LatticeEdge> Unigram::edgesOf(std::string_view word) const {
    std::vector<LatticeEdge> edges;
    const auto add = [&](std::size_t begin, std::size_t end, std::int32_t id, double score) {
        LatticeEdge edge;
        edge.found = {begin, end};
        edge.id = id;
        edge.piece = std::string(vocabulary_->pieceOf(id).value_or(std::string_view{}));
        edge.score = score;
        edges.push_back(std::move(edge));
    };
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t next = characterEnd(word, at);
        const std::size_t first = edges.size();
        bool single = false;
        eachPieceAt(word, at, [&](std::size_t end, std::int32_t id) {
            add(at, end, id, scores_[static_cast<std::size_t>(id)]);
            single = single || end == next;
        });
        if (!single) {
            add(at, next, options_.unknownId, options_.unknownScore);
            std::rotate(edges.begin() + static_cast<std::ptrdiff_t>(first), edges.end() - 1,
                        edges.end()); // it is the shortest
        }
        at = next;
    }
    return edges;
}

Trail Unigram::trailOf(std::string_view word) const {
    std::vector<Best> best;
    search(word, best);
    std::vector<Span> way;
    for (std::size_t end = word.size(); end > 0; end = best[end].begin) {
        way.push_back({best[end].begin, end});
    }
    std::reverse(way.begin(), way.end());
    return makeLattice(edgesOf(word), word.size(), way);
}

} // namespace vitrine::text
