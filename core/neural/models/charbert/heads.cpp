#include "core/neural/models/charbert/heads.h"

#include "core/neural/models/embedding.h"

#include <ATen/ops/cat.h>

namespace vitrine::neural {

std::vector<std::string> CharacterHeads::tasks() const {
    std::vector<std::string> tasks;
    const auto add = [&](bool present, const char* name) {
        if (present) {
            tasks.emplace_back(name);
        }
    };
    add(maskedWord.has_value(), "fill-mask");
    add(noisyWord.has_value(), "noisy-word");
    add(classifier.has_value(), "classify");
    add(tagger.has_value(), "tag");
    add(span.has_value(), "span");
    add(true, "embed");
    return tasks;
}

void CharacterHeads::answer(const Channels& channels, const at::Tensor& mask,
                            const StackRequest& request, ForwardResult& result) const {
    result.embedding = sentenceEmbedding(channels.tokens, mask);
    if (maskedWord) {
        result.logits["fill-mask"] = (*maskedWord)(wordRows(channels.tokens, request));
    }
    if (noisyWord) {
        result.logits["noisy-word"] = (*noisyWord)(wordRows(channels.characters, request));
    }
    if (!classifier && !tagger && !span) {
        return;
    }
    const at::Tensor both = at::cat({channels.tokens, channels.characters}, 2);
    if (classifier) {
        result.logits["classify"] = (*classifier)(both.mean(1));
    }
    if (tagger) {
        result.logits["tag"] = (*tagger)(both);
    }
    if (span) {
        const at::Tensor ends = (*span)(both);
        result.logits["start"] = ends.select(2, 0);
        result.logits["end"] = ends.select(2, 1);
    }
}

} // namespace vitrine::neural
