#include "core/neural/parity/expectedinput.h"

#include <ATen/ops/from_blob.h>

#include <string>
#include <utility>

namespace vitrine::neural {

Outcome<at::Tensor> expectedTensor(const SafetensorsFile& file, const TensorInfo& tensor) {
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

Outcome<Batch> expectedInput(const SafetensorsFile& file) {
    Batch batch;
    for (const auto& [name, target] :
         {std::pair{"input.ids", &batch.ids}, std::pair{"input.mask", &batch.mask},
          std::pair{"input.types", &batch.types}, std::pair{"input.decoder_ids", &batch.decoderIds},
          std::pair{"input.decoder_mask", &batch.decoderMask},
          std::pair{"input.character_ids", &batch.characters.characters},
          std::pair{"input.start_ids", &batch.characters.starts},
          std::pair{"input.end_ids", &batch.characters.ends}}) {
        if (const TensorInfo* tensor = file.find(name)) {
            auto value = expectedTensor(file, *tensor);
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
        auto pixels = expectedTensor(file, *tensor);
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

} // namespace vitrine::neural
