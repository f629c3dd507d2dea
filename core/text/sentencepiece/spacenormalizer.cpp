#include "core/text/sentencepiece/spacenormalizer.h"

#include "core/text/unicode/utf8.h"

#include <utility>

namespace vitrine::text {

namespace {

constexpr std::string_view kReplacement = "\uFFFD";

std::vector<DoubleArray::Key> userDefinedKeys(const SentencePieceModel& model) {
    std::vector<DoubleArray::Key> keys;
    for (const SentencePieceModel::Piece& piece : model.pieces) {
        if (piece.type == SentencePieceModel::Type::UserDefined) {
            keys.push_back({piece.text, 0});
        }
    }
    return keys;
}

/// The text's bytes with marks of invalid ones as they came.
std::string withMarks(const AlignedText& text) {
    std::string bytes;
    for (const AlignedChar& character : text) {
        if (character.code == kInvalidMark) {
            bytes += kInvalidMarkBytes;
        } else {
            appendUtf8(bytes, character.code);
        }
    }
    return bytes;
}

} // namespace

SpaceNormalizer::SpaceNormalizer(const SentencePieceModel& model, Charsmap map)
    : userDefined_(userDefinedKeys(model))
    , map_(std::move(map))
    , space_(model.escapeWhitespaces ? "\u2581" : " ")
    , addDummyPrefix_(model.addDummyPrefix)
    , spaceAsSuffix_(model.spaceAsSuffix)
    , removeExtraWhitespaces_(model.removeExtraWhitespaces) {}

std::size_t SpaceNormalizer::userDefinedAt(std::string_view text, std::size_t at) const {
    std::size_t longest = 0;
    DoubleArray::Node node = DoubleArray::kRoot;
    for (std::size_t i = at; i < text.size(); ++i) {
        node = userDefined_.step(node, text[i]);
        if (node == DoubleArray::kNone) {
            break;
        }
        if (userDefined_.value(node) != DoubleArray::kNone) {
            longest = i + 1 - at;
        }
    }
    return longest;
}

SpaceNormalizer::Prefix SpaceNormalizer::prefixAt(std::string_view text) const {
    if (const std::size_t bytes = userDefinedAt(text, 0)) {
        return {bytes, text.substr(0, bytes)};
    }
    const auto first = static_cast<unsigned char>(text[0]);
    const bool ascii = text.size() == 1 || static_cast<unsigned char>(text[1]) < 0x80;
    if (first < 0x80 && ascii && map_.leavesAscii(first)) {
        return {1, text.substr(0, 1)};
    }
    if (const Charsmap::Match match = map_.longest(text); match.bytes > 0) {
        return {match.bytes, match.text};
    }
    const Decoded step = decodeValidAt(text, 0);
    return {step.bytes, step.code == kInvalidMark ? kReplacement : text.substr(0, step.bytes)};
}

void SpaceNormalizer::addSpace(std::size_t origin, PieceText& out) const {
    out.text += space_;
    out.origin.insert(out.origin.end(), space_.size(), static_cast<std::uint32_t>(origin));
}

void SpaceNormalizer::trimEnd(std::size_t& consumed, PieceText& out) const {
    while (out.text.ends_with(space_)) {
        out.text.resize(out.text.size() - space_.size());
        consumed = out.origin[out.text.size()];
        out.origin.resize(out.text.size());
    }
}

void SpaceNormalizer::run(std::string_view text, std::size_t begin, std::size_t end, bool prefix,
                          PieceText& out) const {
    out.clear();
    text = text.substr(0, end);
    std::size_t at = begin;
    while (removeExtraWhitespaces_ && at < end) {
        const Prefix first = prefixAt(text.substr(at));
        if (first.text != " ") {
            break;
        }
        at += first.bytes;
    }
    if (at == end) {
        return;
    }
    const bool dummy = prefix && addDummyPrefix_;
    if (dummy && !spaceAsSuffix_) {
        addSpace(at, out);
    }
    bool afterSpace = removeExtraWhitespaces_;
    while (at < end) {
        const Prefix next = prefixAt(text.substr(at));
        std::string_view made = next.text;
        while (afterSpace && made.starts_with(' ')) {
            made.remove_prefix(1);
        }
        for (const char byte : made) {
            if (byte == ' ') {
                addSpace(at, out);
            } else {
                out.text.push_back(byte);
                out.origin.push_back(static_cast<std::uint32_t>(at));
            }
        }
        if (!made.empty()) {
            afterSpace = removeExtraWhitespaces_ && made.ends_with(' ');
        }
        at += next.bytes;
    }
    if (removeExtraWhitespaces_) {
        trimEnd(at, out);
    }
    if (dummy && spaceAsSuffix_) {
        addSpace(at, out);
    }
    out.origin.push_back(static_cast<std::uint32_t>(at));
}

NormalizerStep SpaceNormalizer::mapStep() const {
    NormalizerStep step;
    step.kind = StageKind::CharacterMap;
    step.run = [this](const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
        const std::string source = withMarks(in);
        const std::string_view bytes = source;
        for (std::size_t at = 0, i = 0; at < bytes.size();) {
            const Prefix next = prefixAt(bytes.substr(at));
            std::size_t end = i;
            for (std::size_t byte = at; byte < at + next.bytes; ++end) {
                byte += decodeValidAt(bytes, byte).bytes;
            }
            const std::size_t before = out.size();
            for (std::size_t byte = 0; byte < next.text.size();) {
                const Decoded made = decodeValidAt(next.text, byte);
                out.push_back({made.code, in[i].begin, in[end - 1].end});
                byte += made.bytes;
            }
            if (next.text != bytes.substr(at, next.bytes)) {
                noteEdit(edits, i, end, before, out);
            }
            at += next.bytes;
            i = end;
        }
    };
    return step;
}

} // namespace vitrine::text
