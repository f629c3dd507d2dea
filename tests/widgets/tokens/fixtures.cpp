#include "tests/widgets/tokens/fixtures.h"


#include <QTest>

#include <cstdlib>

namespace vitrine::tests {

namespace {

std::filesystem::path cacheFolder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    return (cache != nullptr && *cache != '\0'
                ? std::filesystem::path(cache)
                : std::filesystem::path(home != nullptr ? home : "/") / ".cache")
        / "vitrine";
}

std::shared_ptr<const text::Tokenizer> opened(const std::filesystem::path& folder) {
    auto outcome = text::openTokenizer(folder);
    if (!outcome.ok()) {
        QTest::qFail(outcome.problem().text().c_str(), __FILE__, __LINE__);
        return nullptr;
    }
    return *outcome;
}

} // namespace

std::vector<widgets::NamedTokenizer> realTokenizers() {
    static const auto wordPiece = opened(cacheFolder() / "models" / "all-MiniLM-L6-v2");
    static const auto bytePairs = opened(cacheFolder() / "tokenizers" / "gpt2");
    if (wordPiece == nullptr || bytePairs == nullptr) {
        return {};
    }
    return {{QStringLiteral("MiniLM"), wordPiece, 384},
            {QStringLiteral("GPT-2"), bytePairs, 768},
            {QStringLiteral("Characters"), text::characterTokenizer(), 0},
            {QStringLiteral("Bytes"), text::byteTokenizer(), 0}};
}

QByteArray sentence() {
    return QByteArrayLiteral("Unbelievably, the naïve dachshund caught the frisbee 🥏 twice. ");
}

QByteArray longText(qsizetype bytes) {
    QByteArray text;
    int line = 0;
    while (text.size() < bytes) {
        text += QByteArray::number(++line) + ". " + sentence()
            + "Transformers read tokens, not letters; größere Wörter werden zerlegt.\n";
    }
    text.truncate(bytes);
    while (!text.isEmpty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
        text.chop(1);
    }
    if (!text.isEmpty() && static_cast<unsigned char>(text.back()) >= 0xC0U) {
        text.chop(1);
    }
    return text;
}

Span spanOf(const QByteArray& text, const QByteArray& word) {
    const auto at = static_cast<std::size_t>(text.indexOf(word));
    return {at, at + static_cast<std::size_t>(word.size())};
}

int tokenOf(const widgets::TokenRow& row, const std::string& piece) {
    for (std::size_t i = 0; i < row.tokens().size(); ++i) {
        if (row.tokens()[i].text == piece) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

} // namespace vitrine::tests
