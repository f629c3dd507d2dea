#pragma once

#include "app/vitrine/labs/windowparts.h"

#include <QWidget>

namespace vitrine::widgets {
class Course;
class LessonReader;
class TokensLab;
}

namespace vitrine::app {

class LiveHost;
class LiveView;

/// The lessons lab: the reader at the left, the live side at the right. The reader's keys work
/// wherever the focus is, except where one types; D shows the difference, F11 is for a class.
class LessonsPage final : public QWidget {
    Q_OBJECT

public:
    LessonsPage(const WindowParts& parts, widgets::TokensLab& tokens, QWidget* parent = nullptr);

    [[nodiscard]] widgets::Course& course() const { return *course_; }
    [[nodiscard]] widgets::LessonReader& reader() const { return *reader_; }
    [[nodiscard]] LiveHost& host() const { return *host_; }
    [[nodiscard]] LiveView& live() const { return *live_; }

Q_SIGNALS:
    void presenterToggled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    LiveHost* host_;
    widgets::Course* course_;
    widgets::LessonReader* reader_;
    LiveView* live_;
};

} // namespace vitrine::app
