#include "app/runner/packbaseline.h"

#include "app/runner/say.h"
#include "core/analysis/classification.h"
#include "core/data/baseline/packtexts.h"

#include <functional>

namespace vitrine::app {

namespace {

constexpr const char* kTrainPart = "train";

using Predict = std::function<std::int64_t(const std::string&)>;

void tell(const std::string& method, const std::string& part, const data::LabelledTexts& texts,
          std::int64_t classes, const Predict& predict, bool asJson) {
    std::vector<std::int64_t> predicted;
    for (const std::string& text : texts.texts) {
        predicted.push_back(predict(text));
    }
    const auto score = analysis::classificationScore(predicted, texts.labels, classes);
    if (!asJson) {
        say(method + " on " + part + ": accuracy " + fixed(score.accuracy, 4) + ", macro-F1 " +
            fixed(score.macroF1, 4) + ", " + std::to_string(score.count) + " samples");
        return;
    }
    sayJson(Json::Object{{"method", method},
                         {"part", part},
                         {"accuracy", score.accuracy},
                         {"macro_f1", score.macroF1},
                         {"samples", score.count}});
}

} // namespace

Exit tellBaselines(const std::filesystem::path& folder, bool asJson) {
    const auto pack = data::Pack::open(folder);
    if (!pack) {
        return failed(pack);
    }
    if ((*pack)->kind() != data::Pack::Kind::Texts || (*pack)->parts().size() < 2) {
        return fail({"The baselines need a pack of texts with a part to learn from and another",
                     folder.string(), "Give its data recipe “splits”"});
    }
    const auto training = textsOfPart(folder, **pack, kTrainPart);
    if (!training) {
        return failed(training);
    }
    const auto classes = static_cast<std::int64_t>((*pack)->classes().size());
    const data::NaiveBayes bayes(*training, classes);
    const auto linear = data::LinearClassifier::learn(*training, classes, {}, Tick());
    if (!linear) {
        return failed(linear);
    }
    for (const auto& [part, range] : (*pack)->parts()) {
        if (part == kTrainPart) {
            continue;
        }
        const auto texts = textsOfPart(folder, **pack, part);
        if (!texts) {
            return failed(texts);
        }
        tell("naive Bayes over word counts", part, *texts, classes,
             [&](const std::string& text) { return bayes.predict(text); }, asJson);
        tell("logistic regression over tf–idf", part, *texts, classes,
             [&](const std::string& text) { return linear->predict(text); }, asJson);
    }
    return Exit::Done;
}

} // namespace vitrine::app
