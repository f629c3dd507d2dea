#pragma once

#include "core/base/outcome.h"

#include <exception>

namespace vitrine::neural {

/// A checkpoint that does not fit its model. Thrown by parameter sources while a model is built,
/// turned back into its Problem at the border.
class BadParameter : public std::exception {
public:
    explicit BadParameter(Problem problem)
        : problem_(std::move(problem))
        , text_(problem_.text()) {}

    [[nodiscard]] const Problem& problem() const { return problem_; }
    [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

private:
    Problem problem_;
    std::string text_;
};

} // namespace vitrine::neural
