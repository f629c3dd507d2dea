#pragma once

#include "core/base/json.h"
#include "core/run/schedule/schedule.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::run {

// A training recipe with every default filled in (training.md 3), ready for use: names and ranges
// are those of fields.cpp. Paths are as written; resolvePath() of recipe.h makes files of them.

struct LoraSettings {
    std::int64_t rank = 8;
    double alpha = 16;
    double dropout = 0;
    std::string targets;
    bool rs = false;
};

struct ModelSettings {
    std::string folder; ///< recipe key `model`
    bool scratch = false;
    Json config; ///< an object or null
    std::string tokenizer;
    double dropout = 0;
    std::vector<std::string> trainable; ///< regular expressions; empty = all
    std::optional<double> ema;
    std::optional<LoraSettings> lora;
};

struct SceneSettings {
    std::int64_t side = 64;
    std::int64_t perEpoch = 0;
    std::int64_t eval = 0;
    double leastSize = 0;
    double mostSize = 0;
    double mostTurn = 0;
    double mostTint = 0;
    std::vector<std::string> styles;
    std::vector<std::string> unseen;
};

struct DataSettings {
    std::string train;
    std::string eval; ///< never empty: the train pack again where the recipe leaves it out
    std::string format;
    std::string trainSplit;
    std::string evalSplit;
    std::string text;
    std::string pair;
    std::string label;
    std::string image;
    std::int64_t maxLength = 128;
    std::string packing;
    std::int64_t threads = 1;
    std::optional<SceneSettings> scenes;
};

struct BatchSettings {
    std::optional<std::int64_t> samples; ///< exactly one of samples and tokens
    std::optional<std::int64_t> tokens;
    std::optional<std::int64_t> micro;
};

struct OptimizerSettings {
    std::string type;
    double lr = 0;
    std::array<double, 2> betas{};
    double eps = 0;
    double decay = 0;
    double momentum = 0;
    bool nesterov = false;
    double layerDecay = 1;
    bool decayNorms = false;
    bool decayEmbeddings = false;
};

struct ScheduleSettings {
    ScheduleKind kind = ScheduleKind::Linear;
    std::int64_t warmupSteps = 0;
    double warmupRatio = 0;
    double floor = 0;
    double power = 1;
    std::int64_t restarts = 1;
    std::int64_t decaySteps = 0;
    bool fromZero = false;
};

struct EvalSettings {
    std::int64_t every = 0;
    std::vector<std::string> metrics;
    std::int64_t samples = 0; ///< 0 = all
};

struct CheckpointSettings {
    std::int64_t everySteps = 0;  ///< 0 = by time alone
    double everyMinutes = 0;      ///< 0 = by updates alone
    std::int64_t keepLast = 3;
    std::int64_t keepBest = 2;
    std::string metric;
    bool largerIsBetter = false;
};

struct EarlyStopSettings {
    std::string metric;
    bool largerIsBetter = false;
    std::int64_t patience = 5;
    double minDelta = 0;
};

struct ProbeSettings {
    std::string id;
    std::string text;
    std::string pair;
    std::string image; ///< file
    std::string clip;  ///< file
    std::int64_t every = 0; ///< updates; 0 = at every evaluation
    std::vector<std::string> keep; ///< "attention", "predictions", "hidden"
};

struct DistributedSettings {
    std::int64_t processes = 1;
    std::string interface;
    double timeoutMinutes = 5;
};

enum class OnNan { Stop, Skip, Rollback };
enum class OnOom { Halve, Stop };

struct TrainSettings {
    std::string name;
    std::string task;
    ModelSettings model;
    DataSettings data;
    double labelSmoothing = 0;
    BatchSettings batch;
    std::optional<std::int64_t> steps; ///< exactly one of steps and epochs
    std::optional<double> epochs;
    OptimizerSettings optimizer;
    ScheduleSettings schedule;
    double clip = 1; ///< 0 = none
    std::string precision;
    bool deterministic = true;
    std::uint64_t seed = 0;
    OnNan onNan = OnNan::Stop;
    OnOom onOom = OnOom::Halve;
    EvalSettings eval;
    std::int64_t logEvery = 1;
    std::int64_t histogramsEvery = 0; ///< 0 = none
    CheckpointSettings checkpoint;
    std::optional<EarlyStopSettings> earlyStop;
    std::vector<ProbeSettings> probes;
    std::string device;
    std::int64_t threads = 0; ///< 0 = all
    DistributedSettings distributed;

    /// Updates in all for a training set of so many samples, where the batch counts samples.
    [[nodiscard]] std::int64_t updates(std::int64_t samples) const;

    /// The learning rate's course over so many updates.
    [[nodiscard]] Schedule scheduleOver(std::int64_t updates) const;
};

/// From a recipe that resolveRecipe() filled in; std::invalid_argument for anything else.
[[nodiscard]] TrainSettings settingsOf(const Json& resolved);

} // namespace vitrine::run
