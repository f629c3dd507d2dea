#include "plugins/clips/clipkind.h"

#include <utility>

namespace vitrine::clips {

namespace {

using perturb::KindRecord;
using perturb::Perturbed;

KindRecord record(const char* id, const char* about) {
    return {.id = id, .medium = perturb::Medium::Clip, .about = about, .random = true};
}

KindRecord withRate(KindRecord record, const char* name, const char* about, double identity,
                    std::vector<std::vector<double>> rows) {
    record.parameters = {{.name = name, .least = 0, .most = 1, .about = about}};
    record.columns = {{.name = name, .identity = identity}};
    record.tables = {{.preset = "", .rows = std::move(rows)}};
    return record;
}

/// A place keeps its time and shows the picture of another frame.
std::shared_ptr<const Clip> moved(const Clip& clip, const FrameMap& source) {
    auto result = std::make_shared<Clip>(clip);
    for (std::size_t t = 0; t < source.size(); ++t) {
        const Frame& shown = clip.frames[static_cast<std::size_t>(source[t])];
        result->frames[t].number = shown.number;
        result->frames[t].picture = shown.picture;
    }
    return result;
}

bool isIdentity(const FrameMap& source) {
    for (std::size_t t = 0; t < source.size(); ++t) {
        if (source[t] != static_cast<std::int64_t>(t)) {
            return false;
        }
    }
    return true;
}

} // namespace

Outcome<Perturbed> ClipKind::apply(const Sample& sample, const perturb::Setting& setting,
                                   const Tick&) const {
    if (!sample.clip) {
        return Problem{"There is no clip to perturb", record_.id, "Open a clip first"};
    }
    const double amount = record_.tables.empty()
                              ? 0
                              : perturb::severityValues(record_, "", setting).front();
    FrameMap source = map_(sample.clip->frames.size(), amount, perturb::drawKeyOf(record_, setting));
    if (isIdentity(source)) {
        return Perturbed::unchanged(sample, "every frame stayed in its place");
    }
    Perturbed result{.sample = sample, .effect = perturb::Effect::Changed};
    result.sample.clip = moved(*sample.clip, source);
    result.script.clip = perturb::ClipScript{.source = std::move(source)};
    return result;
}

ClipKind dropKind() {
    return {withRate(record("clip.drop", "frames are lost; the one before stays"), "rate",
                     "share of the frames after the first that is lost", 0,
                     {{0.10}, {0.25}, {0.50}, {0.75}, {0.90}}),
            dropped};
}

ClipKind shuffleKind() {
    return {record("clip.shuffle", "all frames in random order"),
            [](std::size_t count, double, const DrawKey& key) { return shuffled(count, key); }};
}

ClipKind freezeKind() {
    return {withRate(record("clip.freeze", "only some frames are shown, each until the next"),
                     "share", "share of the frames that is kept, one at least", 1,
                     {{0.4}, {0.2}, {0.1}, {0.05}, {0}}),
            frozen};
}

} // namespace vitrine::clips
