#include "core/data/baseline/packtexts.h"

#include "core/base/files.h"
#include "core/data/tables/rows.h"

#include <optional>

namespace vitrine::data {

Outcome<LabelledTexts> textsOfPart(const std::filesystem::path& folder, const Pack& pack,
                                   const std::string& part) {
    constexpr std::size_t kLargest = std::size_t{4} << 30;
    const auto range = pack.part(part);
    if (!range) {
        return range.as<LabelledTexts>();
    }
    const auto file = folder / "samples.jsonl";
    const auto text = readFile(file, kLargest);
    if (!text) {
        return text.as<LabelledTexts>();
    }
    LabelledTexts found;
    std::int64_t sample = 0;
    std::optional<Problem> problem;
    const auto stop = [&](std::size_t line, const std::string& what) {
        problem = Problem{"The list of samples does not fit the pack: " + what,
                          file.string() + ", line " + std::to_string(line), "Make the pack anew"};
        return false;
    };
    const auto take = [&](const Row& row) {
        const std::string* caption = row.find("caption");
        const std::string* label = row.find("label");
        if (caption == nullptr || label == nullptr || sample >= pack.size()) {
            return stop(row.line, "caption or label is missing, or there are too many lines");
        }
        const std::int64_t number = pack.label(sample);
        if (pack.classes().at(static_cast<std::size_t>(number)) != *label) {
            return stop(row.line, "the shard says " +
                                      pack.classes().at(static_cast<std::size_t>(number)));
        }
        if (sample >= range->begin && sample < range->end) {
            found.texts.push_back(*caption);
            found.labels.push_back(number);
        }
        ++sample;
        return true;
    };
    readJsonLines(*text, {.row = take, .fault = [&](const RowFault& fault) {
                              return fault.repaired || stop(fault.line, fault.what);
                          }});
    if (!problem && sample != pack.size()) {
        stop(static_cast<std::size_t>(sample), "lines are missing");
    }
    if (problem) {
        return *problem;
    }
    return found;
}

} // namespace vitrine::data
