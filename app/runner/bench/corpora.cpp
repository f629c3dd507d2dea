#include "app/runner/bench/corpora.h"

#include "core/base/files.h"
#include "core/base/philox.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEnough = 500'000;
constexpr std::size_t kLargestPart = std::size_t{1} << 20;
constexpr std::size_t kLargestFile = std::size_t{1} << 30;

/// Files of a folder with valid UTF-8 in them, one after the other until it is enough.
std::string gathered(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.is_regular_file(error)) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::string text;
    for (const fs::path& file : files) {
        const auto part = readFile(file, kLargestPart);
        if (part && isUtf8(*part)) {
            text += *part;
        }
        if (text.size() >= kEnough) {
            break;
        }
    }
    return text;
}

/// Ideographs of the common block, a full stop now and then, 60 characters a line.
std::string ideographs() {
    constexpr std::uint32_t kFirst = 0x4E00;
    constexpr std::uint32_t kCommon = 6000;
    Random random(1);
    std::string text;
    for (int count = 1; text.size() < kEnough; ++count) {
        const std::uint32_t code = kFirst + random.below(kCommon);
        text += static_cast<char>(0xE0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (code & 0x3F));
        if (count % 12 == 0) {
            text += "。";
        }
        if (count % 60 == 0) {
            text += '\n';
        }
    }
    return text;
}

} // namespace

Outcome<std::vector<Corpus>> corporaFor(const std::optional<fs::path>& file) {
    if (file) {
        auto text = readFile(*file, kLargestFile);
        if (!text) {
            return text.as<std::vector<Corpus>>();
        }
        return std::vector<Corpus>{{file->filename().string(), *std::move(text)}};
    }
    std::vector<Corpus> corpora;
    if (std::string english = gathered("/usr/share/common-licenses"); !english.empty()) {
        corpora.push_back({"English", std::move(english)});
    }
    if (std::string code = gathered("/usr/include"); !code.empty()) {
        corpora.push_back({"code", std::move(code)});
    }
    corpora.push_back({"ideographs", ideographs()});
    return corpora;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace vitrine::app
