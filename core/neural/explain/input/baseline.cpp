#include "core/neural/explain/input/baseline.h"

#include "core/neural/answers/predictions.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace vitrine::neural {

namespace {

using NamedId = std::pair<std::string, std::int64_t>;

// The tokens that may stand for nothing, best first.
std::vector<NamedId> emptyTokens(const Network& network, const text::Tokenizer* tokenizer) {
    const auto sequence = network.sequenceIds();
    const auto mask = tokenizer == nullptr ? std::nullopt : maskIdOf(*tokenizer);
    auto pad = tokenizer == nullptr ? std::nullopt : tokenizer->padId();
    if (!pad && sequence) {
        pad = sequence->pad;
    }
    std::vector<NamedId> known;
    const std::pair<const char*, std::optional<std::int64_t>> all[]{
        {"mask", mask}, {"pad", pad}, {"end", network.endId()}};
    for (const auto& [name, id] : all) {
        if (id) {
            known.emplace_back(name, *id);
        }
    }
    return known;
}

at::Tensor emptied(const at::Tensor& ids, const Axis& axis, std::int64_t id) {
    at::Tensor result = ids.clone();
    auto* values = result.mutable_data_ptr<std::int64_t>();
    for (std::size_t place = 0; place < axis.size(); ++place) {
        if (!axis.tokens[place].special) {
            values[place] = id;
        }
    }
    return result;
}

bool ofWords(const Axis& axis) {
    return std::ranges::none_of(
        axis.tokens, [](const AxisToken& token) { return token.kind == TokenKind::Patch; });
}

void emptyTexts(const TraceInput& input, std::int64_t id, Batch& batch) {
    std::array<at::Tensor*, 2> texts{&batch.ids, &batch.decoderIds};
    auto next = texts.begin();
    for (const Axis& axis : input.axes) {
        if (ofWords(axis) && next != texts.end() && (*next)->defined()) {
            **next = emptied(**next, axis, id);
            ++next;
        }
    }
}

// pixels [..., 3, H, W]
at::Tensor meanColour(const at::Tensor& pixels) {
    at::Tensor mean = pixels.mean({-2, -1}, /*keepdim=*/true);
    if (pixels.dim() == 5) {
        mean = mean.mean(1, /*keepdim=*/true); // of the whole clip
    }
    return mean.expand(pixels.sizes()).contiguous();
}

at::Tensor blurred(const at::Tensor& pixels) {
    const at::Tensor frames = pixels.flatten(0, pixels.dim() - 4);
    // An odd window, so that the picture stays where it is.
    const std::int64_t window = 2 * (pixels.size(-1) / 8) + 1;
    return at::avg_pool2d(frames, {window, window}, /*stride=*/{1, 1},
                          /*padding=*/{window / 2, window / 2}, /*ceil_mode=*/false,
                          /*count_include_pad=*/false)
        .view(pixels.sizes());
}

Outcome<BaselineInput> withoutPicture(const TraceInput& input, const std::string& asked) {
    const at::Tensor& pixels = input.batch.pixels;
    BaselineInput baseline{.name = asked.empty() ? "mean" : asked, .batch = input.batch};
    if (baseline.name == "mean") {
        baseline.batch.pixels = meanColour(pixels);
    } else if (baseline.name == "blur") {
        baseline.batch.pixels = blurred(pixels);
    } else if (baseline.name == "black" && !input.black.empty()) {
        baseline.batch.pixels = at::tensor(input.black, pixels.options())
                                    .view({-1, 1, 1})
                                    .expand(pixels.sizes())
                                    .contiguous();
    } else {
        return Problem{"There is no baseline “" + asked + "” for pictures", input.sample.name,
                       "Choose mean, blur or black"};
    }
    return baseline;
}

} // namespace

Outcome<BaselineInput> baselineOf(const Network& network, const TraceInput& input,
                                  const std::string& asked) {
    if (input.batch.pixels.defined()) {
        return withoutPicture(input, asked);
    }
    const std::vector<NamedId> known = emptyTokens(network, input.tokenizer);
    const auto chosen =
        asked.empty() ? known.begin() : std::ranges::find(known, asked, &NamedId::first);
    if (chosen == known.end()) {
        std::string names;
        for (const NamedId& each : known) {
            names += (names.empty() ? "" : ", ") + each.first;
        }
        return Problem{
            "The model has no token “" + asked + "” to stand for nothing", input.sample.name,
            names.empty() ? "Choose a method that takes nothing away" : "It has: " + names};
    }
    BaselineInput baseline{.name = chosen->first, .batch = input.batch};
    emptyTexts(input, chosen->second, baseline.batch);
    return baseline;
}

} // namespace vitrine::neural
