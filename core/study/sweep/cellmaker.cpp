#include "core/study/sweep/cellmaker.h"

#include "core/perturb/scriptjson.h"

#include <algorithm>
#include <cmath>

namespace vitrine::study {

namespace {

void add(Cell& cell, const char* name, double value) {
    if (std::isfinite(value)) {
        cell.metrics.emplace_back(name, value);
    }
}

/// What can be said of one trace alone.
void readAnswer(Cell& cell, const engine::Trace& trace) {
    if (const auto answer = answerOf(trace)) {
        cell.answer = answer->label;
        add(cell, "probability", answer->probability);
        add(cell, "margin", answer->margin);
        if (cell.label) {
            add(cell, "accuracy", answer->label == *cell.label ? 1 : 0);
        }
    }
}

void readChange(Cell& cell, const engine::Trace& clean, const engine::Trace& perturbed) {
    const auto change = predictionChange(clean, perturbed);
    if (!change) {
        return;
    }
    add(cell, "flip", change->flip ? 1 : 0);
    add(cell, "drop", change->drop);
    add(cell, "relative_drop", change->relative);
    if (change->divergence) {
        add(cell, "divergence", *change->divergence);
    }
    if (cell.label) {
        const bool before = change->clean.label == *cell.label;
        const bool after = change->perturbed.label == *cell.label;
        add(cell, "accuracy_drop", (before ? 1 : 0) - (after ? 1 : 0));
    }
}

void readSplit(Cell& cell, const SplitChange& split) {
    add(cell, "split_changed", split.changed);
    add(cell, "split_disjoint", split.disjoint);
    add(cell, "split_jaccard", split.jaccard);
    add(cell, "split_pieces", split.pieces);
    add(cell, "split_boundaries", split.boundaries);
}

void readAttention(Cell& cell, const AttentionShift& shift) {
    add(cell, "attention_shift", shift.mean);
    add(cell, "attention_unmatched", shift.unmatched);
    for (std::size_t site = 0; site < shift.shifts.rows(); ++site) {
        const auto row = shift.shifts.row(site);
        cell.heads.emplace_back(row.begin(), row.end());
    }
}

void refuse(Cell& cell, const Problem& problem) {
    cell.effect = CellEffect::Refused;
    cell.reason = problem.text();
}

} // namespace

Outcome<Cell> CellMaker::make(const CellPlace& place, const SweepExample& example,
                              const Tick& tick) {
    Cell cell{.place = place,
              .row = example.row,
              .example = example.id,
              .label = example.label,
              .script = Json::Array{}};
    if (place.clean()) {
        const auto trace = cleanTrace(example, tick);
        if (trace.cancelled()) {
            return Cancelled{};
        }
        trace ? readAnswer(cell, **trace) : refuse(cell, trace.problem());
        return cell;
    }
    const auto chain = std::ranges::find(recipe_.chains, place.chain, &perturb::Chain::name);
    if (chain == recipe_.chains.end()) {
        return Problem{"The recipe has no such chain", place.chain, "Choose one of its chains"};
    }
    const auto done = perturbedCell(cell, *chain, example, tick);
    if (done.cancelled()) {
        return Cancelled{};
    }
    if (!done) {
        refuse(cell, done.problem());
    }
    return cell;
}

Outcome<CellMaker::SharedTrace> CellMaker::traced(const Sample& sample, const Tick& tick) {
    return model_.trace(sample, {.hidden = recipe_.embedding, .task = recipe_.task}, tick);
}

Outcome<CellMaker::SharedTrace> CellMaker::cleanTrace(const SweepExample& example,
                                                      const Tick& tick) {
    if (const auto kept = clean_.find(example.row); kept != clean_.end()) {
        return kept->second;
    }
    auto trace = traced(example.sample, tick);
    if (trace) {
        clean_[example.row] = *trace;
    }
    return trace;
}

Outcome<Done> CellMaker::perturbedCell(Cell& cell, const perturb::Chain& chain,
                                       const SweepExample& example, const Tick& tick) {
    const auto result = perturb::applyChain(catalogue_, chain, example.sample,
                                            {.severity = cell.place.severity,
                                             .seed = cell.place.seed,
                                             .example = example.drawn()},
                                            tick);
    if (!result) {
        return result.as<Done>();
    }
    const bool changed = result->effect == perturb::Effect::Changed;
    cell.effect = changed ? CellEffect::Changed : CellEffect::Unchanged;
    cell.reason = result->reason;
    cell.rule = result->label;
    cell.script = perturb::jsonOf(result->script);
    const auto clean = cleanTrace(example, tick);
    if (!clean) {
        return clean.as<Done>();
    }
    // The same bytes give the same trace.
    const auto perturbed = changed ? traced(result->sample, tick) : clean;
    if (!perturbed) {
        return perturbed.as<Done>();
    }
    return readOut(cell, **clean, **perturbed, result->script.text, tick);
}

Outcome<Done> CellMaker::readOut(Cell& cell, const engine::Trace& clean,
                                 const engine::Trace& perturbed,
                                 const perturb::TextScript& script, const Tick& tick) {
    if (recipe_.prediction) {
        readAnswer(cell, perturbed);
        readChange(cell, clean, perturbed);
    }
    constexpr int kFirstAxis = 0;
    if (clean.axes().empty() || perturbed.axes().empty()) {
        return Done{};
    }
    const Axis& before = clean.axes()[kFirstAxis];
    const Axis& after = perturbed.axes()[kFirstAxis];
    const WordPairing pairing = pairWords(clean.sample().text, before, after, script);
    if (recipe_.split) {
        if (const auto split = splitChange(pairing, before, after, script)) {
            readSplit(cell, *split);
        }
    }
    if (recipe_.embedding) {
        if (const auto shift = embeddingShift(clean, perturbed)) {
            add(cell, "embedding_shift", shift->cosine);
            add(cell, "embedding_relative", shift->relative);
        }
        const auto words = sensitivity(clean, perturbed, kFirstAxis, pairing);
        if (!words) {
            return words.as<Done>();
        }
        add(cell, "sensitivity", words->all);
        add(cell, "sensitivity_attacked", words->attacked);
        add(cell, "sensitivity_context", words->context);
    }
    if (recipe_.attention) {
        const auto shift = attentionShift(clean, perturbed, kFirstAxis, pairing, tick);
        if (!shift) {
            return shift.as<Done>();
        }
        readAttention(cell, *shift);
    }
    return Done{};
}

} // namespace vitrine::study
