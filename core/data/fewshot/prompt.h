#pragma once

#include "core/base/axis.h"
#include "core/base/image.h"
#include "core/base/sample.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::data {

/// What a stretch of a few-shot prompt is for.
enum class PromptRole {
    Induction, ///< the instruction in front
    Shot,      ///< a complete example
    Query      ///< an example without its answer
};

/// A picture and the words after it; either may be missing.
struct PromptExample {
    std::shared_ptr<const Image> picture;
    std::string label; ///< of the picture, for people: "dax 1"
    std::string words;
};

/// A stretch of the written prompt.
struct PromptPart {
    PromptRole role = PromptRole::Query;
    int shot = -1; ///< counts shots from 0; −1 for others
    Span text;     ///< bytes of the Sample's text; its picture stands before them

    bool operator==(const PromptPart&) const = default;
};

/// Pictures and words in turn, for models that learn from the prompt alone (Tsimpoukelis et al.
/// 2021, section 4).
struct FewShotPrompt {
    Sample sample;
    std::vector<PromptPart> parts; ///< in order; together the whole text
    std::string answer;            ///< what would be right to go on with; empty where nobody knows

    /// The part that a byte of the text is of; the query for the text's end.
    [[nodiscard]] const PromptPart& partAt(std::size_t byte) const;
};

/// Writes instruction (may be empty), shots and query one after the other. Words are taken as they
/// are: who wants a blank or a line between two shots writes it.
[[nodiscard]] FewShotPrompt fewShotPrompt(std::string_view induction,
                                          const std::vector<PromptExample>& shots,
                                          const PromptExample& query, std::string answer);

/// An example of visual question answering, as "Question: … Answer: …"; without the answer where
/// that is empty.
[[nodiscard]] PromptExample questionExample(std::shared_ptr<const Image> picture,
                                            std::string_view question, std::string_view answer);

/// The Sample with every picture black: what the words alone do.
[[nodiscard]] Sample blinded(const Sample& sample);

} // namespace vitrine::data
