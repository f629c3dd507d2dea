#include "core/base/unicode/graphemes.h"
#include "core/base/unicode/properties.h"
#include "core/text/post/template.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytepieces.h"

namespace vitrine::text {

namespace {

/// What the two tokenizers without a vocabulary file share: no template, no added tokens, one token
/// after the other.
class PlainTokenizer : public Tokenizer {
public:
    using Tokenizer::decode;

    [[nodiscard]] Encoding encode(std::string_view text, std::optional<std::string_view> pair,
                                  const EncodeOptions& options) const override {
        Encoding out;
        cut(text, 0, out);
        if (pair) {
            cut(*pair, 1, out);
        }
        if (options.maxLength && out.tokens.size() > *options.maxLength) {
            shorten(*options.maxLength, out);
        }
        return out;
    }

private:
    virtual void cut(std::string_view text, std::int32_t segment, Encoding& out) const = 0;

    static void shorten(std::size_t room, Encoding& out) {
        std::size_t count[2] = {0, 0};
        for (const Token& token : out.tokens) {
            ++count[token.segment];
        }
        const Lengths kept =
            truncateLongestFirst({count[0], count[1]}, /*withPair=*/count[1] > 0, room);
        const std::size_t keep[2] = {kept.text, kept.pair};
        std::size_t seen[2] = {0, 0};
        std::erase_if(out.tokens, [&](const Token& token) {
            return seen[token.segment]++ >= keep[token.segment];
        });
    }
};

class ByteTokenizer final : public PlainTokenizer {
public:
    [[nodiscard]] std::string kind() const override { return "bytes"; }

    [[nodiscard]] std::size_t vocabularySize() const override { return 256; }

    [[nodiscard]] std::string decode(const std::vector<std::int64_t>& ids) const override {
        std::string bytes;
        for (const std::int64_t id : ids) {
            if (id >= 0 && id < 256) {
                bytes.push_back(static_cast<char>(id));
            }
        }
        return bytes;
    }

    [[nodiscard]] std::optional<std::int64_t> idOf(std::string_view piece) const override {
        return byteOfPiece(piece);
    }

    [[nodiscard]] std::optional<std::string> pieceOf(std::int64_t id) const override {
        return id >= 0 && id < 256 ? std::optional(bytePiece(static_cast<unsigned char>(id)))
                                   : std::nullopt;
    }

private:
    void cut(std::string_view text, std::int32_t segment, Encoding& out) const override {
        std::size_t clusterEnd = 0;
        std::int32_t cluster = -1;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at == clusterEnd) {
                clusterEnd = unicode::nextGrapheme(text, at);
                ++cluster;
            }
            const auto byte = static_cast<unsigned char>(text[at]);
            out.tokens.push_back({byte,
                                  bytePiece(byte),
                                  {at, at + 1},
                                  TokenKind::Byte,
                                  segment,
                                  cluster,
                                  segment,
                                  false});
        }
    }
};

class CharacterTokenizer final : public PlainTokenizer {
public:
    [[nodiscard]] std::string kind() const override { return "characters"; }

    [[nodiscard]] std::size_t vocabularySize() const override { return unicode::kLastCodePoint + 1; }

    [[nodiscard]] std::string decode(const std::vector<std::int64_t>& ids) const override {
        std::string text;
        for (const std::int64_t id : ids) {
            text.append(pieceOf(id).value_or(std::string{}));
        }
        return text;
    }

    [[nodiscard]] std::optional<std::int64_t> idOf(std::string_view piece) const override {
        if (piece.empty()) {
            return std::nullopt;
        }
        const Decoded step = decodeAt(piece, 0);
        return step.valid && step.bytes == piece.size() ? std::optional<std::int64_t>(step.code)
                                                        : std::nullopt;
    }

    [[nodiscard]] std::optional<std::string> pieceOf(std::int64_t id) const override {
        if (id < 0 || id > unicode::kLastCodePoint || (id >= 0xD800 && id <= 0xDFFF)) {
            return std::nullopt;
        }
        std::string piece;
        appendUtf8(piece, static_cast<char32_t>(id));
        return piece;
    }

private:
    void cut(std::string_view text, std::int32_t segment, Encoding& out) const override {
        std::size_t clusterEnd = 0;
        std::int32_t cluster = -1;
        for (std::size_t at = 0; at < text.size();) {
            if (at == clusterEnd) {
                clusterEnd = unicode::nextGrapheme(text, at);
                ++cluster;
            }
            const Decoded step = decodeAt(text, at);
            const Span source{at, at + step.bytes};
            if (!step.valid) {
                out.invalid.push_back({segment, source});
            }
            const auto id = static_cast<std::int64_t>(step.code);
            out.tokens.push_back(
                {id, *pieceOf(id), source, TokenKind::Character, segment, cluster, segment, false});
            at += step.bytes;
        }
    }
};

} // namespace

std::shared_ptr<const Tokenizer> byteTokenizer() {
    return std::make_shared<const ByteTokenizer>();
}

std::shared_ptr<const Tokenizer> characterTokenizer() {
    return std::make_shared<const CharacterTokenizer>();
}

} // namespace vitrine::text
