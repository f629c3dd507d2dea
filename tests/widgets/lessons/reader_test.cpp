#include "tests/widgets/lessons/fakehost.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/lessonreader.h"
#include "widgets/lessons/reader/flowtext.h"
#include "widgets/lessons/reader/steplist.h"
#include "widgets/lessons/reader/steprow.h"
#include "widgets/lessons/reader/stepview.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>
#include <QTextBlock>

using namespace vitrine;
using namespace vitrine::widgets;
using vitrine::tests::FakeHost;

class ReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keysLeadThroughTheLesson();
    void spaceOnAButtonPressesIt();
    void clicksInTheListGoThere();
    void valuesAreWhatTheHostSays();
    void missingValuesSayWhy();
    void actsTickThemselves();
    void predictionByKeyboard();
    void answersReply();
    void offersReachTheHost();
    void greyedStepsGiveTheirReason();
    void faultyFilesAreListed();
    void textFromFilesStaysPlain();
    void textIsAsHighAsItNeeds();
    void pageIsNoLongerThanItsText();
    void aLongTitleTakesAnotherLine();
    void themesAndSizes();

private:
    Theme theme_;
    std::unique_ptr<FakeHost> host_;
    std::unique_ptr<Course> course_;
    std::unique_ptr<LessonReader> reader_;
};

void ReaderTest::initTestCase() {
    theme_.install(*qApp);
}

void ReaderTest::init() {
    host_ = std::make_unique<FakeHost>();
    host_->numbers["token-count"] = 5;
    course_ = std::make_unique<Course>(*host_);
    course_->setLessons({tests::smallLesson()}, {});
    reader_ = std::make_unique<LessonReader>(*course_);
    reader_->resize(760, 700);
    reader_->show();
    QVERIFY(QTest::qWaitForWindowExposed(reader_.get()));
    QVERIFY(course_->open("small"));
    reader_->focusMain();
}

void ReaderTest::cleanup() {
    reader_.reset();
    course_.reset();
    host_.reset();
    theme_.setMode(Theme::Mode::Light);
    theme_.setTextScale(1);
}

void ReaderTest::keysLeadThroughTheLesson() {
    QTest::keyClick(reader_.get(), Qt::Key_Space);
    QCOMPARE(course_->step(), std::size_t{1});
    QTest::keyClick(reader_.get(), Qt::Key_Backspace);
    QCOMPARE(course_->step(), std::size_t{0});
    QTest::keyClick(reader_.get(), Qt::Key_3);
    QCOMPARE(course_->step(), std::size_t{2});
    QTest::keyClick(reader_.get(), Qt::Key_9);
    QTest::keyClick(reader_.get(), Qt::Key_Space);
    QCOMPARE(course_->step(), std::size_t{2});
    QTest::keyClick(reader_.get(), Qt::Key_1, Qt::ControlModifier); // a lab, not a step
    QCOMPARE(course_->step(), std::size_t{2});
    QVERIFY(!reader_->nextButton().isEnabled());
    QVERIFY(reader_->backButton().isEnabled());
}

void ReaderTest::spaceOnAButtonPressesIt() {
    reader_->nextButton().setFocus();
    QTest::keyClick(&reader_->nextButton(), Qt::Key_Space);
    QCOMPARE(course_->step(), std::size_t{1}); // once, not twice
}

void ReaderTest::clicksInTheListGoThere() {
    const auto& rows = reader_->list().rows();
    QCOMPARE(rows.size(), 3);
    QTest::mouseClick(rows[2], Qt::LeftButton);
    QCOMPARE(course_->step(), std::size_t{2});
    QVERIFY(rows[2]->current() && !rows[0]->current());
}

void ReaderTest::valuesAreWhatTheHostSays() {
    QVERIFY2(reader_->view().spoken().contains(u"5 tokens"_qs),
             qPrintable(reader_->view().spoken()));
    host_->numbers["token-count"] = 6;
    host_->tell();
    QVERIFY(reader_->view().spoken().contains(u"6 tokens"_qs));
    host_->numbers["token-count"] = 5;
    course_->go(1);
    course_->predict(3);
    QVERIFY(reader_->view().spoken().contains(u"No, not 3 but 5."_qs));
}

void ReaderTest::missingValuesSayWhy() {
    FlowText text(TextStyle::Base, TextStyle::Head);
    const LessonText runs{{.style = LessonRun::Style::Live, .text = {}, .call = {.name = "x"}}};
    text.setContent(runs, [](const LiveCall&) {
        return LiveValue{.why = u"The model <sleeps>"_qs};
    });
    QCOMPARE(text.toPlainText(), QString(QChar(0x2013)));
    const QTextCharFormat format = text.document()->begin().begin().fragment().charFormat();
    QCOMPARE(format.toolTip(), u"The model &lt;sleeps&gt;"_qs);
}

void ReaderTest::actsTickThemselves() {
    const auto& boxes = reader_->view().conditions();
    QCOMPARE(boxes.size(), 2);
    QTest::mouseClick(reader_->windowHandle(), Qt::LeftButton, {}, // the person cannot tick it
                      boxes[0]->mapTo(reader_.get(), QPoint(8, boxes[0]->height() / 2)));
    QVERIFY(!boxes[0]->isChecked());
    host_->met = {"edited"};
    host_->tell();
    QVERIFY(boxes[0]->isChecked() && !boxes[1]->isChecked());
    QVERIFY(!reader_->list().rows()[0]->done());
    host_->met = {"edited", "lacks"};
    host_->tell();
    QVERIFY(reader_->list().rows()[0]->done());
}

void ReaderTest::predictionByKeyboard() {
    course_->go(1);
    QSpinBox* guess = reader_->view().guess();
    QVERIFY(guess != nullptr);
    QTRY_VERIFY(reader_->view().predict()->isVisible());
    guess->setFocus();
    guess->selectAll();
    QTest::keyClicks(guess, u"5"_qs);
    QCOMPARE(course_->step(), std::size_t{1}); // the digit went into the field
    QTest::keyClick(guess, Qt::Key_Tab);
    QVERIFY(reader_->view().predict()->hasFocus());
    QTest::keyClick(reader_->view().predict(), Qt::Key_Space);
    QCOMPARE(*course_->progressOf(1).said, 5);
    QVERIFY(!guess->isEnabled());
}

void ReaderTest::answersReply() {
    course_->go(2);
    const auto& answers = reader_->view().answers();
    QCOMPARE(answers.size(), 2);
    QTest::mouseClick(answers[0], Qt::LeftButton);
    QVERIFY(answers[0]->isChecked());
    QVERIFY(!course_->done(2));
    QTest::mouseClick(answers[1], Qt::LeftButton);
    QVERIFY(answers[1]->isChecked() && !answers[0]->isChecked());
    QVERIFY(course_->done(2));
}

void ReaderTest::offersReachTheHost() {
    course_->go(2);
    QTest::mouseClick(reader_->view().offers().front(), Qt::LeftButton);
    QCOMPARE(host_->sentence, std::string("The cat sleeps."));
}

void ReaderTest::greyedStepsGiveTheirReason() {
    host_->lacks = {"cross"};
    host_->tell();
    const StepRow* row = reader_->list().rows()[2];
    QCOMPARE(row->lacking(), u"no cross"_qs);
    QCOMPARE(row->toolTip(), u"no cross"_qs);
    QCOMPARE(row->accessibleDescription(), u"no cross"_qs);
    QVERIFY(row->isEnabled()); // one may read it all the same
}

void ReaderTest::faultyFilesAreListed() {
    course_->setLessons({tests::smallLesson()},
                        {{"broken.md", {"The lesson has no steps", "broken.md, line 3", "Add"}}});
    bool found = false;
    for (const QLabel* label : reader_->list().findChildren<QLabel*>()) {
        found = found || label->text() == u"broken.md, line 3: The lesson has no steps"_qs;
    }
    QVERIFY(found);
    QCOMPARE(reader_->list().lessons().size(), 1);
    QTest::mouseClick(reader_->list().lessons().front(), Qt::LeftButton);
    QTRY_VERIFY(course_->lesson() != nullptr);
}

void ReaderTest::textFromFilesStaysPlain() {
    FlowText text(TextStyle::Base, TextStyle::Head);
    text.setContent({{.text = "<b>x</b><img src=\"/etc/passwd\">", .call = {}}},
                    [](const LiveCall&) { return LiveValue{}; });
    QCOMPARE(text.toPlainText(), u"<b>x</b><img src=\"/etc/passwd\">"_qs);
}

void ReaderTest::textIsAsHighAsItNeeds() {
    FlowText text(TextStyle::SampleText, TextStyle::RunTitle);
    text.setContent({{.text = std::string(400, 'w') + " and more words to break the lines",
                      .call = {}}},
                    [](const LiveCall&) { return LiveValue{}; });
    QVERIFY(text.heightForWidth(200) > text.heightForWidth(600));
    QVERIFY(text.heightForWidth(600) >= 25);
}

void ReaderTest::pageIsNoLongerThanItsText() {
    const auto* scroll = reader_->view().findChild<QScrollArea*>();
    for (std::size_t step = 0; step < 3; ++step) {
        course_->go(step);
        QCoreApplication::processEvents();
        QCOMPARE(scroll->verticalScrollBar()->maximum(), 0); // three lines and a card fit
    }
    reader_->resize(760, 200);
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
}

void ReaderTest::aLongTitleTakesAnotherLine() {
    const StepRow brief(1, QStringLiteral("Split"));
    const StepRow lengthy(2, QStringLiteral("Follow one sentence through a transformer, piece by "
                                            "piece and layer by layer"));
    QVERIFY(lengthy.heightForWidth(1000) == brief.heightForWidth(1000));
    QVERIFY(lengthy.heightForWidth(220) > brief.heightForWidth(220));
}

void ReaderTest::themesAndSizes() {
    const int before = reader_->list().rows()[0]->sizeHint().height();
    theme_.setTextScale(1.4);
    QVERIFY(reader_->list().rows()[0]->sizeHint().height() > before);
    theme_.setMode(Theme::Mode::Dark);
    const QImage dark = reader_->grab().toImage();
    const int lightness = QColor(dark.pixel(dark.width() - 3, dark.height() / 2)).lightness();
    QVERIFY2(lightness < 80, std::to_string(lightness).c_str());
}

QTEST_MAIN(ReaderTest)
#include "reader_test.moc"
