#include "tests/widgets/training/writtenrun.h"

#include "core/run/control/controldesk.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/parts/errorcard.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/plot/curveplot.h"
#include "widgets/foundation/plot/readoutcard.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/curves/curvedeck.h"
#include "widgets/training/head/runhead.h"
#include "widgets/training/head/runsteering.h"
#include "widgets/training/log/logpane.h"
#include "widgets/training/runs/rundelegate.h"
#include "widgets/training/runs/runtable.h"
#include "widgets/training/runs/runtablemodel.h"
#include "widgets/training/state/runbook.h"
#include "widgets/training/traininglab.h"
#include "widgets/training/watch/runwatch.h"

#include "core/base/files.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::widgets;
namespace fs = std::filesystem;

class LabTest : public QObject {
    Q_OBJECT

public:
    LabTest() { theme_.install(*qApp); }

private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<QTemporaryDir>();
        folder_ = dir_->path().toStdString();
        lab_ = std::make_unique<TrainingLab>();
        lab_->resize(1250, 860);
        lab_->show();
        QVERIFY(QTest::qWaitForWindowExposed(lab_.get()));
    }

    void cleanup() { lab_.reset(); }

    void findsARunAndDrawsIt() {
        WrittenRun run(folder_, "sst2-lora");
        run.begin(400);
        run.trainTo(120);
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->book().current() != nullptr);
        QTRY_COMPARE(lab_->book().current()->step(), std::int64_t{120});
        CurvePlot& plot = lab_->curves().mainPlot();
        QTRY_COMPARE(plot.shown(), (PlotRange{1, 120}));
        plot.setCrosshair(60);
        QCOMPARE(plot.readout().rows.at(0).name, QStringLiteral("sst2-lora"));
        QVERIFY(plot.readout().place.contains(QStringLiteral("60")));
        run.trainTo(150);
        QTRY_COMPARE(plot.shown(), (PlotRange{1, 150})); // it follows
    }

    void severalRunsAreOverlaid() {
        WrittenRun first(folder_, "first");
        first.begin(100);
        first.trainTo(50);
        WrittenRun second(folder_, "second");
        second.begin(100);
        second.trainTo(80);
        lab_->setRunsFolder(folder_);
        QTRY_COMPARE(lab_->book().count(), 2);
        QTableView& view = lab_->table().view();
        const int front = lab_->book().currentIndex();
        const int other = 1 - front;
        // By keyboard: to the other row would change the front, so its line is clicked.
        const QRect cell = view.visualRect(view.model()->index(other, 0));
        const QPoint line = RunDelegate::sampleRect(cell).center().toPoint();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, line);
        QTRY_COMPARE(lab_->book().shown().size(), std::size_t{2});
        QCOMPARE(lab_->book().currentIndex(), front);
        QCOMPARE(lab_->curves().mainPlot().series().size(), std::size_t{2});
        const auto series = lab_->curves().mainPlot().series();
        QVERIFY(series[0].dash != series[1].dash); // never hue alone
        QVERIFY(series[0].envelope && !series[1].envelope);
    }

    void theTableIsAModelAndFilters() {
        WrittenRun first(folder_, "emoji-vit");
        first.begin(100);
        first.trainTo(5);
        first.evaluate(0.75);
        WrittenRun second(folder_, "gloss");
        second.begin(100);
        lab_->setRunsFolder(folder_);
        RunTableModel model(lab_->book());
        using Tester = QAbstractItemModelTester;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 2);
        QTest::keyClicks(&lab_->table().filter(), QStringLiteral("emo"));
        QTableView& view = lab_->table().view();
        QCOMPARE(view.model()->rowCount(), 1);
        QTRY_COMPARE(view.model()
                         ->index(0, static_cast<int>(RunTableModel::Column::Best))
                         .data()
                         .toString(),
                     QStringLiteral("0.7500"));
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("Runs"));
        QVERIFY(face->tableInterface() != nullptr);
    }

    void spaceDrawsARunAlong() {
        WrittenRun first(folder_, "a");
        first.begin(100);
        WrittenRun second(folder_, "b");
        second.begin(100);
        lab_->setRunsFolder(folder_);
        QTRY_COMPARE(lab_->book().count(), 2);
        lab_->table().focusTable();
        QTableView& view = lab_->table().view();
        QTest::keyClick(&view, lab_->book().currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QCOMPARE(lab_->book().shown().size(), std::size_t{2}); // the one left stays drawn
        const int left = 1 - lab_->book().currentIndex();
        lab_->book().setShown(left, false);
        QCOMPARE(lab_->book().shown().size(), std::size_t{1});
        QTest::keyClick(&view, Qt::Key_Space); // the one in front stays
        QCOMPARE(lab_->book().shown().size(), std::size_t{1});
    }

    void requestsAreSentAndAnswered() {
        WrittenRun run(folder_, "steered");
        run.begin(100'000);
        run.trainTo(40);
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->head().checkpointButton().isEnabled());
        QTest::mouseClick(&lab_->head().checkpointButton(), Qt::LeftButton);
        run::ControlInbox inbox(run.folder());
        std::vector<run::IncomingRequest> found;
        QTRY_VERIFY(!(found = inbox.look()).empty());
        QVERIFY(found[0].request.has_value());
        QCOMPARE(found[0].request->verb, run::ControlVerb::Checkpoint);
        QTRY_VERIFY(lab_->head().answer().text().contains(QStringLiteral("sent")));
        run.event(41, "ctl", run::answerTo(found[0], true, {}, 41));
        inbox.remove(found[0]);
        QTRY_VERIFY2(lab_->head().answer().text().contains(QStringLiteral("applied at step 41")),
                     qPrintable(lab_->head().answer().text()));
    }

    void aRefusalSaysWhy() {
        WrittenRun run(folder_, "refusing");
        run.begin(100'000);
        run.trainTo(4);
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->head().pauseButton().isEnabled());
        lab_->head().pauseOrResume();
        run::ControlInbox inbox(run.folder());
        std::vector<run::IncomingRequest> found;
        QTRY_VERIFY(!(found = inbox.look()).empty());
        run.event(5, "ctl", run::answerTo(found[0], false, "it evaluates", 5));
        QTRY_VERIFY(lab_->head().answer().text().contains(QStringLiteral("refused: it evaluates")));
    }

    void twoWindowsOneSteers() {
        WrittenRun run(folder_, "shared");
        run.begin(100'000);
        run.trainTo(4);
        auto other = run::ControlDesk::open(run.folder(), "another window");
        QVERIFY(other.ok());
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->head().checkpointButton().isEnabled());
        lab_->head().checkpointNow();
        QTRY_VERIFY2(lab_->head().answer().text().contains(QStringLiteral("not sent")),
                     qPrintable(lab_->head().answer().text()));
    }

    void aDeadRunIsExplainedAndMayBeResumed() {
        WrittenRun run(folder_, "dead");
        run.begin(400);
        run.trainTo(120);
        run.checkpoint();
        run.trainTo(130);
        fs::create_directories(run.folder() / "logs");
        const fs::path log = run.folder() / "logs" / "rank-0.log";
        QVERIFY(saveAtomically(log, "killed by the kernel\n").ok());
        run.die();
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->head().explanation().isVisible());
        QVERIFY(QString::fromStdString(lab_->head().explanation().problem().what)
                    .contains(QStringLiteral("died")));
        QVERIFY(!lab_->head().checkpointButton().isEnabled());
        QSignalSpy resume(lab_.get(), &TrainingLab::resumeRequested);
        QPushButton* act = nullptr;
        for (QPushButton* button : lab_->head().explanation().findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Resume from step 120")) {
                act = button;
            }
        }
        QVERIFY(act != nullptr);
        QTest::mouseClick(act, Qt::LeftButton);
        QCOMPARE(resume.size(), 1);
        Q_EMIT lab_->head().logRequested();
        QTRY_VERIFY(lab_->log().log().toPlainText().contains(
            QStringLiteral("killed by the kernel")));
        // And by its row.
        QTableView& view = lab_->table().view();
        const QRect cell = view.visualRect(
            view.model()->index(0, static_cast<int>(RunTableModel::Column::Sketch)));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          RunDelegate::resumeRect(cell, &view).center().toPoint());
        QCOMPARE(resume.size(), 2);
    }

    void aResumedRunDimsWhatWasOvertaken() {
        WrittenRun run(folder_, "resumed");
        run.begin(400);
        run.trainTo(120);
        run.checkpoint();
        run.trainTo(150);
        lab_->setRunsFolder(folder_);
        QTRY_COMPARE(lab_->curves().mainPlot().series().size(), std::size_t{1});
        QTRY_COMPARE(lab_->curves().mainPlot().shown().high, 150.0);
        run.begin(400, /*resumedFrom=*/120);
        run.trainTo(130);
        QTRY_COMPARE(lab_->curves().mainPlot().series().size(), std::size_t{2});
        const auto series = lab_->curves().mainPlot().series();
        QVERIFY(series[1].dimmed);
        QCOMPARE(series[0].source->reach()->high, 130.0);
        QCOMPARE(series[1].source->reach()->low, 121.0);
    }

    void aRunThatVanishesStaysOnScreen() {
        WrittenRun run(folder_, "vanishing");
        run.begin(400);
        run.trainTo(30);
        run.setState(run::RunState::Stopped);
        lab_->openRun(run.folder());
        QTRY_VERIFY(lab_->book().current() != nullptr && lab_->book().current()->step() == 30);
        QSignalSpy problems(lab_.get(), &TrainingLab::problemMet);
        fs::remove_all(run.folder());
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, 10'000);
        QCOMPARE(lab_->book().current()->stateText(), QStringLiteral("unreadable"));
        QCOMPARE(lab_->curves().mainPlot().shown().high, 30.0);
        QVERIFY(lab_->head().explanation().isVisible());
    }

    void smoothingIsOffUntilAskedForAndThenNamed() {
        WrittenRun run(folder_, "smooth");
        run.begin(4000);
        run.trainTo(900);
        lab_->setRunsFolder(folder_);
        CurvePlot& plot = lab_->curves().mainPlot();
        QTRY_COMPARE(plot.shown().high, 900.0);
        plot.setCrosshair(500);
        QCOMPARE(plot.readout().rows[0].value.toDouble(),
                 QString::number(static_cast<double>(static_cast<float>(lossAt(500))), 'f', 4)
                     .toDouble());
        QComboBox& box = lab_->curves().smoothingBox();
        box.setCurrentIndex(3);
        Q_EMIT box.activated(3);
        plot.setCrosshair(500);
        QVERIFY(plot.readout().rows[0].value.toDouble() !=
                QString::number(lossAt(500), 'f', 4).toDouble());
        QVERIFY(plot.series()[0].envelope); // the points stay in sight
        bool named = false;
        for (const Words* words : lab_->curves().findChildren<Words*>()) {
            named = named || words->text().contains(QStringLiteral("β = 0.98"));
        }
        QVERIFY(named);
        QVERIFY(lab_->figure()->caption().contains(QStringLiteral("β = 0.98")));
    }

    void axesChangeWhatXMeans() {
        WrittenRun run(folder_, "axes");
        run.begin(400);
        run.trainTo(100);
        lab_->setRunsFolder(folder_);
        CurvePlot& plot = lab_->curves().mainPlot();
        QTRY_COMPARE(plot.shown().high, 100.0);
        QComboBox& box = lab_->curves().axisBox();
        box.setCurrentIndex(1);
        Q_EMIT box.activated(1);
        QTRY_COMPARE(plot.shown().high, 6400.0); // 64 tokens a step
    }

    void exportsEveryPoint() {
        WrittenRun run(folder_, "export");
        run.begin(400);
        run.trainTo(100);
        lab_->setRunsFolder(folder_);
        QTRY_COMPARE(lab_->curves().mainPlot().shown().high, 100.0);
        const std::string csv = lab_->curves().csv();
        QVERIFY(csv.starts_with("run,tag,step,wall,value\r\n"));
        QCOMPARE(std::ranges::count(csv, '\n'), 101);
        const auto svg = renderFigure(*lab_->figure(), Look::builtIn(false), FigureFormat::Svg);
        QVERIFY(svg.ok() && svg->contains("train/loss"));
    }

    void marksShowChangesAndFaults() {
        WrittenRun run(folder_, "marks");
        run.begin(400);
        run.trainTo(50);
        run.event(50, "nan", Json::Object{{"where", "loss"}, {"action", "skip"}});
        run.scalars(51, {{"train/loss", std::nan("")}});
        run.trainTo(60);
        lab_->setRunsFolder(folder_);
        QTRY_COMPARE(lab_->curves().mainPlot().shown().high, 60.0);
        QTableView& events = lab_->log().events();
        QTRY_VERIFY(events.model()->rowCount() == 1);
        QVERIFY(events.model()->index(0, 2).data().toString().contains(
            QStringLiteral("not a number")));
        CurvePlot& plot = lab_->curves().mainPlot();
        plot.setCrosshair(51);
        QCOMPARE(plot.readout().rows[0].value, QStringLiteral("not a number"));
    }

    void everyControlHasANameAndKeysReachIt() {
        WrittenRun run(folder_, "names");
        run.begin(400);
        run.trainTo(10);
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->book().current() != nullptr);
        int stops = 0;
        for (QWidget* widget : lab_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)) {
                continue;
            }
            ++stops;
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face != nullptr && !face->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
        QVERIFY(stops >= 12);
        lab_->focusMain();
        QTRY_VERIFY(lab_->curves().mainPlot().hasFocus());
    }

    void closingLeavesARunAlone() {
        WrittenRun run(folder_, "untouched");
        run.begin(400);
        run.trainTo(20);
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->book().current() != nullptr);
        lab_.reset();
        QCOMPARE(run::readStatus(run.folder())->state, run::RunState::Running);
        QVERIFY(fs::is_empty(run.folder() / "control") ||
                !fs::exists(run.folder() / "control" / ".lock"));
        run.trainTo(25);
        lab_ = std::make_unique<TrainingLab>();
        lab_->resize(1250, 860);
        lab_->show();
        lab_->setRunsFolder(folder_);
        QTRY_VERIFY(lab_->book().current() != nullptr && lab_->book().current()->step() == 25);
    }

private:
    Theme theme_{Theme::Mode::Light};
    std::unique_ptr<QTemporaryDir> dir_;
    fs::path folder_;
    std::unique_ptr<TrainingLab> lab_;
};

QTEST_MAIN(LabTest)
#include "lab_test.moc"
