#include "core/base/files.h"
#include "core/base/philox.h"
#include "tests/core/text/subword/subwordfixtures.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>

using namespace vitrine;
using namespace vitrine::tests;
using namespace vitrine::text;

/// Processor time of one thread, optimised build. The bars that depend on the machine alone are in
/// `bars`, which is a benchmark; the others hold anywhere.
class SpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Twice the word, about twice the time, whatever it is made of: nothing is quadratic.
    void longWordsGrowInStep_data();
    void longWordsGrowInStep();
    /// The same for the sub-word families.
    void subwordsGrowInStep_data();
    void subwordsGrowInStep();
    /// Text that looks like the beginning of added tokens.
    void almostAddedTokens();
    /// 25 MB/s for byte-level BPE and 20 MB/s for WordPiece with ids and offsets, one word of 1 MB
    /// in 100 ms, an open vocabulary in 120 ms. Runs where VITRINE_BARS is set.
    void bars();
    /// 10 MB/s for each sub-word family on vocabularies of 1,600 pieces (SentencePiece's BPE: 3.5, what
    /// the library itself reaches), 100 ms for one word of 1 MB; or for the tokenizer that
    /// VITRINE_TOKENIZER names. Runs where VITRINE_BARS is set.
    void subwordBars_data();
    void subwordBars();
};

namespace {

/// The least processor time of several runs, in milliseconds: other programs disturb it little.
double milliseconds(int runs, const std::function<void()>& work) {
    double least = 1e9;
    for (int run = 0; run < runs; ++run) {
        timespec begin{};
        timespec end{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        work();
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        least = std::min(least, static_cast<double>(end.tv_sec - begin.tv_sec) * 1e3 +
                                    static_cast<double>(end.tv_nsec - begin.tv_nsec) / 1e6);
    }
    return least;
}

std::string repeated(std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) {
        text += unit;
    }
    return text;
}

std::string letters(std::size_t bytes) {
    Random random(17);
    std::string text(bytes, ' ');
    std::generate(text.begin(), text.end(),
                  [&] { return static_cast<char>('a' + random.below(26)); });
    return text;
}

/// Words drawn from a vocabulary of 20,000 with the frequencies of a natural language (Zipf's law),
/// some capitalised, with punctuation and lines.
std::string prose(std::size_t bytes) {
    const auto tokenizer = bert();
    std::vector<std::string> words;
    for (std::int64_t id = 1996; words.size() < 20'000; ++id) {
        const std::string piece = tokenizer->pieceOf(id).value_or("");
        if (piece.rfind("##", 0) != 0) {
            words.push_back(piece);
        }
    }
    Random random(19);
    std::string text;
    while (text.size() < bytes) {
        const double rank = std::exp(static_cast<double>(random.uniform()) * std::log(20'000.0));
        std::string word = words[static_cast<std::size_t>(rank) - 1];
        if (random.below(8) == 0 && word[0] >= 'a' && word[0] <= 'z') {
            word[0] = static_cast<char>(word[0] - 32);
        }
        text += word;
        const std::uint32_t end = random.below(24);
        text += end < 2 ? ", " : end < 3 ? ".\n" : " ";
    }
    return text;
}

constexpr const char* kSubwordFiles[] = {"unigram.json", "clip.json", "gpt.json", "llama.json",
                                         "sentencepiece-unigram.json", "sentencepiece-bpe.json"};

TokenizerPointer firstOf(const std::string& file) {
    return subwordTokenizer(subwordGolden(file).find("entries")->array()->front());
}

/// Texts as large as people's: SentencePiece takes one as a whole.
std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

} // namespace

void SpeedTest::longWordsGrowInStep_data() {
    QTest::addColumn<QByteArray>("unit");
    for (const char* unit : {"x", "_", "ab", "\u00E9", "\u65E5", " ", "\n", "9", "'", "a\u0301",
                             "\U0001F44D", "random"}) {
        QTest::newRow(unit) << QByteArray(unit);
    }
}

void SpeedTest::longWordsGrowInStep() {
    QFETCH(QByteArray, unit);
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    for (const auto& tokenizer : tokenizers) {
        const auto time = [&](std::size_t bytes) {
            const std::string text =
                unit == "random" ? letters(bytes) : repeated(unit.toStdString(), bytes);
            FlatEncoding flat;
            return milliseconds(5, [&] { tokenizer->encodeFlat(text, flat); });
        };
        const double small = time(125'000);
        const double large = time(1'000'000);
        qInfo("%s: 125 kB %.2f ms, 1 MB %.2f ms", tokenizer->kind().c_str(), small, large);
        QVERIFY2(large < 24 * small + 2, "eight times the text took more than 24 times as long");
    }
}

void SpeedTest::subwordsGrowInStep_data() {
    QTest::addColumn<QByteArray>("file");
    for (const char* file : kSubwordFiles) {
        QTest::newRow(file) << QByteArray(file);
    }
}

void SpeedTest::subwordsGrowInStep() {
    QFETCH(QByteArray, file);
    const TokenizerPointer tokenizer = firstOf(file.toStdString());
    for (const char* unit : {"x", "_", "ab", "\u00E9", "\u65E5", " ", "\n", "9", "a\u0301", "a ",
                             "\u2581", "\U0001F44D", "\u0301", "\uFDFA", "<extra_id_0"}) {
        const auto time = [&](std::size_t bytes) {
            const std::string text = repeated(unit, bytes);
            FlatEncoding flat;
            return milliseconds(3, [&] { tokenizer->encodeFlat(text, flat); });
        };
        const double small = time(50'000);
        const double large = time(400'000);
        const std::string name = visible(unit) + ": " + std::to_string(small) + " ms, " +
                                 std::to_string(large) + " ms";
        QVERIFY2(large < 24 * small + 4, name.c_str());
    }
}

void SpeedTest::almostAddedTokens() {
    const TokenizerPointer tokenizers[] = {bert(), gpt2()};
    const char* units[] = {"[MASK", "<|endoftext|"};
    for (int i = 0; i < 2; ++i) {
        FlatEncoding flat;
        const std::string small = repeated(units[i], 50'000);
        const std::string large = repeated(units[i], 400'000);
        const double first = milliseconds(5, [&] { tokenizers[i]->encodeFlat(small, flat); });
        const double second = milliseconds(5, [&] { tokenizers[i]->encodeFlat(large, flat); });
        QVERIFY(second < 24 * first + 2);
    }
}

void SpeedTest::bars() {
    if (qEnvironmentVariableIsEmpty("VITRINE_BARS")) {
        QSKIP("Set VITRINE_BARS to hold this machine to the bars");
    }
    const std::string text = prose(4'000'000);

    const struct {
        TokenizerPointer tokenizer;
        std::string_view folder;
        double megabytes;
    } bars[] = {{bert(), kBertFolder, 20}, {gpt2(), kGpt2Folder, 25}};

    for (const auto& bar : bars) {
        FlatEncoding flat;
        const double time = milliseconds(7, [&] { bar.tokenizer->encodeFlat(text, flat); });
        const double rate = static_cast<double>(text.size()) / time / 1e3;
        const double open = milliseconds(5, [&] { (void)openOrThrow(fetched(bar.folder)); });
        qInfo("%s: %.1f MB/s, opened in %.1f ms", bar.tokenizer->kind().c_str(), rate, open);
        QVERIFY(rate >= bar.megabytes);
        QVERIFY(open <= 120);
        for (const std::string& word : {letters(1'000'000), repeated("x", 1'000'000),
                                        repeated("_", 1'000'000), repeated("\u65E5", 1'000'000)}) {
            QVERIFY(milliseconds(5, [&] { bar.tokenizer->encodeFlat(word, flat); }) <= 100);
        }
    }
}

void SpeedTest::subwordBars_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("file");
    const QString own = qEnvironmentVariable("VITRINE_TOKENIZER");
    if (!own.isEmpty()) {
        QTest::newRow("own") << own << QByteArray();
        return;
    }
    for (const char* file : kSubwordFiles) {
        QTest::newRow(file) << QString() << QByteArray(file);
    }
}

void SpeedTest::subwordBars() {
    if (qEnvironmentVariableIsEmpty("VITRINE_BARS")) {
        QSKIP("Set VITRINE_BARS to hold this machine to the bars");
    }
    QFETCH(QString, path);
    QFETCH(QByteArray, file);
    const TokenizerPointer tokenizer =
        path.isEmpty() ? firstOf(file.toStdString()) : openOrThrow(path.toStdString());
    const std::string text = prose(4'000'000);
    const auto lines = linesOf(text);
    FlatEncoding flat;
    const double time = milliseconds(5, [&] {
        for (const std::string_view line : lines) {
            tokenizer->encodeFlat(line, flat);
        }
    });
    const double rate = static_cast<double>(text.size()) / time / 1e3;
    qInfo("%s: %.1f MB/s", tokenizer->kind().c_str(), rate);
    QVERIFY(rate >= (tokenizer->kind() == "SentencePiece BPE" ? 3.5 : 10));
    for (const std::string& word : {letters(1'000'000), repeated("x", 1'000'000),
                                    repeated("_", 1'000'000), repeated("\u65E5", 1'000'000)}) {
        const double each = milliseconds(3, [&] { tokenizer->encodeFlat(word, flat); });
        qInfo("one word of 1 MB: %.1f ms", each);
        QVERIFY(each <= 100);
    }
}

QTEST_GUILESS_MAIN(SpeedTest)
#include "speed_test.moc"
