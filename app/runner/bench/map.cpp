#include "app/runner/bench/bench.h"
#include "app/runner/bench/explicitmap.h"
#include "app/runner/bench/randomgpt2.h"
#include "core/analysis/rollout.h"

#include <algorithm>
#include <cmath>

namespace vitrine::app {

namespace {

constexpr engine::HeadRef kHead{.site = 5, .head = 7};
constexpr double kTolerance = 1e-5; // maps, fp32: specs/performance.md section 1
constexpr std::size_t kCheckedStep = 37;

using SharedTrace = std::shared_ptr<const engine::Trace>;

/// The cases share the trace, the plan and what a map is checked against.
class MapBench {
public:
    MapBench(const BenchContext& context, SharedTrace trace)
        : context_(context)
        , trace_(std::move(trace))
        , tokens_(trace_->axes().front().size())
        , expected_(*trace_, kHead) {}

    Outcome<Done> row();
    Outcome<Done> column();
    Outcome<Done> map();
    Outcome<Done> tile();
    Outcome<Done> thumbnails();
    Outcome<Done> rollout();

private:
    /// Times the work, `repeats` times within each run, and tells of it.
    Outcome<Done> tell(const char* name, std::function<Outcome<Done>()> work, int repeats,
                       double barMilliseconds, Work each, std::optional<double> error);

    [[nodiscard]] Outcome<Grid> fullMap() const {
        return trace_->map(kHead, {0, tokens_}, {0, tokens_}, {});
    }

    [[nodiscard]] double scoreFlops(double cells) const {
        const auto width = trace_->sites()[kHead.site].headWidth;
        return 2.0 * width * cells;
    }

    const BenchContext& context_;
    SharedTrace trace_;
    std::size_t tokens_;
    ExplicitMap expected_;
};

Outcome<Done> MapBench::tell(const char* name, std::function<Outcome<Done>()> work, int repeats,
                             double barMilliseconds, Work each, std::optional<double> error) {
    auto times = interleave(timed(std::move(work), repeats), {}, context_.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "map";
    result.name = std::string(name) + ", " + std::to_string(tokens_) + " tokens";
    result.times = *std::move(times);
    result.maxError = error;
    if (error) {
        result.equal = *error <= kTolerance;
    }
    result.work = each;
    if (tokens_ == 1024) { // the length that the bars are for
        result.bar = {.kind = Bar::Kind::MillisecondsAtMost, .limit = barMilliseconds};
    }
    context_.tell(result);
    return Done{};
}

Outcome<Done> MapBench::row() {
    const std::size_t query = tokens_ - 1; // sees every key
    const auto expected = expected_.row(query);
    const auto ours = trace_->row(kHead, query);
    double error = 0;
    for (std::size_t key = 0; key < tokens_; ++key) {
        error = std::max(error, std::abs(expected[key] - ours[key]));
    }
    const auto work = [this, query]() -> Outcome<Done> {
        (void)trace_->row(kHead, query);
        return Done{};
    };
    return tell("row", work, 200, 0.05, {.flops = scoreFlops(static_cast<double>(tokens_))}, error);
}

Outcome<Done> MapBench::column() {
    const auto ours = trace_->column(kHead, 0);
    double error = 0;
    for (std::size_t query = 0; query < tokens_; query += kCheckedStep) {
        error = std::max(error, std::abs(expected_.row(query)[0] - ours[query]));
    }
    const auto work = [this]() -> Outcome<Done> {
        (void)trace_->column(kHead, 0); // every query sees the first key
        return Done{};
    };
    return tell("column", work, 200, 0.05, {.flops = scoreFlops(static_cast<double>(tokens_))},
                error);
}

Outcome<Done> MapBench::map() {
    const auto ours = fullMap();
    if (!ours) {
        return ours.as<Done>();
    }
    const double cells = static_cast<double>(tokens_) * static_cast<double>(tokens_);
    const auto work = [this]() -> Outcome<Done> {
        const auto map = fullMap();
        return map ? Outcome<Done>(Done{}) : map.as<Done>();
    };
    return tell("map", work, 3, 6, {.flops = scoreFlops(cells / 2), .bytes = cells * sizeof(float)},
                expected_.error(*ours, kCheckedStep));
}

Outcome<Done> MapBench::tile() {
    const auto work = [this]() -> Outcome<Done> {
        const auto tile = trace_->tile(kHead, {.level = 0, .x = 0, .y = 1}, {});
        return tile ? Outcome<Done>(Done{}) : tile.as<Done>();
    };
    const auto side = static_cast<double>(std::min(tokens_, engine::kTileSide));
    if (tokens_ <= engine::kTileSide) {
        return Done{}; // there is no second row of tiles
    }
    const auto tile = trace_->tile(kHead, {.level = 0, .x = 0, .y = 1}, {});
    if (!tile) {
        return tile.as<Done>();
    }
    // p = (code / 255)²: half a step of the code is the most that coding may change.
    double excess = 0;
    for (std::size_t row = 0; row < tile->rows; row += kCheckedStep) {
        const auto expected = expected_.row(engine::kTileSide + row);
        for (std::size_t column = 0; column < tile->columns; ++column) {
            const double code = tile->largest[row * tile->columns + column];
            const double off = std::abs(255 * std::sqrt(expected[column]) - code);
            excess = std::max(excess, off - 0.5);
        }
    }
    return tell("tile", work, 10, 1, {.flops = scoreFlops(side * side), .bytes = 2 * side * side},
                std::max(0.0, excess) / 255);
}

Outcome<Done> MapBench::thumbnails() {
    double error = 0;
    const auto ours = trace_->overview(kHead.site, {}, {});
    const auto full = fullMap();
    if (!ours || !full) {
        return ours ? full.as<Done>() : ours.as<Done>();
    }
    error = std::abs(ours->heads[kHead.head].maximum - *std::ranges::max_element(full->values()));
    const auto work = [this]() -> Outcome<Done> {
        for (std::size_t site = 0; site < trace_->sites().size(); ++site) {
            const auto overview = trace_->overview(static_cast<int>(site), {}, {});
            if (!overview) {
                return overview.as<Done>();
            }
        }
        return Done{};
    };
    double heads = 0;
    for (const engine::Site& site : trace_->sites()) {
        heads += site.heads;
    }
    const double cells = heads * static_cast<double>(tokens_) * static_cast<double>(tokens_) / 2;
    return tell("thumbnails, statistics and head means of 144 heads", work, 1, 400,
                {.flops = scoreFlops(cells)}, error);
}

Outcome<Done> MapBench::rollout() {
    std::vector<std::shared_ptr<const Grid>> means;
    for (std::size_t site = 0; site < trace_->sites().size(); ++site) {
        auto mean = trace_->headMean(static_cast<int>(site), {});
        if (!mean) {
            return mean.as<Done>();
        }
        means.push_back(std::make_shared<const Grid>(*std::move(mean)));
    }
    const std::size_t query = tokens_ - 1;
    const auto ours = analysis::rollout(means, query);
    if (!ours) {
        return ours.as<Done>();
    }
    double sum = 0;
    for (const float share : *ours) {
        sum += share;
    }
    const auto work = [&]() -> Outcome<Done> {
        const auto shares = analysis::rollout(means, query);
        return shares ? Outcome<Done>(Done{}) : shares.as<Done>();
    };
    const double cells = static_cast<double>(means.size() * tokens_ * tokens_);
    return tell("rollout of one query, head means kept", work, 3, 10,
                {.flops = 2 * cells, .bytes = sizeof(float) * cells}, std::abs(sum - 1));
}

} // namespace

Outcome<Done> benchMap(const BenchContext& context) {
    auto probe = randomGpt2(context.tokens);
    if (!probe) {
        return probe.as<Done>();
    }
    auto trace = (*probe)->captured();
    if (!trace) {
        return trace.as<Done>();
    }
    MapBench bench(context, *std::move(trace));
    for (const auto each : {&MapBench::row, &MapBench::column, &MapBench::map, &MapBench::tile,
                            &MapBench::thumbnails, &MapBench::rollout}) {
        if (auto done = (bench.*each)(); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace vitrine::app
