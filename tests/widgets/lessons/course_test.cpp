#include "tests/widgets/lessons/fakehost.h"
#include "widgets/lessons/course.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;
using vitrine::tests::FakeHost;

class CourseTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensWhereOneLeft();
    void actsAreNoticedAndStayDone();
    void predictionIsComparedWithTheModel();
    void questionsWantTheRightAnswer();
    void lackingStepsSayWhyAndAskNothing();
    void sameIdTwiceIsAFault();
    void progressComesBack();
    void progressOfStrangersIsHarmless_data();
    void progressOfStrangersIsHarmless();

private:
    std::unique_ptr<FakeHost> host_;
    std::unique_ptr<Course> course_;
};

void CourseTest::init() {
    course_.reset();
    host_ = std::make_unique<FakeHost>();
    course_ = std::make_unique<Course>(*host_);
    course_->setLessons({tests::smallLesson()}, {});
}

void CourseTest::opensWhereOneLeft() {
    QVERIFY(course_->lesson() == nullptr);
    QVERIFY(!course_->open("large"));
    QVERIFY(course_->open("small"));
    QCOMPARE(host_->begun, std::string("small"));
    QCOMPARE(host_->shown, std::string("First"));
    course_->next();
    QCOMPARE(host_->shown, std::string("Second"));
    course_->go(7);
    QCOMPARE(course_->step(), std::size_t{1});
    QVERIFY(course_->open("small"));
    QCOMPARE(course_->step(), std::size_t{1});
    course_->back();
    course_->back();
    QCOMPARE(course_->step(), std::size_t{0});
}

void CourseTest::actsAreNoticedAndStayDone() {
    QVERIFY(course_->open("small"));
    QSignalSpy progress(course_.get(), &Course::progressChanged);
    host_->met = {"edited"};
    host_->tell();
    QCOMPARE(progress.count(), 1);
    QVERIFY(course_->progressOf(0).met == std::set<std::size_t>{0});
    QVERIFY(!course_->done(0));
    host_->met = {"lacks"}; // the first one no longer holds
    host_->tell();
    QVERIFY(course_->done(0));
    host_->met.clear();
    host_->tell();
    QVERIFY(course_->done(0));
}

void CourseTest::predictionIsComparedWithTheModel() {
    QVERIFY(course_->open("small"));
    course_->go(1);
    course_->predict(4);
    QCOMPARE(*course_->progressOf(1).said, 4);
    QVERIFY(!course_->progressOf(1).truth); // the model has not answered
    QVERIFY(course_->done(1));
    course_->predict(5); // too late
    course_->next();
    host_->numbers["token-count"] = 5;
    host_->tell();
    QCOMPARE(*course_->progressOf(1).said, 4);
    QCOMPARE(*course_->progressOf(1).truth, 5);
    host_->numbers["token-count"] = 6; // what was answered once stays
    host_->tell();
    QCOMPARE(*course_->progressOf(1).truth, 5);
}

void CourseTest::questionsWantTheRightAnswer() {
    QVERIFY(course_->open("small"));
    course_->go(2);
    course_->answer(0, 0);
    QVERIFY(!course_->done(2));
    course_->answer(0, 9);
    course_->answer(3, 0);
    QVERIFY(!course_->done(2));
    course_->answer(0, 1);
    QVERIFY(course_->done(2));
}

void CourseTest::lackingStepsSayWhyAndAskNothing() {
    host_->lacks = {"cross"};
    QVERIFY(course_->open("small"));
    QVERIFY(course_->lacking(0).isEmpty());
    QCOMPARE(course_->lacking(2), QStringLiteral("no cross"));
    QVERIFY(!course_->done(2));
    course_->go(2);
    QVERIFY(course_->done(2));
    host_->lacks = {"text"}; // of the whole lesson
    QCOMPARE(course_->lacking(0), QStringLiteral("no text"));
}

void CourseTest::sameIdTwiceIsAFault() {
    Lesson other = tests::smallLesson();
    other.file = "other.md";
    course_->setLessons({tests::smallLesson(), other},
                        {{"broken.md", {"The lesson has no steps", "broken.md, line 3", "x"}}});
    QCOMPARE(course_->lessons().size(), std::size_t{1});
    QCOMPARE(course_->faulty().size(), std::size_t{2});
    QCOMPARE(course_->faulty()[1].file, std::string("other.md"));
    QVERIFY(course_->open("small")); // what is whole works
}

void CourseTest::progressComesBack() {
    host_->numbers["token-count"] = 5;
    host_->met = {"edited", "lacks"};
    QVERIFY(course_->open("small"));
    course_->next();
    course_->predict(5);
    course_->next();
    course_->answer(0, 0);
    const LessonProgress before = course_->progress();
    const auto json = parseJson(toJson(before).dump(), "test");
    QVERIFY(json.ok());
    QVERIFY(progressFrom(*json) == before);
    init();
    course_->setProgress(before);
    QVERIFY(course_->open("small"));
    QCOMPARE(course_->step(), std::size_t{2});
    QVERIFY(course_->done(0) && course_->done(1) && !course_->done(2));
}

void CourseTest::progressOfStrangersIsHarmless_data() {
    QTest::addColumn<QString>("json");
    QTest::newRow("array") << u"[1]"_qs;
    QTest::newRow("number") << u"{\"small\": 3}"_qs;
    QTest::newRow("step") << u"{\"small\": {\"x\": {}, \"1\": 7, \"999999999999\": {}}}"_qs;
    QTest::newRow("answers")
        << u"{\"small\": {\"2\": {\"seen\": true, \"answered\": {\"0\": 900, \"x\": 1}}}}"_qs;
    QTest::newRow("met") << u"{\"small\": {\"0\": {\"seen\": true, \"met\": [-1, 1.5, 77]}}}"_qs;
}

void CourseTest::progressOfStrangersIsHarmless() {
    QFETCH(QString, json);
    const auto parsed = parseJson(json.toStdString(), "test");
    QVERIFY(parsed.ok());
    course_->setProgress(progressFrom(*parsed));
    QVERIFY(course_->open("small"));
    for (std::size_t step = 0; step < 3; ++step) {
        course_->go(step);
        QVERIFY(!course_->done(step));
    }
}

QTEST_GUILESS_MAIN(CourseTest)
#include "course_test.moc"
