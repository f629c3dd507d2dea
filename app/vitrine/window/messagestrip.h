#pragma once

#include "core/base/outcome.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QToolButton;

namespace vitrine::widgets {
class Words;
}

namespace vitrine::app {

/// What the message strip says.
struct Message {
    struct Act {
        QString text;
        std::function<void()> run;
    };

    QString what;
    QString details;
    std::vector<Act> acts; ///< at most two
    bool fault = true;     ///< else a notice
};

[[nodiscard]] Message messageOf(const Problem& problem);

/// The one place for Problems that no pane shows: a strip above the stage, newest message in front,
/// until it is closed. GUI thread.
class MessageStrip final : public QWidget {
    Q_OBJECT

public:
    explicit MessageStrip(QWidget* parent = nullptr);

    /// A message that is there already is not shown twice.
    void show(Message message);
    void show(const Problem& problem) { show(messageOf(problem)); }

    [[nodiscard]] QString text() const; ///< of the message in front; empty for none
    void closeFront();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    std::vector<Message> messages_;
    widgets::Words* what_;
    widgets::Words* details_;
    QHBoxLayout* acts_;
    QToolButton* close_;
};

} // namespace vitrine::app
