#include "app/vitrine/lessons/lessonspage.h"

#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/lessons/liveview.h"

#include "widgets/lessons/course.h"
#include "widgets/lessons/lessonreader.h"

#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr int kRoomForList = 1150; ///< below, the step list gives way
constexpr int kList = 264;
constexpr int kLeastText = 380;
constexpr int kMostText = 600;

} // namespace

LessonsPage::LessonsPage(const WindowParts& parts, widgets::TokensLab& tokens, QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Lessons lab"));
    host_ = new LiveHost(parts.document, parts.session, this);
    course_ = new widgets::Course(*host_, this);
    reader_ = new widgets::LessonReader(*course_, this);
    live_ = new LiveView(parts.document, parts.session, *host_, tokens, this);
    setFocusProxy(reader_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(reader_);
    layout->addWidget(live_, 1);
}

bool LessonsPage::event(QEvent* event) {
    // Elsewhere F11 is the full screen alone; in a lesson it is the room with the class.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_F11) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void LessonsPage::keyPressEvent(QKeyEvent* event) {
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_F11) {
        Q_EMIT presenterToggled();
    } else if (modifiers == Qt::NoModifier && event->key() == Qt::Key_D) {
        live_->toggleDifference();
    } else if (modifiers != Qt::NoModifier || !reader_->command(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

void LessonsPage::resizeEvent(QResizeEvent*) {
    const bool list = width() >= kRoomForList;
    const int text = std::clamp(width() * 31 / 100, kLeastText, kMostText);
    reader_->setListShown(list);
    reader_->setFixedWidth(text + (list ? kList : 0));
    live_->setCrowding(window()->size());
}

} // namespace vitrine::app
