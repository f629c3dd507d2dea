#pragma once

#include "app/vitrine/lessons/lessonwords.h"
#include "app/vitrine/session/session.h"

#include "widgets/lessons/host.h"

#include <memory>
#include <optional>
#include <string>

namespace vitrine::app {

/// Answers a lesson from the document and the traces of this session, and brings about the sentence
/// and the comparison that a step speaks of. A is the lesson's sentence, B what the person made of
/// it. Every number is recomputed from the trace when it is asked for. GUI thread.
class LiveHost final : public widgets::LessonHost {
    Q_OBJECT

public:
    LiveHost(Document& document, Session& session, QObject* parent = nullptr);

    void beginLesson(const widgets::Lesson& lesson) override;
    void showStep(const widgets::LessonStep& step) override;
    [[nodiscard]] widgets::LiveValue value(const widgets::LiveCall& call) const override;
    [[nodiscard]] bool holds(const widgets::LiveCall& condition) const override;
    [[nodiscard]] QString lacking(const std::string& need) const override;
    void useSentence(const std::string& sentence) override;

    enum class Side { Current, A, B };

    [[nodiscard]] const widgets::LiveCall& view() const { return view_; }
    [[nodiscard]] bool compares() const;

    /// The words of a side's trace; null while there is none.
    [[nodiscard]] std::shared_ptr<const LessonWords> words(Side side) const;

    /// A word that a lesson names, in a side's trace; on any of its axes, or on that one.
    [[nodiscard]] std::optional<LessonWord> find(const LessonWords& words, Side side,
                                                 const widgets::LiveArgument& word,
                                                 std::optional<std::size_t> axis = {}) const;

    /// The live side tells what only it knows.
    void setDifferenceShown(bool shown);
    void setStepProblem(const std::optional<Problem>& problem); ///< why there are no inner steps

Q_SIGNALS:
    void viewChanged();

private:
    struct Arguments;

    void arrange();
    void bringModel(const widgets::Lesson& lesson);
    void watch();
    void take();
    [[nodiscard]] const SampleEntry* before() const;
    [[nodiscard]] const SampleEntry* after() const;
    [[nodiscard]] widgets::PicturePointer pictureOf(const std::string& text) const;
    [[nodiscard]] widgets::PicturePointer pictureOf(Side side) const;
    [[nodiscard]] std::optional<ChangedWord> wordChange() const;
    [[nodiscard]] QString whyMissing(Side side) const;
    [[nodiscard]] bool hovers(const widgets::LiveArgument& word, bool key) const;

    [[nodiscard]] widgets::LiveValue ofText(const Arguments& asked) const;
    [[nodiscard]] widgets::LiveValue ofPieces(const Arguments& asked) const;
    [[nodiscard]] widgets::LiveValue ofHead(const Arguments& asked) const;
    [[nodiscard]] widgets::LiveValue ofModel(const Arguments& asked) const;
    [[nodiscard]] widgets::LiveValue cosine() const;

    Document& document_;
    Session& session_;
    std::string sentence_;
    widgets::LiveCall view_;
    std::string textAtStep_;
    std::optional<engine::HeadRef> headAtStep_;
    bool differenceShown_ = false;
    bool arranging_ = false; ///< the window is being brought to a step: nothing the person did
    std::optional<Problem> stepProblem_;
    mutable std::map<widgets::PicturePointer, std::shared_ptr<const LessonWords>> gathered_;
};

} // namespace vitrine::app
