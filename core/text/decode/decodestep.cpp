#include "core/text/decode/decodestep.h"

#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytealphabet.h"
#include "core/text/vocabulary/bytepieces.h"

#include <utility>

namespace vitrine::text {

namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& piece : pieces) {
        text += piece;
    }
    return text;
}

std::string textOfBytes(const std::string& bytes) {
    if (validPrefix(bytes) == bytes.size()) {
        return bytes;
    }
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        appendUtf8(text, kReplacementCharacter);
    }
    return text;
}

} // namespace

std::string decodePieces(const std::vector<DecodeStep>& steps,
                         const std::vector<std::string_view>& pieces) {
    std::vector<std::string> texts(pieces.begin(), pieces.end());
    for (const DecodeStep& step : steps) {
        step(texts);
    }
    return joined(texts);
}

DecodeStep metaspaceDecoding(std::string mark, bool dropsFirst) {
    return [mark = std::move(mark), dropsFirst](std::vector<std::string>& pieces) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            replaceAll(pieces[i], mark, i == 0 && dropsFirst ? "" : " ");
        }
    };
}

DecodeStep endingDecoding(std::string ending) {
    return [ending = std::move(ending)](std::vector<std::string>& pieces) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            replaceAll(pieces[i], ending, i + 1 == pieces.size() ? "" : " ");
        }
    };
}

DecodeStep replaceDecoding(std::string from, std::string to) {
    return [from = std::move(from), to = std::move(to)](std::vector<std::string>& pieces) {
        for (std::string& piece : pieces) {
            replaceAll(piece, from, to);
        }
    };
}

DecodeStep byteFallbackDecoding() {
    return [](std::vector<std::string>& pieces) {
        std::vector<std::string> out;
        std::string bytes;
        const auto flush = [&] {
            if (!bytes.empty()) {
                out.push_back(textOfBytes(std::exchange(bytes, {})));
            }
        };
        for (std::string& piece : pieces) {
            if (const auto byte = byteOfPiece(piece)) {
                bytes.push_back(static_cast<char>(*byte));
            } else {
                flush();
                out.push_back(std::move(piece));
            }
        }
        flush();
        pieces = std::move(out);
    };
}

DecodeStep fuseDecoding() {
    return [](std::vector<std::string>& pieces) { pieces = {joined(pieces)}; };
}

DecodeStep stripDecoding(std::string character, std::size_t start, std::size_t stop) {
    return [character = std::move(character), start, stop](std::vector<std::string>& pieces) {
        for (std::string& piece : pieces) {
            for (std::size_t i = 0; i < start && piece.starts_with(character); ++i) {
                piece.erase(0, character.size());
            }
            for (std::size_t i = 0; i < stop && piece.ends_with(character); ++i) {
                piece.resize(piece.size() - character.size());
            }
        }
    };
}

DecodeStep byteLevelDecoding() {
    return [](std::vector<std::string>& pieces) {
        std::string bytes;
        for (const std::string& piece : pieces) {
            bytes += bytesOfPiece(piece);
        }
        pieces = {std::move(bytes)};
    };
}

DecodeStep clipDecoding(std::string ending) {
    return [ending = std::move(ending)](std::vector<std::string>& pieces) {
        std::string text = joined(pieces);
        replaceAll(text, ending, " ");
        const std::size_t begin = text.find_first_not_of(' ');
        const std::size_t end = text.find_last_not_of(' ');
        text = begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
        pieces = {std::move(text)};
    };
}

} // namespace vitrine::text
