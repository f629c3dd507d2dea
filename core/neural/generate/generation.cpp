#include "core/neural/generate/generation.h"

#include "core/neural/generate/writing.h"

#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>

namespace vitrine::neural {

namespace {

using engine::GenerationOptions;

Outcome<Done> inRange(const GenerationOptions& options, const std::string& where) {
    const auto refused = [&](const char* what, const char* advice) {
        return Problem{std::string("The option ") + what, where, advice};
    };
    if (options.maxNewTokens < 1) {
        return refused("max_new_tokens is below 1", "Ask for at least one token");
    }
    constexpr int kMostBeams = 64;
    if (options.beams < 1 || options.beams > kMostBeams) {
        return refused("num_beams is out of range", "Give 1 to 64");
    }
    if (options.sample && options.beams > 1) {
        return refused("do_sample does not go with beams", "Sample with one beam");
    }
    if (!(options.temperature > 0)) {
        return refused("temperature must be above 0", "Leave sampling away for the most probable");
    }
    if (options.topK < 0) {
        return refused("top_k is negative", "Give 0 for all tokens");
    }
    if (!(options.topP > 0 && options.topP <= 1)) {
        return refused("top_p is out of range", "Give a number above 0, at most 1");
    }
    if (!(options.repetitionPenalty > 0)) {
        return refused("repetition_penalty must be above 0", "Give 1 for none");
    }
    if (options.noRepeatNgram < 0) {
        return refused("no_repeat_ngram_size is negative", "Give 0 for no rule");
    }
    return Done{};
}

/// How many tokens fit behind the prompt.
Outcome<std::int64_t> roomFor(const GenerationInput& input, std::int64_t wanted) {
    const auto prompt = static_cast<std::int64_t>(input.prompt.size());
    const std::int64_t left = input.card.positions - prompt;
    if (prompt == 0 || left < 1) {
        return Problem{prompt == 0 ? "There is nothing to go on from"
                                   : "The text leaves no room for another token",
                       input.card.folder.string(),
                       "The model reads at most " + std::to_string(input.card.positions) +
                           " tokens, the text has " + std::to_string(prompt)};
    }
    return std::min(wanted, left);
}

std::string pieceOf(const text::Tokenizer& tokenizer, std::int64_t id) {
    return tokenizer.pieceOf(id).value_or("#" + std::to_string(id));
}

engine::WrittenToken tokenOf(const text::Tokenizer& tokenizer, WrittenId written) {
    for (engine::Candidate& candidate : written.candidates) {
        candidate.label = pieceOf(tokenizer, candidate.id);
    }
    return {.id = written.id,
            .piece = pieceOf(tokenizer, written.id),
            .probability = written.probability,
            .candidates = std::move(written.candidates)};
}

WritingRequest requestOf(const GenerationInput& input, const GenerationOptions& options,
                         const engine::OnToken& onToken, std::int64_t room) {
    constexpr std::int64_t kAlternatives = 5;
    WritingRequest request = requestFor(input.network, input.prompt, room);
    request.alternatives = kAlternatives;
    if (!options.stopStrings.empty()) {
        request.stops = [&](std::span<const std::int64_t> ids) {
            const std::string text =
                input.tokenizer.decode({ids.begin(), ids.end()}, {.skipSpecial = true});
            return std::ranges::any_of(options.stopStrings, [&](const std::string& stop) {
                return !stop.empty() && text.find(stop) != std::string::npos;
            });
        };
    }
    if (onToken) {
        request.onToken = [&](const WrittenId& written) {
            return onToken(tokenOf(input.tokenizer, written));
        };
    }
    return request;
}

engine::Generation generationOf(const GenerationInput& input, const Writing& writing) {
    engine::Generation generation{.prompt = input.prompt,
                                  .text =
                                      input.tokenizer.decode(writing.ids, {.skipSpecial = true}),
                                  .ended = writing.ended,
                                  .score = writing.score};
    for (std::size_t place = 0; place < writing.ids.size(); ++place) {
        WrittenId written{.id = writing.ids[place], .probability = writing.probabilities[place]};
        if (place < writing.candidates.size()) {
            written.candidates = writing.candidates[place];
        }
        generation.tokens.push_back(tokenOf(input.tokenizer, std::move(written)));
    }
    return generation;
}

} // namespace

Outcome<engine::Generation> generateText(const GenerationInput& input,
                                         const GenerationOptions& options,
                                         const engine::OnToken& onToken, const Tick& tick) {
    if (auto good = inRange(options, input.card.folder.string()); !good) {
        return good.as<engine::Generation>();
    }
    const auto room = roomFor(input, options.maxNewTokens);
    if (!room) {
        return room.as<engine::Generation>();
    }
    const c10::InferenceMode inference;
    const auto begin = std::chrono::steady_clock::now();
    const auto capacity = static_cast<std::int64_t>(input.prompt.size()) + *room;
    const auto decoding = input.network.decoding(input.batch, capacity, tick.quiet());
    if (!decoding) {
        return decoding.as<engine::Generation>();
    }
    const WritingRequest request = requestOf(input, options, onToken, *room);
    const auto writing = writeText(**decoding, request, options, tick);
    if (!writing) {
        return writing.as<engine::Generation>();
    }
    engine::Generation generation = generationOf(input, *writing);
    generation.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return generation;
}

} // namespace vitrine::neural
