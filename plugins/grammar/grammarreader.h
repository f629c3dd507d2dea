#pragma once

#include "core/data/reader.h"

namespace vitrine::grammar {

/// Pairs of sentences from a grammar. Options: `rules` (see Grammar), `start` (default "sentence"),
/// `count` of different pairs, `seed` (default 0), `licence` (SPDX name; default "CC0-1.0"). A
/// source sentence is its own group: its translations land in one part.
class GrammarReader final : public data::Reader {
public:
    [[nodiscard]] std::string_view name() const override { return "grammar"; }

    [[nodiscard]] std::string_view about() const override {
        return "pairs of sentences from a synchronous grammar in the recipe";
    }

    [[nodiscard]] Outcome<Done> read(const data::ReadRequest& request,
                                     const data::ExampleSink& sink,
                                     const Tick& tick) const override;
};

} // namespace vitrine::grammar
