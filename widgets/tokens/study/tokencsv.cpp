#include "widgets/tokens/study/tokencsv.h"

#include "core/base/utf8.h"
#include "widgets/foundation/figure/csv.h"

namespace vitrine::widgets {

namespace {

std::string_view kindName(TokenKind kind) {
    switch (kind) {
    case TokenKind::Piece: return "piece";
    case TokenKind::Continuation: return "continuation";
    case TokenKind::Character: return "character";
    case TokenKind::Byte: return "byte";
    case TokenKind::Patch: return "patch";
    case TokenKind::Prefix: return "prefix";
    case TokenKind::Unknown: return "unknown";
    case TokenKind::Class: return "class";
    case TokenKind::Separator: return "separator";
    case TokenKind::Pad: return "pad";
    case TokenKind::Special: return "special";
    }
    return {};
}

} // namespace

std::string tokenCsv(const Snapshot& snapshot) {
    CsvWriter csv({"tokenizer", "index", "id", "piece", "surface", "begin", "end", "kind", "word",
                   "special"});
    for (const TokenRow& row : snapshot.rows) {
        const std::string name = row.tokenizer.name.toStdString();
        std::int64_t index = 0;
        for (const text::Token& token : row.tokens()) {
            const std::string surface =
                toValidUtf8(snapshot.bytes().substr(token.source.begin, token.source.size()));
            csv.add({std::string_view(name), index++, token.id, std::string_view(token.text),
                     std::string_view(surface), static_cast<std::int64_t>(token.source.begin),
                     static_cast<std::int64_t>(token.source.end), kindName(token.kind),
                     static_cast<std::int64_t>(token.word),
                     static_cast<std::int64_t>(token.special ? 1 : 0)});
        }
    }
    return std::move(csv).take();
}

} // namespace vitrine::widgets
