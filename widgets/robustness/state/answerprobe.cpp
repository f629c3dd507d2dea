#include "widgets/robustness/state/answerprobe.h"

#include <algorithm>
#include <set>

namespace vitrine::widgets {

namespace {

/// What the chain makes of the text at every place of the dial.
Outcome<std::vector<std::string>> textsAlong(const perturb::Catalogue& catalogue,
                                             const AnswerProbe::Request& request,
                                             const Tick& tick) {
    std::vector<std::string> texts;
    for (int place = 0; place <= study::kSeverityPlaces; ++place) {
        auto perturbed = perturb::applyChain(
            catalogue, request.chain, request.sample,
            {.severity = study::severityAt(place), .seed = request.seed}, tick);
        if (!perturbed) {
            return perturbed.as<std::vector<std::string>>();
        }
        if (!tick.update(place, study::kSeverityPlaces)) {
            return Cancelled{};
        }
        texts.push_back(std::move(perturbed->sample.text));
    }
    return texts;
}

Outcome<study::Verdict> askModel(EngineSide& side, const AnswerProbe::Request& request,
                                const std::string& text, const Tick& tick) {
    auto model = request.model.open(tick);
    if (!model) {
        return model.as<study::Verdict>();
    }
    auto prototypes = side.prototypes(**model, request.model.key, request.labels, tick);
    if (!prototypes) {
        return prototypes.as<study::Verdict>();
    }
    Sample sample = request.sample;
    sample.text = text;
    auto trace = (*model)->trace(sample, {}, tick);
    if (!trace) {
        return trace.as<study::Verdict>();
    }
    return study::verdictOf(**trace, *prototypes);
}

} // namespace

AnswerProbe::AnswerProbe(std::shared_ptr<const perturb::Catalogue> catalogue, QObject* parent)
    : QObject(parent)
    , catalogue_(std::move(catalogue))
    , engineSide_(std::make_shared<EngineSide>()) {}

void AnswerProbe::clear() {
    const bool empty = answers_.empty() && lane_ == nullptr;
    lane_.reset();
    texts_.clear();
    byText_.clear();
    answers_.clear();
    clean_ = {};
    search_.reset();
    searched_ = finished_ = false;
    if (!empty) {
        Q_EMIT changed();
    }
}

void AnswerProbe::cancel() {
    if (lane_ != nullptr) {
        lane_.reset();
        Q_EMIT changed();
    }
}

void AnswerProbe::start(Request request) {
    clear();
    request_ = std::move(request);
    submitClean();
    Q_EMIT changed();
}

void AnswerProbe::submitClean() {
    lane_ = std::make_unique<StepLane>(
        *request_.model.worker,
        [this](Generation, Outcome<Step> step) { arrived(/*place=*/-1, std::move(step)); });
    lane_->submit([catalogue = catalogue_, side = engineSide_,
                   request = request_](const Tick& tick) -> Outcome<Step> {
        auto texts = textsAlong(*catalogue, request, tick);
        if (!texts) {
            return texts.as<Step>();
        }
        auto answer = askModel(*side, request, request.sample.text, tick);
        if (!answer) {
            return answer.as<Step>();
        }
        return Step{.texts = *std::move(texts), .answer = *std::move(answer)};
    });
}

void AnswerProbe::submitText(int place) {
    lane_ = std::make_unique<StepLane>(
        *request_.model.worker,
        [this, place](Generation, Outcome<Step> step) { arrived(place, std::move(step)); });
    lane_->submit([side = engineSide_, request = request_,
                   text = texts_[static_cast<std::size_t>(place)]](
                      const Tick& tick) -> Outcome<Step> {
        auto answer = askModel(*side, request, text, tick);
        if (!answer) {
            return answer.as<Step>();
        }
        return Step{.answer = *std::move(answer)};
    });
}

void AnswerProbe::arrived(int place, Outcome<Step> step) {
    // The lane that delivers is not destroyed before its delivery has returned.
    lane_.release()->deleteLater();
    if (!step) {
        Q_EMIT changed();
        if (step.failed()) {
            Q_EMIT failed(step.problem());
        }
        return;
    }
    if (place < 0) {
        texts_ = std::move(step->texts);
        clean_ = step->answer;
        byText_[request_.sample.text] = clean_;
    } else {
        byText_[texts_[static_cast<std::size_t>(place)]] = step->answer;
    }
    goOn();
    Q_EMIT changed();
}

bool AnswerProbe::same(const study::Verdict& answer) const {
    return answer.best == clean_.best;
}

void AnswerProbe::put(int place, const study::Verdict& answer) {
    answers_.insert_or_assign(place, answer);
    if (place == 0) {
        search_.emplace(same(answer));
    } else {
        search_->put(place, same(answer));
    }
}

// Places are answered from what is known until a text comes that is not.
void AnswerProbe::goOn() {
    const auto answerOrAsk = [this](int place) {
        const auto known = byText_.find(texts_[static_cast<std::size_t>(place)]);
        if (known == byText_.end()) {
            submitText(place);
            return false;
        }
        put(place, known->second);
        return true;
    };
    if (!search_ && !answerOrAsk(0)) {
        return;
    }
    while (const auto place = search_->next()) {
        if (!answerOrAsk(*place)) {
            return;
        }
    }
    searched_ = true;
    for (int place = 0; place <= study::kSeverityPlaces; ++place) {
        if (!answers_.contains(place) && !answerOrAsk(place)) {
            return;
        }
    }
    finished_ = true;
}

Progress AnswerProbe::progress() const {
    const std::set<std::string> texts(texts_.begin(), texts_.end());
    return {.done = static_cast<std::int64_t>(byText_.size()),
            .total = static_cast<std::int64_t>(std::max(texts.size(), byText_.size())),
            .unit = Unit::Count};
}

std::vector<study::FlipSpan> AnswerProbe::spans() const {
    return search_ && clean_.best ? search_->spans() : std::vector<study::FlipSpan>();
}

} // namespace vitrine::widgets
