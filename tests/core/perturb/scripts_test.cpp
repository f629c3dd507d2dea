#include "core/base/draws.h"
#include "core/perturb/editscript.h"
#include "core/perturb/offsetmap.h"
#include "core/perturb/scriptjson.h"

#include <QTest>

#include <algorithm>
#include <stdexcept>
#include <string>

using namespace vitrine;
using namespace vitrine::perturb;

class ScriptsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void applies();
    void refusesDisorder();
    void composes_data();
    void composes();
    void composesAnything();
    void offsets();
    void offsetsAreMonotoneAndInverse();
    void clipsCompose();
    void boxesMove();
    void jsonRoundTrip();
    void jsonIsChecked_data();
    void jsonIsChecked();
};

namespace {

TextScript randomScript(Draws& draws, std::size_t bytes) {
    TextScript script;
    std::size_t at = 0;
    while (true) {
        at += draws.below(4);
        const std::size_t end = at + draws.below(3);
        std::string replacement(draws.below(3), static_cast<char>('A' + draws.below(26)));
        if (end > bytes) {
            return script;
        }
        if (end > at || !replacement.empty()) {
            script.push_back({{at, end}, replacement});
        }
        at = end + 1;
    }
}

std::string randomText(Draws& draws) {
    std::string text(draws.below(30), 'a');
    for (char& letter : text) {
        letter = static_cast<char>('a' + draws.below(26));
    }
    return text;
}

bool isOrdered(const TextScript& script) {
    for (std::size_t i = 1; i < script.size(); ++i) {
        if (script[i].at.begin < script[i - 1].at.end) {
            return false;
        }
    }
    return true;
}

} // namespace

void ScriptsTest::applies() {
    QCOMPARE(applied("quick", {{{2, 4}, "ci"}}), std::string("qucik"));
    QCOMPARE(applied("ab", {{{0, 0}, "x"}, {{1, 2}, ""}, {{2, 2}, "yz"}}), std::string("xayz"));
    QCOMPARE(applied("", {}), std::string());
}

void ScriptsTest::refusesDisorder() {
    QVERIFY_EXCEPTION_THROWN((void)applied("abc", {{{1, 2}, ""}, {{0, 1}, ""}}),
                             std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)applied("abc", {{{1, 4}, ""}}), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)applied("abc", {{{2, 1}, ""}}), std::invalid_argument);
}

void ScriptsTest::composes_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("both");
    const auto row = [](const char* name, const char* first, const char* second,
                        const char* both) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(second) << QByteArray(both);
    };
    row("apart", R"([[1,2,"x"]])", R"([[4,5,"y"]])", R"([[1,2,"x"],[4,5,"y"]])");
    row("behind a deletion", R"([[1,3,""]])", R"([[4,5,"y"]])", R"([[1,3,""],[6,7,"y"]])");
    row("within a replacement", R"([[1,2,"xyz"]])", R"([[2,3,"Q"]])", R"([[1,2,"xQz"]])");
    row("over a replacement", R"([[2,3,"xy"]])", R"([[1,5,"Q"]])", R"([[1,4,"Q"]])");
    row("half over a replacement", R"([[2,4,"xy"]])", R"([[3,5,"Q"]])", R"([[2,5,"xQ"]])");
    row("an insertion taken back", R"([[2,2,"xy"]])", R"([[2,4,""]])", R"([[2,2,""]])");
    row("over a deletion", R"([[2,4,""]])", R"([[1,3,"Q"]])", R"([[1,5,"Q"]])");
    row("nothing first", "[]", R"([[1,3,"Q"]])", R"([[1,3,"Q"]])");
    row("nothing second", R"([[1,3,"Q"]])", "[]", R"([[1,3,"Q"]])");
}

void ScriptsTest::composes() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QByteArray, both);
    const auto script = [](const QByteArray& text) {
        return scriptFrom(*parseJson(text.toStdString(), "row"), 99, "row")->text;
    };
    const EditScript result{.text = composed(script(first), script(second))};
    QCOMPARE(QByteArray::fromStdString(jsonOf(result).dump()), both);
}

void ScriptsTest::composesAnything() {
    constexpr std::uint64_t kSeed = 11;
    for (std::uint32_t round = 0; round < 20'000; ++round) {
        Draws draws(DrawKey(kSeed, "scripts"), round);
        const std::string text = randomText(draws);
        const TextScript first = randomScript(draws, text.size());
        const std::string middle = applied(text, first);
        const TextScript second = randomScript(draws, middle.size());
        const TextScript both = composed(first, second);
        QVERIFY2(applied(text, both) == applied(middle, second),
                 qPrintable(QStringLiteral("seed %1, round %2").arg(kSeed).arg(round)));
        QVERIFY(isOrdered(both));
    }
}

void ScriptsTest::offsets() {
    // "abcdef" → "abXXXdf": c became XXX, e went.
    const OffsetMap map({{{2, 3}, "XXX"}, {{4, 5}, ""}});
    QCOMPARE(map.forward({0, 2}), (Span{0, 2}));
    QCOMPARE(map.forward({2, 3}), (Span{2, 5}));
    QCOMPARE(map.forward({1, 4}), (Span{1, 6}));
    QCOMPARE(map.forward({5, 6}), (Span{6, 7}));
    QCOMPARE(map.forward({4, 5}), (Span{6, 6}));
    QCOMPARE(map.backward({3, 4}), (Span{2, 3}));
    QCOMPARE(map.backward({6, 7}), (Span{5, 6}));
    // An insertion between two spans belongs to neither.
    const OffsetMap inserted({{{2, 2}, "zz"}});
    QCOMPARE(inserted.forward({0, 2}), (Span{0, 2}));
    QCOMPARE(inserted.forward({2, 4}), (Span{4, 6}));
    QCOMPARE(inserted.forward({1, 3}), (Span{1, 5}));
}

void ScriptsTest::offsetsAreMonotoneAndInverse() {
    for (std::uint32_t round = 0; round < 2000; ++round) {
        Draws draws(DrawKey(12, "offsets"), round);
        const std::string text = randomText(draws);
        const TextScript script = randomScript(draws, text.size());
        const std::string after = applied(text, script);
        const OffsetMap map(script);
        Span last;
        for (std::size_t byte = 0; byte < text.size(); ++byte) {
            const Span moved = map.forward({byte, byte + 1});
            QVERIFY(moved.begin >= last.begin && moved.end >= last.end);
            QVERIFY(moved.end <= after.size());
            last = moved;
            const bool edited = std::ranges::any_of(script, [&](const TextEdit& edit) {
                return edit.at.begin <= byte && byte < edit.at.end;
            });
            if (!edited) {
                QCOMPARE(moved.size(), std::size_t{1});
                QCOMPARE(after[moved.begin], text[byte]);
                QCOMPARE(map.backward(moved), (Span{byte, byte + 1}));
            }
        }
    }
}

void ScriptsTest::clipsCompose() {
    const EditScript first{.clip = ClipScript{.source = {0, 0, 2, 3}}};
    const EditScript second{.clip = ClipScript{.source = {3, 1, -1, 2}}};
    QVERIFY((composed(first, second).clip->source == std::vector<std::int64_t>{3, 0, -1, 2}));
    QVERIFY(composed(EditScript{}, second).clip->source == second.clip->source);
}

void ScriptsTest::boxesMove() {
    const PictureScript turned{.affine = {{0, -1, 10, 1, 0, 0}}};
    QVERIFY((moved(turned, {1, 2, 3, 4}) == Box{4, 1, 4, 3}));
    QVERIFY((moved({}, {1, 2, 3, 4}) == Box{1, 2, 3, 4}));
    const EditScript twice = composed(EditScript{.picture = turned}, EditScript{.picture = turned});
    QVERIFY((moved(*twice.picture, {1, 2, 3, 4}) == moved(turned, moved(turned, {1, 2, 3, 4}))));
}

void ScriptsTest::jsonRoundTrip() {
    const EditScript script{
        .text = {{{1, 2}, "\u00E9"}},
        .picture = PictureScript{.affine = {{1, 0, 2, 0, 1, 3}}, .cells = {{1, 2, 3, 4}}},
        .clip = ClipScript{.source = {0, -1, 1}, .pictures = {PictureScript{}}}};
    const auto read = scriptFrom(jsonOf(script), 2, "test");
    QVERIFY(read.ok());
    QVERIFY(*read == script);
}

void ScriptsTest::jsonIsChecked_data() {
    QTest::addColumn<QByteArray>("json");
    for (const char* json :
         {"3", R"([[0,9,"x"]])", R"([[1,0,"x"]])", R"([[0,1]])", R"([[0,1,2]])", R"([[-1,1,""]])",
          R"([[1,2,""],[0,1,""]])", R"({"sound":[]})", R"({"clip":{"source":[-2]}})",
          R"({"clip":{"source":[0.5]}})", R"({"picture":{"affine":[1,2]}})",
          R"({"picture":{"cells":[["a",1,2,3]]}})", R"({"picture":[]})"}) {
        QTest::newRow(json) << QByteArray(json);
    }
}

void ScriptsTest::jsonIsChecked() {
    QFETCH(QByteArray, json);
    QVERIFY(scriptFrom(*parseJson(json.toStdString(), "row"), 5, "row").failed());
}

QTEST_APPLESS_MAIN(ScriptsTest)
#include "scripts_test.moc"
