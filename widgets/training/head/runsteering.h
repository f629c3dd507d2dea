#pragma once

#include "core/base/json.h"
#include "core/run/control/request.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::run {
class ControlDesk;
}

namespace vitrine::widgets {

struct RunRecord;

/// What was asked of a run, and what became of it.
struct SteeringRequest {
    enum class State {
        Sending,
        Sent,    ///< the file is there, the run has not answered
        Applied,
        Refused, ///< by the run
        Failed   ///< it could not be sent
    };
    std::filesystem::path run;
    QString words; ///< "Pause", "Learning rate × 0.5"
    State state = State::Sending;
    std::string id;       ///< under which the run answers
    QString message;      ///< of a refusal or failure
    std::int64_t step = 0; ///< from which it holds

    /// "Learning rate × 0.5: sent → applied at step 4 200".
    [[nodiscard]] QString text() const;
};

/// Sends requests into runs' control folders and watches for their answers. The files are written
/// on a thread; a run whose control another window holds is read only. GUI thread.
class RunSteering final : public QObject {
    Q_OBJECT

public:
    explicit RunSteering(QObject* parent = nullptr);
    ~RunSteering() override;

    void send(const std::filesystem::path& run, run::ControlVerb verb, Json args, QString words);

    /// In the order they were made, of all runs.
    [[nodiscard]] const std::vector<SteeringRequest>& requests() const { return requests_; }

    /// The newest one of a run, or nullptr.
    [[nodiscard]] const SteeringRequest* newest(const std::filesystem::path& run) const;

    /// Looks for answers in what the run has told.
    void check(const RunRecord& record);

Q_SIGNALS:
    void changed(); ///< some request moved on

private:
    class Desks;

    void sent(std::size_t number, const std::string& id, const QString& failure);

    std::vector<SteeringRequest> requests_;
    std::shared_ptr<Desks> desks_; ///< used on the thread
    Worker worker_;                ///< last: its end waits for the job that uses the others
};

} // namespace vitrine::widgets
