#pragma once

#include "core/run/events/event.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::tests {

/// A small real training: a pack of drawn icons (four shapes), a recipe for a tiny ViT, and runs of
/// vitrine-run in a folder that goes with the test.
class TrainingGround {
public:
    /// Writes pack and recipe; `steps` updates of 8 scenes, a checkpoint every ten.
    explicit TrainingGround(std::int64_t steps);

    /// Kills whatever still works on a run below the folder, and waits until it is gone.
    ~TrainingGround();
    TrainingGround(const TrainingGround&) = delete;
    TrainingGround& operator=(const TrainingGround&) = delete;

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path().toStdString(); }
    [[nodiscard]] std::filesystem::path recipe() const { return folder() / "recipe.json"; }
    [[nodiscard]] std::filesystem::path run(const std::string& name) const {
        return folder() / name;
    }

    /// Starts `vitrine-run train` with these words, or another verb; the process runs on.
    [[nodiscard]] static std::unique_ptr<QProcess>
    start(const QStringList& words, const QString& verb = QStringLiteral("train"));

    /// Runs it to its end and answers its exit code; −1 where it crashed.
    [[nodiscard]] static int finish(const QStringList& words,
                                    const QString& verb = QStringLiteral("train"));

    /// Trains a run from its recipe to the end.
    [[nodiscard]] int train(const std::string& name) const;

private:
    QTemporaryDir folder_;
};

/// All events of a run, in order.
[[nodiscard]] std::vector<run::Event> eventsOf(const std::filesystem::path& runFolder);

/// The loss of each update, by its number; of updates done twice the later one.
[[nodiscard]] std::vector<std::pair<std::int64_t, double>>
lossesOf(const std::filesystem::path& runFolder);

/// The bytes of the weights in the newest sound checkpoint.
[[nodiscard]] std::string weightsOf(const std::filesystem::path& runFolder);

/// The process that trains in a run now; 0 where there is none.
[[nodiscard]] pid_t trainerOf(const std::filesystem::path& runFolder);

/// The keeper of a training process; 0 where it has none.
[[nodiscard]] pid_t keeperOf(pid_t trainer);

} // namespace vitrine::tests
