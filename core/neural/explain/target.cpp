#include "core/neural/explain/target.h"

#include "core/neural/answers/predictions.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <utility>

namespace vitrine::neural {

namespace {

std::string known(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        list += (list.empty() ? "" : ", ") + name;
    }
    return list;
}

Problem outOfRange(const char* what, std::int64_t asked, std::int64_t count) {
    return {std::string("The target's ") + what + " does not exist", std::to_string(asked),
            "Choose one from 0 to " + std::to_string(count - 1)};
}

std::optional<std::int64_t> firstPlace(const Axis& axis, const auto& wanted) {
    const auto found = std::ranges::find_if(axis.tokens, wanted);
    return found == axis.tokens.end() ? std::nullopt : std::optional(found - axis.tokens.begin());
}

// Where a task that speaks for each position answers first.
Outcome<std::int64_t> positionFor(const std::string& task, const TraceInput& input) {
    const Axis& axis = input.axes.back();
    if (task == "generate") {
        return static_cast<std::int64_t>(axis.size()) - 1;
    }
    if (task == "fill-mask") {
        const auto mask = input.tokenizer == nullptr ? std::nullopt : maskIdOf(*input.tokenizer);
        const auto place =
            firstPlace(axis, [&](const AxisToken& token) { return mask && token.id == *mask; });
        return place ? Outcome<std::int64_t>(*place)
                     : Problem{"The text has no masked token to explain", input.sample.name,
                               "Put the mask token into it, or tell a position"};
    }
    return firstPlace(axis, [](const AxisToken& token) { return !token.special; }).value_or(0);
}

class Aiming {
public:
    Aiming(const Network& network, const TraceInput& input, engine::Target target)
        : network_(network)
        , input_(input)
        , target_(std::move(target)) {}

    Outcome<Aim> embedding(const at::Tensor& said) const {
        if (static_cast<std::int64_t>(target_.like.size()) != said.size(1)) {
            return Problem{"The similarity needs an embedding to compare with", input_.sample.name,
                           "Tell a second Sample, whose embedding by this model has " +
                               std::to_string(said.size(1)) + " numbers"};
        }
        return Aim{.target = target_, .name = "similarity to the other Sample"};
    }

    // The best start and end, unless they are told.
    Outcome<Aim> span(const at::Tensor& start, const at::Tensor& end) {
        const std::int64_t places = start.size(1);
        choose(target_.position, start[0]);
        choose(target_.id, end[0]);
        for (const std::int64_t place : {target_.position, target_.id}) {
            if (place >= places) {
                return outOfRange("position", place, places);
            }
        }
        return Aim{.target = target_,
                   .name = "answer from " + token(target_.position) + " to " + token(target_.id)};
    }

    Outcome<Aim> ofPosition(const at::Tensor& logits) {
        if (target_.position < 0) {
            const auto position = positionFor(target_.task, input_);
            if (!position) {
                return position.as<Aim>();
            }
            target_.position = *position;
        }
        if (target_.position >= logits.size(1)) {
            return outOfRange("position", target_.position, logits.size(1));
        }
        const std::string place = " at " + token(target_.position);
        if (logits.dim() == 2) {
            return Aim{.target = target_, .name = "replaced" + place};
        }
        return ofRow(logits[0][target_.position], place);
    }

    Outcome<Aim> ofRow(const at::Tensor& logits, const std::string& place) {
        for (const auto& [name, id] : {std::pair(&target_.name, &target_.id),
                                       std::pair(&target_.againstName, &target_.against)}) {
            if (auto found = lookUp(*name, *id); !found) {
                return found.as<Aim>();
            }
        }
        choose(target_.id, logits);
        for (const std::int64_t id : {target_.id, target_.against}) {
            if (id >= logits.size(0)) {
                return outOfRange("class or token", id, logits.size(0));
            }
        }
        std::string name = named(target_.id, logits.size(0));
        if (target_.against >= 0) {
            name += " and not " + named(target_.against, logits.size(0));
        }
        return Aim{.target = target_, .name = name + place};
    }

private:
    static void choose(std::int64_t& id, const at::Tensor& logits) {
        id = id < 0 ? logits.argmax().item<std::int64_t>() : id;
    }

    // The id of a name, where one is told.
    [[nodiscard]] Outcome<Done> lookUp(const std::string& name, std::int64_t& id) const {
        if (name.empty()) {
            return Done{};
        }
        const std::vector<std::string> labels = network_.labels();
        const std::vector<std::string>& names = classNames(target_.task, labels);
        if (ofWords()) {
            id = input_.tokenizer == nullptr ? -1 : input_.tokenizer->idOf(name).value_or(-1);
        } else {
            const auto found = std::ranges::find(names, name);
            id = found == names.end() ? -1 : found - names.begin();
        }
        if (id < 0) {
            return Problem{"The target “" + name + "” does not exist", input_.sample.name,
                           ofWords() ? "Spell a token as the vocabulary has it"
                                     : "The classes are: " + known(names)};
        }
        return Done{};
    }

    [[nodiscard]] bool ofWords() const {
        return target_.task == "generate" || target_.task == "fill-mask";
    }

    [[nodiscard]] std::string token(std::int64_t position) const {
        const Axis& axis = input_.axes.back();
        const auto place = static_cast<std::size_t>(position);
        return std::to_string(position) +
               (place < axis.size() ? " “" + axis.tokens[place].label + "”" : "");
    }

    [[nodiscard]] std::string named(std::int64_t id, std::int64_t classes) const {
        if (ofWords() && input_.tokenizer != nullptr) {
            return "“" + input_.tokenizer->pieceOf(id).value_or("#" + std::to_string(id)) + "”";
        }
        const std::vector<std::string> labels = network_.labels();
        const std::vector<std::string>& names = classNames(target_.task, labels);
        return static_cast<std::int64_t>(names.size()) == classes
                   ? "“" + names[static_cast<std::size_t>(id)] + "”"
                   : "class " + std::to_string(id);
    }

    const Network& network_;
    const TraceInput& input_;
    engine::Target target_;
};

Outcome<Aim> completed(const engine::Target& asked, const ForwardResult& said,
                       const Network& network, const TraceInput& input) {
    const std::vector<std::string> tasks = network.card().tasks;
    engine::Target target = asked;
    if (target.task.empty()) {
        target.task = tasks.front();
    }
    if (std::ranges::find(tasks, target.task) == tasks.end()) {
        return Problem{"The model has no head for the task “" + target.task + "”",
                       input.sample.name, "It has: " + known(tasks)};
    }
    Aiming aiming(network, input, target);
    if (target.task == "embed") {
        return aiming.embedding(said.embedding);
    }
    if (target.task == "span") {
        return aiming.span(said.logits.at("start"), said.logits.at("end"));
    }
    const auto logits = said.logits.find(target.task);
    if (logits == said.logits.end()) {
        return Problem{"The task “" + target.task + "” gives no logits to explain",
                       input.sample.name, "The model's tasks are: " + known(tasks)};
    }
    const bool forPositions = logits->second.dim() == 3 || target.task == "replaced";
    return forPositions ? aiming.ofPosition(logits->second) : aiming.ofRow(logits->second[0], {});
}

} // namespace

Outcome<Aim> aimAt(const engine::Target& asked, const ForwardResult& said, const Network& network,
                   const TraceInput& input) {
    auto aim = completed(asked, said, network, input);
    if (aim) {
        aim->score = scoreOf(said, aim->target).sum().item<double>();
    }
    return aim;
}

Outcome<Aim> aimFor(const Network& network, const TraceInput& input, const engine::Target& asked,
                    const Tick& tick) {
    const at::NoGradGuard noGrad;
    const auto said = network.forward(input.batch, {.tick = tick.quiet()});
    return said ? aimAt(asked, *said, network, input) : said.as<Aim>();
}

at::Tensor scoreOf(const ForwardResult& result, const engine::Target& target) {
    if (target.task == "embed") {
        return result.embedding.mul(at::tensor(target.like, result.embedding.options())).sum(1);
    }
    if (target.task == "span") {
        return result.logits.at("start")
            .select(1, target.position)
            .add(result.logits.at("end").select(1, target.id));
    }
    at::Tensor logits = result.logits.at(target.task);
    if (target.position >= 0) {
        logits = logits.select(1, target.position);
    }
    if (logits.dim() == 1) {
        return logits;
    }
    const at::Tensor score = logits.select(1, target.id);
    return target.against < 0 ? score : score.sub(logits.select(1, target.against));
}

at::Tensor probabilityOf(const ForwardResult& result, const engine::Target& target) {
    const auto found = result.logits.find(target.task);
    if (found == result.logits.end()) {
        return {};
    }
    const at::Tensor logits =
        target.position >= 0 ? found->second.select(1, target.position) : found->second;
    return logits.dim() == 1 ? logits.sigmoid() : at::softmax(logits, 1).select(1, target.id);
}

} // namespace vitrine::neural
