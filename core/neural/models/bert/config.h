#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/neural/blocks/mlp.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// config.json of a BERT, with Hugging Face's defaults.
struct BertConfig {
    std::int64_t vocabulary = 30522;
    std::int64_t width = 768;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t inner = 3072;
    std::int64_t positions = 512;
    std::int64_t types = 2;
    double epsilon = 1e-12;
    Activation activation = Activation::GeluErf;
    std::string architecture;
    std::vector<std::string> labels; ///< of a classification head
};

[[nodiscard]] Outcome<BertConfig> readBertConfig(const Json& config, const std::string& where);

} // namespace vitrine::neural
