#include "core/neural/parity/generated.h"

#include "core/neural/generate/optionsjson.h"
#include "core/neural/generate/writing.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

Outcome<engine::GenerationOptions> optionsIn(const SafetensorsFile& file) {
    const auto found = std::ranges::find(file.metadata(), "generate",
                                         [](const auto& entry) { return entry.first; });
    const std::string where = file.path().string() + ", metadata, generate";
    if (found == file.metadata().end()) {
        return Problem{"The file does not say how its text was written", where,
                       "Write the options of generate there as JSON"};
    }
    const auto json = parseJson(found->second, where);
    return json ? generationOptionsFrom(*json, where) : json.as<engine::GenerationOptions>();
}

std::vector<std::int64_t> listOf(const at::Tensor& row) {
    const at::Tensor plain = row.contiguous();
    const auto* data = plain.const_data_ptr<std::int64_t>();
    return {data, data + plain.numel()};
}

// Ids of a row without its padding, which a batch of one needs not.
std::vector<std::int64_t> realIds(const Batch& batch, std::int64_t row) {
    std::vector<std::int64_t> ids = listOf(batch.ids[row]);
    if (batch.mask.defined()) {
        const std::vector<std::int64_t> mask = listOf(batch.mask[row]);
        std::size_t place = 0;
        std::erase_if(ids, [&](std::int64_t) { return mask[place++] == 0; });
    }
    return ids;
}

Outcome<Writing> writeRow(const Network& network, const std::vector<std::int64_t>& ids,
                          const engine::GenerationOptions& options, const Tick& tick) {
    const auto sequence = network.sequenceIds();
    const WritingRequest request =
        requestFor(network, sequence ? std::vector{sequence->start} : ids, options.maxNewTokens);
    const auto capacity = static_cast<std::int64_t>(request.prompt.size()) + request.room;
    const auto decoding = network.decoding({.ids = idRow(ids)}, capacity, tick.quiet());
    if (!decoding) {
        return decoding.as<Writing>();
    }
    return writeText(**decoding, request, options, tick.quiet());
}

// Places of the expected row, prompt left out, that differ; what follows its end is padding.
std::int64_t differing(std::vector<std::int64_t> expected, std::size_t prompt,
                       const std::vector<std::int64_t>& ours, std::optional<std::int64_t> end) {
    expected.erase(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(prompt));
    if (end) {
        const auto found = std::ranges::find(expected, *end);
        expected.erase(found == expected.end() ? found : found + 1, expected.end());
    }
    std::int64_t wrong = 0;
    for (std::size_t place = 0; place < std::max(expected.size(), ours.size()); ++place) {
        wrong += place < expected.size() && place < ours.size() && expected[place] == ours[place]
                     ? 0
                     : 1;
    }
    return wrong;
}

} // namespace

Outcome<TensorParity> compareGenerated(const SafetensorsFile& file, const OpenedNetwork& opened,
                                       const Batch& batch, const at::Tensor& expected,
                                       const Tick& tick) {
    const auto options = optionsIn(file);
    if (!options) {
        return options.as<TensorParity>();
    }
    TensorParity parity{.name = "generated.ids", .passed = false};
    if (expected.dim() != 2 || expected.scalar_type() != at::kLong ||
        expected.size(0) != batch.ids.size(0)) {
        parity.reason = "the shapes differ";
        return parity;
    }
    const Network& network = *opened.network;
    for (std::int64_t row = 0; row < expected.size(0); ++row) {
        if (!tick.update(row, expected.size(0))) {
            return Cancelled{};
        }
        const auto writing = writeRow(network, realIds(batch, row), *options, tick);
        if (!writing) {
            return writing.as<TensorParity>();
        }
        // The prompt comes back as it was given, padding included; the start token is one place.
        const std::size_t prompt =
            network.sequenceIds() ? 1 : static_cast<std::size_t>(batch.ids.size(1));
        parity.maxAbsolute += static_cast<double>(
            differing(listOf(expected[row]), prompt, writing->ids, network.endId()));
    }
    parity.passed = parity.maxAbsolute == 0;
    return parity;
}

} // namespace vitrine::neural
