#pragma once

#include "core/base/outcome.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/keyhint.h"
#include "widgets/training/watch/runnews.h"

#include <QStringList>
#include <QWidget>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QMenu;
class QStackedLayout;

namespace vitrine::widgets {

class CurveDeck;
class EmptyState;
class LogPane;
class RecipePanel;
class RunBook;
class RunHead;
class RunSteering;
class RunTable;
class RunWatch;

/// The training lab: runs found in a folder or dropped, their curves live, what can be done with
/// the one in front; beside it, handed out for the window's inspector, the recipe of a new run.
/// It reads run directories and writes requests into them, nothing else. GUI thread.
class TrainingLab final : public QWidget {
    Q_OBJECT

public:
    explicit TrainingLab(QWidget* parent = nullptr);
    ~TrainingLab() override;

    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where runs are looked for and new ones begin.
    void setRunsFolder(const std::filesystem::path& folder);

    /// A run from anywhere: dropped, or named on the command line. It comes to the front.
    void openRun(const std::filesystem::path& folder);

    [[nodiscard]] RunBook& book() const { return *book_; }
    [[nodiscard]] RunWatch& watch() const { return *watch_; }
    [[nodiscard]] RunSteering& steering() const { return *steering_; }
    [[nodiscard]] RunHead& head() const { return *head_; }
    [[nodiscard]] CurveDeck& curves() const { return *curves_; }
    [[nodiscard]] RunTable& table() const { return *table_; }
    [[nodiscard]] LogPane& log() const { return *log_; }
    [[nodiscard]] RecipePanel& recipe() const { return *recipe_; }

    void focusMain();
    void openExports();
    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    [[nodiscard]] QStringList status(bool words) const;
    [[nodiscard]] QList<KeyHint> keyHints() const;

    /// Milliseconds from an event's time stamp to its pixels; nothing until one was seen live.
    [[nodiscard]] std::optional<double> eventToPixel() const { return latency_; }

    /// How much gives way to a small window: the legend, the small curves.
    void setCrowded(bool narrow, bool low);

Q_SIGNALS:
    void resumeRequested(const std::filesystem::path& run);
    void checkpointOpened(const std::filesystem::path& folder);
    void problemMet(const vitrine::Problem& problem);
    void saved(const QString& name);
    void statusChanged();
    void eventPainted(double milliseconds); ///< a live event reached the screen

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void buildRoom();
    void buildEmpty();
    void buildExports();
    void connectAll();
    void takeNews(const std::vector<RunNews>& news);
    void takePainted();
    void askResume(int run);
    void exportFigure(int format);
    void exportCsv();
    void showExports(QWidget* button);

    RunBook* book_;
    RunSteering* steering_;
    RunHead* head_;
    CurveDeck* curves_;
    RunTable* table_;
    LogPane* log_;
    RecipePanel* recipe_;
    EmptyState* empty_;
    QWidget* room_;
    QStackedLayout* stack_;
    QMenu* exports_;
    std::filesystem::path wanted_;    ///< comes to the front when it is found
    std::optional<double> unpainted_; ///< time of the newest live event that is not on screen yet
    std::optional<double> latency_;
    RunWatch* watch_; ///< last: it tells the others
};

} // namespace vitrine::widgets
