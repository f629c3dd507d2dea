#include "app/runner/explain/faithfulnessjson.h"

#include "app/runner/say.h"

#include <cmath>
#include <span>

namespace vitrine::app {

namespace {

Json numbersJson(std::span<const double> values) {
    return {Json::Array(values.begin(), values.end())};
}

} // namespace

Json faithfulnessJson(const study::Faithfulness& measured) {
    Json json;
    json.set("baseline", measured.baseline);
    json.set("value", measured.ofProbability ? "probability" : "score");
    json.set("shares", numbersJson(measured.shares));
    json.set("deletion", numbersJson(measured.deletion));
    json.set("insertion", numbersJson(measured.insertion));
    json.set("negative_deletion", numbersJson(measured.negative));
    json.set("random_low", numbersJson(measured.randomLow));
    json.set("random_mean", numbersJson(measured.randomMean));
    json.set("random_high", numbersJson(measured.randomHigh));
    json.set("deletion_area", measured.deletionArea);
    json.set("insertion_area", measured.insertionArea);
    json.set("negative_deletion_area", measured.negativeArea);
    json.set("random_area", measured.randomArea);
    json.set("random_deviation", measured.randomDeviation);
    json.set("gain", measured.gain);
    Json::Array changes;
    for (const study::ShareChange& change : measured.changes) {
        Json each;
        each.set("share", change.share);
        each.set("comprehensiveness", change.comprehensiveness);
        each.set("sufficiency", change.sufficiency);
        changes.push_back(std::move(each));
    }
    json.set("changes", std::move(changes));
    return json;
}

std::string faithfulnessText(const study::Faithfulness& measured) {
    if (std::isnan(measured.gain)) {
        return "Faithfulness: all orders take away the same; nothing can be said";
    }
    return "Faithfulness: " + fixed(measured.gain, 2) +
           " standard deviations of random orders (above 0: what it names first counts more than "
           "chance would find; replaced by: " +
           measured.baseline + ")";
}

} // namespace vitrine::app
