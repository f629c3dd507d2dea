#pragma once

#include "core/text/models/wordpart.h"
#include "core/text/stages.h"

#include <memory>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// Cuts one word into pieces. Immutable; what changes is in the Working, which one thread uses at a
/// time.
class SubwordModel {
public:
    class Working {
    public:
        virtual ~Working() = default;
    };

    virtual ~SubwordModel() = default;

    [[nodiscard]] virtual std::unique_ptr<Working> makeWorking() const = 0;

    /// Appends the parts of a word. `working` is of this model.
    virtual void cut(std::string_view word, Working& working,
                     std::vector<WordPart>& parts) const = 0;

    /// How cut() comes to its parts.
    [[nodiscard]] virtual Trail trailOf(std::string_view word) const = 0;

    /// Whether a piece of the vocabulary holds a part of a character only.
    [[nodiscard]] virtual bool isPartOfCharacter(std::string_view piece) const = 0;
};

} // namespace vitrine::text
