#include "widgets/attention/grid/thumbnails.h"

#include "widgets/attention/heat/pooling.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/ranges.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace vitrine::widgets {

void Thumbnails::setPicture(std::shared_ptr<const study::TracePicture> picture,
                            PatchGrid patches) {
    picture_ = std::move(picture);
    patches_ = std::move(patches);
    images_.clear();
    rows_.clear();
    if (picture_) {
        for (const engine::SiteOverview& overview : picture_->overviews) {
            images_.emplace_back(overview.heads.size() + 1);
        }
    }
}

void Thumbnails::prepare(const Settings& settings) {
    if (settings != settings_) {
        settings_ = settings;
        setPicture(std::exchange(picture_, nullptr), std::exchange(patches_, {}));
    }
}

const QImage& Thumbnails::image(engine::HeadRef head, const Look& look) {
    auto& row = images_.at(static_cast<std::size_t>(head.site));
    const auto index = head.head == kMeanHead ? row.size() - 1 : static_cast<std::size_t>(head.head);
    QImage& image = row.at(index);
    if (image.isNull()) {
        image = settings_.row && !patches_.empty()
                    ? paintRow(head, look)
                    : paintThumbnail(*picture_, head, settings_, look);
    }
    return image;
}

const std::vector<std::vector<float>>& Thumbnails::rowsOf(int site) {
    rows_.resize(picture_->overviews.size());
    auto& rows = rows_.at(static_cast<std::size_t>(site));
    if (rows.empty()) {
        const auto heads = static_cast<int>(
            picture_->overviews[static_cast<std::size_t>(site)].heads.size());
        OverlayAsk ask = *settings_.row;
        for (int head = 0; head <= heads; ++head) {
            ask.head = {site, head == heads ? kMeanHead : head};
            rows.push_back(overlayRowOf(*picture_->trace, patches_, ask).patchWeights(patches_));
        }
    }
    return rows;
}

// The patches at their places; a grid that is no square keeps its shape.
QImage Thumbnails::paintRow(engine::HeadRef head, const Look& look) {
    const auto& rows = rowsOf(head.site);
    const auto index = head.head == kMeanHead ? rows.size() - 1 : static_cast<std::size_t>(head.head);
    ValueRange range;
    if (settings_.range == RangePolicy::PerHead) {
        range = rangeFromZero(rows[index], settings_.range, {});
    } else if (settings_.range != RangePolicy::Absolute) {
        double most = 0;
        for (std::size_t each = 0; each + 1 < rows.size(); ++each) {
            most = std::max(most, rangeFromZero(rows[each], settings_.range, {}).high);
        }
        range.high = most > 0 ? most : 1;
    }
    Grid grid(static_cast<std::size_t>(patches_.rows()), static_cast<std::size_t>(patches_.columns()));
    for (std::size_t patch = 0; patch < rows[index].size(); ++patch) {
        const QPoint cell = patches_.cell(patches_.patches()[patch]);
        grid.at(static_cast<std::size_t>(cell.y()), static_cast<std::size_t>(cell.x())) =
            rows[index][patch];
    }
    const ColourScale scale =
        range.scale(settings_.response, logFloor(*picture_->trace, head.site));
    const QSize inside = QSize(patches_.columns(), patches_.rows())
                             .scaled(settings_.pixels, settings_.pixels, Qt::KeepAspectRatio)
                             .expandedTo({1, 1});
    const QImage cells = ColourMap(look.unsignedRamp(), scale)
                             .paint(pooled(grid, static_cast<std::size_t>(inside.height()),
                                           static_cast<std::size_t>(inside.width()),
                                           settings_.pooling));
    QImage image(settings_.pixels, settings_.pixels, QImage::Format_RGB32);
    image.fill(look.color(Token::Sunk));
    QPainter(&image).drawImage((settings_.pixels - inside.width()) / 2,
                               (settings_.pixels - inside.height()) / 2, cells);
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
