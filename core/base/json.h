#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vitrine {

/// A JSON value: our own, so that no third-party type crosses a border. Objects keep the order of
/// the file and never hold a key twice.
class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json(); ///< null
    // Defined away from here: inlined moves of the variant make GCC 12 warn of uninitialised
    // values.
    ~Json();
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;

    Json(std::nullptr_t) {}
    Json(bool value) : value_(value) {}
    Json(int value) : value_(static_cast<std::int64_t>(value)) {}
    Json(std::int64_t value) : value_(value) {}
    Json(double value) : value_(value) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(value_); }

    /// The value if it has that type, else nullptr.
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
    [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
    [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] Array* array() { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object* object() { return std::get_if<Object>(&value_); }

    /// An integer or a fraction as double; nothing for other types.
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] double number(double otherwise = 0) const;

    /// The member of an object, or nullptr where this is no object or lacks it. Linear in members.
    [[nodiscard]] const Json* find(std::string_view key) const;

    /// Sets or appends a member; a null value becomes an object first, other types throw
    /// std::invalid_argument.
    void set(std::string_view key, Json value);

    /// Compact text; `indent` > 0 breaks lines. Numbers in shortest round-trip form: what parseJson
    /// reads back is equal, except that NaN and infinity become null and ill-formed UTF-8 U+FFFD.
    [[nodiscard]] std::string dump(int indent = 0) const;

    bool operator==(const Json&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// What a parser refuses. The defaults are those of configuration files.
struct JsonLimits {
    std::size_t bytes = std::size_t{4} << 20;
    std::size_t depth = 64;
    std::size_t stringBytes = std::size_t{4} << 20;
    std::size_t values = 8'000'000; ///< of any type, keys excepted: bounds the memory of the tree
    bool wholeNumbersOnly = false; ///< no sign, fraction or exponent (safetensors headers)
};

/// Strict JSON (RFC 8259): valid UTF-8, no byte-order mark, no duplicate key, limits kept. Whole
/// numbers beyond 64 bits become double; what no double can hold (1e999, 1e-999) is refused.
/// `where` names the source in a Problem, which also says the byte and the line.
[[nodiscard]] Outcome<Json> parseJson(std::string_view text, std::string_view where,
                                      const JsonLimits& limits = {});

/// Reads and parses a file.
[[nodiscard]] Outcome<Json> readJson(const std::filesystem::path& file,
                                     const JsonLimits& limits = {});

} // namespace vitrine
