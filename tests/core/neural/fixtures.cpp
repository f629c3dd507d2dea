#include "tests/core/neural/fixtures.h"

#include "core/base/philox.h"
#include "core/neural/engine.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vitrine::tests {

namespace {

neural::HeadRows rowsOf(std::shared_ptr<std::vector<float>> values, std::size_t heads,
                        std::size_t rows, std::size_t width) {
    return {.data = values->data(),
            .batchStride = static_cast<std::int64_t>(heads * rows * width),
            .headStride = static_cast<std::int64_t>(rows * width),
            .rowStride = static_cast<std::int64_t>(width),
            .owner = values};
}

std::shared_ptr<std::vector<float>> randomValues(std::size_t count, float spread, Random& numbers) {
    auto values = std::make_shared<std::vector<float>>(count);
    std::ranges::generate(*values, [&] { return spread * numbers.normal(); });
    return values;
}

double score(const neural::AttentionStore& store, std::size_t batch, std::size_t head,
             std::size_t query, std::size_t key) {
    const auto& parts = store.parts();
    const float* q = parts.query.row(batch, head, query);
    const float* k = parts.key.row(batch, head, key);
    double sum = 0;
    for (std::size_t c = 0; c < parts.width; ++c) {
        sum += static_cast<double>(q[c]) * static_cast<double>(k[c]);
    }
    return sum * static_cast<double>(parts.scale);
}

} // namespace

std::filesystem::path goldenFolder() {
    return std::filesystem::path(VITRINE_SOURCE_DIR) / "tests/golden/neural";
}

std::filesystem::path miniLmFolder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const std::filesystem::path root = cache != nullptr && *cache != 0
                                           ? std::filesystem::path(cache)
                                           : std::filesystem::path(std::getenv("HOME")) / ".cache";
    return root / "vitrine/models/all-MiniLM-L6-v2";
}

engine::Engine& testEngine() {
    static const std::unique_ptr<engine::Engine> engine = neural::makeEngine({.threads = 1});
    return *engine;
}

neural::AttentionStore randomStore(const StoreShape& shape, std::uint64_t seed) {
    Random numbers(seed);
    const std::size_t queryValues = shape.batch * shape.heads * shape.queries * shape.width;
    const std::size_t keyValues = shape.batch * shape.heads * shape.keys * shape.width;
    neural::AttentionStore::Parts parts{
        .query = rowsOf(randomValues(queryValues, shape.spread, numbers), shape.heads,
                        shape.queries, shape.width),
        .key = rowsOf(randomValues(keyValues, shape.spread, numbers), shape.heads, shape.keys,
                      shape.width),
        .logSumExp = std::vector<float>(shape.batch * shape.heads * shape.queries),
        .keyVisible = shape.keyVisible,
        .batch = shape.batch,
        .heads = shape.heads,
        .queries = shape.queries,
        .keys = shape.keys,
        .width = shape.width,
        .scale = 1 / std::sqrt(static_cast<float>(shape.width)),
        .rule = shape.rule};
    const neural::AttentionStore draft(parts);
    for (std::size_t index = 0; index < parts.logSumExp.size(); ++index) {
        const std::size_t query = index % shape.queries;
        const std::size_t head = index / shape.queries % shape.heads;
        const std::size_t batch = index / shape.queries / shape.heads;
        double sum = 0;
        for (std::size_t key = 0; key < shape.keys; ++key) {
            sum += draft.visible(batch, query, key)
                       ? std::exp(score(draft, batch, head, query, key))
                       : 0;
        }
        parts.logSumExp[index] = sum > 0 ? static_cast<float>(std::log(sum)) : 0.0F;
    }
    return neural::AttentionStore(std::move(parts));
}

std::vector<double> naiveRow(const neural::AttentionStore& store, std::size_t batch,
                             std::size_t head, std::size_t query) {
    std::vector<double> row(store.keys(), 0.0);
    double sum = 0;
    for (std::size_t key = 0; key < store.keys(); ++key) {
        if (store.visible(batch, query, key)) {
            row[key] = std::exp(score(store, batch, head, query, key));
            sum += row[key];
        }
    }
    for (double& value : row) {
        value = sum > 0 ? value / sum : 0;
    }
    return row;
}

double roundingAt(double largestScore) {
    // Four roundings of numbers as large as the score: the product, the scaling, the log-sum-exp and
    // their difference.
    constexpr double kHalfUlp = 6e-8;
    return 1e-6 + 4 * kHalfUlp * largestScore;
}

double largestScore(const neural::AttentionStore& store, std::size_t batch, std::size_t head) {
    double largest = 0;
    for (std::size_t query = 0; query < store.queries(); ++query) {
        for (std::size_t key = 0; key < store.keys(); ++key) {
            if (store.visible(batch, query, key)) {
                largest = std::max(largest, std::abs(score(store, batch, head, query, key)));
            }
        }
    }
    return largest;
}

QString text(const Problem& problem) {
    return QString::fromStdString(problem.text());
}

} // namespace vitrine::tests
