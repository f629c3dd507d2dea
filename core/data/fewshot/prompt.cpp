#include "core/data/fewshot/prompt.h"

#include <algorithm>
#include <utility>

namespace vitrine::data {

namespace {

void append(FewShotPrompt& prompt, PromptRole role, int shot, const PromptExample& example) {
    std::string& text = prompt.sample.text;
    const std::size_t begin = text.size();
    if (example.picture != nullptr) {
        prompt.sample.pictures.push_back(
            {.at = begin, .picture = example.picture, .label = example.label});
    }
    text += example.words;
    prompt.parts.push_back({.role = role, .shot = shot, .text = {begin, text.size()}});
}

} // namespace

const PromptPart& FewShotPrompt::partAt(std::size_t byte) const {
    const auto found = std::ranges::find_if(parts, [&](const PromptPart& part) {
        return byte >= part.text.begin && byte < part.text.end;
    });
    return found == parts.end() ? parts.back() : *found;
}

FewShotPrompt fewShotPrompt(std::string_view induction, const std::vector<PromptExample>& shots,
                            const PromptExample& query, std::string answer) {
    FewShotPrompt prompt{
        .sample = {.name = "few-shot prompt"}, .parts = {}, .answer = std::move(answer)};
    if (!induction.empty()) {
        append(prompt, PromptRole::Induction, -1,
               {.picture = nullptr, .label = {}, .words = std::string(induction)});
    }
    int shot = 0;
    for (const PromptExample& example : shots) {
        append(prompt, PromptRole::Shot, shot++, example);
    }
    append(prompt, PromptRole::Query, -1, query);
    return prompt;
}

PromptExample questionExample(std::shared_ptr<const Image> picture, std::string_view question,
                              std::string_view answer) {
    std::string words = "Question: " + std::string(question) + " Answer:";
    if (!answer.empty()) {
        words += " " + std::string(answer);
    }
    return {.picture = std::move(picture), .label = {}, .words = std::move(words)};
}

Sample blinded(const Sample& sample) {
    const auto black = [](const std::shared_ptr<const Image>& picture) {
        return picture == nullptr
                   ? picture
                   : std::make_shared<const Image>(picture->width(), picture->height());
    };
    Sample blind = sample;
    blind.picture = black(sample.picture);
    for (PlacedPicture& placed : blind.pictures) {
        placed.picture = black(placed.picture);
    }
    return blind;
}

} // namespace vitrine::data
