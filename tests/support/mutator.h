#pragma once

#include "core/base/philox.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tests {

/// Makes bad inputs out of good ones, the same ones for the same seed: bit and byte flips, cuts,
/// copies and splices of blocks, integer edges, words of the format. For parsers that are plain
/// functions of bytes.
class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> corpus, std::vector<std::string> words)
        : random_(seed)
        , corpus_(std::move(corpus))
        , words_(std::move(words)) {}

    /// One to four changes to a file of the corpus.
    std::string next() {
        std::string bytes = pick(corpus_);
        const std::uint32_t changes = 1 + random_.below(4);
        for (std::uint32_t change = 0; change < changes; ++change) {
            alter(bytes);
        }
        return bytes;
    }

private:
    const std::string& pick(const std::vector<std::string>& from) {
        return from[random_.below(static_cast<std::uint32_t>(from.size()))];
    }

    std::size_t place(const std::string& bytes) {
        return random_.below(static_cast<std::uint32_t>(bytes.size() + 1));
    }

    std::string block(const std::string& bytes) {
        const std::size_t begin = place(bytes);
        return bytes.substr(begin, 1 + random_.below(16));
    }

    void alter(std::string& bytes) {
        switch (random_.below(10)) {
        case 0:
            flip(bytes, static_cast<char>(1U << random_.below(8)));
            break;
        case 1:
            flip(bytes, static_cast<char>(1 + random_.below(255)));
            break;
        case 2:
            bytes.resize(place(bytes));
            break;
        case 3:
            bytes.erase(place(bytes), 1 + random_.below(8));
            break;
        case 4:
            bytes.insert(place(bytes), block(bytes));
            break;
        case 5:
            bytes.insert(place(bytes), block(pick(corpus_)));
            break;
        case 6:
            bytes.insert(place(bytes), pick(words_));
            break;
        case 7:
            replaceNumber(bytes);
            break;
        case 8:
            putInteger(bytes);
            break;
        default:
            bytes.append(1 + random_.below(9), static_cast<char>(random_.below(256)));
            break;
        }
    }

    void flip(std::string& bytes, char mask) {
        if (!bytes.empty()) {
            char& byte = bytes[random_.below(static_cast<std::uint32_t>(bytes.size()))];
            byte = static_cast<char>(byte ^ mask);
        }
    }

    /// A decimal number in the text becomes another one.
    void replaceNumber(std::string& bytes) {
        constexpr std::string_view kDigits = "0123456789";
        const std::size_t begin = bytes.find_first_of(kDigits, place(bytes));
        if (begin != std::string::npos) {
            std::size_t end = bytes.find_first_not_of(kDigits, begin);
            end = end == std::string::npos ? bytes.size() : end;
            bytes.replace(begin, end - begin, std::to_string(edge()));
        }
    }

    /// Eight bytes become a little-endian number: the length field, among others.
    void putInteger(std::string& bytes) {
        const std::uint64_t number = edge();
        const std::size_t begin = random_.below(2) == 0 ? 0 : place(bytes);
        for (std::size_t index = 0; index < 8 && begin + index < bytes.size(); ++index) {
            bytes[begin + index] = static_cast<char>((number >> (8 * index)) & 0xFF);
        }
    }

    /// 2^n − 1, 2^n or 2^n + 1, or a small number.
    std::uint64_t edge() {
        if (random_.below(2) == 0) {
            return random_.below(64);
        }
        return (std::uint64_t{1} << random_.below(64)) + random_.below(3) - 1;
    }

    Random random_;
    std::vector<std::string> corpus_;
    std::vector<std::string> words_;
};

/// A number that the person may set to run more, or to run a case again.
inline std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

} // namespace vitrine::tests
