#pragma once

#include <string>
#include <utility>
#include <variant>

namespace vitrine {

/// An expected failure, told to the person: what happened, to which file or number, what to do.
struct Problem {
    std::string what;   ///< one sentence without a full stop: "The weights stop early"
    std::string where;  ///< the file, tensor, line or byte concerned
    std::string advice; ///< what to do now

    /// The three parts as one line for logs and the terminal.
    [[nodiscard]] std::string text() const;

    bool operator==(const Problem&) const = default;
};

/// The work was stopped by the person: neither a value nor a failure.
struct Cancelled {
    bool operator==(const Cancelled&) const = default;
};

/// A value, a Problem, or Cancelled. Returned by everything that opens, loads, parses, saves or
/// can be cancelled. `value()` and `problem()` are to be called only after asking which it is.
template <class T>
class [[nodiscard]] Outcome {
public:
    Outcome(T value)
        : state_(std::in_place_index<0>, std::move(value)) {}

    Outcome(Problem problem)
        : state_(std::in_place_index<1>, std::move(problem)) {}

    Outcome(Cancelled cancelled)
        : state_(std::in_place_index<2>, cancelled) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    [[nodiscard]] bool failed() const { return state_.index() == 1; }
    [[nodiscard]] bool cancelled() const { return state_.index() == 2; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T& value() & { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] const Problem& problem() const { return std::get<1>(state_); }

    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    /// The failure or cancellation of this outcome as an outcome of another type.
    /// Precondition: not ok().
    template <class U>
    [[nodiscard]] Outcome<U> as() const {
        if (cancelled()) {
            return Cancelled{};
        }
        return problem();
    }

private:
    std::variant<T, Problem, Cancelled> state_;
};

/// For work that has no value of its own.
using Done = std::monostate;

} // namespace vitrine
