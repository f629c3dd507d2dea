#include "core/neural/train/plan.h"

#include <algorithm>
#include <array>

namespace vitrine::neural {

TrainPlan planOf(const run::TrainSettings& settings, std::int64_t trainingSamples) {
    TrainPlan plan;
    plan.steps = settings.updates(trainingSamples);
    plan.samples = settings.batch.samples.value_or(plan.samples);
    plan.micro = std::min(settings.batch.micro.value_or(plan.samples), plan.samples);
    plan.seed = settings.seed;
    plan.schedule = settings.scheduleOver(plan.steps);
    plan.optimizer = {.beta1 = settings.optimizer.betas[0],
                      .beta2 = settings.optimizer.betas[1],
                      .epsilon = settings.optimizer.eps,
                      .decay = settings.optimizer.decay};
    plan.loss = {.labelSmoothing = settings.labelSmoothing};
    plan.clip = settings.clip;
    plan.logEvery = settings.logEvery;
    plan.evalEvery = settings.eval.every;
    plan.evalSamples = settings.eval.samples;
    plan.checkpointEvery = settings.checkpoint.everySteps;
    plan.checkpointMinutes = settings.checkpoint.everyMinutes;
    plan.metric = settings.checkpoint.metric;
    plan.largerIsBetter = settings.checkpoint.largerIsBetter;
    plan.keepLast = settings.checkpoint.keepLast;
    plan.keepBest = settings.checkpoint.keepBest;
    if (const auto& stop = settings.earlyStop) {
        plan.earlyStop = EarlyStop{.metric = stop->metric,
                                   .patience = stop->patience,
                                   .leastChange = stop->minDelta,
                                   .largerIsBetter = stop->largerIsBetter};
    }
    return plan;
}

std::vector<run::RecipeFault> unsupportedIn(const run::TrainSettings& settings) {
    std::vector<run::RecipeFault> faults;
    const auto refuse = [&](bool wanted, const char* path, const std::string& what) {
        if (wanted) {
            faults.push_back({.path = path, .what = what});
        }
    };
    constexpr std::array kTasks{"classify", "classify-image", "translate"};
    refuse(std::ranges::find(kTasks, settings.task) == kTasks.end(), "task",
           "The task “" + settings.task +
               "” cannot be trained yet: classify, classify-image or translate");
    refuse(settings.batch.tokens.has_value(), "batch.tokens",
           "Batches are counted in samples, not yet in tokens");
    refuse(settings.optimizer.type != "adamw", "optimizer.type",
           "The optimizer “" + settings.optimizer.type + "” is not there yet: adamw");
    refuse(settings.optimizer.layerDecay != 1, "optimizer.layer_decay",
           "optimizer.layer_decay other than 1 is not there yet");
    refuse(settings.optimizer.decayNorms, "optimizer.decay_norms",
           "Norms and biases do not decay yet");
    refuse(settings.optimizer.decayEmbeddings, "optimizer.decay_embeddings",
           "Embeddings do not decay yet");
    refuse(settings.model.lora.has_value(), "lora.rank", "LoRA is not there yet");
    refuse(!settings.model.trainable.empty(), "trainable",
           "Training parts of a model is not there yet");
    refuse(settings.model.dropout != 0, "dropout", "Dropout is not there yet: 0");
    refuse(settings.model.ema.has_value(), "ema",
           "The moving average of weights (ema) is not there yet");
    refuse(settings.precision != "fp32", "precision",
           "The precision “" + settings.precision + "” is not there yet: fp32");
    refuse(settings.device != "cpu" && settings.device != "auto", "device",
           "The device “" + settings.device + "” is not there yet: cpu");
    refuse(settings.onNan != run::OnNan::Stop, "on_nan",
           "on_nan other than stop is not there yet");
    refuse(settings.distributed.processes != 1, "distributed.processes",
           "Several processes are not there yet");
    refuse(!settings.probes.empty(), "probes", "Probes are not there yet");
    refuse(settings.histogramsEvery != 0, "histograms_every", "Histograms are not there yet");
    return faults;
}

} // namespace vitrine::neural
