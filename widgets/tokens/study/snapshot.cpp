#include "widgets/tokens/study/snapshot.h"

#include "core/base/utf8.h"
#include "core/base/unicode/properties.h"

#include <algorithm>
#include <chrono>

namespace vitrine::widgets {

namespace {

bool isWhiteSpace(char32_t code) {
    return unicode::Properties(code).whiteSpace();
}

void readCharacters(Snapshot& snapshot) {
    static const std::shared_ptr<const text::Tokenizer> characters = text::characterTokenizer();
    text::FlatEncoding flat;
    characters->encodeFlat(snapshot.bytes(), flat);
    snapshot.characters = flat.ids.size();
    bool inWord = false;
    for (std::size_t i = 0; i < flat.ids.size(); ++i) {
        const Span span{flat.spans[i].begin, flat.spans[i].end};
        if (i > 0 && flat.words[i] == flat.words[i - 1]) {
            snapshot.clusters.back().end = span.end;
        } else {
            snapshot.clusters.push_back(span);
        }
        const auto code = static_cast<char32_t>(flat.ids[i]);
        if (code == kReplacementCharacter
            && snapshot.bytes().substr(span.begin, span.size()) != "\uFFFD") {
            snapshot.invalid.push_back(span);
        }
        const bool white = isWhiteSpace(code);
        snapshot.words += !white && !inWord ? 1 : 0;
        inWord = !white;
    }
}

TokenRow rowOf(const NamedTokenizer& tokenizer, std::string_view text) {
    TokenRow row;
    row.tokenizer = tokenizer;
    row.encoding = tokenizer.tokenizer->encode(text, std::nullopt, {});
    for (const text::Token& token : row.encoding.tokens) {
        row.special += token.special ? 1 : 0;
        row.unknown += token.kind == TokenKind::Unknown ? 1 : 0;
    }
    return row;
}

void finishRow(TokenRow& row, std::string_view text) {
    row.pieces = drawnPieces(text, row.encoding.tokens);
    row.dropped = text::droppedBytes(text, row.encoding);
    std::erase_if(row.dropped, [](const text::Dropped& dropped) {
        return dropped.reason == text::Dropped::Reason::WhiteSpace;
    });
}

double millisecondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

} // namespace

int TokenRow::tokenAt(Span source) const {
    for (std::size_t i = 0; i < encoding.tokens.size(); ++i) {
        const text::Token& token = encoding.tokens[i];
        if (token.source.empty() || token.source.end <= source.begin) {
            continue;
        }
        return token.source.begin < std::max(source.end, source.begin + 1) ? static_cast<int>(i)
                                                                            : -1;
    }
    return -1;
}

std::pair<std::size_t, std::size_t> TokenRow::drawnIn(double begin, double end) const {
    const auto first = std::partition_point(
        pieces.begin(), pieces.end(), [&](const DrawnPiece& piece) { return piece.end < begin; });
    const auto last = std::partition_point(
        first, pieces.end(), [&](const DrawnPiece& piece) { return piece.begin <= end; });
    return {static_cast<std::size_t>(first - pieces.begin()),
            static_cast<std::size_t>(last - pieces.begin())};
}

QString Snapshot::sourceText(Span bytes) const {
    return QString::fromUtf8(text.constData() + bytes.begin,
                             static_cast<qsizetype>(bytes.size()));
}

std::pair<std::size_t, std::size_t> Snapshot::clustersIn(Span bytes) const {
    const auto first = std::partition_point(
        clusters.begin(), clusters.end(), [&](const Span& c) { return c.end <= bytes.begin; });
    const auto last = std::partition_point(
        first, clusters.end(), [&](const Span& c) { return c.begin < bytes.end; });
    return {static_cast<std::size_t>(first - clusters.begin()),
            static_cast<std::size_t>(last - clusters.begin())};
}

Span Snapshot::wordAround(Span bytes) const {
    const auto white = [&](std::size_t cluster) {
        return isWhiteSpace(utf8Step(this->bytes(), clusters[cluster].begin).character);
    };
    auto [first, last] = clustersIn(bytes);
    while (first < last && white(first)) {
        ++first;
    }
    if (first == last) {
        return bytes;
    }
    while (first > 0 && !white(first - 1)) {
        --first;
    }
    std::size_t end = first + 1;
    while (end < clusters.size() && (end < last || !white(end))) {
        ++end;
    }
    return {clusters[first].begin, clusters[end - 1].end};
}

std::size_t Snapshot::wordNumber(std::size_t begin) const {
    std::size_t number = 0;
    bool inWord = false;
    for (const Span& cluster : clusters) {
        if (cluster.begin > begin) {
            break;
        }
        const bool white = isWhiteSpace(utf8Step(this->bytes(), cluster.begin).character);
        number += !white && !inWord ? 1 : 0;
        inWord = !white;
    }
    return number;
}

SnapshotPointer takeSnapshot(const QByteArray& text, const std::vector<NamedTokenizer>& tokenizers,
                             const Tick& tick) {
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->text = text;
    const auto start = std::chrono::steady_clock::now();
    for (const NamedTokenizer& tokenizer : tokenizers) {
        snapshot->rows.push_back(rowOf(tokenizer, snapshot->bytes()));
        if (tick.stopped()) {
            return nullptr;
        }
    }
    snapshot->milliseconds = millisecondsSince(start);
    for (TokenRow& row : snapshot->rows) {
        finishRow(row, snapshot->bytes());
    }
    readCharacters(*snapshot);
    return snapshot;
}

double piecesPerWord(const Snapshot& snapshot, const TokenRow& row) {
    return snapshot.words == 0
        ? 0
        : static_cast<double>(row.ownPieces()) / static_cast<double>(snapshot.words);
}

double bytesPerPiece(const Snapshot& snapshot, const TokenRow& row) {
    return row.ownPieces() == 0
        ? 0
        : static_cast<double>(snapshot.text.size()) / static_cast<double>(row.ownPieces());
}

} // namespace vitrine::widgets
