#include "core/run/control/controldesk.h"
#include "core/run/control/request.h"

#include "tests/core/run/folder.h"

#include <QTest>

#include <random>

using namespace vitrine;
using namespace vitrine::run;
using namespace vitrine::tests;

class ControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsArriveInOrder();
    void defaultsAreFilledIn();
    void refused_data();
    void refused();
    void aThousandMalformedFiles();
    void twoWindows();
    void aNewFileIsSeenAtOnce();
    void answers();
};

void ControlTest::requestsArriveInOrder() {
    const Folder folder;
    auto desk = ControlDesk::open(folder.path(), "window");
    QVERIFY(desk.ok());
    ControlInbox inbox(folder.path());
    QVERIFY(inbox.look().empty());
    std::vector<std::string> ids;
    for (const ControlVerb verb : {ControlVerb::Pause, ControlVerb::Resume, ControlVerb::Checkpoint,
                                   ControlVerb::Eval, ControlVerb::Histogram, ControlVerb::Kill}) {
        const auto id = (*desk)->send(verb);
        QVERIFY(id.ok());
        ids.push_back(*id);
    }
    const auto set = (*desk)->send(ControlVerb::Set, Json::Object{{"lr_scale", 0.5}, {"steps", 9}});
    QVERIFY(set.ok());
    ids.push_back(*set);
    const auto incoming = inbox.look();
    QCOMPARE(incoming.size(), ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        QVERIFY(incoming[i].request.has_value());
        QCOMPARE(incoming[i].id, ids[i]);
        QCOMPARE(incoming[i].request->by, std::string("window"));
    }
    QCOMPARE(incoming.back().request->args.find("lr_scale")->number(), 0.5);
    QCOMPARE(inbox.look().size(), ids.size()); // until removed
    for (const auto& each : incoming) {
        inbox.remove(each);
    }
    QVERIFY(inbox.look().empty());
}

void ControlTest::defaultsAreFilledIn() {
    const auto pause =
        requestFrom(Json::Object{{"id", "1"}, {"verb", "pause"}, {"args", Json::Object{}}}, "test");
    QVERIFY(pause.ok());
    QCOMPARE(*pause->args.find("mode")->string(), std::string("keep"));
    const auto stop = requestFrom(Json::Object{{"id", "1"}, {"verb", "stop"}}, "test");
    QVERIFY(stop.ok());
    QCOMPARE(*stop->args.find("mode")->string(), std::string("save"));
    const auto again = requestFrom(toJson(*stop), "test");
    QVERIFY(again.ok() && *again == *stop);
}

void ControlTest::refused_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* text) { QTest::newRow(text) << QByteArray(text); };
    row("{}");
    row("{\"id\":\"1\"}");
    row("{\"id\":1,\"verb\":\"pause\"}");
    row("{\"id\":\"\",\"verb\":\"pause\"}");
    row("{\"id\":\"1\",\"verb\":\"explode\"}");
    row("{\"id\":\"1\",\"verb\":\"resume\",\"args\":[]}");
    row("{\"id\":\"1\",\"verb\":\"resume\",\"args\":{\"x\":1}}");
    row("{\"id\":\"1\",\"verb\":\"resume\",\"extra\":1}");
    row("{\"id\":\"1\",\"verb\":\"pause\",\"args\":{\"mode\":\"sleep\"}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{\"lr\":-1}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{\"lr\":\"1\"}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{\"steps\":1.5}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{\"steps\":0}}");
    row("{\"id\":\"1\",\"verb\":\"set\",\"args\":{\"seed\":1}}");
    row("{\"id\":\"1\",\"verb\":\"note\"}");
    row("{\"id\":\"1\",\"verb\":\"note\",\"args\":{\"text\":\"\"}}");
    row("{\"id\":\"1\",\"verb\":\"probe\",\"args\":{\"sample\":7}}");
}

void ControlTest::refused() {
    QFETCH(QByteArray, text);
    const Folder folder;
    std::filesystem::create_directory(folder / "control");
    put(folder / "control/00000000000000000001-1.json", text.toStdString());
    ControlInbox inbox(folder.path());
    const auto incoming = inbox.look();
    QCOMPARE(incoming.size(), std::size_t{1});
    QVERIFY(!incoming[0].request.has_value());
    QVERIFY(!incoming[0].refusal.empty());
    inbox.remove(incoming[0]);
    QVERIFY(inbox.look().empty());
}

void ControlTest::aThousandMalformedFiles() {
    const Folder folder;
    auto desk = ControlDesk::open(folder.path(), "window");
    QVERIFY(desk.ok());
    const auto good = (*desk)->send(ControlVerb::Note, Json::Object{{"text", "hello"}});
    QVERIFY(good.ok());
    std::mt19937 random(7);
    const std::string sound = get(folder / ("control/" + *good + ".json"));
    for (int i = 0; i < 1000; ++i) {
        std::string text = sound;
        for (int change = 0; change < 3; ++change) {
            text[random() % text.size()] = static_cast<char>(random());
        }
        text.resize(i % 3 == 0 ? random() % text.size() : text.size());
        put(folder / ("control/m" + std::to_string(i) + ".json"), text);
    }
    put(folder / "control/large.json", std::string(kLargestRequest + 1, ' '));
    std::filesystem::create_directory(folder / "control/folder.json");
    std::filesystem::create_symlink("/dev/zero", folder / "control/zero.json");
    put(folder / "control/.name.tmp", sound);
    ControlInbox inbox(folder.path());
    const auto incoming = inbox.look();
    QCOMPARE(incoming.size(), std::size_t{1004});
    QVERIFY(incoming[0].request.has_value()); // digits sort before letters
    std::size_t refused = 0;
    for (const auto& each : incoming) {
        refused += each.request ? 0 : 1;
        inbox.remove(each);
    }
    QVERIFY(refused > 500);
    QVERIFY(inbox.look().empty());
}

void ControlTest::twoWindows() {
    const Folder folder;
    {
        const auto first = ControlDesk::open(folder.path(), "first");
        QVERIFY(first.ok());
        const auto second = ControlDesk::open(folder.path(), "second");
        QVERIFY(second.failed());
        QVERIFY(second.problem().what.find("pid") != std::string::npos);
    }
    QVERIFY(ControlDesk::open(folder.path(), "second").ok());
}

/// The folder is listed again only if its time changed; a file within the clock's step counts.
void ControlTest::aNewFileIsSeenAtOnce() {
    const Folder folder;
    auto desk = ControlDesk::open(folder.path(), "window");
    ControlInbox inbox(folder.path());
    for (int i = 0; i < 300; ++i) {
        QVERIFY(inbox.look().empty());
        QVERIFY((*desk)->send(ControlVerb::Eval).ok());
        const auto incoming = inbox.look();
        QCOMPARE(incoming.size(), std::size_t{1});
        inbox.remove(incoming[0]);
    }
}

void ControlTest::answers() {
    IncomingRequest incoming{.id = "7"};
    incoming.request = ControlRequest{.id = "7", .verb = ControlVerb::Eval};
    const Json answer = answerTo(incoming, /*ok=*/true, "evaluated", 12);
    QCOMPARE(answer.dump(), std::string("{\"id\":\"7\",\"verb\":\"eval\",\"args\":{},\"result\":"
                                        "\"ok\",\"message\":\"evaluated\",\"effective\":12}"));
    QCOMPARE(*answerTo({.id = "x"}, false, "no", 1).find("result")->string(),
             std::string("refused"));
}

QTEST_GUILESS_MAIN(ControlTest)
#include "control_test.moc"
