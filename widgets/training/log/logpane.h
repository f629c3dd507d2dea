#pragma once

#include "widgets/foundation/task/latestwins.h"

#include <QWidget>

#include <memory>
#include <string>
#include <vector>

class QPlainTextEdit;
class QStackedWidget;
class QTableView;

namespace vitrine::widgets {

class EventTableModel;
class RunBook;
class Segments;

/// What happened in the run in front, and the last 200 lines of its log. GUI thread.
class LogPane final : public QWidget {
    Q_OBJECT

public:
    explicit LogPane(RunBook& book, QWidget* parent = nullptr);
    ~LogPane() override;

    void showLog();

    [[nodiscard]] QTableView& events() const { return *events_; }
    [[nodiscard]] QPlainTextEdit& log() const { return *log_; }
    [[nodiscard]] Segments& choice() const { return *choice_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void take();
    void readLog();
    void takeLog(const Outcome<std::vector<std::string>>& lines);
    void restyle();

    RunBook& book_;
    EventTableModel* model_;
    QTableView* events_;
    QPlainTextEdit* log_;
    QStackedWidget* stack_;
    Segments* choice_;
    Worker worker_;
    std::unique_ptr<LatestWins<std::vector<std::string>>> reading_; ///< after the worker it uses
};

} // namespace vitrine::widgets
