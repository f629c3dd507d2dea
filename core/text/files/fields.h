#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::text {

/// The largest tokenizer file that is read.
constexpr std::size_t kTokenizerFileLimit = std::size_t{256} << 20;

[[nodiscard]] JsonLimits tokenizerJsonLimits();

/// A JSON object of a tokenizer file and its path there ("model.vocab"). Reading a member of the
/// wrong type or of an unknown name leaves a Problem; the first one counts. So a reader asks for
/// everything, then for the Problem.
class Fields {
public:
    /// `json` must live as long as this.
    Fields(const Json& json, std::string where);

    [[nodiscard]] const std::string& where() const { return where_; }

    [[nodiscard]] bool isObject() const { return json_.object() != nullptr; }

    /// The member, or nullptr where it is missing or null.
    [[nodiscard]] const Json* member(std::string_view key);

    [[nodiscard]] bool flag(std::string_view key, bool otherwise);
    [[nodiscard]] std::optional<bool> maybeFlag(std::string_view key);
    [[nodiscard]] std::string string(std::string_view key, std::string otherwise);
    [[nodiscard]] std::string neededString(std::string_view key);
    [[nodiscard]] std::int64_t neededInteger(std::string_view key);
    [[nodiscard]] std::optional<std::int64_t> maybeInteger(std::string_view key);

    /// Leaves a Problem about a member unless there is one already.
    void refuse(std::string_view key, std::string what, std::string advice);

    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

private:
    void wrongType(std::string_view key, std::string_view expected);

    const Json& json_;
    std::string where_;
    std::optional<Problem> problem_;
};

} // namespace vitrine::text
