#include "core/text/normalize/charsmap.h"

#include "core/base/unicode/graphemes.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <utility>

namespace vitrine::text {

namespace {

constexpr std::size_t kUnitBytes = 4;
constexpr std::size_t kLongestReplacedCluster = 5;

std::uint32_t littleEndian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = kUnitBytes; i > 0; --i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
    }
    return value;
}

// The unit of darts-clone.
bool hasLeaf(std::uint32_t unit) {
    return ((unit >> 8) & 1U) != 0;
}

std::uint32_t valueOf(std::uint32_t unit) {
    return unit & 0x7FFFFFFFU;
}

std::uint32_t labelOf(std::uint32_t unit) {
    return unit & 0x800000FFU;
}

std::size_t offsetOf(std::uint32_t unit) {
    return std::size_t{unit >> 10} << ((unit & 0x200U) >> 6);
}

Problem brokenMap(std::string what, const std::string& where) {
    return {std::move(what), where, "Fetch the file again"};
}

} // namespace

Outcome<Charsmap> Charsmap::make(std::string_view bytes, const std::string& where) {
    Charsmap made;
    if (bytes.empty()) {
        return made;
    }
    if (bytes.size() < kUnitBytes) {
        return brokenMap("The character map is cut short", where);
    }
    const std::size_t size = littleEndian(bytes, 0);
    bytes.remove_prefix(kUnitBytes);
    if (size == 0 || size % kUnitBytes != 0 || size >= bytes.size()) {
        return brokenMap("The character map's trie has " + std::to_string(size) + " of " +
                             std::to_string(bytes.size()) + " bytes",
                         where);
    }
    for (std::size_t at = 0; at < size; at += kUnitBytes) {
        made.units_.push_back(littleEndian(bytes, at));
    }
    made.pool_ = bytes.substr(size);
    if (validPrefix(made.pool_) != made.pool_.size() || made.pool_.back() != '\0') {
        return brokenMap("The character map's texts are no UTF-8 or have no end", where);
    }
    made.findPlainAscii();
    return made;
}

/// Calls found(bytes, place in the pool) for every rule that fits, shortest first, until it answers
/// false. Answers how many bytes the trie knows as the beginning of a rule.
template <class Found> std::size_t Charsmap::walk(std::string_view text, Found found) const {
    if (units_.empty()) {
        return 0;
    }
    std::size_t node = offsetOf(units_[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        node ^= byte;
        if (byte == 0 || node >= units_.size() || labelOf(units_[node]) != byte) {
            return i;
        }
        const std::uint32_t unit = units_[node];
        node ^= offsetOf(unit);
        if (hasLeaf(unit)) {
            const std::size_t place = node < units_.size() ? valueOf(units_[node]) : pool_.size();
            const bool whole = place < pool_.size() && !isContinuationByte(pool_[place]);
            if (whole && !found(i + 1, place)) {
                return i + 1;
            }
        }
    }
    return text.size();
}

Charsmap::Match Charsmap::longest(std::string_view text) const {
    Match match;
    walk(text, [&](std::size_t bytes, std::size_t place) {
        match = {bytes, std::string_view(pool_.data() + place)};
        return true;
    });
    return match;
}

Charsmap::Match Charsmap::shortest(std::string_view text) const {
    Match match;
    walk(text, [&](std::size_t bytes, std::size_t place) {
        match = {bytes, std::string_view(pool_.data() + place)};
        return false;
    });
    return match;
}

void Charsmap::findPlainAscii() {
    for (unsigned first = 0; first < leavesAscii_.size(); ++first) {
        std::string text(2, static_cast<char>(first));
        bool& leaves = leavesAscii_[first];
        for (unsigned second = 1; second < leavesAscii_.size() && leaves; ++second) {
            text[1] = static_cast<char>(second);
            bool any = false;
            const std::size_t known = walk(text, [&](std::size_t, std::size_t) {
                any = true;
                return false;
            });
            leaves = !any && known < text.size();
        }
    }
}

namespace {

/// One run of Precompiled over one text.
class Precompiled {
public:
    Precompiled(const Charsmap& map, const AlignedText& in, AlignedText& out,
                std::vector<CharEdit>* edits)
        : map_(map)
        , in_(in)
        , out_(out)
        , edits_(edits)
        , bytes_(toUtf8(in)) {}

    void run() {
        for (std::size_t i = 0; i < in_.size();) {
            const std::size_t byteEnd = clusterEnd(i);
            const std::size_t end = charactersUntil(i, byteEnd);
            if (byteEnd - byte_ <= kLongestReplacedCluster && replace(i, end, byteEnd)) {
                i = end;
                continue;
            }
            for (; i < end; ++i) {
                const std::size_t next = byte_ + decodeValidAt(bytes_, byte_).bytes;
                if (!replace(i, i + 1, next)) {
                    out_.push_back(in_[i]);
                    byte_ = next;
                }
            }
        }
    }

private:
    /// The byte after the grapheme cluster that begins at character i, which stands at byte_.
    [[nodiscard]] std::size_t clusterEnd(std::size_t i) const {
        constexpr char32_t kFirstExtender = 0x300;
        const char32_t next = i + 1 < in_.size() ? in_[i + 1].code : 0;
        if (in_[i].code < kFirstExtender && next < kFirstExtender && next != U'\n') {
            return byte_ + decodeValidAt(bytes_, byte_).bytes;
        }
        return unicode::nextGrapheme(bytes_, byte_);
    }

    [[nodiscard]] std::size_t charactersUntil(std::size_t i, std::size_t byteEnd) const {
        for (std::size_t byte = byte_; byte < byteEnd; ++i) {
            byte += decodeValidAt(bytes_, byte).bytes;
        }
        return i;
    }

    /// Replaces the characters [begin, end), which stand at bytes [byte_, byteEnd), if a rule fits.
    bool replace(std::size_t begin, std::size_t end, std::size_t byteEnd) {
        const std::string_view part = std::string_view(bytes_).substr(byte_, byteEnd - byte_);
        const Charsmap::Match match = map_.shortest(part);
        if (match.bytes == 0) {
            return false;
        }
        const std::size_t before = out_.size();
        std::size_t source = begin; // further characters stand for the last one
        for (std::size_t at = 0; at < match.text.size();) {
            const Decoded step = decodeValidAt(match.text, at);
            out_.push_back({step.code, in_[source].begin, in_[source].end});
            source = std::min(source + 1, end - 1);
            at += step.bytes;
        }
        if (part != match.text) {
            noteEdit(edits_, begin, end, before, out_);
        }
        byte_ = byteEnd;
        return true;
    }

    const Charsmap& map_;
    const AlignedText& in_;
    AlignedText& out_;
    std::vector<CharEdit>* edits_;
    std::string bytes_;
    std::size_t byte_ = 0; ///< where the next character begins
};

} // namespace

NormalizerStep precompiledStep(std::shared_ptr<const Charsmap> map) {
    NormalizerStep step;
    step.kind = StageKind::CharacterMap;
    step.run = [map = std::move(map)](const AlignedText& in, AlignedText& out,
                                      std::vector<CharEdit>* edits) {
        Precompiled(*map, in, out, edits).run();
    };
    return step;
}

} // namespace vitrine::text
