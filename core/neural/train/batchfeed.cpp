#include "core/neural/train/batchfeed.h"

#include "core/data/dataorder.h"

#include <algorithm>
#include <chrono>

namespace vitrine::neural {

BatchFeed::BatchFeed(std::shared_ptr<const Examples> examples, const FeedOptions& options)
    : examples_(std::move(examples))
    , options_(options) {}

BatchFeed::Batches BatchFeed::make(std::int64_t update) const {
    const std::int64_t size = examples_->size();
    std::vector<Place> places;
    for (std::int64_t i = 0; i < options_.samples; ++i) {
        const std::int64_t position = update * options_.samples + i;
        const std::int64_t epoch = position / size;
        places.push_back({.sample = data::DataOrder(size, options_.seed, epoch)(position % size),
                          .epoch = epoch});
    }
    Batches batches;
    const std::span<const Place> all(places);
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t count =
            std::min(static_cast<std::size_t>(options_.micro), all.size() - begin);
        batches.push_back(examples_->batch(all.subspan(begin, count)));
        begin += count;
    }
    return batches;
}

void BatchFeed::begin(std::int64_t update) {
    ahead_ = update;
    next_ = std::async(std::launch::async, [this, update] { return make(update); });
}

std::vector<LabelledBatch> BatchFeed::take(std::int64_t update, double& waited) {
    const auto start = std::chrono::steady_clock::now();
    if (ahead_ != update) {
        if (next_.valid()) {
            next_.wait();
        }
        begin(update);
    }
    Batches batches = next_.get();
    begin(update + 1);
    waited += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return batches;
}

} // namespace vitrine::neural
