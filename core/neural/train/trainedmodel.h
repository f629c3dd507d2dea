#pragma once

#include "core/base/json.h"
#include "core/neural/models/network.h"
#include "core/neural/train/trainableparameters.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What a training begins with.
struct ModelToTrain {
    std::filesystem::path folder;    ///< a model to go on from; empty = from scratch
    Json config;                     ///< from scratch: the configuration, with its model_type
    bool classifies = true;          ///< else it reads one text and writes another
    std::vector<std::string> labels; ///< of the classes, in order
    std::uint64_t seed = 0;          ///< of new weights
};

/// A classifier, or a model that writes, whose weights are being trained.
class TrainedModel {
public:
    /// A Problem where the configuration is none of a known family, or the weights do not fit it.
    [[nodiscard]] static Outcome<std::unique_ptr<TrainedModel>> make(const ModelToTrain& wanted);

    [[nodiscard]] const Network& network() const { return *network_; }
    [[nodiscard]] const std::vector<NamedTensor>& parameters() const { return parameters_->all(); }
    [[nodiscard]] std::int64_t elements() const; ///< of all parameters

    /// config.json with the classes and the architecture's name, as it is to be saved.
    [[nodiscard]] const Json& config() const { return config_; }
    [[nodiscard]] const Family& family() const { return *family_; }

private:
    TrainedModel() = default;

    Json config_;
    const Family* family_ = nullptr;
    std::unique_ptr<TrainableParameters> parameters_;
    std::unique_ptr<Network> network_;
};

} // namespace vitrine::neural
