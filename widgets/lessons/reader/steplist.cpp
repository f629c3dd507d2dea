#include "widgets/lessons/reader/steplist.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/reader/steprow.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kSide = 8;

Words* headOf(const QString& text, QWidget* parent) {
    auto* head = new Words(text, TextStyle::Head, Token::T1, parent);
    head->setWordWrap(true);
    head->setContentsMargins(kSide, metrics::kRowGap, kSide, metrics::kRowGap);
    return head;
}

} // namespace

StepList::StepList(Course& course, QWidget* parent)
    : QWidget(parent)
    , course_(course) {
    setAccessibleName(tr("Steps and lessons"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("Steps and lessons"));
    content_ = new QWidget;
    new QVBoxLayout(content_);
    scroll->setWidget(content_);
    content_->setAutoFillBackground(false); // which the scroll area turns on
    auto* note = new Words(tr("Lessons are Markdown files. Everything shown comes from the live "
                              "model."),
                           TextStyle::Caption, Token::T3, this);
    note->setWordWrap(true);
    note->setContentsMargins(metrics::kPanePadding, metrics::kGroupGap, metrics::kPanePadding,
                             metrics::kGroupGap);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(note);
    connect(&course_, &Course::lessonsChanged, this, &StepList::rebuild);
    connect(&course_, &Course::stepChanged, this, [this] {
        const QString id = course_.lesson() != nullptr ? QString::fromStdString(course_.lesson()->id) : QString();
        id != shown_ ? rebuild() : refresh();
    });
    connect(&course_, &Course::progressChanged, this, &StepList::refresh);
    connect(&course_, &Course::valuesChanged, this, &StepList::refresh);
    rebuild();
}

void StepList::rebuild() {
    rows_.clear();
    lessons_.clear();
    qDeleteAll(content_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete content_->layout();
    auto* layout = new QVBoxLayout(content_);
    layout->setContentsMargins(kSide, metrics::kRowGap, kSide, metrics::kRowGap);
    layout->setSpacing(0);
    const Lesson* lesson = course_.lesson();
    shown_ = lesson != nullptr ? QString::fromStdString(lesson->id) : QString();
    if (lesson != nullptr) {
        layout->addWidget(headOf(QString::fromStdString(lesson->title), content_));
        for (std::size_t step = 0; step < lesson->steps.size(); ++step) {
            auto* row = new StepRow(static_cast<int>(step) + 1,
                                    QString::fromStdString(lesson->steps[step].title), content_);
            connect(row, &StepRow::clicked, this, [this, step] { course_.go(step); });
            layout->addWidget(row);
            rows_.append(row);
        }
    }
    addOthers(*layout);
    addFaulty(*layout);
    layout->addStretch(1);
    refresh();
}

void StepList::addOthers(QVBoxLayout& layout) {
    const Lesson* open = course_.lesson();
    const std::size_t others = course_.lessons().size() - (open != nullptr ? 1 : 0);
    if (others == 0) {
        return;
    }
    layout.addSpacing(metrics::kGroupGap);
    layout.addWidget(headOf(open != nullptr ? tr("Other lessons") : tr("Lessons"), content_));
    for (const Lesson& lesson : course_.lessons()) {
        if (&lesson == open) {
            continue;
        }
        auto* row = new StepRow(QString::fromStdString(lesson.title), tr("%1 steps").arg(lesson.steps.size()),
                                content_);
        row->setObjectName(QString::fromStdString(lesson.id));
        // Queued: opening it takes this row away.
        connect(row, &StepRow::clicked, this, [this, id = lesson.id] { course_.open(id); },
                Qt::QueuedConnection);
        layout.addWidget(row);
        lessons_.append(row);
    }
}

void StepList::addFaulty(QVBoxLayout& layout) {
    for (const FaultyLesson& faulty : course_.faulty()) {
        auto* words = new Words(tr("%1: %2").arg(QString::fromStdString(faulty.problem.where),
                                                 QString::fromStdString(faulty.problem.what)),
                                TextStyle::Small, Token::DangerText, content_);
        words->setWordWrap(true);
        words->setToolTip(QString::fromStdString(faulty.problem.advice).toHtmlEscaped());
        words->setAccessibleDescription(QString::fromStdString(faulty.problem.advice));
        words->setContentsMargins(kSide, metrics::kGrid, kSide, metrics::kGrid);
        layout.addWidget(words);
    }
}

void StepList::refresh() {
    for (int index = 0; index < rows_.size(); ++index) {
        const auto step = static_cast<std::size_t>(index);
        rows_[index]->setState(step == course_.step(), course_.done(step),
                               course_.lacking(step));
    }
}

void StepList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    painter.fillRect(width() - 1, 0, 1, height(), look.color(Token::Line));
}

} // namespace vitrine::widgets
