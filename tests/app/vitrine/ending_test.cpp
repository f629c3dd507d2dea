#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include <QElapsedTimer>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

constexpr qint64 kShutdown = 2000; ///< specs/reliability.md 7

std::string longText() {
    std::string text;
    for (int word = 0; word < 480; ++word) {
        text += "dog ";
    }
    return text;
}

// Destroys the fixture and tells how long that took.
qint64 end(std::unique_ptr<WindowFixture> fixture) {
    QElapsedTimer clock;
    clock.start();
    fixture.reset();
    return clock.elapsed();
}

} // namespace

void EndingTest::closingDuringATrace() {
    auto fixture = std::make_unique<WindowFixture>();
    QVERIFY(fixture->start());
    fixture->document.addSample({.text = longText()}, QStringLiteral("long"));
    QVERIFY(fixture->session->stage() == Stage::Tracing);
    QVERIFY(fixture->window->close());
    QVERIFY(end(std::move(fixture)) < kShutdown);
}

void EndingTest::closingWhileTheModelOpens() {
    auto fixture = std::make_unique<WindowFixture>();
    QVERIFY(fixture->start());
    fixture->document.addModel(fixture->miniLm("twin"));
    QVERIFY(fixture->session->stage() == Stage::OpeningModel);
    QVERIFY(end(std::move(fixture)) < kShutdown);
}

void EndingTest::closingBeforeTheEngineIsThere() {
    auto fixture = std::make_unique<WindowFixture>();
    fixture->window->show();
    fixture->session->start();
    QVERIFY(end(std::move(fixture)) < 2 * kShutdown); // loading a library cannot be stopped
}

void EndingTest::cancelStopsTheTrace() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.addSample({.text = longText()}, QStringLiteral("long"));
    QVERIFY(fixture.session->stage() == Stage::Tracing);
    fixture.session->cancel();
    QTRY_VERIFY(fixture.session->stage() == Stage::Stopped ||
                fixture.session->stage() == Stage::Done);
    fixture.session->retry();
    QVERIFY(fixture.settled());
}

// After a slow trace the next one waits for quiet: a cancel in that time has to end it as well.
void EndingTest::cancelBeforeTheTraceBegins() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.addSample({.text = longText()}, QStringLiteral("long"));
    QVERIFY(fixture.settled());
    fixture.document.addSample({.text = longText() + "cat"}, QStringLiteral("longer"));
    QVERIFY(fixture.session->stage() == Stage::Tracing);
    fixture.session->cancel();
    QTRY_VERIFY(fixture.session->stage() == Stage::Stopped);
    fixture.session->retry();
    QVERIFY(fixture.settled());
}
