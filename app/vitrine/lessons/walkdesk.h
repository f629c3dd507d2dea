#pragma once

#include "app/vitrine/session/enginehost.h"

#include "core/base/sample.h"
#include "core/engine/walk.h"

#include <QObject>

#include <memory>
#include <optional>

namespace vitrine::app {

/// Which position of which sample is to be followed.
struct WalkQuestion {
    ModelKey model;
    Sample sample;
    int layer = -1;
    std::size_t position = 0;
    int head = 0;

    bool operator==(const WalkQuestion&) const = default;
};

/// Asks the engine for walks; the newest question alone matters. GUI thread.
class WalkDesk final : public QObject {
    Q_OBJECT

public:
    explicit WalkDesk(EngineHost& host, QObject* parent = nullptr);

    /// Asks unless that is asked or answered already.
    void ask(const WalkQuestion& question);

    [[nodiscard]] const std::optional<WalkQuestion>& question() const { return question_; }

    /// The answer to the newest question; null until it is there.
    [[nodiscard]] const engine::Walk* answer() const { return answer_ ? &*answer_ : nullptr; }
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

Q_SIGNALS:
    void answered();

private:
    EngineHost& host_;
    std::optional<WalkQuestion> question_;
    std::optional<engine::Walk> answer_;
    std::optional<Problem> problem_;
    std::unique_ptr<widgets::LatestWins<engine::Walk>> lane_;
};

} // namespace vitrine::app
