#include "core/study/pointing.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::study {

namespace {

/// Share of a patch that a box covers.
double covered(const Box& patch, const Box& box) {
    const float left = std::max(patch.x, box.x);
    const float right = std::min(patch.x + patch.width, box.x + box.width);
    const float top = std::max(patch.y, box.y);
    const float bottom = std::min(patch.y + patch.height, box.y + box.height);
    if (right <= left || bottom <= top) {
        return 0;
    }
    return static_cast<double>((right - left) * (bottom - top)) /
           static_cast<double>(patch.width * patch.height);
}

Outcome<std::vector<float>> positiveScores(engine::Model& model, const engine::Trace& trace,
                                           const std::string& method, const Tick& tick) {
    auto finding = model.explain(trace, {.method = method}, tick);
    if (!finding) {
        return finding.as<std::vector<float>>();
    }
    if (finding->scores.empty()) {
        return Problem{"The method " + method + " does not score patches", trace.sample().name,
                       "Choose rollout, relevance or occlusion"};
    }
    std::vector<float> scores = std::move(finding->scores.front().values);
    for (float& score : scores) {
        score = std::max(score, 0.0F);
    }
    return scores;
}

bool answers(const engine::Trace& trace, const std::string& label) {
    return std::ranges::any_of(trace.predictions(), [&](const engine::Prediction& prediction) {
        return !prediction.candidates.empty() && prediction.candidates.front().label == label;
    });
}

} // namespace

double massInBox(const Axis& axis, std::span<const float> weights, const Box& box) {
    double inside = 0;
    double all = 0;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        if (axis.tokens[index].kind == TokenKind::Patch) {
            all += weights[index];
            inside += weights[index] * covered(axis.tokens[index].box, box);
        }
    }
    return all > 0 ? inside / all : 0;
}

Outcome<Pointing> pointingOf(engine::Model& model, std::span<const data::Icon> icons,
                             std::span<const std::string> classes, const PointingOptions& options,
                             const Tick& tick) {
    Pointing pointing{.scenes = options.scenes};
    const auto side = static_cast<double>(options.scene.side);
    for (std::int64_t number = 0; number < options.scenes; ++number) {
        if (!tick.update(number, options.scenes)) {
            return Cancelled{};
        }
        const data::Icon& icon = icons[static_cast<std::size_t>(number) % icons.size()];
        data::Scene scene =
            data::composeScene(icon, options.seed, number, /*epoch=*/0, options.scene);
        const auto trace = model.trace(
            {.name = "scene " + std::to_string(number),
             .picture = std::make_shared<const Image>(std::move(scene.picture))},
            {}, tick);
        if (!trace) {
            return trace.as<Pointing>();
        }
        const auto weights = positiveScores(model, **trace, options.method, tick);
        if (!weights) {
            return weights.as<Pointing>();
        }
        const double mass = massInBox((*trace)->axes().front(), *weights, scene.object);
        const double area = static_cast<double>(scene.object.width * scene.object.height) /
                            (side * side);
        pointing.mass += mass;
        pointing.area += area;
        pointing.above += mass > area ? 1 : 0;
        pointing.accuracy +=
            answers(**trace, classes[static_cast<std::size_t>(scene.label)]) ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::int64_t>(1, options.scenes));
    pointing.mass /= count;
    pointing.area /= count;
    pointing.above /= count;
    pointing.accuracy /= count;
    return pointing;
}

} // namespace vitrine::study
