#pragma once

#include "core/engine/model.h"
#include "tests/core/study/oracletrace.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::tests {

/// A Trace with the attention of an OracleTrace and chosen predictions and hidden states.
class AnsweringTrace final : public engine::Trace {
public:
    AnsweringTrace(OracleTrace attention, std::vector<engine::Prediction> predictions, Grid hidden);

    const Sample& sample() const override { return attention_.sample(); }
    std::span<const Axis> axes() const override { return attention_.axes(); }
    std::span<const engine::Site> sites() const override { return attention_.sites(); }
    std::vector<float> row(engine::HeadRef head, std::size_t query) const override;
    std::vector<float> column(engine::HeadRef head, std::size_t key) const override;
    engine::Cell cell(engine::HeadRef head, std::size_t query, std::size_t key) const override;
    bool visible(int site, std::size_t query, std::size_t key) const override;
    Outcome<Grid> map(engine::HeadRef head, engine::Range queries, engine::Range keys,
                      const Tick& tick) const override;
    Outcome<engine::Tile> tile(engine::HeadRef head, engine::TileKey key,
                               const Tick& tick) const override;
    Outcome<engine::SiteOverview> overview(int site, const engine::OverviewOptions& options,
                                           const Tick& tick) const override;
    Outcome<Grid> headMean(int site, const Tick& tick) const override;
    Outcome<Grid> hidden(const std::string& tower, int layer) const override;
    std::span<const engine::Prediction> predictions() const override { return predictions_; }
    std::size_t bytes() const override { return attention_.bytes(); }
    double milliseconds() const override { return 0.1; }

private:
    OracleTrace attention_;
    std::vector<engine::Prediction> predictions_;
    Grid hidden_;
};

/// A trace over [CLS], the pieces of three letters of every word, [SEP]; two layers of two heads that
/// depend on the tokens' ids.
[[nodiscard]] std::shared_ptr<const AnsweringTrace> countingTrace(const Sample& sample,
                                                                  int threshold);

/// A classifier in closed form: "many" where the text has at least `threshold` letters e, else "few".
/// Takes `delay` for each trace, so that a sweep can be stopped in between.
class CountingModel final : public engine::Model {
public:
    explicit CountingModel(int threshold, std::chrono::microseconds delay = {});

    const engine::ModelCard& card() const override { return card_; }
    std::size_t traceBytes(std::size_t tokens) const override { return tokens * 100; }
    Outcome<std::shared_ptr<const engine::Trace>>
    trace(const Sample& sample, const engine::TraceOptions& options, const Tick& tick) override;

    int traces() const { return traces_; }

private:
    int threshold_;
    std::chrono::microseconds delay_;
    engine::ModelCard card_;
    int traces_ = 0;
};

} // namespace vitrine::tests
