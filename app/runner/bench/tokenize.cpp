#include "app/runner/bench/bench.h"
#include "app/runner/bench/corpora.h"
#include "app/runner/bench/peer.h"
#include "app/runner/cachefolder.h"
#include "core/base/files.h"
#include "core/text/flat.h"
#include "core/text/tokenizer.h"

#include <unistd.h>

#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

struct Subject {
    std::string name;
    fs::path path;
};

std::vector<Subject> subjectsFor(const BenchContext& context) {
    if (context.tokenizer) {
        return {{context.tokenizer->filename().string(), *context.tokenizer}};
    }
    return {{"WordPiece (all-MiniLM-L6-v2)", cacheFolder() / "models/all-MiniLM-L6-v2"},
            {"byte-level BPE (GPT-2)", cacheFolder() / "tokenizers/gpt2"}};
}

/// The peer's answer: per line ids, and spans as begin and end in turns.
bool sameAs(const Json& answer, const std::vector<text::FlatEncoding>& ours) {
    const Json* lines = answer.find("lines");
    if (lines == nullptr || lines->array() == nullptr || lines->array()->size() != ours.size()) {
        return false;
    }
    for (std::size_t line = 0; line < ours.size(); ++line) {
        const Json& theirs = (*lines->array())[line];
        const Json* ids = theirs.find("ids");
        const Json* spans = theirs.find("spans");
        if (ids == nullptr || spans == nullptr || ids->array() == nullptr ||
            spans->array() == nullptr) {
            return false;
        }
        Json::Array ourIds(ours[line].ids.begin(), ours[line].ids.end());
        Json::Array ourSpans;
        for (const text::Span32& span : ours[line].spans) {
            ourSpans.emplace_back(static_cast<std::int64_t>(span.begin));
            ourSpans.emplace_back(static_cast<std::int64_t>(span.end));
        }
        if (*ids->array() != ourIds || *spans->array() != ourSpans) {
            return false;
        }
    }
    return true;
}

/// Removes the file that the peer reads, however the bench ends.
class TemporaryFile {
public:
    TemporaryFile()
        : path_(fs::temp_directory_path() /
                ("vitrine-bench-" + std::to_string(::getpid()) + ".txt")) {}

    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }

    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Outcome<std::shared_ptr<Peer>> peerFor(const BenchContext& context, const Subject& subject,
                                       const Corpus& corpus, const fs::path& file) {
    if (!context.peer) {
        return std::shared_ptr<Peer>();
    }
    if (auto saved = saveAtomically(file, corpus.text); !saved) {
        return saved.as<std::shared_ptr<Peer>>();
    }
    std::vector<std::string> words = wordsOf(*context.peer);
    words.insert(words.end(), {"tokenize", subject.path.string(), file.string()});
    return Peer::start(std::move(words));
}

Outcome<Done> measure(const BenchContext& context, const Subject& subject,
                      const text::Tokenizer& tokenizer, const Corpus& corpus) {
    const std::vector<std::string_view> lines = linesOf(corpus.text);
    std::vector<text::FlatEncoding> encodings(lines.size());
    const auto work = [&]() -> Outcome<Done> {
        for (std::size_t line = 0; line < lines.size(); ++line) {
            tokenizer.encodeFlat(lines[line], encodings[line]);
        }
        return Done{};
    };
    const TemporaryFile file;
    const auto peer = peerFor(context, subject, corpus, file.path());
    if (!peer) {
        return peer.as<Done>();
    }
    auto times = interleave(timed(work), *peer ? (*peer)->timedRun() : Timed(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "tokenize";
    result.name = subject.name + ", " + corpus.name + ", one thread";
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    result.work = {.bytes = static_cast<double>(corpus.text.size()),
                   .textBytes = static_cast<double>(corpus.text.size())};
    if (*peer) {
        const auto answer = (*peer)->result();
        if (!answer) {
            return answer.as<Done>();
        }
        result.equal = sameAs(*answer, encodings);
        result.bar = {.kind = Bar::Kind::RatioAtLeast, .limit = context.tokenizer ? 1.0 : 10.0};
    }
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchTokenize(const BenchContext& context) {
    const auto corpora = corporaFor(context.file);
    if (!corpora) {
        return corpora.as<Done>();
    }
    for (const Subject& subject : subjectsFor(context)) {
        const auto tokenizer = text::openTokenizer(subject.path);
        if (!tokenizer) {
            return tokenizer.as<Done>();
        }
        for (const Corpus& corpus : *corpora) {
            if (auto done = measure(context, subject, **tokenizer, corpus); !done) {
                return done;
            }
        }
    }
    return Done{};
}

} // namespace vitrine::app
