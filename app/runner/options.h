#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::app {

/// One option of a verb: `--name VALUE`, or a switch where `value` is empty.
struct OptionSpec {
    std::string_view name;  ///< without the dashes
    std::string_view value; ///< what stands in the help: "FILE"
    std::string_view help;
};

/// A verb's command line, taken apart. A Problem it returns is a wrong use: exit code 2.
class Options {
public:
    /// `--name VALUE` and `--name=VALUE`; a value may begin with dashes; everything after `--` is
    /// positional. Unknown, repeated and incomplete options are a Problem. `--help` (or `-h`) is
    /// always known and ends the parsing.
    [[nodiscard]] static Outcome<Options> parse(std::span<const char* const> words,
                                                std::span<const OptionSpec> specs);

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& positional() const { return positional_; }

    /// The whole number given, or `otherwise`; a Problem outside [least, most].
    [[nodiscard]] Outcome<std::int64_t> whole(std::string_view name, std::int64_t otherwise,
                                              std::int64_t least, std::int64_t most) const;

    /// The number given, or `otherwise`; a Problem if it is no finite number ≥ 0.
    [[nodiscard]] Outcome<double> number(std::string_view name, double otherwise) const;

private:
    std::vector<std::pair<std::string, std::string>> given_;
    std::vector<std::string> positional_;
};

} // namespace vitrine::app
