#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>
#include <string>

namespace vitrine::app {

/// A program with its arguments: never a line for a shell.
struct RunCommand {
    QString program;
    QStringList arguments;

    /// As a person would type it, quoted where a shell needs it.
    [[nodiscard]] QString text() const;
};

/// `vitrine-run train RECIPE --out RUN --detach`.
[[nodiscard]] RunCommand commandToTrain(const std::filesystem::path& runner,
                                        const std::filesystem::path& recipe,
                                        const std::filesystem::path& run);

/// `vitrine-run train --resume RUN --detach`.
[[nodiscard]] RunCommand commandToResume(const std::filesystem::path& runner,
                                         const std::filesystem::path& run);

/// The runner beside this program, or one folder above it; empty if it is not there.
[[nodiscard]] std::filesystem::path runnerBeside(const std::filesystem::path& programFolder);

} // namespace vitrine::app
