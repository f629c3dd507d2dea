#include "core/neural/parity/parity.h"

#include "core/base/safetensors.h"
#include "core/neural/border.h"
#include "core/neural/models/open.h"
#include "core/neural/parity/generated.h"
#include "core/neural/parity/producer.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <optional>

namespace vitrine::neural {

namespace {

Outcome<at::Tensor> readTensor(const SafetensorsFile& file, const TensorInfo& tensor) {
    const std::string where = file.path().string() + ", " + tensor.name;
    at::ScalarType type = at::kFloat;
    if (tensor.dtype == Dtype::I64) {
        type = at::kLong;
    } else if (tensor.dtype != Dtype::F32) {
        return Problem{"An expected tensor is " + std::string(nameOf(tensor.dtype)), where,
                       "Write it as F32 (ids as I64)"};
    }
    auto* data = const_cast<std::byte*>(file.bytes(tensor).data());
    return at::from_blob(data, tensor.shape, at::dtype(type)).clone();
}

Outcome<Batch> readBatch(const SafetensorsFile& file) {
    Batch batch;
    for (const auto& [name, target] :
         {std::pair{"input.ids", &batch.ids}, std::pair{"input.mask", &batch.mask},
          std::pair{"input.types", &batch.types}, std::pair{"input.decoder_ids", &batch.decoderIds},
          std::pair{"input.decoder_mask", &batch.decoderMask},
          std::pair{"input.character_ids", &batch.characters.characters},
          std::pair{"input.start_ids", &batch.characters.starts},
          std::pair{"input.end_ids", &batch.characters.ends}}) {
        if (const TensorInfo* tensor = file.find(name)) {
            auto value = readTensor(file, *tensor);
            if (!value) {
                return value.as<Batch>();
            }
            if (value->dim() != 2 || value->scalar_type() != at::kLong) {
                return Problem{"An input is no int64 [B, T] tensor",
                               file.path().string() + ", " + name,
                               "Write it as token ids, one row a text"};
            }
            *target = *value;
        }
    }
    if (const TensorInfo* tensor = file.find("input.pixels")) {
        auto pixels = readTensor(file, *tensor);
        if (!pixels) {
            return pixels.as<Batch>();
        }
        const bool shaped = pixels->dim() == 4 || pixels->dim() == 5; // pictures, clips
        if (!shaped || pixels->scalar_type() != at::kFloat) {
            return Problem{"input.pixels is no fp32 [B, 3, H, W] or [B, F, 3, H, W] tensor",
                           file.path().string(), "Write the pictures resized and normalised"};
        }
        batch.pixels = *pixels;
    }
    if (!batch.ids.defined() && !batch.pixels.defined()) {
        return Problem{"The file has neither input.ids nor input.pixels", file.path().string(),
                       "Write what the expected tensors were made from"};
    }
    return batch;
}

TensorParity failed(const std::string& name, std::string reason) {
    return {.name = name, .passed = false, .reason = std::move(reason)};
}

TensorParity compare(const std::string& name, const at::Tensor& ours, const at::Tensor& expected,
                     const std::optional<at::Tensor>& counted, double tolerance) {
    if (!ours.defined()) {
        return failed(name, "this model does not produce it");
    }
    if (ours.sizes() != expected.sizes()) {
        return failed(name, "the shapes differ");
    }
    at::Tensor difference = ours.sub(expected).abs().to(at::kDouble);
    if (counted) {
        difference =
            at::where(counted->expand_as(difference), difference, at::zeros_like(difference));
    }
    const at::Tensor size = expected.abs().to(at::kDouble);
    const at::Tensor relative =
        at::where(size.gt(0), difference.div(size), at::zeros_like(difference));
    const bool any = difference.numel() > 0;
    TensorParity parity{.name = name,
                        .maxAbsolute = any ? difference.max().item<double>() : 0,
                        .maxRelative = any ? relative.max().item<double>() : 0,
                        .tolerance = tolerance};
    // NaN compares false: a tensor with NaN does not pass.
    parity.passed = parity.maxAbsolute <= tolerance;
    return parity;
}

constexpr std::string_view kGenerated = "generated.ids";

// What one forward pass yields; a text that the model writes is another matter.
bool isOfForwardPass(const TensorInfo& tensor) {
    return !tensor.name.starts_with("input.") && tensor.name != kGenerated;
}

// Compares the tensors of one forward pass.
Outcome<Done> compareForward(const SafetensorsFile& file, const Network& network, Batch batch,
                             const ParityOptions& options, ParityReport& report,
                             const Tick& tick) {
    if (std::ranges::none_of(file.tensors(), isOfForwardPass)) {
        return Done{};
    }
    const auto producer = Producer::run(network, std::move(batch), tick);
    if (!producer) {
        return producer.as<Done>();
    }
    const auto total = static_cast<std::int64_t>(file.tensors().size());
    std::int64_t done = 0;
    for (const TensorInfo& tensor : file.tensors()) {
        if (!tick.update(done++, total)) {
            return Cancelled{};
        }
        if (!isOfForwardPass(tensor)) {
            continue;
        }
        auto expected = readTensor(file, tensor);
        if (!expected) {
            return expected.as<Done>();
        }
        const double tolerance =
            tensor.name.starts_with("attention.") ? options.mapTolerance : options.tolerance;
        auto ours = producer->produce(tensor.name, tick);
        if (!ours) {
            return ours.as<Done>();
        }
        report.tensors.push_back(
            compare(tensor.name, *ours, *expected, producer->counted(tensor.name), tolerance));
    }
    return Done{};
}

Outcome<ParityReport> compareAll(const SafetensorsFile& file, const OpenedNetwork& opened,
                                 const Batch& batch, const ParityOptions& options,
                                 const Tick& tick) {
    ParityReport report;
    if (auto done = compareForward(file, *opened.network, batch, options, report, tick); !done) {
        return done.as<ParityReport>();
    }
    if (const TensorInfo* tensor = file.find(kGenerated)) {
        const auto expected = readTensor(file, *tensor);
        if (!expected) {
            return expected.as<ParityReport>();
        }
        auto generated = compareGenerated(file, opened, batch, *expected, tick);
        if (!generated) {
            return generated.as<ParityReport>();
        }
        report.tensors.push_back(*std::move(generated));
    }
    report.passed = std::ranges::all_of(report.tensors, &TensorParity::passed);
    return report;
}

} // namespace

Outcome<ParityReport> runParity(const std::filesystem::path& folder,
                                const std::filesystem::path& expected, const ParityOptions& options,
                                const Tick& tick) {
    return guarded(expected.string(), [&]() -> Outcome<ParityReport> {
        const c10::InferenceMode inference;
        auto file = SafetensorsFile::open(expected);
        if (!file) {
            return file.as<ParityReport>();
        }
        auto batch = readBatch(**file);
        if (!batch) {
            return batch.as<ParityReport>();
        }
        auto opened = openNetwork(folder);
        if (!opened) {
            return opened.as<ParityReport>();
        }
        return compareAll(**file, *opened, *batch, options, tick);
    });
}

} // namespace vitrine::neural
