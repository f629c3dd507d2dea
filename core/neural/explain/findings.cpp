#include "core/neural/explain/findings.h"

#include <algorithm>

namespace vitrine::neural {

Outcome<std::size_t> siteFor(const Question& question) {
    const auto sites = question.sites();
    if (sites.empty()) {
        return Problem{"This model has no attention to explain", question.input.sample.name,
                       "Choose a method that asks for no site, such as occlusion"};
    }
    if (question.request.site.empty()) {
        return sites.size() - 1;
    }
    const auto found = std::ranges::find(sites, question.request.site, &engine::Site::name);
    if (found == sites.end()) {
        return Problem{"The model has no site “" + question.request.site + "”",
                       question.input.sample.name,
                       "Its sites go from " + sites.front().name + " to " + sites.back().name};
    }
    return static_cast<std::size_t>(found - sites.begin());
}

Outcome<Done> queryFits(const Question& question, const engine::Site& site) {
    const auto rows = static_cast<std::int64_t>(question.lengthOf(site.queryAxis));
    if (question.request.query >= rows) {
        return Problem{
            "The site " + site.name + " has no row " + std::to_string(question.request.query),
            question.input.sample.name, "It has " + std::to_string(rows) + ", counted from 0"};
    }
    return Done{};
}

std::size_t speakingPlace(const Question& question, int axis) {
    const std::size_t length = question.lengthOf(axis);
    const bool ordered = std::ranges::any_of(question.sites(), [&](const engine::Site& site) {
        return site.queryAxis == axis && site.mask == engine::MaskRule::Causal;
    });
    return ordered && length > 0 ? length - 1 : 0;
}

std::size_t queryFor(const Question& question, const engine::Site& site) {
    return question.request.query >= 0 ? static_cast<std::size_t>(question.request.query)
                                       : speakingPlace(question, site.queryAxis);
}

std::string scoreName(const Question& question, const std::string& name, const std::string& tower) {
    const auto first =
        std::ranges::find(question.sites(), question.axisOf(tower), &engine::Site::queryAxis);
    const bool shared = first != question.sites().end() && first->tower != tower;
    return shared ? name + ", " + tower : name;
}

std::vector<float> floatsOf(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.to(at::kCPU, at::kFloat).contiguous();
    const float* begin = plain.const_data_ptr<float>();
    return {begin, begin + plain.numel()};
}

} // namespace vitrine::neural
