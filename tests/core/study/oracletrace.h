#pragma once

#include "core/engine/trace.h"
#include "core/study/picture.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::tests {

/// One head of an OracleTrace: its queries and keys [tokens × width].
struct OracleHead {
    Grid q;
    Grid k;
};

/// A Trace whose attention is known: made of Q and K that a test chooses, everything else computed
/// in plain loops. One axis "text"; site i is "text.<i>.self".
class OracleTrace final : public engine::Trace {
public:
    struct Layer {
        std::vector<OracleHead> heads;
        engine::MaskRule mask = engine::MaskRule::None;
    };

    OracleTrace(Sample sample, Axis axis, std::vector<Layer> layers);

    const Sample& sample() const override { return sample_; }
    std::span<const Axis> axes() const override { return axes_; }
    std::span<const engine::Site> sites() const override { return sites_; }
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
    std::span<const engine::Prediction> predictions() const override { return {}; }
    std::size_t bytes() const override;
    double milliseconds() const override { return 1.5; }

private:
    const OracleHead& headOf(engine::HeadRef head) const;

    Sample sample_;
    std::vector<Axis> axes_;
    std::vector<engine::Site> sites_;
    std::vector<Layer> layers_;
};

/// A head in which query i looks at target(i) alone (β large) or at all keys alike (β = 0): one-hot
/// queries and keys of width `tokens`, scale 1.
[[nodiscard]] OracleHead lookingAt(std::size_t tokens, float beta,
                                   const std::function<std::size_t(std::size_t)>& target);

/// A head with seeded random Q and K of a width.
[[nodiscard]] OracleHead randomHead(std::size_t tokens, std::size_t width, unsigned seed);

/// [CLS], one piece for each word of the text (cut at blanks), [SEP].
[[nodiscard]] Axis wordsAxis(const std::string& text);

/// The trace with its overviews.
[[nodiscard]] std::shared_ptr<const study::TracePicture>
pictureOf(std::shared_ptr<const engine::Trace> trace, const std::string& model = "oracle");

/// A picture of `layers` × `heads` random heads over a text.
[[nodiscard]] std::shared_ptr<const study::TracePicture>
randomPicture(const std::string& text, int layers, int heads, std::size_t width = 8,
              engine::MaskRule mask = engine::MaskRule::None, unsigned seed = 1);

} // namespace vitrine::tests
