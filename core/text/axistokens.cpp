#include "core/text/axistokens.h"

namespace vitrine::text {

std::vector<AxisToken> axisTokens(const Encoding& encoding) {
    std::vector<AxisToken> tokens;
    tokens.reserve(encoding.tokens.size());
    for (const Token& token : encoding.tokens) {
        tokens.push_back({.kind = token.kind,
                          .id = token.id,
                          .label = token.text,
                          .source = token.source,
                          .segment = token.segment,
                          .word = token.word,
                          .special = token.special,
                          .pad = token.kind == TokenKind::Pad});
    }
    return tokens;
}

} // namespace vitrine::text
