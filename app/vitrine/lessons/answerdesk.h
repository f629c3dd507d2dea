#pragma once

#include "app/vitrine/session/enginehost.h"

#include "core/engine/model.h"

#include <functional>
#include <memory>
#include <optional>

namespace vitrine::app {

/// Asks the engine about one sample at a time; the newest question alone matters. A Question is
/// compared with ==, and names the model that it is for (`model`). GUI thread.
template <class Question, class Answer> class AnswerDesk {
public:
    using Work = std::function<Outcome<Answer>(engine::Model&, const Question&, const Tick&)>;

    /// `answered` is called when an answer came, or a Problem instead.
    AnswerDesk(EngineHost& host, Work work, std::function<void()> answered)
        : host_(host)
        , work_(std::move(work)) {
        lane_ = std::make_unique<widgets::LatestWins<Answer>>(
            host.worker(),
            [this, answered = std::move(answered)](widgets::Generation, Outcome<Answer> result) {
                if (result) {
                    answer_ = *std::move(result);
                } else if (result.failed()) {
                    problem_ = result.problem();
                } else {
                    question_.reset(); // stopped: to be asked again
                }
                answered();
            });
    }

    /// Asks unless that is asked or answered already.
    void ask(const Question& question) {
        if (question_ == question) {
            return;
        }
        question_ = question;
        answer_.reset();
        problem_.reset();
        lane_->submit(
            [room = host_.room(), work = work_, question](const Tick& tick) -> Outcome<Answer> {
                auto model = room->open(question.model, tick);
                return model ? work(**model, question, tick) : model.template as<Answer>();
            });
    }

    /// The answer to the newest question; null until it is there.
    [[nodiscard]] const Answer* answer() const { return answer_ ? &*answer_ : nullptr; }

    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

    /// Asked, and not answered yet.
    [[nodiscard]] bool waits() const { return question_ && !answer_ && !problem_; }

private:
    EngineHost& host_;
    Work work_;
    std::optional<Question> question_;
    std::optional<Answer> answer_;
    std::optional<Problem> problem_;
    std::unique_ptr<widgets::LatestWins<Answer>> lane_;
};

} // namespace vitrine::app
