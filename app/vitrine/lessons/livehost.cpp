#include "app/vitrine/lessons/livehost.h"

#include "app/vitrine/document/places.h"

#include "widgets/attention/compare/comparestate.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <filesystem>

namespace vitrine::app {

using widgets::AttentionState;
using widgets::LiveCall;

namespace {

constexpr std::size_t kMostGathered = 8; ///< traces whose words are kept

bool comparesIn(const LiveCall& view) {
    return view.name == "compare" || view.name == "meaning";
}

} // namespace

LiveHost::LiveHost(Document& document, Session& session, QObject* parent)
    : LessonHost(parent)
    , document_(document)
    , session_(session) {
    watch();
}

void LiveHost::watch() {
    WorkspaceState& state = document_.state();
    const AttentionState& attention = session_.attention();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &LiveHost::take);
    connect(&state, &WorkspaceState::currentModelChanged, this, &LiveHost::take);
    connect(&state, &WorkspaceState::sampleEdited, this, &LiveHost::take);
    connect(&session_, &Session::stageChanged, this, &LiveHost::take);
    connect(&session_, &Session::pictureShown, this, &LiveHost::take);
    connect(&session_, &Session::comparisonShown, this, &LiveHost::take);
    connect(&attention, &AttentionState::selectionChanged, this, &LiveHost::take);
    connect(&attention, &AttentionState::hoverChanged, this, &LiveHost::take);
    connect(&attention.compare(), &widgets::CompareState::shownChanged, this, &LiveHost::take);
}

void LiveHost::take() {
    Q_EMIT changed();
}

const SampleEntry* LiveHost::before() const {
    const auto& samples = document_.value().samples;
    const auto found = std::ranges::find_if(samples, [&](const SampleEntry& entry) {
        return entry.sample.text == sentence_ && !entry.sample.pair;
    });
    return found != samples.end() ? &*found : nullptr;
}

const SampleEntry* LiveHost::after() const {
    const SampleEntry* first = before();
    const SampleEntry* last = nullptr;
    for (const SampleEntry& entry : document_.value().samples) {
        if (first != nullptr && entry.parent == first->id && entry.draft &&
            entry.sample.text != sentence_) {
            last = &entry;
        }
    }
    return last;
}

void LiveHost::beginLesson(const widgets::Lesson& lesson) {
    const QScopedValueRollback arranging(arranging_, true);
    sentence_ = lesson.sentence;
    bringModel(lesson);
    if (before() == nullptr) {
        document_.addSample({.name = lesson.title, .text = sentence_},
                            tr("Add the lesson's sentence"));
    }
}

// The lesson's own model, unless the one at hand has what the lesson needs.
void LiveHost::bringModel(const widgets::Lesson& lesson) {
    const engine::ModelCard* card = session_.models().card(session_.currentKey());
    const bool looksAcross = std::ranges::find(lesson.needs, "cross") != lesson.needs.end();
    if (lesson.model.empty() || (card != nullptr && (card->writes || !looksAcross))) {
        return;
    }
    const std::filesystem::path folder = placesFromEnvironment().cache / lesson.model;
    if (std::filesystem::exists(folder / "config.json")) {
        document_.addModel(folder);
    }
}

void LiveHost::showStep(const widgets::LessonStep& step) {
    {
        const QScopedValueRollback arranging(arranging_, true);
        view_ = step.view;
        differenceShown_ = false;
        arrange();
    }
    const SampleEntry* current = document_.state().currentSample();
    textAtStep_ = current != nullptr ? current->sample.text : std::string();
    headAtStep_ = session_.attention().selectedHead();
    Q_EMIT viewChanged();
    Q_EMIT changed();
}

// Which sample is the current one and what it is compared with, as the step needs it.
void LiveHost::arrange() {
    const SampleEntry* a = before();
    const SampleEntry* b = after();
    if (a == nullptr) {
        return;
    }
    const std::string first = a->id;
    const std::string second = b != nullptr ? b->id : std::string();
    const bool both = comparesIn(view_) && !second.empty();
    const std::string wanted = both || second.empty() ? first : second;
    if (document_.value().sample != wanted) {
        document_.chooseSample(wanted);
    }
    const Comparison comparison =
        both ? Comparison{Comparison::Kind::Sample, second} : Comparison{};
    if (document_.value().comparison != comparison) {
        document_.compareWith(comparison);
    }
}

void LiveHost::useSentence(const std::string& sentence) {
    const SampleEntry* a = before();
    if (a == nullptr) {
        return;
    }
    const SampleEntry* b = after();
    const std::string target = b != nullptr && sentence != sentence_ ? b->id : a->id;
    if (document_.value().comparison.kind != Comparison::Kind::None) {
        document_.compareWith({});
    }
    if (document_.value().sample != target) {
        document_.chooseSample(target);
    }
    if (sentence != sentence_) {
        document_.editSample(sentence, std::nullopt);
        if (comparesIn(view_)) {
            arrange();
        }
    }
}

bool LiveHost::compares() const {
    return comparesIn(view_) && session_.attention().other() != nullptr;
}

widgets::PicturePointer LiveHost::pictureOf(const std::string& text) const {
    const AttentionState& attention = session_.attention();
    const auto isIt = [&](const widgets::PicturePointer& picture) {
        return picture != nullptr && readsAlone(*picture->trace, text);
    };
    const auto& entries = session_.history().entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (entry->request.model == session_.currentKey() && isIt(entry->picture)) {
            return entry->picture;
        }
    }
    if (isIt(attention.picture()) && session_.stage() == Stage::Done) {
        return attention.picture();
    }
    return isIt(attention.other()) ? attention.other() : nullptr;
}

widgets::PicturePointer LiveHost::pictureOf(Side side) const {
    const SampleEntry* entry = side == Side::A   ? before()
                               : side == Side::B ? after()
                                                 : document_.state().currentSample();
    return entry != nullptr ? pictureOf(entry->sample.text) : nullptr;
}

std::shared_ptr<const LessonWords> LiveHost::words(Side side) const {
    const widgets::PicturePointer picture = pictureOf(side);
    if (picture == nullptr) {
        return nullptr;
    }
    if (gathered_.size() >= kMostGathered && !gathered_.contains(picture)) {
        gathered_.clear();
    }
    auto& words = gathered_[picture];
    if (words == nullptr) {
        words = std::make_shared<const LessonWords>(picture);
    }
    return words;
}

std::optional<ChangedWord> LiveHost::wordChange() const {
    const widgets::PicturePointer a = pictureOf(Side::A);
    const widgets::PicturePointer b = pictureOf(Side::B);
    return a != nullptr && b != nullptr ? changedWord(a, b) : std::nullopt;
}

std::optional<LessonWord> LiveHost::find(const LessonWords& words, Side side,
                                         const widgets::LiveArgument& word,
                                         std::optional<std::size_t> axis) const {
    if (word.quoted) {
        return words.find(word.text, word.nth, axis);
    }
    const auto change = wordChange();
    if (!change) {
        return std::nullopt;
    }
    const bool late = side == Side::B ||
                      (side == Side::Current && words.trace().sample().text != sentence_);
    return words.find(late ? change->after : change->before, 1, axis);
}

QString LiveHost::whyMissing(Side side) const {
    if (document_.state().currentModel() == nullptr) {
        return tr("No model is open");
    }
    const engine::ModelCard* card = session_.models().card(session_.currentKey());
    if (card != nullptr && !card->texts) {
        return tr("The open model reads pictures, not text");
    }
    if (side == Side::B && after() == nullptr) {
        return tr("Change a word of the sentence first");
    }
    return session_.problem() ? QString::fromStdString(session_.problem()->what)
                              : tr("The model has not answered yet");
}

void LiveHost::setDifferenceShown(bool shown) {
    if (differenceShown_ != shown) {
        differenceShown_ = shown;
        Q_EMIT changed();
    }
}

void LiveHost::setStepProblem(const std::optional<Problem>& problem) {
    if (stepProblem_ != problem) {
        stepProblem_ = problem;
        Q_EMIT changed();
    }
}

} // namespace vitrine::app
