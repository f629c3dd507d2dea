#include "app/runner/bench/randomgpt2.h"

namespace vitrine::app {

Outcome<std::unique_ptr<neural::ForwardProbe>> randomGpt2(std::int64_t tokens) {
    constexpr std::uint64_t kSeed = 1;
    Json config;
    config.set("model_type", "gpt2");
    config.set("vocab_size", 512);
    config.set("n_positions", 1024);
    config.set("n_embd", 768);
    config.set("n_layer", 12);
    config.set("n_head", 12);
    return neural::ForwardProbe::make(config, tokens, kSeed);
}

} // namespace vitrine::app
