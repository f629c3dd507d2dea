#include "core/study/sweep/examples.h"

#include "core/base/draws.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace vitrine::study {

namespace {

constexpr std::size_t kLargestData = std::size_t{4} << 30;
constexpr JsonLimits kLineLimits{.bytes = std::size_t{16} << 20,
                                 .stringBytes = std::size_t{16} << 20};

/// A label may be written as a text or a number.
std::optional<std::string> labelOf(const Json* json) {
    if (json == nullptr || json->isNull()) {
        return std::nullopt;
    }
    return json->string() != nullptr ? *json->string() : json->dump();
}

/// The example of a JSON line; nothing for another split.
Outcome<std::optional<SweepExample>> exampleFrom(std::string_view line, const std::string& where,
                                                 const SweepData& data) {
    const auto json = parseJson(line, where, kLineLimits);
    if (!json) {
        return json.as<std::optional<SweepExample>>();
    }
    const Json* split = json->find("split");
    if (split != nullptr && split->string() != nullptr && *split->string() != data.split) {
        return std::optional<SweepExample>();
    }
    const Json* text = json->find(data.text);
    if (text == nullptr || text->string() == nullptr) {
        return Problem{"The line has no text under \"" + data.text + "\"", where,
                       "Name the right key as data.text"};
    }
    SweepExample example;
    example.sample.text = *text->string();
    example.label = labelOf(json->find(data.label));
    return std::optional(std::move(example));
}

/// Where the lines are, and which of them count.
struct Lines {
    std::filesystem::path file;
    std::string dataSet;
    std::size_t begin = 0;
    std::size_t end = SIZE_MAX;
};

/// Of a pack, the lines of its samples.jsonl that are the asked part.
Outcome<Lines> linesOf(const std::filesystem::path& file, const SweepData& data) {
    std::error_code error;
    if (!std::filesystem::is_directory(file, error)) {
        return Lines{.file = file, .dataSet = file.stem().string()};
    }
    const auto pack = readJson(file / "pack.json");
    if (!pack) {
        return pack.as<Lines>();
    }
    const Json* parts = pack->find("splits");
    const Json* part = parts != nullptr ? parts->find(data.split) : nullptr;
    const Json::Array* range = part != nullptr ? part->array() : nullptr;
    if (range == nullptr || range->size() != 2 || range->front().number(-1) < 0 ||
        range->back().number(-1) < 0) {
        return Problem{"The pack has no part of that name", file.string() + ": " + data.split,
                       "Name another as data.split"};
    }
    return Lines{.file = file / "samples.jsonl",
                 .dataSet = file.filename().string(),
                 .begin = static_cast<std::size_t>(range->front().number()),
                 .end = static_cast<std::size_t>(range->back().number())};
}

std::vector<SweepExample> ordered(std::vector<SweepExample> examples, const SweepData& data) {
    const auto order = Draws(DrawKey(data.orderSeed, "sweep order"), 0)
                           .permutation(static_cast<std::uint32_t>(examples.size()));
    std::size_t count = examples.size();
    if (data.limit > 0) {
        count = std::min(count, static_cast<std::size_t>(data.limit));
    }
    std::vector<SweepExample> result;
    for (std::size_t i = 0; i < count; ++i) {
        result.push_back(std::move(examples[order[i]]));
    }
    return result;
}

} // namespace

std::uint64_t SweepExample::drawn() const {
    return hashText(id);
}

Outcome<std::vector<SweepExample>> readExamples(const std::filesystem::path& place,
                                                const SweepData& data) {
    const auto lines = linesOf(place, data);
    if (!lines) {
        return lines.as<std::vector<SweepExample>>();
    }
    const std::filesystem::path& file = lines->file;
    const auto content = readFile(file, kLargestData);
    if (!content) {
        return content.as<std::vector<SweepExample>>();
    }
    const bool plain = file.extension() == ".txt";
    std::vector<SweepExample> examples;
    std::string_view rest = *content;
    for (std::size_t row = 0; !rest.empty(); ++row) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty() || row < lines->begin || row >= lines->end) {
            continue;
        }
        const std::string where = file.string() + ", line " + std::to_string(row + 1);
        Outcome<std::optional<SweepExample>> example = std::optional(SweepExample{});
        if (plain) {
            example->value().sample.text = toValidUtf8(line);
        } else {
            example = exampleFrom(line, where, data);
        }
        if (!example) {
            return example.as<std::vector<SweepExample>>();
        }
        if (example->has_value()) {
            (*example)->row = row;
            (*example)->id = lines->dataSet + ":" + std::to_string(row);
            examples.push_back(std::move(**example));
        }
    }
    if (examples.empty()) {
        return Problem{"The file has no example of the split", file.string() + ": " + data.split,
                       "Name another file or split"};
    }
    return ordered(std::move(examples), data);
}

} // namespace vitrine::study
