#include "widgets/lessons/lessonreader.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/reader/steplist.h"
#include "widgets/lessons/reader/stepview.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kListWidth = 264;
constexpr int kSide = 40;

} // namespace

LessonReader::LessonReader(Course& course, QWidget* parent)
    : QWidget(parent)
    , course_(course) {
    setAccessibleName(tr("Lesson reader"));
    setFocusPolicy(Qt::StrongFocus);
    setRingPlace(*this, RingPlace::None); // half the window: the keys at its foot say enough
    list_ = new StepList(course_, this);
    list_->setFixedWidth(kListWidth);
    view_ = new StepView(course_, this);
    connect(view_, &StepView::offerTaken, this, [this](const QString& sentence) {
        course_.host().useSentence(sentence.toStdString());
    });
    auto* page = new QVBoxLayout;
    page->setSpacing(0);
    page->addWidget(view_, 1);
    page->addWidget(makeFoot());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(list_);
    layout->addLayout(page, 1);
    connect(&course_, &Course::stepChanged, this, &LessonReader::refresh);
    connect(&course_, &Course::progressChanged, this, &LessonReader::refresh);
    connect(&course_, &Course::valuesChanged, this, &LessonReader::refresh);
    refresh();
}

QWidget* LessonReader::makeFoot() {
    auto* foot = new QWidget(this);
    back_ = new QPushButton(themedIcon(Icon::ChevronLeft), tr("Back"), foot);
    back_->setToolTip(tr("The step before (Backspace)"));
    next_ = new QPushButton(tr("Next"), foot);
    setRole(*next_, Role::Primary);
    next_->setToolTip(tr("The next step (Space)"));
    waits_ = new Words(TextStyle::Small, Token::T2, foot);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(kSide, metrics::kGroupGap, kSide, metrics::kPanePadding);
    layout->setSpacing(metrics::kGroupGap);
    layout->addWidget(back_);
    layout->addStretch(1);
    layout->addWidget(waits_);
    layout->addWidget(next_);
    back_->setFocusPolicy(Qt::TabFocus); // a click leaves the focus with the reader's keys
    next_->setFocusPolicy(Qt::TabFocus);
    connect(back_, &QPushButton::clicked, &course_, &Course::back);
    connect(next_, &QPushButton::clicked, &course_, &Course::next);
    return foot;
}

void LessonReader::setListShown(bool shown) {
    list_->setVisible(shown);
}

void LessonReader::focusMain() {
    setFocus(Qt::OtherFocusReason);
}

void LessonReader::refresh() {
    const Lesson* lesson = course_.lesson();
    const std::size_t step = course_.step();
    back_->setEnabled(lesson != nullptr && step > 0);
    const bool more = lesson != nullptr && step + 1 < lesson->steps.size();
    next_->setEnabled(more);
    const bool waits = more && !course_.done(step);
    waits_->setText(waits ? tr("waits for the act above, or") : QString());
    fitFoot();
}

// What is said beside the buttons gives way to them.
void LessonReader::fitFoot() {
    const int room = view_->width() - 2 * kSide - 3 * metrics::kGroupGap -
                     back_->sizeHint().width() - next_->sizeHint().width();
    waits_->setVisible(!waits_->text().isEmpty() && waits_->sizeHint().width() <= room);
}

void LessonReader::resizeEvent(QResizeEvent*) {
    layout()->activate();
    fitFoot();
}

bool LessonReader::command(int key) {
    if (course_.lesson() == nullptr) {
        return false;
    }
    if (key == Qt::Key_Space || key == Qt::Key_Right) {
        course_.next();
    } else if (key == Qt::Key_Backspace || key == Qt::Key_Left) {
        course_.back();
    } else if (key >= Qt::Key_1 && key <= Qt::Key_9) {
        course_.go(static_cast<std::size_t>(key - Qt::Key_1));
    } else if (key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
        view_->scrollBy(key == Qt::Key_PageDown ? 1 : -1);
    } else {
        return false;
    }
    return true;
}

void LessonReader::keyPressEvent(QKeyEvent* event) {
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers != Qt::NoModifier || !command(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

void LessonReader::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

} // namespace vitrine::widgets
