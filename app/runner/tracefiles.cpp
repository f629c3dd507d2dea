#include "app/runner/tracefiles.h"

#include "app/runner/machine.h"
#include "app/runner/say.h"
#include "app/runner/tensorcollection.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::app {

namespace {

std::int64_t whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

std::size_t cellsOf(const engine::Trace& trace, const engine::Site& site) {
    const auto axes = trace.axes();
    return static_cast<std::size_t>(site.heads) *
           axes[static_cast<std::size_t>(site.queryAxis)].size() *
           axes[static_cast<std::size_t>(site.keyAxis)].size();
}

/// "input.ids", "input.mask" and, for a text, its types; "input.decoder_ids" for what was written.
void addInputs(TensorCollection& tensors, const Axis& axis) {
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> mask;
    std::vector<std::int64_t> types;
    for (const AxisToken& token : axis.tokens) {
        ids.push_back(token.id);
        mask.push_back(token.pad ? 0 : 1);
        types.push_back(token.segment);
    }
    const std::vector<std::int64_t> shape{1, whole(axis.size())};
    if (axis.name == "decoder") {
        tensors.add("input.decoder_ids", shape, std::move(ids));
        tensors.add("input.decoder_mask", shape, std::move(mask));
        return;
    }
    tensors.add("input.ids", shape, std::move(ids));
    tensors.add("input.mask", shape, std::move(mask));
    tensors.add("input.types", shape, std::move(types));
}

Outcome<Done> addHidden(TensorCollection& tensors, const engine::Trace& trace) {
    for (const Axis& axis : trace.axes()) {
        int layer = 0; // a tower without attention has layers too: they end where none is kept
        auto states = trace.hidden(axis.name, layer);
        if (!states) {
            return states.as<Done>();
        }
        while (states) {
            const auto values = states->values();
            tensors.add("hidden." + axis.name + "." + std::to_string(layer),
                        {1, whole(states->rows()), whole(states->columns())},
                        std::vector<float>(values.begin(), values.end()));
            states = trace.hidden(axis.name, ++layer);
        }
    }
    return Done{};
}

Outcome<Done> addMaps(TensorCollection& tensors, const engine::Trace& trace, const Tick& tick) {
    const auto axes = trace.axes();
    const auto sites = trace.sites();
    for (std::size_t index = 0; index < sites.size(); ++index) {
        const engine::Site& site = sites[index];
        const std::size_t queries = axes[static_cast<std::size_t>(site.queryAxis)].size();
        const std::size_t keys = axes[static_cast<std::size_t>(site.keyAxis)].size();
        std::vector<float> maps;
        maps.reserve(cellsOf(trace, site));
        for (int head = 0; head < site.heads; ++head) {
            const auto map = trace.map({.site = static_cast<int>(index), .head = head},
                                       {0, queries}, {0, keys}, tick);
            if (!map) {
                return map.as<Done>();
            }
            maps.insert(maps.end(), map->values().begin(), map->values().end());
        }
        tensors.add("attention." + site.name, {1, site.heads, whole(queries), whole(keys)},
                    std::move(maps));
    }
    return Done{};
}

Outcome<Done> checkMemory(const std::filesystem::path& file, const engine::Trace& trace) {
    std::size_t cells = 0;
    for (const engine::Site& site : trace.sites()) {
        cells += cellsOf(trace, site);
    }
    const std::size_t bytes = cells * sizeof(float);
    const std::size_t available = thisMachine().availableBytes;
    if (static_cast<double>(bytes) > 0.7 * static_cast<double>(available)) {
        return Problem{"The maps would take " + bytesText(bytes) + ", of " + bytesText(available) +
                           " that are free",
                       file.string(), "Give a shorter text"};
    }
    return Done{};
}

Json tokenJson(const AxisToken& token, std::size_t index) {
    static constexpr std::array kKinds{"piece",  "continuation", "character", "byte",
                                       "patch",  "prefix",       "unknown",   "class",
                                       "separator", "pad",       "special"};
    static_assert(kKinds.size() == static_cast<std::size_t>(TokenKind::Special) + 1);
    Json json;
    json.set("index", whole(index));
    json.set("id", token.id);
    json.set("label", token.label);
    json.set("begin", whole(token.source.begin));
    json.set("end", whole(token.source.end));
    json.set("segment", static_cast<std::int64_t>(token.segment));
    json.set("word", static_cast<std::int64_t>(token.word));
    json.set("kind", kKinds[static_cast<std::size_t>(token.kind)]);
    json.set("special", token.special);
    json.set("pad", token.pad);
    json.set("generated", token.generated);
    if (token.kind == TokenKind::Patch) {
        json.set("box", Json::Array{static_cast<double>(token.box.x),
                                    static_cast<double>(token.box.y),
                                    static_cast<double>(token.box.width),
                                    static_cast<double>(token.box.height)});
        json.set("row", static_cast<std::int64_t>(token.row));
        json.set("column", static_cast<std::int64_t>(token.column));
    }
    if (token.picture >= 0) {
        json.set("picture", static_cast<std::int64_t>(token.picture));
    }
    if (token.frame >= 0) {
        json.set("frame", static_cast<std::int64_t>(token.frame));
    }
    return json;
}

} // namespace

Outcome<Done> writeTrace(const std::filesystem::path& file, const engine::Trace& trace,
                         const Tick& tick) {
    if (auto fits = checkMemory(file, trace); !fits) {
        return fits;
    }
    TensorCollection tensors;
    for (const Axis& axis : trace.axes()) {
        addInputs(tensors, axis);
    }
    if (auto added = addHidden(tensors, trace); !added) {
        return added;
    }
    if (auto added = addMaps(tensors, trace, tick); !added) {
        return added;
    }
    for (const engine::Prediction& prediction : trace.predictions()) {
        if (!prediction.vector.empty()) {
            tensors.add("embedding.text", {1, whole(prediction.vector.size())},
                        std::vector<float>(prediction.vector));
        }
    }
    return tensors.write(file);
}

Json tokensJson(const engine::Trace& trace) {
    Json::Array axes;
    for (const Axis& each : trace.axes()) {
        Json::Array tokens;
        for (std::size_t index = 0; index < each.size(); ++index) {
            tokens.push_back(tokenJson(each.tokens[index], index));
        }
        Json axis;
        axis.set("name", each.name);
        axis.set("tokens", std::move(tokens));
        axes.push_back(std::move(axis));
    }
    Json json;
    json.set("text", trace.sample().text);
    json.set("pair", trace.sample().pair ? Json(*trace.sample().pair) : Json());
    json.set("axes", std::move(axes));
    return json;
}

Json predictionsJson(const engine::Trace& trace) {
    Json::Array predictions;
    for (const engine::Prediction& each : trace.predictions()) {
        Json::Array candidates;
        for (const engine::Candidate& one : each.candidates) {
            Json candidate;
            candidate.set("label", one.label);
            candidate.set("id", one.id);
            candidate.set("logit", static_cast<double>(one.logit));
            candidate.set("probability", static_cast<double>(one.probability));
            candidates.push_back(std::move(candidate));
        }
        Json prediction;
        prediction.set("task", each.task);
        prediction.set("position", each.position);
        prediction.set("candidates", std::move(candidates));
        if (!each.vector.empty()) {
            prediction.set("vector", Json(Json::Array(each.vector.begin(), each.vector.end())));
        }
        predictions.push_back(std::move(prediction));
    }
    return Json(std::move(predictions));
}

} // namespace vitrine::app
