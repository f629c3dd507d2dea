#pragma once

#include "app/vitrine/report/reportcontent.h"

#include "core/base/outcome.h"
#include "core/base/tick.h"

#include "widgets/foundation/task/latestwins.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace vitrine::app {

/// Draws and saves a report: pictures, then index.html. Pictures are in the light look. Stops
/// between two files when cancelled.
[[nodiscard]] Outcome<std::filesystem::path> writeReport(const ReportContent& content,
                                                         const std::filesystem::path& folder,
                                                         const Tick& tick);

/// The same on a worker, newest wins. GUI thread.
class ReportWriter final : public QObject {
    Q_OBJECT

public:
    explicit ReportWriter(widgets::Worker& worker, QObject* parent = nullptr);

    void write(ReportContent content, const std::filesystem::path& folder);

Q_SIGNALS:
    void written(const QString& page);
    void problemMet(const vitrine::Problem& problem);

private:
    std::unique_ptr<widgets::LatestWins<std::filesystem::path>> lane_;
};

} // namespace vitrine::app
