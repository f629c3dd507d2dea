#include "widgets/training/traininglab.h"

#include "core/base/files.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/splitter.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/curves/curvedeck.h"
#include "widgets/training/head/runhead.h"
#include "widgets/training/head/runsteering.h"
#include "widgets/training/log/logpane.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/training/runs/runtable.h"
#include "widgets/training/state/runbook.h"
#include "widgets/training/watch/runwatch.h"

#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kLiveSeconds = 30; // an older event was read from a log, not waited for

double now() {
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

} // namespace

TrainingLab::TrainingLab(QWidget* parent)
    : QWidget(parent)
    , book_(new RunBook(this))
    , steering_(new RunSteering(this)) {
    setAccessibleName(tr("Training"));
    recipe_ = new RecipePanel(this);
    recipe_->hide(); // until the inspector takes it
    buildRoom();
    buildEmpty();
    buildExports();
    watch_ = new RunWatch(this);
    connectAll();
}

TrainingLab::~TrainingLab() = default;

void TrainingLab::buildRoom() {
    room_ = new QWidget(this);
    head_ = new RunHead(*book_, *steering_, room_);
    curves_ = new CurveDeck(*book_, room_);
    table_ = new RunTable(*book_, room_);
    log_ = new LogPane(*book_, room_);
    auto* below = new Splitter(Qt::Horizontal, room_);
    below->addWidget(table_);
    below->addWidget(log_);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    below->setChildrenCollapsible(false);
    auto* all = new Splitter(Qt::Vertical, room_);
    all->addWidget(curves_);
    all->addWidget(below);
    all->setStretchFactor(0, 3);
    all->setStretchFactor(1, 2);
    all->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(room_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head_);
    layout->addWidget(all, 1);
}

void TrainingLab::buildEmpty() {
    auto* nothing = new QWidget(this);
    empty_ = new EmptyState(nothing);
    empty_->setContent(Icon::Run, tr("No runs yet"), tr("Drop a run's folder here, or"),
                       tr("write a recipe"));
    auto* centre = new QVBoxLayout(nothing);
    centre->setContentsMargins(metrics::kWideGroupGap, metrics::kWideGroupGap,
                               metrics::kWideGroupGap, metrics::kWideGroupGap);
    centre->addWidget(empty_);
    stack_ = new QStackedLayout(this);
    stack_->addWidget(nothing);
    stack_->addWidget(room_);
}

void TrainingLab::buildExports() {
    exports_ = new QMenu(this);
    exports_->addAction(tr("Picture as PNG…"), this,
                        [this] { exportFigure(static_cast<int>(FigureFormat::Png)); });
    exports_->addAction(tr("Picture as SVG…"), this,
                        [this] { exportFigure(static_cast<int>(FigureFormat::Svg)); });
    exports_->addAction(tr("Picture as PDF…"), this,
                        [this] { exportFigure(static_cast<int>(FigureFormat::Pdf)); });
    exports_->addAction(tr("Every point as CSV…"), this, &TrainingLab::exportCsv);
    exports_->addSeparator();
    exports_->addAction(tr("Copy the picture"), this, [this] {
        copyFigure(*figure(), Look::builtIn(/*dark=*/false), *QGuiApplication::clipboard());
    });
}

void TrainingLab::connectAll() {
    connect(watch_, &RunWatch::newsArrived, this, &TrainingLab::takeNews);
    connect(book_, &RunBook::runAdded, this, [this] {
        stack_->setCurrentWidget(room_);
        updateGeometry();
    });
    connect(book_, &RunBook::currentChanged, this, [this] {
        if (const RunRecord* record = book_->current()) {
            watch_->setFront(record->folder);
        }
        unpainted_.reset();
        Q_EMIT statusChanged();
    });
    connect(head_, &RunHead::resumeRequested, this, &TrainingLab::askResume);
    connect(table_, &RunTable::resumeRequested, this, &TrainingLab::askResume);
    connect(head_, &RunHead::logRequested, log_, &LogPane::showLog);
    connect(head_, &RunHead::checkpointOpened, this, &TrainingLab::checkpointOpened);
    connect(curves_, &CurveDeck::painted, this, &TrainingLab::takePainted);
    connect(curves_, &CurveDeck::exportRequested, this, &TrainingLab::showExports);
    connect(empty_, &EmptyState::actTriggered, this, [this] { recipe_->focusFirst(); });
    // An answer may be in the log before the request is known to have been sent.
    connect(steering_, &RunSteering::changed, this, [this] {
        for (int i = 0; i < book_->count(); ++i) {
            steering_->check(book_->at(i));
        }
        Q_EMIT statusChanged();
        watch_->wake();
    });
}

// The page that is out of sight asks for nothing.
QSize TrainingLab::minimumSizeHint() const {
    return stack_->currentWidget()->minimumSizeHint();
}

void TrainingLab::setRunsFolder(const std::filesystem::path& folder) {
    watch_->setRunsFolder(folder);
}

void TrainingLab::openRun(const std::filesystem::path& folder) {
    const int known = book_->indexOf(folder);
    if (known >= 0 && !book_->at(known).problem) {
        book_->setCurrent(known);
        return;
    }
    wanted_ = folder;
    watch_->follow(folder);
}

void TrainingLab::takeNews(const std::vector<RunNews>& news) {
    book_->take(news);
    for (const RunNews& one : news) {
        const int index = book_->indexOf(one.folder);
        if (!one.events.empty()) {
            steering_->check(book_->at(index));
        }
        if (index == book_->currentIndex() && !one.events.empty() && !one.more &&
            now() - one.events.back().wall < kLiveSeconds) {
            unpainted_ = one.events.back().wall;
        }
        if (one.folder == wanted_) {
            wanted_.clear();
            book_->setCurrent(index);
        }
        if (one.problem && index == book_->currentIndex()) {
            Q_EMIT problemMet(*one.problem);
        }
    }
    Q_EMIT statusChanged();
}

void TrainingLab::takePainted() {
    if (unpainted_) {
        latency_ = 1000 * (now() - *unpainted_);
        unpainted_.reset();
        Q_EMIT eventPainted(*latency_);
        Q_EMIT statusChanged();
    }
}

void TrainingLab::askResume(int run) {
    if (run >= 0 && run < book_->count() && book_->at(run).resumable()) {
        Q_EMIT resumeRequested(book_->at(run).folder);
    }
}

void TrainingLab::focusMain() {
    if (book_->count() == 0) {
        empty_->setFocus(Qt::ShortcutFocusReason);
    } else {
        curves_->focusMain();
    }
}

void TrainingLab::openExports() {
    curves_->openExports();
}

void TrainingLab::showExports(QWidget* button) {
    exports_->popup(button->mapToGlobal(QPoint(0, button->height())));
}

std::unique_ptr<Figure> TrainingLab::figure() const {
    return curves_->figure();
}

void TrainingLab::exportFigure(int format) {
    static const QStringList kEndings{QStringLiteral("png"), QStringLiteral("svg"),
                                      QStringLiteral("pdf")};
    const std::unique_ptr<Figure> picture = figure();
    QString name = picture->title().replace(u'/', u'-') + u'.' + kEndings.at(format);
    name = QFileDialog::getSaveFileName(this, tr("Save the curves"), name);
    if (name.isEmpty()) {
        return;
    }
    const auto done = saveFigure(*picture, Look::builtIn(/*dark=*/false),
                                 static_cast<FigureFormat>(format), name.toStdString());
    if (done.failed()) {
        Q_EMIT problemMet(done.problem());
    } else {
        Q_EMIT saved(name);
    }
}

void TrainingLab::exportCsv() {
    const QString name = QFileDialog::getSaveFileName(this, tr("Save every point"),
                                                      QStringLiteral("curves.csv"));
    if (name.isEmpty()) {
        return;
    }
    const auto done = saveAtomically(name.toStdString(), curves_->csv());
    if (done.failed()) {
        Q_EMIT problemMet(done.problem());
    } else {
        Q_EMIT saved(name);
    }
}

QStringList TrainingLab::status(bool words) const {
    QStringList facts;
    int working = 0;
    for (int i = 0; i < book_->count(); ++i) {
        const RunRecord& record = book_->at(i);
        working += record.alive() && record.liveness == run::Liveness::Running ? 1 : 0;
    }
    if (working > 0) {
        const QString runs = working == 1 ? tr("1 run works") : tr("%1 runs work").arg(working);
        facts.append(words ? tr("%1, safe to close the window").arg(runs) : runs);
    } else {
        facts.append(book_->count() == 1 ? tr("1 run, at rest")
                                         : tr("%1 runs, at rest").arg(book_->count()));
    }
    if (const RunRecord* record = book_->current()) {
        facts.append(tr("%1 points").arg(countText(record->history->points())));
        if (record->badLines > 0) {
            facts.append(tr("lines of the log that make no sense: %1").arg(record->badLines));
        }
    }
    if (latency_) {
        facts.append(tr("event to pixel %1 ms").arg(numberText(*latency_, 0)));
    }
    return facts;
}

QList<KeyHint> TrainingLab::keyHints() const {
    return {{{QStringLiteral("P")}, tr("pause")},
            {{QStringLiteral("C")}, tr("checkpoint")},
            {{QStringLiteral("Shift"), tr("drag")}, tr("mean and slope")},
            {{QStringLiteral("L")}, tr("log axis")},
            {{QStringLiteral("F")}, tr("follow")}};
}

void TrainingLab::setCrowded(bool narrow, bool low) {
    curves_->setLegendShown(!narrow);
    curves_->setSmallShown(!low);
}

void TrainingLab::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

} // namespace vitrine::widgets
