#include "widgets/training/head/runsteering.h"

#include "core/run/control/controldesk.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/training/state/runrecord.h"

#include <algorithm>
#include <exception>
#include <ranges>

namespace vitrine::widgets {

/// The open control folders; kept open, because their lock says that this window steers.
class RunSteering::Desks {
public:
    Outcome<std::string> send(const std::filesystem::path& run, run::ControlVerb verb,
                              const Json& args) {
        auto found = desks_.find(run);
        if (found == desks_.end()) {
            auto opened = run::ControlDesk::open(run, "window");
            if (!opened) {
                return opened.problem();
            }
            found = desks_.emplace(run, std::move(*opened)).first;
        }
        return found->second->send(verb, args);
    }

private:
    std::map<std::filesystem::path, std::unique_ptr<run::ControlDesk>> desks_;
};

QString SteeringRequest::text() const {
    switch (state) {
    case State::Sending: return RunSteering::tr("%1: sending …").arg(words);
    case State::Sent: return RunSteering::tr("%1: sent, waiting for the run").arg(words);
    case State::Applied:
        return RunSteering::tr("%1: sent → applied at step %2").arg(words, countText(step));
    case State::Refused: return RunSteering::tr("%1: sent → refused: %2").arg(words, message);
    case State::Failed: return RunSteering::tr("%1: not sent: %2").arg(words, message);
    }
    return {};
}

RunSteering::RunSteering(QObject* parent)
    : QObject(parent)
    , desks_(std::make_shared<Desks>())
    , worker_(QStringLiteral("control")) {}

RunSteering::~RunSteering() = default;

void RunSteering::send(const std::filesystem::path& run, run::ControlVerb verb, Json args,
                       QString words) {
    const std::size_t number = requests_.size();
    requests_.push_back({.run = run, .words = std::move(words)});
    auto job = std::make_shared<Worker::Job>();
    job->run = [this, number, desks = desks_, run, verb,
                args = std::move(args)](const std::stop_token&) {
        std::string id;
        QString failure;
        try {
            const auto answer = desks->send(run, verb, args);
            if (answer.ok()) {
                id = *answer;
            } else {
                failure = QString::fromStdString(answer.problem().text());
            }
        } catch (const std::exception& error) {
            failure = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, number, id, failure] { sent(number, id, failure); },
            Qt::QueuedConnection);
    };
    worker_.submit(std::move(job));
    Q_EMIT changed();
}

void RunSteering::sent(std::size_t number, const std::string& id, const QString& failure) {
    SteeringRequest& request = requests_.at(number);
    request.id = id;
    request.message = failure;
    request.state = failure.isEmpty() ? SteeringRequest::State::Sent
                                      : SteeringRequest::State::Failed;
    Q_EMIT changed();
}

const SteeringRequest* RunSteering::newest(const std::filesystem::path& run) const {
    for (const SteeringRequest& request : std::views::reverse(requests_)) {
        if (request.run == run) {
            return &request;
        }
    }
    return nullptr;
}

void RunSteering::check(const RunRecord& record) {
    bool moved = false;
    for (SteeringRequest& request : requests_) {
        if (request.state != SteeringRequest::State::Sent || request.run != record.folder) {
            continue;
        }
        const run::ControlAnswer* answer = record.history->answerTo(request.id);
        if (answer == nullptr) {
            continue;
        }
        request.state = answer->applied ? SteeringRequest::State::Applied
                                        : SteeringRequest::State::Refused;
        request.step = answer->step;
        request.message = QString::fromStdString(answer->message);
        moved = true;
    }
    if (moved) {
        Q_EMIT changed();
    }
}

} // namespace vitrine::widgets
