#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/foundation/icons/icons.h"

#include <QStackedWidget>

namespace vitrine::widgets {
class EmptyState;
class ErrorCard;
class Words;
}

namespace vitrine::app {

/// What stands in a lab's place while there is no picture to show: what is being waited for, what
/// went wrong, or what to do first.
class StatePane final : public QStackedWidget {
    Q_OBJECT

public:
    explicit StatePane(QWidget* parent = nullptr);

    /// `modelName` is the current model's; `path` its folder.
    void show(const Session& session, const QString& modelName, const QString& path);

Q_SIGNALS:
    void retryRequested();
    void openModelRequested();
    void confirmRequested(); ///< the path of model or picture is all right
    void openSampleRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void wait(const QString& words);
    void showMismatch(const QString& modelName);
    void empty(widgets::Icon icon, const QString& title, const QString& sentence,
               const QString& act);
    [[nodiscard]] QWidget* framed(QWidget* inner, int width);

    widgets::Words* waiting_;
    widgets::EmptyState* empty_;
    widgets::ErrorCard* error_;
    QWidget* emptyPage_;
    QWidget* errorPage_;
    Stage stage_ = Stage::StartingEngine;
    Mismatch mismatch_ = Mismatch::None;
};

} // namespace vitrine::app
