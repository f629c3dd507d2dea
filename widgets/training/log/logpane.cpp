#include "widgets/training/log/logpane.h"

#include "core/run/logs/logtail.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/log/eventtablemodel.h"
#include "widgets/training/state/runbook.h"

#include <QEvent>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kStepWidth = 72;
constexpr int kTimeWidth = 80;

} // namespace

LogPane::LogPane(RunBook& book, QWidget* parent)
    : QWidget(parent)
    , book_(book)
    , model_(new EventTableModel(this))
    , events_(new QTableView(this))
    , log_(new QPlainTextEdit(this))
    , stack_(new QStackedWidget(this))
    , choice_(new Segments(tr("What is listed"), this))
    , worker_(QStringLiteral("log")) {
    reading_ = std::make_unique<LatestWins<std::vector<std::string>>>(
        worker_, [this](Generation, const Outcome<std::vector<std::string>>& lines) {
            takeLog(lines);
        });
    build();
    connect(choice_, &Segments::currentChanged, this, [this](int index) {
        stack_->setCurrentIndex(index);
        readLog();
    });
    connect(&book_, &RunBook::currentChanged, this, [this] {
        log_->clear();
        take();
        readLog();
    });
    connect(&book_, &RunBook::runChanged, this, [this](int index) {
        if (index == book_.currentIndex()) {
            take();
            if (!reading_->busy()) {
                readLog();
            }
        }
    });
    take();
}

LogPane::~LogPane() = default;

void LogPane::build() {
    events_->setModel(model_);
    events_->setAccessibleName(tr("What happened in the run"));
    events_->setSelectionBehavior(QAbstractItemView::SelectRows);
    events_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    events_->setShowGrid(false);
    events_->setTabKeyNavigation(false);
    events_->setWordWrap(false);
    events_->setFrameShape(QFrame::NoFrame);
    events_->verticalHeader()->hide();
    events_->horizontalHeader()->setStretchLastSection(true);
    events_->horizontalHeader()->setHighlightSections(false);
    events_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setRingPlace(*events_, RingPlace::Inside);
    log_->setReadOnly(true);
    log_->setAccessibleName(tr("The last lines of the run's log"));
    log_->setFrameShape(QFrame::NoFrame);
    log_->setLineWrapMode(QPlainTextEdit::NoWrap);
    setRingPlace(*log_, RingPlace::Inside);
    stack_->addWidget(events_);
    stack_->addWidget(log_);
    choice_->add(tr("Events"));
    choice_->add(tr("Log"));
    auto* head = new SectionHead(tr("What happened"), this);
    head->addWidget(choice_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(head);
    layout->addWidget(stack_, 1);
    restyle();
}

void LogPane::restyle() {
    const Look& look = lookOf(this);
    log_->setFont(look.font(TextStyle::MonoCaption));
    events_->verticalHeader()->setDefaultSectionSize(look.rows().table);
    events_->horizontalHeader()->setFont(look.font(TextStyle::Small));
    events_->setColumnWidth(0, look.scaled(kStepWidth));
    events_->setColumnWidth(1, look.scaled(kTimeWidth));
}

void LogPane::showLog() {
    choice_->setCurrent(1);
    log_->setFocus(Qt::OtherFocusReason);
}

void LogPane::take() {
    model_->setRecord(book_.current());
}

void LogPane::readLog() {
    const RunRecord* record = book_.current();
    if (record == nullptr || choice_->current() != 1 || !isVisible()) {
        return;
    }
    reading_->submit([folder = record->folder](const Tick&) { return run::lastLogLines(folder); });
}

void LogPane::takeLog(const Outcome<std::vector<std::string>>& lines) {
    if (lines.cancelled()) {
        return;
    }
    QString text;
    if (lines.failed()) {
        text = QString::fromStdString(lines.problem().text());
    } else if (lines->empty()) {
        text = tr("Nothing was logged yet");
    } else {
        for (const std::string& line : *lines) {
            text += QString::fromStdString(line) + u'\n';
        }
    }
    if (text == log_->toPlainText()) {
        return;
    }
    QScrollBar* bar = log_->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum();
    log_->setPlainText(text);
    if (atEnd) {
        bar->setValue(bar->maximum());
    }
}

void LogPane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restyle();
    }
}

} // namespace vitrine::widgets
