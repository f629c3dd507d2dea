#pragma once

#include "core/engine/trace.h"
#include "core/neural/capture/attentionstore.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// A Trace that keeps an attention store per site. Batches of one.
class StoredTrace final : public engine::Trace {
public:
    struct Parts {
        Sample sample;
        std::vector<Axis> axes;
        std::vector<engine::Site> sites;
        std::vector<AttentionStore> stores; ///< one for each site
        std::map<std::pair<std::string, int>, Grid> hidden; ///< by tower and layer
        std::vector<engine::Prediction> predictions;
        double milliseconds = 0;
    };

    explicit StoredTrace(Parts parts);

    [[nodiscard]] const Sample& sample() const override { return parts_.sample; }
    [[nodiscard]] std::span<const Axis> axes() const override { return parts_.axes; }
    [[nodiscard]] std::span<const engine::Site> sites() const override { return parts_.sites; }
    [[nodiscard]] std::vector<float> row(engine::HeadRef head, std::size_t query) const override;
    [[nodiscard]] std::vector<float> column(engine::HeadRef head, std::size_t key) const override;
    [[nodiscard]] engine::Cell cell(engine::HeadRef head, std::size_t query,
                                    std::size_t key) const override;
    [[nodiscard]] bool visible(int site, std::size_t query, std::size_t key) const override;
    [[nodiscard]] Outcome<Grid> map(engine::HeadRef head, engine::Range queries,
                                    engine::Range keys, const Tick& tick) const override;
    [[nodiscard]] Outcome<engine::Tile> tile(engine::HeadRef head, engine::TileKey key,
                                             const Tick& tick) const override;
    [[nodiscard]] Outcome<engine::SiteOverview> overview(int site,
                                                         const engine::OverviewOptions& options,
                                                         const Tick& tick) const override;
    [[nodiscard]] Outcome<Grid> headMean(int site, const Tick& tick) const override;
    [[nodiscard]] Outcome<Grid> hidden(const std::string& tower, int layer) const override;

    [[nodiscard]] std::span<const engine::Prediction> predictions() const override {
        return parts_.predictions;
    }

    [[nodiscard]] std::size_t bytes() const override;
    [[nodiscard]] double milliseconds() const override { return parts_.milliseconds; }

private:
    [[nodiscard]] const AttentionStore& storeOf(int site) const;
    [[nodiscard]] const AttentionStore& storeOf(engine::HeadRef head) const;

    Parts parts_;
};

} // namespace vitrine::neural
