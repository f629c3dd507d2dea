#include "widgets/attention/grid/thumbnails.h"

#include "widgets/attention/heat/pooling.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/ranges.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/theme/look.h"

#include <utility>

namespace vitrine::widgets {

void Thumbnails::setPicture(std::shared_ptr<const study::TracePicture> picture) {
    picture_ = std::move(picture);
    images_.clear();
    if (picture_) {
        for (const engine::SiteOverview& overview : picture_->overviews) {
            images_.emplace_back(overview.heads.size() + 1);
        }
    }
}

void Thumbnails::prepare(const Settings& settings) {
    if (settings != settings_) {
        settings_ = settings;
        setPicture(std::exchange(picture_, nullptr));
    }
}

const QImage& Thumbnails::image(engine::HeadRef head, const Look& look) {
    auto& row = images_.at(static_cast<std::size_t>(head.site));
    const auto index = head.head == kMeanHead ? row.size() - 1 : static_cast<std::size_t>(head.head);
    QImage& image = row.at(index);
    if (image.isNull()) {
        image = paintThumbnail(*picture_, head, settings_, look);
    }
    return image;
}

QImage paintThumbnail(const study::TracePicture& picture, engine::HeadRef head,
                      const Thumbnails::Settings& settings, const Look& look) {
    const engine::HeadSummary& summary = summaryOf(picture, head);
    const Grid& source = settings.pooling == Pooling::Largest ? summary.largest : summary.average;
    const auto side = static_cast<std::size_t>(settings.pixels);
    const ColourScale scale =
        gridRange(picture, head, settings.range)
            .scale(settings.response, logFloor(*picture.trace, head.site));
    return ColourMap(look.unsignedRamp(), scale).paint(pooled(source, side, side, settings.pooling));
}

} // namespace vitrine::widgets
