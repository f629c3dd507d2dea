#include "core/base/philox.h"
#include "core/text/added/addedtokens.h"
#include "core/text/added/matcher.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::text;

/// Leftmost, then longest; flags; against a plain search.
class AddedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPlainSearch();
    void nestedForms();
    void flags_data();
    void flags();
    void firstTakesTheSharedSpace();
};

namespace {

/// The same by trying every pattern at every place.
std::optional<Matcher::Match> plainSearch(const std::vector<std::string>& patterns,
                                          const std::string& text, std::size_t begin) {
    for (std::size_t at = begin; at < text.size(); ++at) {
        std::optional<Matcher::Match> best;
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            const bool here = text.compare(at, patterns[i].size(), patterns[i]) == 0;
            if (here && (!best || patterns[i].size() > best->bytes.size())) {
                best = Matcher::Match{i, {at, at + patterns[i].size()}};
            }
        }
        if (best) {
            return best;
        }
    }
    return std::nullopt;
}

std::vector<Span> found(const std::vector<AddedToken>& tokens, const std::string& text) {
    std::vector<std::string> contents;
    for (const AddedToken& token : tokens) {
        contents.push_back(token.content);
    }
    const AddedTokens added(tokens, contents);
    std::vector<AddedMatch> matches;
    added.findRaw(text, 0, text.size(), matches);
    std::vector<Span> spans;
    for (const AddedMatch& match : matches) {
        spans.push_back(match.bytes);
    }
    return spans;
}

AddedToken token(const char* content, bool lstrip = false, bool rstrip = false,
                 bool singleWord = false) {
    AddedToken made;
    made.content = content;
    made.lstrip = lstrip;
    made.rstrip = rstrip;
    made.singleWord = singleWord;
    made.normalized = false;
    return made;
}

} // namespace

void AddedTest::agreesWithPlainSearch() {
    Random random(5);
    const auto word = [&](std::uint32_t longest) {
        std::string made;
        for (std::uint32_t left = 1 + random.below(longest); left > 0; --left) {
            made.push_back(static_cast<char>('a' + random.below(3)));
        }
        return made;
    };
    for (int round = 0; round < 5000; ++round) {
        std::vector<std::string> patterns;
        for (std::uint32_t left = 1 + random.below(6); left > 0; --left) {
            patterns.push_back(word(5));
        }
        const Matcher matcher(patterns);
        const std::string text = word(30);
        for (std::size_t at = 0; at <= text.size();) {
            const auto mine = matcher.find(text, at, text.size());
            const auto other = plainSearch(patterns, text, at);
            QCOMPARE(mine.has_value(), other.has_value());
            if (!mine) {
                break;
            }
            QVERIFY2(mine->bytes == other->bytes, text.c_str());
            QCOMPARE(patterns[mine->pattern], patterns[other->pattern]);
            at = mine->bytes.end;
        }
    }
    QVERIFY(!Matcher().find("abc", 0, 3));
}

void AddedTest::nestedForms() {
    const std::vector<AddedToken> sentinel{token("<extra_id_0>")};
    QVERIFY((found(sentinel, "<ext<extra_id_0>ra_id_1>") == std::vector<Span>{{4, 16}}));
    const std::vector<AddedToken> overlapping{token("ab"), token("abcd"), token("bcde")};
    QVERIFY((found(overlapping, "abcde") == std::vector<Span>{{0, 4}}));
    QVERIFY((found(overlapping, "abcx bcde") == std::vector<Span>{{0, 2}, {5, 9}}));
}

void AddedTest::flags_data() {
    QTest::addColumn<bool>("lstrip");
    QTest::addColumn<bool>("rstrip");
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::newRow("none") << false << false << 3 << 6;
    QTest::newRow("lstrip") << true << false << 1 << 6;
    QTest::newRow("rstrip") << false << true << 3 << 8;
    QTest::newRow("both") << true << true << 1 << 8;
}

void AddedTest::flags() {
    QFETCH(bool, lstrip);
    QFETCH(bool, rstrip);
    QFETCH(int, begin);
    QFETCH(int, end);
    const auto spans = found({token("<X>", lstrip, rstrip)}, "a  <X>  b");
    QVERIFY((spans == std::vector<Span>{{std::size_t(begin), std::size_t(end)}}));
    const std::vector<AddedToken> alone{token("<X>", false, false, /*singleWord=*/true)};
    QVERIFY(found(alone, "a<X>b").empty() && found(alone, "a_<X>").empty());
    QVERIFY(found(alone, "\u00E9<X>").empty() && found(alone, "<X>1").empty());
    QVERIFY((found(alone, "-<X>-") == std::vector<Span>{{1, 4}}));
}

void AddedTest::firstTakesTheSharedSpace() {
    const auto spans = found({token("<X>", true, true)}, "<X>\u3000\u3000<X>");
    QVERIFY((spans == std::vector<Span>{{0, 9}, {9, 12}}));
}

QTEST_GUILESS_MAIN(AddedTest)
#include "added_test.moc"
