#include "app/runner/bench/bench.h"
#include "app/runner/bench/corpora.h"
#include "app/runner/bench/peer.h"
#include "app/runner/perturbations.h"
#include "core/base/files.h"
#include "core/perturb/text/charattack.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWordsOfSentence = 13;
constexpr std::size_t kSentences = 50'000;
constexpr double kSentencesPerMillisecond = 300;

/// The words of a corpus as sentences of one length, repeated until they are enough.
std::vector<std::string> sentencesOf(const std::string& text) {
    std::vector<std::string> sentences;
    std::string sentence;
    std::size_t count = 0;
    perturb::Words words(text);
    perturb::Word word;
    while (words.next(word)) {
        sentence += (count > 0 ? " " : "") + text.substr(word.run.begin, word.run.size());
        if (++count == kWordsOfSentence) {
            sentences.push_back(std::exchange(sentence, {}));
            count = 0;
        }
    }
    for (std::size_t i = 0; !sentences.empty() && sentences.size() < kSentences; ++i) {
        sentences.push_back(sentences[i]);
    }
    sentences.resize(std::min(sentences.size(), kSentences));
    return sentences;
}

Outcome<Done> measureAttack(const BenchContext& context, const std::string& id,
                            perturb::CharMove move, const std::vector<std::string>& sentences) {
    const perturb::KindRecord& record = kindsOfThisProgram().find(id)->record();
    const auto rules = perturb::charRules(record, {.severity = 3});
    if (!rules) {
        return rules.as<Done>();
    }
    perturb::CharAttack attack(move, *rules);
    perturb::TextScript script;
    std::size_t bytes = 0;
    const auto work = [&]() -> Outcome<Done> {
        for (std::size_t i = 0; i < sentences.size(); ++i) {
            (void)attack.edits(sentences[i], DrawKey(1, record.id, i), {}, script);
            bytes += perturb::applied(sentences[i], script).size();
        }
        return Done{};
    };
    auto times = interleave(timed(work), {}, context.plan);
    if (!times) {
        return times.as<Done>();
    }
    const double read = std::accumulate(sentences.begin(), sentences.end(), 0.0,
                                        [](double sum, const std::string& sentence) {
                                            return sum + static_cast<double>(sentence.size());
                                        });
    CaseResult result;
    result.bench = "perturb";
    result.name = id + ", " + std::to_string(sentences.size()) + " sentences of " +
                  std::to_string(kWordsOfSentence) + " words, one thread";
    result.times = *std::move(times);
    result.work = {.bytes = read, .textBytes = read};
    result.bar = {.kind = Bar::Kind::MillisecondsAtMost,
                  .limit = static_cast<double>(sentences.size()) / kSentencesPerMillisecond};
    context.tell(result);
    return Done{};
}

Outcome<Done> measureAttacks(const BenchContext& context) {
    const auto corpora = corporaFor(context.file);
    if (!corpora) {
        return corpora.as<Done>();
    }
    const std::vector<std::string> sentences = sentencesOf(corpora->front().text);
    for (const auto& [id, move] : std::array<std::pair<const char*, perturb::CharMove>, 5>{
             {{"char.drop", perturb::CharMove::Drop},
              {"char.add", perturb::CharMove::Add},
              {"char.swap", perturb::CharMove::Swap},
              {"char.key", perturb::CharMove::Key},
              {"char.mix", perturb::CharMove::Mix}}}) {
        if (auto done = measureAttack(context, id, move, sentences); !done) {
            return done;
        }
    }
    return Done{};
}

constexpr std::size_t kSide = 224;
constexpr double kMillisecondsAKind = 4;

/// Kinds of pictures that are measured together, in our names; the peer has them without "picture.".
struct Together {
    const char* name;
    std::vector<std::string> kinds;
    double barRatio = 0; ///< 0: none against the peer
};

/// Smooth colours under some noise, as photographs have them.
Image measuredPicture() {
    Image picture(kSide, kSide);
    const DrawField field(DrawKey(1, "bench picture"), 0);
    for (std::size_t i = 0; i < picture.pixels().size(); ++i) {
        const std::size_t pixel = i / Image::kChannels;
        const std::size_t slope = pixel % kSide / 2 + pixel / kSide / 3 + 20 * (i % 3);
        picture.pixels()[i] = static_cast<std::uint8_t>(slope + field.wordAt(i) % 16);
    }
    return picture;
}

/// Removes the picture that the peer reads, however the bench ends.
class PictureFile {
public:
    PictureFile()
        : path_(fs::temp_directory_path() /
                ("vitrine-bench-" + std::to_string(::getpid()) + ".rgb")) {}

    ~PictureFile() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }

    PictureFile(const PictureFile&) = delete;
    PictureFile& operator=(const PictureFile&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Outcome<std::shared_ptr<Peer>> peerFor(const BenchContext& context, const Together& together,
                                       const Image& picture, const fs::path& file) {
    if (!context.peer) {
        return std::shared_ptr<Peer>();
    }
    const std::string_view bytes(reinterpret_cast<const char*>(picture.pixels().data()),
                                 picture.pixels().size());
    if (auto saved = saveAtomically(file, bytes); !saved) {
        return saved.as<std::shared_ptr<Peer>>();
    }
    std::vector<std::string> words = wordsOf(*context.peer);
    words.insert(words.end(), {"perturb", file.string()});
    words.insert(words.end(), together.kinds.begin(), together.kinds.end());
    return Peer::start(std::move(words));
}

Outcome<Done> measurePictures(const BenchContext& context, const Together& together) {
    const Image picture = measuredPicture();
    const Sample sample{.picture = std::make_shared<const Image>(picture)};
    const auto work = [&]() -> Outcome<Done> {
        for (const std::string& id : together.kinds) {
            for (int severity = 1; severity <= 5; ++severity) {
                const auto result =
                    perturb::perturb(*kindsOfThisProgram().find(id), sample,
                                     {.severity = static_cast<double>(severity), .seed = 1});
                if (!result) {
                    return result.as<Done>();
                }
            }
        }
        return Done{};
    };
    const PictureFile file;
    const auto peer = peerFor(context, together, picture, file.path());
    if (!peer) {
        return peer.as<Done>();
    }
    auto times = interleave(timed(work), *peer ? (*peer)->timedRun() : Timed(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "perturb";
    result.name = std::string(together.name) + ", 224 x 224, all five severities, one thread";
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    result.bar = *peer && together.barRatio > 0
                     ? Bar{.kind = Bar::Kind::RatioAtLeast, .limit = together.barRatio}
                     : Bar{.kind = Bar::Kind::MillisecondsAtMost,
                           .limit = 5 * kMillisecondsAKind *
                                    static_cast<double>(together.kinds.size())};
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchPerturb(const BenchContext& context) {
    if (auto done = measureAttacks(context); !done) {
        return done;
    }
    const std::array<Together, 5> pictures{{
        {"gaussian noise", {"picture.gaussian_noise"}},
        {"defocus blur", {"picture.defocus_blur"}},
        {"brightness", {"picture.brightness"}},
        {"JPEG", {"picture.jpeg"}, 1},
        {"the four kinds together",
         {"picture.gaussian_noise", "picture.defocus_blur", "picture.brightness", "picture.jpeg"},
         3},
    }};
    for (const Together& together : pictures) {
        const bool there = std::ranges::all_of(together.kinds, [](const std::string& id) {
            return kindsOfThisProgram().find(id) != nullptr;
        });
        if (!there) {
            return Problem{"The plugin of pictures is not loaded", "pictures",
                           "See `vitrine-run perturb --plugins`"};
        }
        if (auto done = measurePictures(context, together); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace vitrine::app
