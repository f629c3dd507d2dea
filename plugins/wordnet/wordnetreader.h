#pragma once

#include "core/data/reader.h"

namespace vitrine::wordnet {

/// Glosses of nouns, labelled with the class of their lexicographer file. Option: `file` (data.noun).
/// A gloss is its own group: synsets that share one land in the same part.
class WordnetReader final : public data::Reader {
public:
    [[nodiscard]] std::string_view name() const override { return "wordnet"; }

    [[nodiscard]] std::string_view about() const override {
        return "WordNet's noun glosses with their 26 classes";
    }

    [[nodiscard]] Outcome<Done> read(const data::ReadRequest& request,
                                     const data::ExampleSink& sink,
                                     const Tick& tick) const override;
};

} // namespace vitrine::wordnet
