#include "tests/widgets/robustness/lettermodel.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace vitrine::tests {

namespace {

[[noreturn]] void noSite() {
    throw std::invalid_argument("a LetterModel has no attention");
}

class LetterTrace final : public engine::Trace {
public:
    LetterTrace(Sample sample, Axis axis, engine::Prediction prediction)
        : sample_(std::move(sample))
        , axes_{std::move(axis)}
        , predictions_{std::move(prediction)} {}

    const Sample& sample() const override { return sample_; }
    std::span<const Axis> axes() const override { return axes_; }
    std::span<const engine::Site> sites() const override { return {}; }
    std::vector<float> row(engine::HeadRef, std::size_t) const override { noSite(); }
    std::vector<float> column(engine::HeadRef, std::size_t) const override { noSite(); }
    engine::Cell cell(engine::HeadRef, std::size_t, std::size_t) const override { noSite(); }
    bool visible(int, std::size_t, std::size_t) const override { noSite(); }
    Outcome<Grid> map(engine::HeadRef, engine::Range, engine::Range, const Tick&) const override {
        noSite();
    }
    Outcome<engine::Tile> tile(engine::HeadRef, engine::TileKey, const Tick&) const override {
        noSite();
    }
    Outcome<engine::SiteOverview> overview(int, const engine::OverviewOptions&,
                                           const Tick&) const override {
        noSite();
    }
    Outcome<Grid> headMean(int, const Tick&) const override { noSite(); }
    Outcome<Grid> hidden(const std::string&, int) const override {
        return Problem{"not kept", "", ""};
    }
    std::span<const engine::Prediction> predictions() const override { return predictions_; }
    std::size_t bytes() const override { return 0; }
    double milliseconds() const override { return 0; }

private:
    Sample sample_;
    std::vector<Axis> axes_;
    std::vector<engine::Prediction> predictions_;
};

Axis axisOf(const std::string& text, bool blind) {
    Axis axis{.name = "text"};
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (end > begin) {
            AxisToken token;
            token.label = text.substr(begin, end - begin);
            const std::size_t hash = std::hash<std::string>()(token.label);
            token.id = blind ? 1 : static_cast<std::int64_t>(hash >> 8);
            token.source = {begin, end};
            token.word = static_cast<std::int32_t>(axis.tokens.size());
            axis.tokens.push_back(std::move(token));
        }
        begin = end + 1;
    }
    return axis;
}

} // namespace

LetterModel::LetterModel(const LetterModelOptions& options)
    : options_(options) {
    card_.name = "letters";
    card_.tasks = {"classify"};
}

Outcome<std::shared_ptr<const engine::Trace>>
LetterModel::trace(const Sample& sample, const engine::TraceOptions&, const Tick& tick) {
    ++traced_;
    const auto until = std::chrono::steady_clock::now() + options_.delay;
    while (std::chrono::steady_clock::now() < until) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const auto count = static_cast<int>(std::ranges::count(sample.text, options_.letter));
    engine::Prediction prediction;
    if (options_.answers) {
        const float many = count >= options_.many ? 0.75F : 0.25F;
        prediction.task = "classify";
        prediction.candidates = {{.label = "few", .id = 0, .probability = 1 - many},
                                 {.label = "many", .id = 1, .probability = many}};
    } else {
        prediction.task = "embed";
        prediction.vector = {static_cast<float>(count), 1.0F};
    }
    return std::shared_ptr<const engine::Trace>(std::make_shared<const LetterTrace>(
        sample, axisOf(sample.text, options_.blind), std::move(prediction)));
}

widgets::ModelSource sourceOf(std::shared_ptr<LetterModel> model, widgets::Worker& worker,
                              const std::string& name) {
    return {.name = QString::fromStdString(name),
            .folder = "models/" + name,
            .key = name,
            .worker = &worker,
            .open = [model](const Tick&) {
                return Outcome<std::shared_ptr<engine::Model>>(model);
            }};
}

} // namespace vitrine::tests
