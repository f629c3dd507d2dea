#include "app/runner/explain/scenes.h"

#include "app/runner/enginefor.h"
#include "app/runner/say.h"
#include "core/data/pack/pack.h"
#include "core/study/pointing.h"

namespace vitrine::app {

namespace {

struct Request {
    std::shared_ptr<const data::Pack> pack;
    std::vector<data::Icon> icons;
    study::PointingOptions options;
};

Outcome<Request> requestFrom(const Options& options) {
    const auto count = options.whole("count", 240, 1, 1'000'000);
    if (!count) {
        return count.as<Request>();
    }
    const auto seed = options.whole("seed", 20260, 0, 1'000'000'000);
    if (!seed) {
        return seed.as<Request>();
    }
    auto pack = data::Pack::open(*options.text("scenes"));
    if (!pack) {
        return pack.as<Request>();
    }
    if ((*pack)->channels() != 4) {
        return Problem{"Scenes are composed of RGBA icons", *options.text("scenes"),
                       "Pack icons with vitrine-run pack"};
    }
    const auto part = (*pack)->part(options.text("part").value_or("train"));
    if (!part) {
        return part.as<Request>();
    }
    Request request{.pack = *std::move(pack)};
    request.options.method = *options.text("method");
    request.options.scenes = *count;
    request.options.seed = static_cast<std::uint64_t>(*seed);
    for (std::int64_t sample = part->begin; sample < part->end; ++sample) {
        request.icons.push_back(data::iconOf(request.pack->label(sample),
                                             request.pack->source(sample), request.pack->width(),
                                             request.pack->picture(sample)));
    }
    return request;
}

void tell(const study::Pointing& pointing, bool asJson) {
    if (asJson) {
        Json json;
        json.set("scenes", pointing.scenes);
        json.set("mass_in_box", pointing.mass);
        json.set("box_share_of_area", pointing.area);
        json.set("scenes_above_area", pointing.above);
        json.set("accuracy", pointing.accuracy);
        sayJson(json);
        return;
    }
    say(std::to_string(pointing.scenes) + " scenes: " + fixed(100 * pointing.mass, 1) +
        " % of the scores over patches lies in the object's box, which covers " +
        fixed(100 * pointing.area, 1) + " % of the picture (above it in " +
        fixed(100 * pointing.above, 1) + " % of the scenes); accuracy " +
        fixed(100 * pointing.accuracy, 1) + " %");
}

} // namespace

Exit explainScenes(const Options& options) {
    const auto engine = engineFor(options);
    if (!engine) {
        return misused(engine.problem(), "explain");
    }
    const auto device = deviceFor(options, **engine);
    if (!device) {
        return misused(device.problem(), "explain");
    }
    const auto request = requestFrom(options);
    if (!request) {
        return failed(request);
    }
    const auto model = (*engine)->openModel(*options.text("model"), *device, {});
    if (!model) {
        return failed(model);
    }
    const auto pointing = study::pointingOf(**model, request->icons, request->pack->classes(),
                                            request->options, Tick());
    if (!pointing) {
        return failed(pointing);
    }
    tell(*pointing, options.has("json"));
    return Exit::Done;
}

} // namespace vitrine::app
