#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace vitrine::run {

/// Where the keys of a JSON text stand: so that a fault can name its line.
class Places {
public:
    /// The text must be what parseJson accepts.
    explicit Places(std::string_view text);

    /// Line of "optimizer.lr" or "probes[0].every", from 1; 0 where there is none such.
    [[nodiscard]] std::size_t lineOf(const std::string& path) const;

private:
    std::map<std::string, std::size_t> lines_;
};

/// Line of a byte, from 1.
[[nodiscard]] std::size_t lineAt(std::string_view text, std::size_t byte);

} // namespace vitrine::run
