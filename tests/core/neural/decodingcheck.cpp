#include "tests/core/neural/decodingcheck.h"

#include "core/neural/models/open.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <stdexcept>
#include <vector>

namespace vitrine::tests {

namespace {

constexpr std::int64_t kLength = 9;
constexpr std::int64_t kLow = 3; // above special ids

at::Tensor idsFrom(std::int64_t first, std::int64_t step, std::int64_t vocabulary) {
    return at::arange(kLength, at::kLong)
        .mul(step)
        .add(first)
        .remainder(vocabulary - kLow)
        .add(kLow)
        .unsqueeze(0);
}

template <class T> const T& taken(const Outcome<T>& outcome) {
    if (!outcome) {
        throw std::runtime_error(outcome.failed() ? outcome.problem().what : "cancelled");
    }
    return *outcome;
}

at::Tensor readPieces(neural::Decoding& decoding, const at::Tensor& ids, std::int64_t from) {
    std::vector<at::Tensor> logits;
    std::int64_t at = from;
    for (const std::int64_t count : {1, 3, 1, 1, 1, 1, 1}) {
        if (at + count > ids.size(1)) {
            break;
        }
        logits.push_back(
            taken(decoding.read(ids.narrow(1, at, count), neural::LogitsOf::Every, {})));
        at += count;
    }
    return at::cat(logits, 1);
}

double gap(const at::Tensor& a, const at::Tensor& b) {
    return a.sub(b).abs().max().item<double>();
}

} // namespace

DecodingGap decodingGap(const std::filesystem::path& folder) {
    const c10::InferenceMode inference;
    const auto opened = neural::openNetwork(folder);
    const neural::Network& network = *taken(opened).network;
    const std::int64_t vocabulary = opened->card.vocabulary;
    const bool two = network.sequenceIds().has_value();
    neural::Batch batch{.ids = idsFrom(5, 7, vocabulary)};
    const at::Tensor read = two ? idsFrom(11, 5, vocabulary) : batch.ids;
    if (two) {
        batch.decoderIds = read;
    }
    if (const auto layout = network.patches()) {
        const std::int64_t side = layout->imageSize;
        batch.pixels = at::arange(3 * side * side, at::kFloat).sin().view({1, 3, side, side});
    }
    const at::Tensor whole = taken(network.forward(batch, {})).logits.begin()->second;
    const auto begun = network.decoding(batch, kLength, {});
    neural::Decoding& decoding = *taken(begun);

    DecodingGap found;
    found.pieces = gap(readPieces(decoding, read, 0), whole);
    decoding.rewind(4);
    found.rewound = gap(readPieces(decoding, read, 4), whole.slice(1, 4));
    decoding.rewind(5);
    decoding.reorder(at::tensor({0, 0}, at::kLong));
    (void)taken(decoding.read(read.slice(1, 5, 6).expand({2, 1}), neural::LogitsOf::Last, {}));
    decoding.reorder(at::tensor({1}, at::kLong));
    found.reordered = gap(readPieces(decoding, read, 6), whole.slice(1, 6, 7));
    return found;
}

} // namespace vitrine::tests
