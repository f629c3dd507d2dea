#include "widgets/robustness/state/readoutwork.h"

#include "core/analysis/regroup.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

namespace {

using Clock = std::chrono::steady_clock;

const Axis* firstAxis(const engine::Trace& trace) {
    return trace.axes().empty() ? nullptr : &trace.axes().front();
}

/// Pieces, words and attention: what needs the tokens of both traces.
Outcome<Done> compareTraces(ReadOuts& found, const Tick& tick) {
    const Axis* before = firstAxis(*found.cleanTrace);
    const Axis* after = firstAxis(*found.trace);
    if (before == nullptr || after == nullptr) {
        return Done{};
    }
    const perturb::TextScript& script = found.text->result.script.text;
    found.split = study::wordSplits(*before, *after, script);
    found.pairing = study::pairWords(found.text->clean.text, *before, *after, script);
    auto shift =
        study::attentionShift(*found.cleanTrace, *found.trace, /*axis=*/0, found.pairing, tick);
    if (shift.cancelled()) {
        return Cancelled{};
    }
    if (shift) { // else the model has no self-attention, which the view says
        found.shift = *std::move(shift);
    }
    return Done{};
}

int siteNamed(const engine::Trace& trace, const std::string& name) {
    const auto found = std::ranges::find(trace.sites(), name, &engine::Site::name);
    return static_cast<int>(found - trace.sites().begin());
}

Outcome<Grid> gathered(const engine::Trace& trace, const std::string& site, int head,
                       const analysis::Grouping& grouping, const Tick& tick) {
    const std::size_t tokens = grouping.groupOf.size();
    auto map = trace.map({siteNamed(trace, site), head}, {0, tokens}, {0, tokens}, tick);
    return map ? Outcome<Grid>(analysis::regroup(*map, grouping, grouping)) : std::move(map);
}

Grid differenceOf(const Grid& a, const Grid& b, const study::WordPairing& pairing) {
    Grid difference(a.rows(), a.columns(), std::numeric_limits<float>::quiet_NaN());
    for (const auto& [query, otherQuery] : pairing.matched) {
        for (const auto& [key, otherKey] : pairing.matched) {
            difference.at(query, key) = b.at(otherQuery, otherKey) - a.at(query, key);
        }
    }
    return difference;
}

} // namespace

std::optional<MovedHead> mostMoved(const ReadOuts& readOuts) {
    std::optional<MovedHead> most;
    if (!readOuts.shift) {
        return most;
    }
    const Grid& shifts = readOuts.shift->shifts;
    for (std::size_t layer = 0; layer < shifts.rows(); ++layer) {
        for (std::size_t head = 0; head < shifts.columns(); ++head) {
            const auto shift = static_cast<double>(shifts.at(layer, head));
            if (!std::isnan(shift) && (!most || shift > most->shift)) {
                most = {static_cast<int>(layer), static_cast<int>(head), shift};
            }
        }
    }
    return most;
}

Outcome<std::shared_ptr<const PerturbedText>> perturbedText(const perturb::Catalogue& catalogue,
                                                            const Sample& sample,
                                                            const RobustnessChoice& choice,
                                                            const Tick& tick) {
    auto result = perturb::applyChain(catalogue, choice.chain, sample,
                                      {.severity = choice.severity, .seed = choice.seed}, tick);
    if (!result) {
        return result.as<std::shared_ptr<const PerturbedText>>();
    }
    return std::shared_ptr<const PerturbedText>(
        std::make_shared<const PerturbedText>(PerturbedText{.clean = sample,
                                                            .chain = choice.chain,
                                                            .severity = choice.severity,
                                                            .seed = choice.seed,
                                                            .result = *std::move(result)}));
}

Outcome<std::shared_ptr<const ReadOuts>>
readOutsOf(EngineSide& side, const ModelSource& source, const study::LabelSet& labels,
           const std::shared_ptr<const PerturbedText>& text, const Tick& tick) {
    using Result = std::shared_ptr<const ReadOuts>;
    const auto begin = Clock::now();
    auto model = source.open(tick);
    if (!model) {
        return model.as<Result>();
    }
    auto prototypes = side.prototypes(**model, source.key, labels, tick);
    if (!prototypes) {
        return prototypes.as<Result>();
    }
    auto clean = side.clean(**model, source.key, text->clean, tick);
    if (!clean) {
        return clean.as<Result>();
    }
    const bool equal = text->result.sample.text == text->clean.text;
    auto perturbed = equal ? clean : (*model)->trace(text->result.sample, {}, tick);
    if (!perturbed) {
        return perturbed.as<Result>();
    }
    ReadOuts found{.text = text,
                   .cleanTrace = *clean,
                   .trace = *perturbed,
                   .cleanVerdict = study::verdictOf(**clean, *prototypes),
                   .verdict = study::verdictOf(**perturbed, *prototypes)};
    found.cosine = study::cosine(found.cleanVerdict.embedding, found.verdict.embedding);
    if (const auto compared = compareTraces(found, tick); !compared) {
        return compared.as<Result>();
    }
    found.milliseconds =
        std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return Result(std::make_shared<const ReadOuts>(std::move(found)));
}

Outcome<std::shared_ptr<const HeadDetail>>
headDetailOf(const std::shared_ptr<const ReadOuts>& of, int layer, int head, const Tick& tick) {
    using Result = std::shared_ptr<const HeadDetail>;
    const Grid& shifts = of->shift->shifts;
    const bool there = layer >= 0 && layer < static_cast<int>(shifts.rows()) && head >= 0 &&
                       head < static_cast<int>(shifts.columns()) &&
                       !std::isnan(shifts.at(static_cast<std::size_t>(layer),
                                             static_cast<std::size_t>(head)));
    if (!there) {
        const MovedHead most = mostMoved(*of).value_or(MovedHead{});
        layer = most.layer;
        head = most.head;
    }
    const std::string& site = of->shift->sites.at(static_cast<std::size_t>(layer));
    auto a = gathered(*of->cleanTrace, site, head, of->pairing.clean, tick);
    if (!a) {
        return a.as<Result>();
    }
    auto b = gathered(*of->trace, site, head, of->pairing.perturbed, tick);
    if (!b) {
        return b.as<Result>();
    }
    HeadDetail detail{.of = of, .layer = layer, .head = head, .maps = {}};
    detail.maps.difference = differenceOf(*a, *b, of->pairing);
    detail.maps.a = *std::move(a);
    detail.maps.b = *std::move(b);
    detail.maps.shift = static_cast<double>(
        shifts.at(static_cast<std::size_t>(layer), static_cast<std::size_t>(head)));
    return Result(std::make_shared<const HeadDetail>(std::move(detail)));
}

} // namespace vitrine::widgets
