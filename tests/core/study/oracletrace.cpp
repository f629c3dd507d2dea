#include "tests/core/study/oracletrace.h"

#include "core/analysis/headstatistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

namespace vitrine::tests {

namespace {

constexpr float kMinusInfinity = -std::numeric_limits<float>::infinity();

Grid thumbnail(const Grid& map, std::size_t size, bool largest) {
    const std::size_t rows = std::min(size, map.rows());
    const std::size_t columns = std::min(size, map.columns());
    Grid result(rows, columns);
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            float most = 0;
            float sum = 0;
            std::size_t count = 0;
            for (std::size_t i = r * map.rows() / rows; i < (r + 1) * map.rows() / rows; ++i) {
                for (std::size_t j = c * map.columns() / columns;
                     j < (c + 1) * map.columns() / columns; ++j) {
                    most = std::max(most, map.at(i, j));
                    sum += map.at(i, j);
                    ++count;
                }
            }
            result.at(r, c) = largest ? most : sum / static_cast<float>(count);
        }
    }
    return result;
}

float maximumOf(const Grid& map) {
    float most = 0;
    for (const float value : map.values()) {
        if (std::isnan(value)) {
            return value;
        }
        most = std::max(most, value);
    }
    return most;
}

engine::HeadSummary summaryOf(const Grid& map, std::size_t size) {
    return {.largest = thumbnail(map, size, true),
            .average = thumbnail(map, size, false),
            .maximum = maximumOf(map),
            .statistics = {}};
}

} // namespace

OracleTrace::OracleTrace(Sample sample, Axis axis, std::vector<Layer> layers)
    : sample_(std::move(sample))
    , axes_{std::move(axis)}
    , layers_(std::move(layers)) {
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
        const auto heads = static_cast<int>(layers_[layer].heads.size());
        const auto width = static_cast<int>(layers_[layer].heads.front().q.columns());
        sites_.push_back({.name = "text." + std::to_string(layer) + ".self",
                          .tower = "text",
                          .layer = static_cast<int>(layer),
                          .heads = heads,
                          .keyHeads = heads,
                          .headWidth = width,
                          .scale = 1,
                          .mask = layers_[layer].mask});
    }
}

const OracleHead& OracleTrace::headOf(engine::HeadRef head) const {
    const auto site = static_cast<std::size_t>(head.site);
    const auto index = static_cast<std::size_t>(head.head);
    if (head.site < 0 || site >= layers_.size() || head.head < 0
        || index >= layers_[site].heads.size()) {
        throw std::invalid_argument("OracleTrace: no such head");
    }
    return layers_[site].heads[index];
}

bool OracleTrace::visible(int site, std::size_t query, std::size_t key) const {
    const bool causal = sites_[static_cast<std::size_t>(site)].mask == engine::MaskRule::Causal;
    return !(causal && key > query) && !axes_[0].tokens[key].pad;
}

engine::Cell OracleTrace::cell(engine::HeadRef head, std::size_t query, std::size_t key) const {
    const OracleHead& each = headOf(head);
    engine::Cell cell;
    const auto q = each.q.row(query);
    const auto k = each.k.row(key);
    cell.query.assign(q.begin(), q.end());
    cell.key.assign(k.begin(), k.end());
    double sum = 0;
    for (std::size_t other = 0; other < axes_[0].size(); ++other) {
        if (visible(head.site, query, other)) {
            double dot = 0;
            for (std::size_t i = 0; i < q.size(); ++i) {
                dot += static_cast<double>(q[i]) * static_cast<double>(each.k.at(other, i));
            }
            sum += std::exp(dot);
            cell.dot = other == key ? static_cast<float>(dot) : cell.dot;
        }
    }
    cell.scaled = cell.dot;
    cell.masked = !visible(head.site, query, key);
    cell.logSumExp = sum > 0 ? static_cast<float>(std::log(sum)) : kMinusInfinity;
    cell.probability = cell.masked ? 0 : static_cast<float>(std::exp(cell.dot) / sum);
    return cell;
}

std::vector<float> OracleTrace::row(engine::HeadRef head, std::size_t query) const {
    const OracleHead& each = headOf(head);
    const auto q = each.q.row(query);
    std::vector<double> scores(axes_[0].size());
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t key = 0; key < scores.size(); ++key) {
        double dot = 0;
        for (std::size_t i = 0; i < q.size(); ++i) {
            dot += static_cast<double>(q[i]) * static_cast<double>(each.k.at(key, i));
        }
        scores[key] = dot;
        most = visible(head.site, query, key) ? std::max(most, dot) : most;
    }
    double sum = 0;
    for (std::size_t key = 0; key < scores.size(); ++key) {
        scores[key] = visible(head.site, query, key) ? std::exp(scores[key] - most) : 0;
        sum += scores[key];
    }
    std::vector<float> row(scores.size());
    for (std::size_t key = 0; key < scores.size(); ++key) {
        row[key] = sum == 0 ? 0 : static_cast<float>(scores[key] / sum);
    }
    return row;
}

std::vector<float> OracleTrace::column(engine::HeadRef head, std::size_t key) const {
    std::vector<float> column(axes_[0].size());
    for (std::size_t query = 0; query < column.size(); ++query) {
        column[query] = row(head, query)[key];
    }
    return column;
}

Outcome<Grid> OracleTrace::map(engine::HeadRef head, engine::Range queries, engine::Range keys,
                               const Tick&) const {
    Grid grid(queries.size(), keys.size());
    for (std::size_t query = 0; query < queries.size(); ++query) {
        const std::vector<float> whole = row(head, queries.begin + query);
        std::copy_n(whole.begin() + static_cast<std::ptrdiff_t>(keys.begin), keys.size(),
                    grid.row(query).begin());
    }
    return grid;
}

Outcome<engine::Tile> OracleTrace::tile(engine::HeadRef head, engine::TileKey key,
                                        const Tick& tick) const {
    const std::size_t n = axes_[0].size();
    const std::size_t pool = std::size_t{1} << key.level;
    const std::size_t cells = (n + pool - 1) / pool;
    const std::size_t top = key.y * engine::kTileSide;
    const std::size_t left = key.x * engine::kTileSide;
    if (top >= cells || left >= cells) {
        throw std::invalid_argument("OracleTrace: no such tile");
    }
    engine::Tile tile{.rows = std::min(engine::kTileSide, cells - top),
                      .columns = std::min(engine::kTileSide, cells - left)};
    for (std::size_t r = 0; r < tile.rows; ++r) {
        const engine::Range rows{(top + r) * pool, std::min((top + r + 1) * pool, n)};
        const Grid band = *map(head, rows, {0, n}, tick);
        for (std::size_t c = 0; c < tile.columns; ++c) {
            float most = 0;
            float sum = 0;
            const std::size_t end = std::min((left + c + 1) * pool, n);
            for (std::size_t i = 0; i < band.rows(); ++i) {
                for (std::size_t j = (left + c) * pool; j < end; ++j) {
                    most = std::max(most, band.at(i, j));
                    sum += band.at(i, j);
                }
            }
            const float count = static_cast<float>(band.rows() * (end - (left + c) * pool));
            const auto code = [](float p) {
                return static_cast<std::uint8_t>(std::lround(255 * std::sqrt(p)));
            };
            tile.largest.push_back(code(most));
            tile.average.push_back(code(sum / count));
        }
    }
    return tile;
}

Outcome<engine::SiteOverview> OracleTrace::overview(int site,
                                                    const engine::OverviewOptions& options,
                                                    const Tick& tick) const {
    const auto context = std::make_shared<analysis::RowContext>(axes_[0]);
    const engine::Site& record = sites_[static_cast<std::size_t>(site)];
    engine::SiteOverview overview{.site = site};
    for (const analysis::StatisticColumn& column : analysis::statisticColumns()) {
        overview.statistics.push_back(column.id);
    }
    const std::size_t n = axes_[0].size();
    for (int head = 0; head < record.heads; ++head) {
        const Grid whole = *map({site, head}, {0, n}, {0, n}, tick);
        analysis::HeadStatistics statistics(context);
        for (std::size_t query = 0; query < n; ++query) {
            statistics.add({.weights = whole.row(query),
                            .query = query,
                            .end = record.mask == engine::MaskRule::Causal ? query + 1 : n});
        }
        overview.heads.push_back(summaryOf(whole, options.thumbnailSize));
        overview.heads.back().statistics = statistics.means();
    }
    overview.mean = summaryOf(*headMean(site, tick), options.thumbnailSize);
    overview.mean.statistics.resize(overview.statistics.size());
    for (std::size_t i = 0; i < overview.statistics.size(); ++i) {
        for (const engine::HeadSummary& head : overview.heads) {
            overview.mean.statistics[i] += head.statistics[i] / static_cast<float>(record.heads);
        }
    }
    return overview;
}

Outcome<Grid> OracleTrace::headMean(int site, const Tick& tick) const {
    const std::size_t n = axes_[0].size();
    const int heads = sites_[static_cast<std::size_t>(site)].heads;
    Grid mean(n, n);
    for (int head = 0; head < heads; ++head) {
        const Grid each = *map({site, head}, {0, n}, {0, n}, tick);
        for (std::size_t i = 0; i < each.values().size(); ++i) {
            mean.values()[i] += each.values()[i] / static_cast<float>(heads);
        }
    }
    return mean;
}

Outcome<Grid> OracleTrace::hidden(const std::string& tower, int) const {
    return Problem{"The trace was made without hidden states", tower, "Trace again with them"};
}

std::size_t OracleTrace::bytes() const {
    std::size_t bytes = 0;
    for (const Layer& layer : layers_) {
        for (const OracleHead& head : layer.heads) {
            bytes += 4 * (head.q.values().size() + head.k.values().size());
        }
    }
    return bytes;
}

OracleHead lookingAt(std::size_t tokens, float beta,
                     const std::function<std::size_t(std::size_t)>& target) {
    OracleHead head{Grid(tokens, tokens), Grid(tokens, tokens)};
    for (std::size_t token = 0; token < tokens; ++token) {
        head.q.at(token, target(token)) = beta;
        head.k.at(token, token) = 1;
    }
    return head;
}

OracleHead randomHead(std::size_t tokens, std::size_t width, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, 1);
    OracleHead head{Grid(tokens, width), Grid(tokens, width)};
    std::ranges::generate(head.q.values(), [&] { return normal(random); });
    std::ranges::generate(head.k.values(), [&] { return normal(random); });
    return head;
}

Axis wordsAxis(const std::string& text) {
    Axis axis{.name = "text", .tokens = {}};
    axis.tokens.push_back({.kind = TokenKind::Class, .id = 101, .label = "[CLS]", .special = true});
    std::size_t begin = 0;
    std::int32_t word = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (end > begin) {
            const std::string label = text.substr(begin, end - begin);
            const auto id = static_cast<std::int64_t>(std::hash<std::string>()(label) % 30'000);
            axis.tokens.push_back({.id = id, .label = label, .source = {begin, end}, .word = word++});
        }
        begin = end + 1;
    }
    axis.tokens.push_back(
        {.kind = TokenKind::Separator, .id = 102, .label = "[SEP]", .special = true});
    return axis;
}

std::shared_ptr<const study::TracePicture>
pictureOf(std::shared_ptr<const engine::Trace> trace, const std::string& model) {
    study::TracePicture picture;
    picture.model.name = model;
    picture.model.family = "oracle";
    for (int site = 0; site < static_cast<int>(trace->sites().size()); ++site) {
        picture.overviews.push_back(*trace->overview(site, {}, {}));
    }
    picture.trace = std::move(trace);
    return std::make_shared<const study::TracePicture>(std::move(picture));
}

std::shared_ptr<const study::TracePicture> randomPicture(const std::string& text, int layers,
                                                         int heads, std::size_t width,
                                                         engine::MaskRule mask, unsigned seed) {
    const Axis axis = wordsAxis(text);
    std::vector<OracleTrace::Layer> built;
    for (int layer = 0; layer < layers; ++layer) {
        OracleTrace::Layer& each = built.emplace_back();
        each.mask = mask;
        for (int head = 0; head < heads; ++head) {
            each.heads.push_back(randomHead(axis.size(), width, seed++));
        }
    }
    return pictureOf(std::make_shared<OracleTrace>(Sample{.name = "words", .text = text}, axis,
                                                   std::move(built)));
}

} // namespace vitrine::tests
