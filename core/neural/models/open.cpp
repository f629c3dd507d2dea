#include "core/neural/models/open.h"

#include "core/neural/border.h"
#include "core/neural/weights/checkpoint.h"

#include <algorithm>
#include <set>

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

// Remembers which parameters a network asked for, so that what nobody wanted can be told.
class Watched final : public ParameterSource {
public:
    explicit Watched(std::unique_ptr<ParameterSource> source)
        : source_(std::move(source)) {}

    [[nodiscard]] bool has(const std::string& name) const override { return source_->has(name); }

    [[nodiscard]] at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape,
                                  Init init) override {
        at::Tensor tensor = source_->take(name, shape, init);
        if (taken_.insert(name).second) {
            elements_ += tensor.numel();
        }
        return tensor;
    }

    [[nodiscard]] const std::set<std::string>& taken() const { return taken_; }

    [[nodiscard]] std::int64_t elements() const { return elements_; }

private:
    std::unique_ptr<ParameterSource> source_;
    std::set<std::string> taken_;
    std::int64_t elements_ = 0;
};

std::vector<std::string> unusedNotes(const Checkpoint& checkpoint, const NameRules& rules,
                                     const std::set<std::string>& taken) {
    const auto tied = [&](const std::string& name) {
        return std::ranges::any_of(
            rules.tied, [&](const std::string& begin) { return name.starts_with(begin); });
    };
    std::vector<std::string> notes;
    for (const std::string& name : checkpoint.names()) {
        if (!taken.contains(name) && !tied(name)) {
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
        const fs::path configFile = folder / "config.json";
        auto config = readJson(configFile);
        if (!config) {
            return config.as<OpenedNetwork>();
        }
        auto family = familyOf(*config, configFile.string());
        if (!family) {
            return family.as<OpenedNetwork>();
        }
        auto checkpoint = Checkpoint::open(folder, (*family)->names);
        if (!checkpoint) {
            return checkpoint.as<OpenedNetwork>();
        }
        Watched parameters(parametersOf(*checkpoint));
        auto opened = build(**family, *config, configFile.string(), parameters);
        if (opened) {
            opened->card.folder = folder;
            opened->card.name = nameOf(folder);
            opened->card.notes = unusedNotes(**checkpoint, (*family)->names, parameters.taken());
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
