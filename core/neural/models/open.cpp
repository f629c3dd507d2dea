#include "core/neural/models/open.h"

#include "core/neural/border.h"
#include "core/neural/models/modelfolder.h"
#include "core/neural/models/watched.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> unusedNotes(const Checkpoint& checkpoint, const NameRules& rules,
                                     const Watched& parameters) {
    const auto tied = [&](const std::string& name) {
        return std::ranges::any_of(
            rules.tied, [&](const std::string& begin) { return name.starts_with(begin); });
    };
    std::vector<std::string> notes;
    for (const std::string& name : checkpoint.names()) {
        if (!parameters.took(name) && !tied(name)) {
            notes.push_back("The checkpoint's tensor " + name + " is not used by this model");
        }
    }
    return notes;
}

Outcome<OpenedNetwork> build(const Family& family, const Json& config, const std::string& where,
                             Watched& parameters) {
    auto network = family.build(config, where, parameters);
    if (!network) {
        return network.as<OpenedNetwork>();
    }
    OpenedNetwork opened{.network = *std::move(network), .card = {}};
    opened.card = opened.network->card();
    opened.card.parameters = parameters.elements();
    return opened;
}

std::string nameOf(const fs::path& folder) {
    const fs::path clean = fs::weakly_canonical(folder);
    return clean.filename().string();
}

} // namespace

Outcome<OpenedNetwork> openNetwork(const fs::path& folder) {
    return guarded(folder.string(), [&]() -> Outcome<OpenedNetwork> {
        const auto source = ModelFolder::read(folder);
        if (!source) {
            return source.as<OpenedNetwork>();
        }
        Watched parameters(parametersOf(source->checkpoint));
        auto opened = build(*source->family, source->config, source->where, parameters);
        if (opened) {
            opened->card.folder = folder;
            opened->card.name = nameOf(folder);
            opened->card.notes = unusedNotes(*source->checkpoint, source->family->names, parameters);
        }
        return opened;
    });
}

Outcome<OpenedNetwork> randomNetwork(const Json& config, std::uint64_t seed) {
    return guarded("random weights", [&]() -> Outcome<OpenedNetwork> {
        auto family = familyOf(config, "random weights");
        if (!family) {
            return family.as<OpenedNetwork>();
        }
        Watched parameters(randomParameters(seed));
        return build(**family, config, "random weights", parameters);
    });
}

Outcome<std::int64_t> countParameters(const Json& config, std::vector<std::string> heads) {
    return guarded("a configuration", [&]() -> Outcome<std::int64_t> {
        auto family = familyOf(config, "a configuration");
        if (!family) {
            return family.as<std::int64_t>();
        }
        Watched parameters(shapesOnly(std::move(heads)));
        auto opened = build(**family, config, "a configuration", parameters);
        if (!opened) {
            return opened.as<std::int64_t>();
        }
        return opened->card.parameters;
    });
}

} // namespace vitrine::neural
