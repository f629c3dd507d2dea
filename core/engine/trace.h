#pragma once

#include "core/base/axis.h"
#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/base/tick.h"
#include "core/engine/candidate.h"
#include "core/engine/site.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vitrine::engine {

/// Half-open index range over queries or keys.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    bool operator==(const Range&) const = default;
};

/// One number of a map with everything that made it (docs: attention scores in nats).
struct Cell {
    float dot = 0;         ///< q · k
    float scaled = 0;      ///< scale · (q · k)
    float bias = 0;        ///< additive position bias; 0 where the family has none
    bool masked = false;   ///< the query may not see this key: probability 0
    float logSumExp = 0;   ///< of the query's visible scores
    float probability = 0; ///< exp(scaled + bias − logSumExp), 0 where masked
    std::vector<float> query; ///< headWidth components, after any position transform
    std::vector<float> key;   ///< the same
};

/// What the all-heads pass yields for one head.
struct HeadSummary {
    Grid largest;      ///< max-pooled thumbnail, queries × keys, at most the size asked for a side
    Grid average;      ///< mean-pooled thumbnail of the same shape
    float maximum = 0; ///< largest probability of the whole map
    std::vector<float> statistics; ///< in the order of SiteOverview::statistics; NaN = undefined
};

/// One fused pass over all heads of a site. No full map is stored on the way.
struct SiteOverview {
    int site = 0;
    std::vector<std::string> statistics; ///< ids, e.g. "entropy"
    std::vector<HeadSummary> heads;
    HeadSummary mean; ///< of the head-averaged map; its statistics are the mean over heads
};

struct OverviewOptions {
    std::size_t thumbnailSize = 64; ///< longest side of a thumbnail in cells
};

/// A square piece of a map at one level of its pyramid: level 0 is the map, each level halves it.
struct TileKey {
    int level = 0;
    std::size_t x = 0; ///< tile column
    std::size_t y = 0; ///< tile row

    bool operator==(const TileKey&) const = default;
};

inline constexpr std::size_t kTileSide = 256;

/// Square-root coded probabilities p = (code / 255)²; the side is cut at the map's edge.
struct Tile {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<std::uint8_t> largest;
    std::vector<std::uint8_t> average;
};

/// What a task head says, for the whole Sample or for one position.
struct Prediction {
    std::string task;       ///< "fill-mask", "generate", "classify", "embed"
    std::int64_t position = -1; ///< place on the last axis, −1 for the whole Sample
    std::vector<Candidate> candidates; ///< best first; empty for "embed"
    std::vector<float> vector;         ///< "embed": the sentence embedding, ℓ₂ norm 1
};

/// One forward pass of one Sample, kept as Q, K, scale, mask rule and log-sum-exp, from which every
/// row, map, tile and thumbnail is recomputed in fp32 on demand. Immutable: all functions may be
/// called from any thread, at the same time. `row`, `column` and `cell` cost microseconds and may be
/// called while painting; the rest belongs on a worker. Indices out of range throw
/// std::invalid_argument (a broken precondition).
class Trace {
public:
    virtual ~Trace() = default;

    [[nodiscard]] virtual const Sample& sample() const = 0;
    [[nodiscard]] virtual std::span<const Axis> axes() const = 0;
    [[nodiscard]] virtual std::span<const Site> sites() const = 0;

    /// Probabilities of one query over all keys; 0 where masked. Sums to 1, or to 0 for a query
    /// without a visible key.
    [[nodiscard]] virtual std::vector<float> row(HeadRef head, std::size_t query) const = 0;

    /// Probabilities of one key under all queries.
    [[nodiscard]] virtual std::vector<float> column(HeadRef head, std::size_t key) const = 0;

    [[nodiscard]] virtual Cell cell(HeadRef head, std::size_t query, std::size_t key) const = 0;

    /// Whether the query may see the key.
    [[nodiscard]] virtual bool visible(int site, std::size_t query, std::size_t key) const = 0;

    /// Probabilities [queries × keys] of a rectangle of one head's map.
    [[nodiscard]] virtual Outcome<Grid> map(HeadRef head, Range queries, Range keys,
                                            const Tick& tick) const = 0;

    [[nodiscard]] virtual Outcome<Tile> tile(HeadRef head, TileKey key,
                                             const Tick& tick) const = 0;

    /// Thumbnails, statistics and the head mean of one site in one pass.
    [[nodiscard]] virtual Outcome<SiteOverview> overview(int site, const OverviewOptions& options,
                                                         const Tick& tick) const = 0;

    /// Mean over heads of one site's map [queries × keys]: what rollout multiplies.
    [[nodiscard]] virtual Outcome<Grid> headMean(int site, const Tick& tick) const = 0;

    /// Hidden states [T × D]: layer 0 is what enters the first layer, layer n its n-th output.
    /// A Problem if the trace was made without them.
    [[nodiscard]] virtual Outcome<Grid> hidden(const std::string& tower, int layer) const = 0;

    [[nodiscard]] virtual std::span<const Prediction> predictions() const = 0;

    /// Bytes that the trace keeps alive.
    [[nodiscard]] virtual std::size_t bytes() const = 0;

    /// Duration of the forward pass.
    [[nodiscard]] virtual double milliseconds() const = 0;
};

} // namespace vitrine::engine
