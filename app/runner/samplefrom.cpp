#include "app/runner/samplefrom.h"

#include "app/runner/mediasample.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>

namespace vitrine::app {

namespace {

constexpr JsonLimits kWorkspaceLimits{.bytes = std::size_t{64} << 20}; // reliability.md section 5

const std::string* textIn(const Json& object, std::string_view key) {
    const Json* member = object.find(key);
    return member != nullptr ? member->string() : nullptr;
}

Outcome<Sample> sampleIn(const Json& workspace, const std::string& file,
                         const std::optional<std::string>& wanted) {
    const std::string* front = textIn(workspace, "sample");
    const std::string id = wanted.value_or(front != nullptr ? *front : std::string());
    const Json* samples = workspace.find("samples");
    std::string known;
    if (samples != nullptr && samples->array() != nullptr) {
        for (const Json& each : *samples->array()) {
            const std::string* name = textIn(each, "id");
            const std::string* text = textIn(each, "text");
            if (name == nullptr || text == nullptr) {
                continue;
            }
            if (*name == id) {
                const std::string* pair = textIn(each, "pair");
                return Sample{.name = id,
                              .text = *text,
                              .pair = pair != nullptr ? std::optional(*pair) : std::nullopt};
            }
            known += (known.empty() ? "" : ", ") + *name;
        }
    }
    return Problem{"The workspace has no sample “" + id + "”", file,
                   known.empty() ? "It has none at all" : "It has: " + known};
}

} // namespace

Outcome<Done> namesOneSample(const Options& options) {
    const std::array sources{"text", "workspace", "picture", "clip"};
    if (std::ranges::count_if(sources, [&](const char* each) { return options.has(each); }) != 1) {
        return Problem{"Give one of --text, --workspace, --picture and --clip", {}, {}};
    }
    if (options.has("frame") && !options.has("clip")) {
        return Problem{"--frame needs --clip", {}, {}};
    }
    if (options.has("frames") && (!options.has("clip") || options.has("frame"))) {
        return Problem{"--frames needs --clip, and goes without --frame", {}, {}};
    }
    if (options.has("pair") && !options.has("text")) {
        return Problem{"--pair needs --text", {}, {}};
    }
    if (options.has("sample") && !options.has("workspace")) {
        return Problem{"--sample needs --workspace", {}, {}};
    }
    return Done{};
}

Outcome<Sample> sampleFrom(const Options& options) {
    if (const auto text = options.text("text")) {
        return Sample{.name = "the text given", .text = *text, .pair = options.text("pair")};
    }
    if (const auto picture = options.text("picture")) {
        return pictureSample(*picture);
    }
    if (const auto clip = options.text("clip")) {
        constexpr std::int64_t kMostFrames = 100'000'000;
        constexpr std::int64_t kUsualFrames = 8;
        constexpr std::int64_t kMostSampled = 256;
        if (!options.has("frame")) {
            const auto frames = options.whole("frames", kUsualFrames, 1, kMostSampled);
            return frames ? clipSample(*clip, *frames) : frames.as<Sample>();
        }
        const auto frame = options.whole("frame", 0, 0, kMostFrames);
        return frame ? frameSample(*clip, *frame) : frame.as<Sample>();
    }
    const std::string file = *options.text("workspace");
    const auto workspace = readJson(file, kWorkspaceLimits);
    if (!workspace) {
        return workspace.as<Sample>();
    }
    return sampleIn(*workspace, file, options.text("sample"));
}

} // namespace vitrine::app
