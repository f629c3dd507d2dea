#include "core/text/models/bpe.h"

#include "core/text/models/bytealphabet.h"
#include "core/text/models/hash.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace vitrine::text {

namespace {

constexpr std::int32_t kNoRank = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kScanLimit = 100; ///< symbols up to which scanning beats the queue
constexpr std::int32_t kGone = -1;      ///< the rank of a symbol that was merged away
constexpr std::size_t kBytePairs = 65'536;
constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

} // namespace

Outcome<Bpe> Bpe::make(std::shared_ptr<const Vocabulary> vocabulary,
                       const std::vector<Merge>& merges, const BpeOptions& options,
                       const std::string& where) {
    Bpe made;
    made.vocabulary_ = std::move(vocabulary);
    made.ignoreMerges_ = options.ignoreMerges;
    made.fuseUnknown_ = options.fuseUnknown;
    if (auto read = made.readBytes(options, where); !read.ok()) {
        return read.as<Bpe>();
    }
    if (auto read = made.readMerges(merges, where); !read.ok()) {
        return read.as<Bpe>();
    }
    return made;
}

Outcome<Done> Bpe::readBytes(const BpeOptions& options, const std::string& where) {
    if (options.unknown) {
        const auto unknown = vocabulary_->find(*options.unknown);
        if (!unknown) {
            return Problem{"The vocabulary lacks the unknown token " + *options.unknown, where,
                           "Repair the tokenizer file or fetch it again"};
        }
        unknownId_ = *unknown;
    }
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::string piece;
        appendUtf8(piece, characterOfByte(static_cast<unsigned char>(byte)));
        const auto id = vocabulary_->find(piece);
        if (!id && unknownId_ < 0) {
            return Problem{"The vocabulary has neither an entry for byte " + std::to_string(byte) +
                               " (" + piece + ") nor an unknown token",
                           where, "A byte-level vocabulary holds all 256 bytes; fetch it again"};
        }
        byteIds_[byte] = id.value_or(unknownId_);
    }
    return Done{};
}

Outcome<Done> Bpe::readMerges(const std::vector<Merge>& merges, const std::string& where) {
    slots_.assign(std::bit_ceil(merges.size() * 2 + 1), Slot{});
    const std::size_t mask = slots_.size() - 1;
    mergeCount_ = merges.size();
    filter_.assign((std::uint64_t{1} << (64 - kFilterShift)) / 64, 0);
    // Tokens taken whole, and unknown bytes that become one, do not come from merges.
    meets_.assign(kBytePairs / 64, ignoreMerges_ || fuseUnknown_ ? ~std::uint64_t{0} : 0);
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
        noteMeeting(bytesOfPiece(first), bytesOfPiece(second));
    }
    return Done{};
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

void Bpe::leaves(std::string_view bytes, std::vector<Symbol>& symbols) const {
    symbols.clear();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::int32_t id = byteIds_[static_cast<unsigned char>(bytes[i])];
        const auto at = static_cast<std::uint32_t>(i);
        if (fuseUnknown_ && id == unknownId_ && !symbols.empty() && symbols.back().id == id) {
            symbols.back().end = at + 1;
        } else {
            symbols.push_back({id, at, at + 1});
        }
    }
}

std::int32_t Bpe::wholeId(std::string_view bytes) const {
    return ignoreMerges_ ? vocabulary_->find(spellBytes(bytes)).value_or(-1) : -1;
}

void Bpe::encode(std::string_view bytes, Working& working, std::vector<WordPart>& parts) const {
    if (const std::int32_t whole = wholeId(bytes); whole >= 0) {
        parts.push_back({whole, 0, static_cast<std::uint32_t>(bytes.size())});
        return;
    }
    leaves(bytes, working.symbols);
    if (working.symbols.size() <= kScanLimit) {
        mergeByScan(working);
    } else {
        mergeByQueue(working, nullptr);
    }
    for (const Symbol& symbol : working.symbols) {
        parts.push_back({symbol.id, symbol.begin, symbol.end});
    }
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

void Bpe::offer(std::uint32_t at, Working& working) const {
    Link& link = working.links[at];
    link.rank = kNoRank;
    if (link.next == kEnd) {
        return;
    }
    if (const Slot* slot = find(link.id, working.links[link.next].id)) {
        link.rank = slot->rank;
        link.result = slot->result;
        working.queue.push({slot->rank, at});
    }
}

void Bpe::join(std::uint32_t at, Working& working) const {
    std::vector<Link>& links = working.links;
    Link& left = links[at];
    Link& right = links[left.next];
    left.id = left.result;
    left.end = right.end;
    left.next = right.next;
    right.rank = kGone;
    if (left.next != kEnd) {
        links[left.next].before = at;
    }
    offer(at, working);
    if (left.before != kEnd) {
        offer(left.before, working);
    }
}

void Bpe::mergeByQueue(Working& working, std::vector<Step>* steps) const {
    std::vector<Symbol>& symbols = working.symbols;
    std::vector<Link>& links = working.links;
    const auto count = static_cast<std::uint32_t>(symbols.size());
    working.queue.reset(mergeCount_);
    links.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        links[i] = {symbols[i].id,         symbols[i].end, i + 1 < count ? i + 1 : kEnd,
                    i == 0 ? kEnd : i - 1, kNoRank,        0};
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        offer(i, working);
    }
    while (!working.queue.empty()) {
        const MergeQueue::Item best = working.queue.pop();
        __builtin_prefetch(&links[working.queue.upcoming()]);
        if (links[best.place].rank != best.rank) {
            continue; // gone, or one of the two has grown since
        }
        if (steps != nullptr) {
            const Link& left = links[best.place];
            steps->push_back(
                {symbols[best.place].begin, symbols[left.next].begin, left.rank, left.result});
        }
        join(best.place, working);
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (links[i].rank != kGone) {
            symbols[kept++] = {links[i].id, symbols[i].begin, links[i].end};
        }
    }
    symbols.resize(kept);
}

} // namespace vitrine::text
