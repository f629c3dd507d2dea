#pragma once

#include "app/runner/verb.h"
#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine::app {

/// Standard output: one line.
void say(std::string_view line);

/// Standard output: a JSON value on one line, so that many can follow each other.
void sayJson(const Json& value);

/// Standard error: the Problem in one line. Answers Exit::Failed.
[[nodiscard]] Exit fail(const Problem& problem);

/// The same for the outcome of work that gave no value: failed or cancelled.
template <class T>
[[nodiscard]] Exit failed(const Outcome<T>& outcome) {
    return outcome.cancelled() ? fail({"The work was stopped", {}, {}}) : fail(outcome.problem());
}

/// Standard error: the Problem, and where the help is. Answers Exit::WrongUse.
[[nodiscard]] Exit misused(const Problem& problem, std::string_view verb);

/// "90.9 MB" (decimal units, as file managers show them).
[[nodiscard]] std::string bytesText(std::size_t bytes);

/// A number with so many digits after the point, whatever the locale.
[[nodiscard]] std::string fixed(double number, int digits);

} // namespace vitrine::app
