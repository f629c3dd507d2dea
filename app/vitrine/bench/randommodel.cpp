#include "app/vitrine/bench/randommodel.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/philox.h"
#include "core/base/safetensors.h"
#include "core/base/utf8.h"

#include <cmath>
#include <deque>
#include <string>
#include <vector>

namespace vitrine::app::bench {

namespace {

constexpr std::int64_t kLayers = 12;
constexpr std::int64_t kHeads = 12;
constexpr std::int64_t kWidth = kHeads * 16;
constexpr std::int64_t kPositions = 1024;
constexpr std::int64_t kVocabulary = 256;
constexpr float kDeviation = 0.35F; ///< peaked rows: painting flat maps would prove little

class Weights {
public:
    void add(const std::string& name, const std::vector<std::int64_t>& shape, float deviation,
             float mean = 0) {
        std::size_t count = 1;
        for (const std::int64_t side : shape) {
            count *= static_cast<std::size_t>(side);
        }
        std::vector<float>& values = values_.emplace_back(count);
        for (float& value : values) {
            value = mean + deviation * random_.normal();
        }
        tensors_.push_back({.name = name,
                            .dtype = Dtype::F32,
                            .shape = shape,
                            .bytes = std::as_bytes(std::span(values))});
    }

    void addLinear(const std::string& name, std::int64_t in, std::int64_t out) {
        add(name + ".weight", {in, out}, kDeviation / std::sqrt(static_cast<float>(in) / 16));
        add(name + ".bias", {out}, 0);
    }

    void addNorm(const std::string& name) {
        add(name + ".weight", {kWidth}, 0, 1);
        add(name + ".bias", {kWidth}, 0);
    }

    [[nodiscard]] Outcome<Done> write(const std::filesystem::path& file) {
        return writeSafetensors(file, tensors_);
    }

private:
    Random random_{1};
    std::deque<std::vector<float>> values_; // a deque keeps the addresses
    std::vector<TensorToWrite> tensors_;
};

Weights makeWeights() {
    Weights weights;
    weights.add("wte.weight", {kVocabulary, kWidth}, 1);
    weights.add("wpe.weight", {kPositions, kWidth}, 0.5F);
    for (std::int64_t layer = 0; layer < kLayers; ++layer) {
        const std::string scope = "h." + std::to_string(layer) + ".";
        weights.addNorm(scope + "ln_1");
        weights.addLinear(scope + "attn.c_attn", kWidth, 3 * kWidth);
        weights.addLinear(scope + "attn.c_proj", kWidth, kWidth);
        weights.addNorm(scope + "ln_2");
        weights.addLinear(scope + "mlp.c_fc", kWidth, 4 * kWidth);
        weights.addLinear(scope + "mlp.c_proj", 4 * kWidth, kWidth);
    }
    weights.addNorm("ln_f");
    return weights;
}

Json config() {
    Json json;
    json.set("model_type", "gpt2");
    json.set("architectures", Json::Array{"GPT2LMHeadModel"});
    json.set("vocab_size", kVocabulary);
    json.set("n_positions", kPositions);
    json.set("n_embd", kWidth);
    json.set("n_layer", kLayers);
    json.set("n_head", kHeads);
    return json;
}

// Byte-level BPE without a merge: printable bytes stand for themselves, the others for characters
// from U+0100 on, as GPT-2 numbers them.
Json vocabulary() {
    Json json;
    std::int64_t id = 0;
    char32_t next = 0x100;
    for (char32_t byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) ||
                               byte >= 0xAE;
        std::string piece;
        appendUtf8(piece, printable ? byte : next);
        next += printable ? 0 : 1;
        json.set(piece, id++);
    }
    return json;
}

} // namespace

Outcome<Done> writeRandomModel(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return Problem{"The folder for the random model cannot be made", folder.string(),
                       "Make room in the folder for temporary files"};
    }
    if (auto saved = saveAtomically(folder / "config.json", config().dump()); !saved) {
        return saved;
    }
    if (auto saved = saveAtomically(folder / "vocab.json", vocabulary().dump()); !saved) {
        return saved;
    }
    if (auto saved = saveAtomically(folder / "merges.txt", "#version: 0.2\n"); !saved) {
        return saved;
    }
    return makeWeights().write(folder / "model.safetensors");
}

} // namespace vitrine::app::bench
