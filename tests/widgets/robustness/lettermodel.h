#pragma once

#include "core/engine/model.h"

#include "widgets/robustness/state/modelsource.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace vitrine::tests {

/// What a LetterModel is to do.
struct LetterModelOptions {
    char letter = 'e';
    int many = 5; ///< the answer is "many" from so many letters on, else "few"
    std::chrono::milliseconds delay{0};
    bool blind = false; ///< all words are one token: no edit changes the pieces
    bool answers = true; ///< else it gives an embedding alone
};

/// A model whose answer is known in closed form: it counts a letter. Tokens are the words between
/// blanks; it has no attention.
class LetterModel final : public engine::Model {
public:
    explicit LetterModel(const LetterModelOptions& options);

    [[nodiscard]] const engine::ModelCard& card() const override { return card_; }
    [[nodiscard]] std::size_t traceBytes(std::size_t) const override { return 0; }
    [[nodiscard]] Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) override;

    [[nodiscard]] int traced() const { return traced_; }

private:
    LetterModelOptions options_;
    engine::ModelCard card_;
    std::atomic<int> traced_ = 0;
};

/// A source of that model on a worker.
[[nodiscard]] widgets::ModelSource sourceOf(std::shared_ptr<LetterModel> model,
                                            widgets::Worker& worker,
                                            const std::string& name = "letters");

} // namespace vitrine::tests
