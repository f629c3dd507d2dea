#include "plugins/emoji/emojireader.h"

#include "plugins/emoji/emojinames.h"
#include "plugins/emoji/iconset.h"
#include "plugins/emoji/svg.h"

#include <optional>
#include <utility>
#include <vector>

namespace vitrine::emoji {

namespace {

struct SetOptions {
    std::string source;
    std::string folder;
    std::string licence;
    std::string split;
};

struct Options {
    std::string names;
    std::size_t side = 96;
    std::vector<std::string> things;
    std::vector<SetOptions> sets;
};

constexpr std::int64_t kMostSide = 1024;

Problem wrong(const std::string& what) {
    return {"The options of the reader “emoji” cannot be used", what,
            "It needs names, side, things and sets with source, folder, licence and split"};
}

std::optional<std::string> textIn(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->string() != nullptr ? std::optional(*value->string())
                                                          : std::nullopt;
}

Outcome<std::vector<SetOptions>> setsFrom(const Json& json) {
    const Json* sets = json.find("sets");
    if (sets == nullptr || sets->array() == nullptr || sets->array()->empty()) {
        return wrong("“sets” is no list");
    }
    std::vector<SetOptions> all;
    for (const Json& set : *sets->array()) {
        const auto source = textIn(set, "source");
        const auto folder = textIn(set, "folder");
        const auto licence = textIn(set, "licence");
        if (!source || !folder || !licence) {
            return wrong("one of “sets” lacks source, folder or licence");
        }
        all.push_back({*source, *folder, *licence, textIn(set, "split").value_or("train")});
    }
    return all;
}

Outcome<Options> optionsFrom(const Json& json) {
    Options options;
    const auto names = textIn(json, "names");
    if (!names) {
        return wrong("“names” is missing");
    }
    options.names = *names;
    if (const Json* side = json.find("side")) {
        if (side->integer() == nullptr || *side->integer() < 1 || *side->integer() > kMostSide) {
            return wrong("“side” must be from 1 to " + std::to_string(kMostSide));
        }
        options.side = static_cast<std::size_t>(*side->integer());
    }
    const Json* things = json.find("things");
    if (things == nullptr || things->array() == nullptr || things->array()->empty()) {
        return wrong("“things” is no list");
    }
    for (const Json& thing : *things->array()) {
        if (thing.string() == nullptr) {
            return wrong("“things” holds something else than names");
        }
        options.things.push_back(*thing.string());
    }
    auto sets = setsFrom(json);
    if (!sets) {
        return sets.as<Options>();
    }
    options.sets = *std::move(sets);
    return options;
}

/// The things with their code points, each known to Unicode.
Outcome<std::vector<std::pair<std::string, std::string>>> pointsOf(const Options& options,
                                                                   const EmojiNames& names) {
    std::vector<std::pair<std::string, std::string>> points;
    for (const std::string& thing : options.things) {
        const auto found = names.find(thing);
        if (found == names.end()) {
            return Problem{"There is no emoji of that name", thing,
                           "Spell it as emoji-test.txt does"};
        }
        points.emplace_back(thing, found->second);
    }
    return points;
}

} // namespace

Outcome<Done> EmojiReader::read(const data::ReadRequest& request, const data::ExampleSink& sink,
                                const Tick& tick) const {
    const auto options = optionsFrom(request.options);
    if (!options) {
        return options.as<Done>();
    }
    const auto names = readEmojiNames(pathFrom(options->names, request));
    if (!names) {
        return names.as<Done>();
    }
    const auto things = pointsOf(*options, *names);
    if (!things) {
        return things.as<Done>();
    }
    const auto total = static_cast<std::int64_t>(options->sets.size() * things->size());
    std::int64_t done = 0;
    for (const SetOptions& each : options->sets) {
        const auto set = IconSet::open(pathFrom(each.folder, request));
        if (!set) {
            return set.as<Done>();
        }
        for (const auto& [thing, points] : *things) {
            if (!tick.update(done++, total)) {
                return Cancelled{};
            }
            const auto svg = set->svgOf(thing, points);
            if (!svg) {
                return svg.as<Done>();
            }
            auto picture = renderSvg(*svg, options->side, each.source + ", " + thing);
            if (!picture) {
                return picture.as<Done>();
            }
            if (!sink({.picture = *std::move(picture),
                       .label = thing,
                       .source = each.source,
                       .licence = each.licence,
                       .caption = thing,
                       .group = thing,
                       .split = each.split})) {
                return Cancelled{};
            }
        }
    }
    return Done{};
}

} // namespace vitrine::emoji
