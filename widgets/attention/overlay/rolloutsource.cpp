#include "widgets/attention/overlay/rolloutsource.h"

#include "core/analysis/rollout.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

// A token that takes no part in a site keeps what it has: the class token over time.
Grid withBystanders(Grid mean) {
    for (std::size_t row = 0; row < mean.rows(); ++row) {
        const auto weights = mean.row(row);
        if (std::ranges::all_of(weights, [](float weight) { return weight == 0; })) {
            weights[row] = 1;
        }
    }
    return mean;
}

// The layers of the tower whose tokens the picture's patches are, first layer first; of divided
// attention both halves.
Outcome<std::vector<std::shared_ptr<const Grid>>> headMeans(const engine::Trace& trace,
                                                            const Tick& tick) {
    std::vector<std::shared_ptr<const Grid>> layers;
    const auto sites = trace.sites();
    for (std::size_t site = 0; site < sites.size(); ++site) {
        if (sites[site].queryAxis != sites[site].keyAxis ||
            sites[site].tower != sites.front().tower) {
            continue;
        }
        auto mean = trace.headMean(static_cast<int>(site), tick);
        if (!mean) {
            return mean.as<std::vector<std::shared_ptr<const Grid>>>();
        }
        layers.push_back(std::make_shared<const Grid>(
            sites[site].mask == engine::MaskRule::Block ? withBystanders(*std::move(mean))
                                                        : *std::move(mean)));
    }
    return layers;
}

} // namespace

RolloutSource::RolloutSource(Worker& worker, QObject* parent)
    : QObject(parent)
    , worker_(worker) {}

RolloutSource::~RolloutSource() = default;

void RolloutSource::setPicture(std::shared_ptr<const study::TracePicture> picture) {
    if (picture != picture_) {
        picture_ = std::move(picture);
        layers_.reset();
        rows_.clear();
        lane_.reset();
    }
}

const std::vector<float>* RolloutSource::row(std::size_t query) {
    if (const auto found = rows_.find(query); found != rows_.end()) {
        return &found->second;
    }
    if (picture_ == nullptr) {
        return nullptr;
    }
    if (lane_ == nullptr) {
        lane_ = std::make_unique<LatestWins<Made>>(
            worker_, [this](Generation, Outcome<Made> made) {
                if (made.failed()) {
                    Q_EMIT failed(made.problem());
                } else if (made) {
                    layers_ = made->layers;
                    rows_[made->query] = std::move(made->row);
                    Q_EMIT arrived();
                }
            });
    }
    lane_->submit([picture = picture_, layers = layers_, query](const Tick& tick) -> Outcome<Made> {
        Made made{.layers = layers, .row = {}, .query = query};
        if (made.layers == nullptr) {
            auto means = headMeans(*picture->trace, tick);
            if (!means) {
                return means.as<Made>();
            }
            made.layers = std::make_shared<const Layers>(*std::move(means));
        }
        auto row = analysis::rollout(*made.layers, query, {}, tick);
        if (!row) {
            return row.as<Made>();
        }
        made.row = *std::move(row);
        return made;
    });
    return nullptr;
}

} // namespace vitrine::widgets
