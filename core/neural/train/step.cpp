#include "core/neural/train/step.h"

#include "core/neural/train/gradients.h"

#include <chrono>
#include <cmath>

namespace vitrine::neural {

namespace {

// Adds the seconds of its life to a counter.
class Stopwatch {
public:
    explicit Stopwatch(double& seconds)
        : seconds_(seconds) {}

    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

    ~Stopwatch() {
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    double& seconds_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

Outcome<at::Tensor> lossOf(const Network& network, const LabelledBatch& batch,
                           const LossOptions& options, const Tick& tick) {
    auto result = network.forward(batch.input, {.tick = tick});
    if (!result) {
        return result.as<at::Tensor>();
    }
    return crossEntropy(result->logits.at(batch.head), batch.labels, options);
}

// Clipping and the update itself, unless a number is not finite.
void applyGradients(AdamW& optimizer, const StepOptions& options, StepResult& step) {
    const Stopwatch watch(step.optimizerSeconds);
    step.gradientNorm = gradientNorm(optimizer.parameters());
    if (!std::isfinite(step.loss) || !std::isfinite(step.gradientNorm)) {
        return;
    }
    if (options.clip > 0) {
        step.clipped = clipGradients(optimizer.parameters(), step.gradientNorm, options.clip);
    }
    optimizer.step(options.learningRate);
    step.applied = true;
}

} // namespace

Outcome<StepResult> trainStep(const Network& network, AdamW& optimizer,
                              std::span<const LabelledBatch> batches, const StepOptions& options,
                              const Tick& tick) {
    StepResult step;
    std::int64_t labels = 0;
    for (const LabelledBatch& batch : batches) {
        labels += countedLabels(batch);
        step.samples += batch.samples();
        step.tokens += batch.tokens;
    }
    dropGradients(optimizer.parameters());
    for (const LabelledBatch& batch : batches) {
        at::Tensor loss;
        {
            const Stopwatch watch(step.forwardSeconds);
            auto sum = lossOf(network, batch, options.loss, tick);
            if (!sum) {
                dropGradients(optimizer.parameters());
                return sum.as<StepResult>();
            }
            loss = sum->div(static_cast<double>(labels));
            step.loss += loss.item<double>();
        }
        const Stopwatch watch(step.backwardSeconds);
        loss.backward();
    }
    applyGradients(optimizer, options, step);
    return step;
}

} // namespace vitrine::neural
