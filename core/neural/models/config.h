#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/neural/blocks/mlp.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// Reads a model configuration key by key and remembers the first thing that is wrong, so that a
/// family's reader is a list of its keys. An absent or null key takes the family's default.
class ConfigReader {
public:
    ConfigReader(const Json& config, std::string where);

    /// A whole number in [least, most].
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t otherwise,
                                       std::int64_t least, std::int64_t most);
    /// A list of whole numbers, each in [least, most].
    [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key,
                                                     std::vector<std::int64_t> otherwise,
                                                     std::int64_t least, std::int64_t most);
    /// A token's id; null means that there is none.
    [[nodiscard]] std::optional<std::int64_t> id(std::string_view key,
                                                 std::optional<std::int64_t> otherwise);
    [[nodiscard]] double number(std::string_view key, double otherwise, double least, double most);
    [[nodiscard]] std::string text(std::string_view key, std::string otherwise);
    [[nodiscard]] bool flag(std::string_view key, bool otherwise);

    /// An activation by name (blocks/mlp.h).
    [[nodiscard]] Activation activation(std::string_view key, std::string otherwise);

    /// The first entry of `architectures`, or an empty text.
    [[nodiscard]] std::string architecture();

    /// Names of the classes: `id2label`, or "LABEL_0" … for `num_labels` (2 if absent).
    [[nodiscard]] std::vector<std::string> classLabels();

    /// Of a configuration within this one; where it is absent, of an empty one.
    [[nodiscard]] ConfigReader nested(std::string_view key);

    /// Refuses heads that do not divide the width.
    void headsDivide(std::string_view widthKey, std::int64_t width, std::string_view headsKey,
                     std::int64_t heads);

    /// Notes a fault of the caller's own finding.
    void refuse(std::string what, std::string advice);

    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

    [[nodiscard]] const std::string& where() const { return where_; }

private:
    [[nodiscard]] const Json* present(std::string_view key) const;

    const Json& config_;
    std::string where_;
    std::optional<Problem> problem_;
};

} // namespace vitrine::neural
