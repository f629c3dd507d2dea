#include "core/run/recipe/settings.h"

#include "core/run/recipe/values.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::run {

namespace {

/// Takes values out of a resolved recipe, in which every field is there and of its type.
class Taker {
public:
    Taker(const Json& json, std::string prefix)
        : json_(json)
        , prefix_(std::move(prefix)) {}

    [[nodiscard]] const Json& at(std::string_view key) const {
        const Json* value = valueAt(json_, prefix_ + std::string(key));
        if (value == nullptr) {
            throw std::invalid_argument("settingsOf: the recipe lacks " + prefix_ +
                                        std::string(key));
        }
        return *value;
    }

    [[nodiscard]] std::string text(std::string_view key) const { return needed(at(key).string()); }
    [[nodiscard]] std::int64_t whole(std::string_view key) const {
        return needed(at(key).integer());
    }
    [[nodiscard]] bool flag(std::string_view key) const { return needed(at(key).boolean()); }
    [[nodiscard]] double number(std::string_view key) const { return at(key).number(); }

    [[nodiscard]] std::optional<std::int64_t> maybeWhole(std::string_view key) const {
        return at(key).isNull() ? std::nullopt : std::optional(whole(key));
    }

    [[nodiscard]] std::optional<double> maybeNumber(std::string_view key) const {
        return at(key).isNull() ? std::nullopt : std::optional(number(key));
    }

    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> list;
        for (const Json& item : needed(at(key).array())) {
            list.push_back(needed(item.string()));
        }
        return list;
    }

private:
    template <class T>
    [[nodiscard]] const T& needed(const T* value) const {
        if (value == nullptr) {
            throw std::invalid_argument("settingsOf: wrong type under " + prefix_);
        }
        return *value;
    }

    const Json& json_;
    std::string prefix_;
};

ModelSettings modelOf(const Json& json) {
    const Taker take(json, "");
    ModelSettings model{.folder = take.text("model"),
                        .scratch = take.text("init") == "scratch",
                        .config = take.at("config"),
                        .tokenizer = take.text("tokenizer"),
                        .dropout = take.number("dropout"),
                        .ema = take.maybeNumber("ema")};
    if (take.at("trainable").array() != nullptr) {
        model.trainable = take.texts("trainable");
    }
    if (!take.at("lora").isNull()) {
        const Taker lora(json, "lora.");
        model.lora = LoraSettings{.rank = lora.whole("rank"),
                                  .alpha = lora.number("alpha"),
                                  .dropout = lora.number("dropout"),
                                  .targets = lora.text("targets"),
                                  .rs = lora.flag("rs")};
    }
    return model;
}

DataSettings dataOf(const Json& json) {
    const Taker take(json, "data.");
    DataSettings data{.train = take.text("train"),
                      .eval = take.text("eval"),
                      .format = take.text("format"),
                      .trainSplit = take.text("train_split"),
                      .evalSplit = take.text("eval_split"),
                      .text = take.text("text"),
                      .pair = take.text("pair"),
                      .label = take.text("label"),
                      .image = take.text("image"),
                      .maxLength = take.whole("max_length"),
                      .packing = take.text("packing"),
                      .threads = take.whole("threads")};
    if (!take.at("scenes").isNull()) {
        const Taker scenes(json, "data.scenes.");
        data.scenes = SceneSettings{.side = scenes.whole("side"),
                                    .perEpoch = scenes.whole("per_epoch"),
                                    .eval = scenes.whole("eval"),
                                    .leastSize = scenes.number("least_size"),
                                    .mostSize = scenes.number("most_size"),
                                    .mostTurn = scenes.number("most_turn"),
                                    .mostTint = scenes.number("most_tint"),
                                    .styles = scenes.texts("styles"),
                                    .unseen = scenes.texts("unseen")};
    }
    return data;
}

OptimizerSettings optimizerOf(const Json& json) {
    const Taker take(json, "optimizer.");
    const Json::Array& betas = *take.at("betas").array();
    return {.type = take.text("type"),
            .lr = take.number("lr"),
            .betas = {betas.at(0).number(), betas.at(1).number()},
            .eps = take.number("eps"),
            .decay = take.number("decay"),
            .momentum = take.number("momentum"),
            .nesterov = take.flag("nesterov"),
            .layerDecay = take.number("layer_decay"),
            .decayNorms = take.flag("decay_norms"),
            .decayEmbeddings = take.flag("decay_embeddings")};
}

ScheduleSettings scheduleOf(const Json& json) {
    const Taker take(json, "schedule.");
    return {.kind = scheduleKindNamed(take.text("type")).value(),
            .warmupSteps = take.maybeWhole("warmup_steps").value_or(0),
            .warmupRatio = take.maybeNumber("warmup_ratio").value_or(0),
            .floor = take.number("floor"),
            .power = take.number("power"),
            .restarts = take.whole("restarts"),
            .decaySteps = take.whole("decay_steps"),
            .fromZero = take.flag("from_zero")};
}

CheckpointSettings checkpointOf(const Json& json) {
    const Taker take(json, "checkpoint.");
    return {.everySteps = take.whole("every_steps"),
            .everyMinutes = take.number("every_minutes"),
            .keepLast = take.whole("keep_last"),
            .keepBest = take.whole("keep_best"),
            .metric = take.text("metric"),
            .largerIsBetter = take.text("mode") == "max"};
}

std::optional<EarlyStopSettings> earlyStopOf(const Json& json) {
    if (Taker(json, "").at("early_stop").isNull()) {
        return std::nullopt;
    }
    const Taker take(json, "early_stop.");
    return EarlyStopSettings{.metric = take.text("metric"),
                             .largerIsBetter = take.text("mode") == "max",
                             .patience = take.whole("patience"),
                             .minDelta = take.number("min_delta")};
}

std::vector<ProbeSettings> probesOf(const Json& json) {
    std::vector<ProbeSettings> probes;
    for (const Json& entry : *Taker(json, "").at("probes").array()) {
        const auto text = [&](std::string_view path) {
            const Json* value = valueAt(entry, path);
            return value != nullptr && value->string() != nullptr ? *value->string() : "";
        };
        const Json* every = entry.find("every");
        ProbeSettings probe{.id = text("id"),
                            .text = text("sample.text"),
                            .pair = text("sample.pair"),
                            .image = text("sample.image"),
                            .clip = text("sample.clip"),
                            .every = every != nullptr ? *every->integer() : 0,
                            .keep = {"attention", "predictions"}};
        if (entry.find("keep") != nullptr) {
            probe.keep = Taker(entry, "").texts("keep");
        }
        probes.push_back(std::move(probe));
    }
    return probes;
}

} // namespace

TrainSettings settingsOf(const Json& resolved) {
    const Taker take(resolved, "");
    const std::string nan = take.text("on_nan");
    return {.name = take.text("name"),
            .task = take.text("task"),
            .model = modelOf(resolved),
            .data = dataOf(resolved),
            .labelSmoothing = take.number("label_smoothing"),
            .batch = {take.maybeWhole("batch.samples"), take.maybeWhole("batch.tokens"),
                      take.maybeWhole("batch.micro")},
            .steps = take.maybeWhole("steps"),
            .epochs = take.maybeNumber("epochs"),
            .optimizer = optimizerOf(resolved),
            .schedule = scheduleOf(resolved),
            .clip = take.number("clip"),
            .precision = take.text("precision"),
            .deterministic = take.flag("deterministic"),
            .seed = static_cast<std::uint64_t>(take.whole("seed")),
            .onNan = nan == "skip"       ? OnNan::Skip
                     : nan == "rollback" ? OnNan::Rollback
                                         : OnNan::Stop,
            .onOom = take.text("on_oom") == "stop" ? OnOom::Stop : OnOom::Halve,
            .eval = {take.whole("eval.every"), take.texts("eval.metrics"),
                     take.whole("eval.samples")},
            .logEvery = take.whole("log_every"),
            .histogramsEvery = take.whole("histograms_every"),
            .checkpoint = checkpointOf(resolved),
            .earlyStop = earlyStopOf(resolved),
            .probes = probesOf(resolved),
            .device = take.text("device"),
            .threads = take.whole("threads"),
            .distributed = {take.whole("distributed.processes"),
                            take.text("distributed.interface"),
                            take.number("distributed.timeout_minutes")}};
}

std::int64_t TrainSettings::updates(std::int64_t samples) const {
    if (steps) {
        return *steps;
    }
    if (!batch.samples) {
        throw std::invalid_argument("TrainSettings: epochs of batches that count tokens");
    }
    const double all = *epochs * static_cast<double>(samples);
    return std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::ceil(all / static_cast<double>(*batch.samples))));
}

Schedule TrainSettings::scheduleOver(std::int64_t updates) const {
    const double share = std::ceil(schedule.warmupRatio * static_cast<double>(updates));
    return {.kind = schedule.kind,
            .base = optimizer.lr,
            .floor = schedule.floor,
            .warmup = std::max(schedule.warmupSteps, static_cast<std::int64_t>(share)),
            .steps = updates,
            .power = schedule.power,
            .restarts = schedule.restarts,
            .decay = schedule.decaySteps,
            .fromZero = schedule.fromZero};
}

} // namespace vitrine::run
