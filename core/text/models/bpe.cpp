#include "core/text/models/bpe.h"

#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytealphabet.h"
#include "core/text/vocabulary/hash.h"

#include <algorithm>
#include <bit>

namespace vitrine::text {

namespace {

constexpr std::int32_t kNoRank = MergeResult::kNone;
constexpr std::size_t kScanLimit = 100; ///< symbols up to which scanning beats the queue
constexpr std::size_t kBytePairs = 65'536;

/// What a piece made of characters, or of one byte, stands for.
std::string leafBytes(std::string_view piece) {
    const auto byte = byteOfPiece(piece);
    return byte ? std::string(1, static_cast<char>(*byte)) : std::string(piece);
}

} // namespace

Outcome<Bpe> Bpe::make(std::shared_ptr<const Vocabulary> vocabulary,
                       const std::vector<Merge>& merges, const BpeOptions& options,
                       const std::string& where) {
    Bpe made;
    made.vocabulary_ = std::move(vocabulary);
    made.options_ = options;
    if (auto read = made.readUnknown(where); !read.ok()) {
        return read.as<Bpe>();
    }
    if (options.leaves == BpeOptions::Leaves::Characters) {
        made.readAscii();
    } else if (auto read = made.readBytes(where); !read.ok()) {
        return read.as<Bpe>();
    }
    if (auto read = made.readMerges(merges, where); !read.ok()) {
        return read.as<Bpe>();
    }
    return made;
}

Outcome<Done> Bpe::readUnknown(const std::string& where) {
    if (options_.byteFallback) {
        bytePieces_ = BytePieces(*vocabulary_);
    }
    if (options_.unknown) {
        const auto unknown = vocabulary_->find(*options_.unknown);
        if (!unknown) {
            return Problem{"The vocabulary lacks the unknown token " + *options_.unknown, where,
                           "Repair the tokenizer file or fetch it again"};
        }
        unknownId_ = *unknown;
    } else if (options_.leaves == BpeOptions::Leaves::Characters && !bytePieces_.complete()) {
        return Problem{"The vocabulary has neither an unknown token nor a piece for every byte",
                       where, "Repair the tokenizer file or fetch it again"};
    }
    return Done{};
}

Outcome<Done> Bpe::readBytes(const std::string& where) {
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::string piece;
        appendUtf8(piece, characterOfByte(static_cast<unsigned char>(byte)));
        const auto id = vocabulary_->find(piece);
        const auto last = vocabulary_->find(piece + options_.endOfWord);
        if ((!id || !last) && unknownId_ < 0) {
            return Problem{"The vocabulary has neither an entry for byte " + std::to_string(byte) +
                               " (" + piece + ") nor an unknown token",
                           where, "A byte-level vocabulary holds all 256 bytes; fetch it again"};
        }
        byteIds_[byte] = id.value_or(unknownId_);
        lastByteIds_[byte] = last.value_or(unknownId_);
    }
    return Done{};
}

void Bpe::readAscii() {
    for (unsigned byte = 0; byte < byteIds_.size(); ++byte) {
        const std::string letter(1, static_cast<char>(byte));
        byteIds_[byte] = byte < 0x80 ? vocabulary_->find(letter).value_or(-1) : -1;
    }
}

Outcome<Done> Bpe::readMerges(const std::vector<Merge>& merges, const std::string& where) {
    slots_.assign(std::bit_ceil(merges.size() * 2 + 1), Slot{});
    const std::size_t mask = slots_.size() - 1;
    mergeCount_ = merges.size();
    filter_.assign((std::uint64_t{1} << (64 - kFilterShift)) / 64, 0);
    meets_.assign(kBytePairs / 64, joinsUnmerged() ? ~std::uint64_t{0} : 0);
    std::string joined;
    for (std::size_t rank = 0; rank < merges.size(); ++rank) {
        const auto& [first, second] = merges[rank];
        joined.assign(first).append(second);
        const auto left = vocabulary_->find(first);
        const auto right = vocabulary_->find(second);
        const auto result = vocabulary_->find(joined);
        if (!left || !right || !result) {
            const std::string missing(!left ? first : !right ? second : joined);
            return Problem{"Merge " + std::to_string(rank + 1) + " names \"" + missing +
                               "\", which is not in the vocabulary",
                           where, "The vocabulary and the merges do not belong together"};
        }
        const std::uint64_t pair = pairOf(*left, *right);
        const std::uint64_t hash = mix(pair);
        std::size_t slot = hash & mask;
        while (slots_[slot].pair != kFree && slots_[slot].pair != pair) {
            slot = (slot + 1) & mask;
        }
        filter_[(hash >> kFilterShift) / 64] |= std::uint64_t{1} << ((hash >> kFilterShift) % 64);
        slots_[slot] = {pair, static_cast<std::int32_t>(rank), *result};
        if (options_.leaves == BpeOptions::Leaves::Bytes) {
            noteMeeting(bytesOfPiece(first), bytesOfPiece(second));
        } else {
            noteMeeting(leafBytes(first), leafBytes(second));
        }
    }
    return Done{};
}

// Tokens taken whole, and unknown leaves that become one, do not come from merges; an ending belongs
// to the word's own last leaf.
bool Bpe::joinsUnmerged() const {
    const bool knowsAll = options_.leaves == BpeOptions::Leaves::Characters && bytePieces_.complete();
    return options_.ignoreMerges || (options_.fuseUnknown && !knowsAll) ||
           !options_.endOfWord.empty();
}

// What lies further inside a token met in an earlier merge.
void Bpe::noteMeeting(const std::string& first, const std::string& second) {
    if (!first.empty() && !second.empty()) {
        const std::size_t bit = static_cast<unsigned char>(first.back()) * std::size_t{256} +
                                static_cast<unsigned char>(second.front());
        meets_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

const Bpe::Slot* Bpe::find(std::int32_t left, std::int32_t right) const {
    const std::uint64_t pair = pairOf(left, right);
    const std::uint64_t hash = mix(pair);
    if (!mayHold(hash)) {
        return nullptr;
    }
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash & mask;
    while (slots_[slot].pair != kFree) {
        if (slots_[slot].pair == pair) {
            return &slots_[slot];
        }
        slot = (slot + 1) & mask;
    }
    return nullptr;
}

void Bpe::leaves(std::string_view word, std::vector<Symbol>& symbols) const {
    symbols.clear();
    if (options_.leaves == BpeOptions::Leaves::Bytes) {
        byteLeaves(word, symbols);
    } else {
        characterLeaves(word, symbols);
    }
}

void Bpe::addLeaf(Symbol leaf, std::vector<Symbol>& symbols) const {
    const bool fuses = options_.fuseUnknown && leaf.id == unknownId_ && !symbols.empty() &&
                       symbols.back().id == unknownId_;
    if (fuses) {
        symbols.back().end = leaf.end;
    } else {
        symbols.push_back(leaf);
    }
}

void Bpe::byteLeaves(std::string_view word, std::vector<Symbol>& symbols) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        const auto at = static_cast<std::uint32_t>(i);
        const bool last = i + 1 == word.size();
        addLeaf({last ? lastByteIds_[byte] : byteIds_[byte], at, at + 1}, symbols);
    }
}

void Bpe::characterLeaves(std::string_view word, std::vector<Symbol>& symbols) const {
    std::string spelt;
    for (std::size_t i = 0; i < word.size();) {
        const std::size_t next = i + decodeValidAt(word, i).bytes;
        const std::int32_t ascii = next == i + 1 && next < word.size()
                                       ? byteIds_[static_cast<unsigned char>(word[i])]
                                       : -1;
        if (ascii >= 0) {
            symbols.push_back(
                {ascii, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(next)});
            i = next;
            continue;
        }
        spelt.assign(word.substr(i, next - i));
        if (next == word.size()) {
            spelt += options_.endOfWord;
        }
        auto at = static_cast<std::uint32_t>(i);
        if (const auto id = vocabulary_->find(spelt)) {
            symbols.push_back({*id, at, static_cast<std::uint32_t>(next)});
        } else if (bytePieces_.spell(spelt)) {
            for (; at < next; ++at) {
                symbols.push_back({bytePieces_.idOf(word[at]), at, at + 1});
            }
        } else {
            addLeaf({unknownId_, at, static_cast<std::uint32_t>(next)}, symbols);
        }
        i = next;
    }
}

std::int32_t Bpe::wholeId(std::string_view word) const {
    if (!options_.ignoreMerges) {
        return -1;
    }
    const bool bytes = options_.leaves == BpeOptions::Leaves::Bytes;
    return vocabulary_->find(bytes ? spellBytes(word) : std::string(word)).value_or(-1);
}

std::unique_ptr<SubwordModel::Working> Bpe::makeWorking() const {
    return std::make_unique<Working>();
}

bool Bpe::isPartOfCharacter(std::string_view piece) const {
    if (options_.leaves == BpeOptions::Leaves::Characters) {
        return isPartialBytePiece(piece);
    }
    if (!options_.endOfWord.empty() && piece.ends_with(options_.endOfWord)) {
        piece.remove_suffix(options_.endOfWord.size());
    }
    const std::string bytes = bytesOfPiece(piece);
    return validPrefix(bytes) != bytes.size();
}

void Bpe::cut(std::string_view word, SubwordModel::Working& lent,
              std::vector<WordPart>& parts) const {
    auto& working = static_cast<Working&>(lent);
    if (const std::int32_t whole = wholeId(word); whole >= 0) {
        parts.push_back({whole, 0, static_cast<std::uint32_t>(word.size())});
        return;
    }
    // Characters that no token holds together part the word into small ones.
    const bool parted = options_.leaves == BpeOptions::Leaves::Characters && !joinsUnmerged();
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t end = parted ? apartEnd(word, at) : word.size();
        leaves(word.substr(at, end - at), working.symbols);
        if (working.symbols.size() <= kScanLimit) {
            mergeByScan(working);
        } else {
            mergeByQueue(working, nullptr);
        }
        const auto base = static_cast<std::uint32_t>(at);
        for (const Symbol& symbol : working.symbols) {
            parts.push_back({symbol.id, base + symbol.begin, base + symbol.end});
        }
        at = end;
    }
}

std::size_t Bpe::apartEnd(std::string_view word, std::size_t at) const {
    std::size_t end = at + 1;
    while (end < word.size() &&
           (isContinuationByte(word[end]) || mayMeet(word[end - 1], word[end]))) {
        ++end;
    }
    return end;
}

void Bpe::mergeByScan(Working& working) const {
    std::vector<Symbol>& symbols = working.symbols;
    std::vector<std::int32_t>& ranks = working.ranks;
    std::vector<std::int32_t>& results = working.results;
    const auto look = [&](std::size_t at) {
        const Slot* slot =
            at + 1 < symbols.size() ? find(symbols[at].id, symbols[at + 1].id) : nullptr;
        ranks[at] = slot == nullptr ? kNoRank : slot->rank;
        results[at] = slot == nullptr ? 0 : slot->result;
    };
    ranks.resize(symbols.size());
    results.resize(symbols.size());
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        look(i);
    }
    while (symbols.size() > 1) {
        const auto lowest = std::min_element(ranks.begin(), ranks.end());
        if (*lowest == kNoRank) {
            return;
        }
        const auto offset = lowest - ranks.begin();
        const auto at = static_cast<std::size_t>(offset);
        symbols[at].id = results[at];
        symbols[at].end = symbols[at + 1].end;
        symbols.erase(symbols.begin() + offset + 1);
        ranks.erase(ranks.begin() + offset + 1);
        results.erase(results.begin() + offset + 1);
        look(at);
        if (at > 0) {
            look(at - 1);
        }
    }
}

void Bpe::mergeByQueue(Working& working, std::vector<Step>* steps) const {
    const auto merge = [this](const Symbol& left, const Symbol& right) {
        const Slot* slot = find(left.id, right.id);
        return slot == nullptr ? MergeResult{} : MergeResult{slot->rank, slot->result};
    };
    const auto note = [steps](const Symbol& left, const Symbol& right, const MergeResult& made) {
        if (steps != nullptr) {
            steps->push_back({left.begin, right.begin, made.rank, made.id});
        }
    };
    working.chain.run(working.symbols, mergeCount_, merge, note);
}

} // namespace vitrine::text
