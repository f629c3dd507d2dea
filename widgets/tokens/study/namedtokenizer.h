#pragma once

#include "core/text/tokenizer.h"

#include <QString>

#include <cstdint>
#include <memory>

namespace vitrine::widgets {

/// A tokenizer as a row of the lab.
struct NamedTokenizer {
    QString name; ///< "MiniLM"
    std::shared_ptr<const text::Tokenizer> tokenizer;
    /// Columns of the model's embedding table, from its card; 0 while there is no model.
    std::int64_t width = 0;

    bool operator==(const NamedTokenizer&) const = default;
};

} // namespace vitrine::widgets
