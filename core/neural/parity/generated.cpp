#include "core/neural/parity/generated.h"

#include "core/neural/generate/optionsjson.h"
#include "core/neural/generate/writing.h"

#include <algorithm>
#include <span>

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

// A row without its padding.
std::vector<std::int64_t> realIds(const at::Tensor& ids, const at::Tensor& mask) {
    std::vector<std::int64_t> real = listOf(ids);
    if (mask.defined()) {
        const std::vector<std::int64_t> counted = listOf(mask);
        std::size_t place = 0;
        std::erase_if(real, [&](std::int64_t) { return counted[place++] == 0; });
    }
    return real;
}

at::Tensor rowOf(const at::Tensor& tensor, std::int64_t row) {
    return tensor.defined() ? tensor[row] : tensor;
}

// What the network reads before it writes. A batch of one needs no padding; where a decoder looks
// at the padding of a question (BLIP), it stays.
Batch batchOf(const Network& network, const Batch& batch, std::int64_t row) {
    if (!network.patches()) {
        return {.ids = idRow(realIds(batch.ids[row], rowOf(batch.mask, row)))};
    }
    const auto one = [&](const at::Tensor& tensor) {
        return tensor.defined() ? tensor.narrow(0, row, 1) : tensor;
    };
    return {.ids = one(batch.ids), .mask = one(batch.mask), .pixels = one(batch.pixels)};
}

// What the decoder goes on from: its own input where the expected text begins with that (the prompt
// of a caption), else the start token.
std::vector<std::int64_t> decoderPrompt(const SequenceIds& ids, const Batch& batch,
                                        std::int64_t row,
                                        const std::vector<std::int64_t>& expected) {
    if (batch.decoderIds.defined()) {
        std::vector<std::int64_t> given =
            realIds(batch.decoderIds[row], rowOf(batch.decoderMask, row));
        if (!given.empty() && given.back() == ids.end) {
            given.pop_back();
        }
        if (!given.empty() && given.size() <= expected.size() &&
            std::ranges::equal(given, std::span(expected).first(given.size()))) {
            return given;
        }
    }
    return {ids.start};
}

Outcome<Writing> writeRow(const Network& network, const Batch& batch,
                          std::vector<std::int64_t> prompt,
                          const engine::GenerationOptions& options, const Tick& tick) {
    const WritingRequest request = requestFor(network, std::move(prompt), options.maxNewTokens);
    const auto capacity = static_cast<std::int64_t>(request.prompt.size()) + request.room;
    const auto decoding = network.decoding(batch, capacity, tick.quiet());
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
    const at::Tensor& rows = batch.ids.defined() ? batch.ids : batch.pixels;
    if (expected.dim() != 2 || expected.scalar_type() != at::kLong ||
        expected.size(0) != rows.size(0)) {
        parity.reason = "the shapes differ";
        return parity;
    }
    const Network& network = *opened.network;
    for (std::int64_t row = 0; row < expected.size(0); ++row) {
        if (!tick.update(row, expected.size(0))) {
            return Cancelled{};
        }
        const std::vector<std::int64_t> text = listOf(expected[row]);
        const Batch one = batchOf(network, batch, row);
        const auto ids = network.sequenceIds();
        std::vector<std::int64_t> prompt =
            ids ? decoderPrompt(*ids, batch, row, text) : listOf(one.ids[0]);
        // A prompt of a decoder alone comes back as it was given, padding included.
        const std::size_t places =
            ids ? prompt.size() : static_cast<std::size_t>(batch.ids.size(1));
        const auto writing = writeRow(network, one, std::move(prompt), *options, tick);
        if (!writing) {
            return writing.as<TensorParity>();
        }
        parity.maxAbsolute +=
            static_cast<double>(differing(text, places, writing->ids, network.endId()));
    }
    parity.passed = parity.maxAbsolute == 0;
    return parity;
}

} // namespace vitrine::neural
