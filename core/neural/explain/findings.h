#pragma once

#include "core/base/outcome.h"
#include "core/neural/explain/question.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The site that a request names; the last one where it names none.
[[nodiscard]] Outcome<std::size_t> siteFor(const Question& question);

/// Whether the site has the row that the request asks for.
[[nodiscard]] Outcome<Done> queryFits(const Question& question, const engine::Site& site);

/// The place of a sequence that speaks for the whole: the last where tokens see only what came
/// before, and else the first.
[[nodiscard]] std::size_t speakingPlace(const Question& question, int axis);

/// The row of a site that the request asks for, or the one that speaks for the whole.
[[nodiscard]] std::size_t queryFor(const Question& question, const engine::Site& site);

/// What scores of a tower are called: where several towers share an axis, those of the second and
/// later ones say whose they are.
[[nodiscard]] std::string scoreName(const Question& question, const std::string& name,
                                    const std::string& tower);

/// The numbers of a tensor in its order.
[[nodiscard]] std::vector<float> floatsOf(const at::Tensor& tensor);

} // namespace vitrine::neural
