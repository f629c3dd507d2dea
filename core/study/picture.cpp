#include "core/study/picture.h"

namespace vitrine::study {

Outcome<TracePicture> tracePicture(engine::Model& model, const Sample& sample,
                                   const PictureOptions& options, const Tick& tick) {
    auto trace = model.trace(sample, options.trace, tick);
    if (!trace) {
        return trace.as<TracePicture>();
    }
    TracePicture picture{.trace = *trace, .overviews = {}, .model = model.card()};
    for (int site = 0; site < static_cast<int>((*trace)->sites().size()); ++site) {
        auto overview = (*trace)->overview(site, options.overview, tick);
        if (!overview) {
            return overview.as<TracePicture>();
        }
        picture.overviews.push_back(*std::move(overview));
    }
    return picture;
}

} // namespace vitrine::study
