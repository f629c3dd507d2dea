#include "core/text/sentencepiece/sentencepieceencoder.h"

#include "core/text/unicode/utf8.h"

#include <utility>

namespace vitrine::text {

namespace {

std::vector<SentencePieceModel::Type> typesOf(const SentencePieceModel& file) {
    std::vector<SentencePieceModel::Type> types;
    types.reserve(file.pieces.size());
    for (const SentencePieceModel::Piece& piece : file.pieces) {
        types.push_back(piece.type);
    }
    return types;
}

void appendBytes(std::string& bytes, std::string& text) {
    for (std::size_t at = 0; at < bytes.size();) {
        const Decoded step = decodeAt(bytes, at);
        for (std::uint32_t i = 0; i < (step.valid ? 1 : step.bytes); ++i) {
            appendUtf8(text, step.code);
        }
        at += step.bytes;
    }
    bytes.clear();
}

} // namespace

SentencePieceEncoder::SentencePieceEncoder(const SentencePieceModel& file, Charsmap map,
                                           SentencePieceOptions options)
    : normalizer_(file, std::move(map))
    , options_(std::move(options))
    , bytes_(*options_.vocabulary)
    , byteFallback_(file.byteFallback)
    , spaceAsSuffix_(file.spaceAsSuffix)
    , dropsFirstSpace_(file.addDummyPrefix || file.removeExtraWhitespaces)
    , dropsFirstSpaces_(file.removeExtraWhitespaces)
    , space_(file.escapeWhitespaces ? "\u2581" : " ")
    , unknownText_(file.unknownText)
    , types_(typesOf(file)) {}

std::unique_ptr<Scratch> SentencePieceEncoder::makeScratch() const {
    auto working = std::make_unique<Working>();
    working->model = options_.model->makeWorking();
    return working;
}

void SentencePieceEncoder::cutGap(std::string_view text, std::size_t begin, std::size_t end,
                                  Working& working) const {
    const bool prefix = begin == 0 || !options_.prefixesFirstGapOnly;
    normalizer_.run(text, begin, end, prefix, working.text);
    working.parts.clear();
    options_.model->cut(working.text.text, *working.model, working.parts);
}

bool SentencePieceEncoder::beginsWord(const Working& working, std::size_t part) const {
    if (part == 0) {
        return true;
    }
    const std::string_view text = working.text.text;
    const std::string_view before = text.substr(0, working.parts[part].begin);
    return spaceAsSuffix_ ? before.ends_with(space_)
                          : text.substr(working.parts[part].begin).starts_with(space_);
}

void SentencePieceEncoder::encode(std::string_view text, std::size_t begin, std::size_t end,
                                  Scratch& scratch, FlatEncoding& out) const {
    auto& working = static_cast<Working&>(scratch);
    cutGap(text, begin, end, working);
    std::uint32_t word = out.words.empty() ? 0 : out.words.back() + 1;
    bool afterUnknown = false;
    for (std::size_t i = 0; i < working.parts.size(); ++i) {
        const WordPart& part = working.parts[i];
        const Span32 source{working.text.origin[part.begin], working.text.origin[part.end]};
        const bool unknown = part.id == options_.unknownId;
        if (i > 0 && beginsWord(working, i)) {
            ++word;
        }
        if (unknown) {
            const std::string_view whole = working.text.text;
            appendUnknown(whole.substr(part.begin, part.end - part.begin), source, word,
                          afterUnknown, out);
        } else {
            out.ids.push_back(part.id);
            out.spans.push_back(source);
            out.words.push_back(word);
        }
        afterUnknown = unknown;
    }
}

void SentencePieceEncoder::appendUnknown(std::string_view piece, Span32 source, std::uint32_t word,
                                         bool afterUnknown, FlatEncoding& out) const {
    if (!byteFallback_ && afterUnknown) {
        out.spans.back().end = source.end;
        return;
    }
    if (!byteFallback_) {
        out.ids.push_back(options_.unknownId);
        out.spans.push_back(source);
        out.words.push_back(word);
        return;
    }
    // The last byte stands for the whole character, the others for nothing.
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const bool last = i + 1 == piece.size();
        out.ids.push_back(bytes_.idOf(piece[i]));
        out.spans.push_back(last ? source : Span32{source.begin, source.begin});
        out.words.push_back(word);
    }
}

std::string SentencePieceEncoder::join(const std::vector<std::string_view>& pieces,
                                       bool /*cleanUp*/) const {
    using Type = SentencePieceModel::Type;
    std::string text;
    std::string bytes;
    bool drops = dropsFirstSpace_;
    for (std::string_view piece : pieces) {
        const auto id = options_.vocabulary->find(piece);
        const Type type = id ? types_[static_cast<std::size_t>(*id)] : Type::UserDefined;
        if (type == Type::Byte) {
            bytes.push_back(static_cast<char>(*byteOfPiece(piece)));
            continue;
        }
        appendBytes(bytes, text);
        drops = drops && text.empty();
        if (type == Type::Unknown) {
            text += unknownText_;
        } else if (type != Type::Control) {
            if (drops && piece.starts_with("\u2581")) {
                piece.remove_prefix(std::string_view("\u2581").size());
                drops = dropsFirstSpaces_;
            }
            for (std::size_t at = 0; at < piece.size();) {
                const Decoded step = decodeValidAt(piece, at);
                text += step.code == U'\u2581' ? " " : piece.substr(at, step.bytes);
                at += step.bytes;
            }
        }
    }
    appendBytes(bytes, text);
    return text;
}

} // namespace vitrine::text
