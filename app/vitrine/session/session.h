#pragma once

#include "app/vitrine/document/document.h"
#include "app/vitrine/session/enginehost.h"
#include "app/vitrine/session/filmtracer.h"
#include "app/vitrine/session/history.h"
#include "app/vitrine/session/livetracer.h"
#include "app/vitrine/session/mediashelf.h"
#include "app/vitrine/session/modelopener.h"
#include "app/vitrine/session/reading.h"
#include "app/vitrine/session/tokenizershelf.h"

#include "core/base/outcome.h"

#include "widgets/attention/state/attentionstate.h"

#include <QObject>

#include <filesystem>
#include <optional>

namespace vitrine::app {

/// Where the picture of the current sample is.
enum class Stage {
    StartingEngine,
    NoModel,     ///< the workspace names none, or nothing is to be traced
    Unconfirmed, ///< the model's path is to be looked at first
    OpeningModel,
    Decoding,   ///< the picture or clip
    Unsuitable, ///< the model does not read what the sample is: see Session::mismatch
    Tracing,
    Done,
    Failed, ///< see Session::problem
    Stopped ///< the person cancelled
};

/// Keeps pictures in step with the document: whatever the current sample, model and comparison are,
/// their traces are made and published. No widgets here. GUI thread.
class Session final : public QObject, public widgets::SelectionEditor {
    Q_OBJECT

public:
    struct Options {
        std::filesystem::path engineLibrary;
        int threads = 1;
        std::filesystem::path decoder = {}; ///< empty: beside the running program
    };

    Session(Document& document, const Options& options, QObject* parent = nullptr);
    ~Session() override;

    /// Loads the engine; to be called after the first paint.
    void start();

    [[nodiscard]] Stage stage() const { return stage_; }
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }
    [[nodiscard]] Mismatch mismatch() const { return mismatch_; }
    [[nodiscard]] const std::optional<Problem>& comparisonProblem() const { return problemB_; }

    /// Tries again after a failure or a stop.
    void retry();
    void cancel();

    /// Shows a kept trace again, as an edit of the document.
    void restore(std::size_t historyEntry);

    /// Of the picture in force; 0 before the first.
    [[nodiscard]] double milliseconds() const { return milliseconds_; }
    [[nodiscard]] std::size_t bytesHeld() const {
        return history_.bytes() + film_.film().bytes();
    }

    [[nodiscard]] widgets::AttentionState& attention() { return attention_; }
    [[nodiscard]] EngineHost& host() { return host_; }
    [[nodiscard]] ModelOpener& models() { return opener_; }
    [[nodiscard]] TokenizerShelf& tokenizers() { return shelf_; }
    [[nodiscard]] History& history() { return history_; }
    [[nodiscard]] MediaShelf& media() { return media_; }
    [[nodiscard]] FilmTracer& film() { return film_; }

    /// What the current sample's picture or clip decodes to; null while it does not, or without one.
    [[nodiscard]] const DecodedMedia* currentMedia();

    /// For full maps and other work on published traces.
    [[nodiscard]] widgets::Worker& pictureWorker() { return pictureWorker_; }

    [[nodiscard]] ModelKey currentKey() const;

    // widgets::SelectionEditor. While a newer text waits for its trace, the picture that is pointed
    // at speaks of an older one than the document.
    void edit(const widgets::AttentionSelection& after, widgets::SelectionChange kind,
              const QString& words) override;

Q_SIGNALS:
    void stageChanged();
    void pictureShown();
    void comparisonShown();
    void mediaArrived(); ///< the current sample's picture or clip, or why there is none
    void progressed(vitrine::Progress progress);

private:
    void connectDocument();
    void connectTracers();
    void refresh();
    void refreshComparison();
    void refreshA();
    void takeSelection();
    void modelChanged(const ModelKey& key);
    void show(const PicturePointer& picture, double milliseconds);
    void setStage(Stage stage);
    void takeMedia(const MediaSource& source);
    void takeFilm();
    [[nodiscard]] bool prepareSample(const SampleEntry& entry, const ModelKey& key);
    [[nodiscard]] std::optional<Sample> sampleOf(const SampleEntry& entry, const ModelKey& key,
                                                 int& frame) const;
    [[nodiscard]] std::string readerOf(const SampleEntry& entry) const;
    [[nodiscard]] Mismatch mismatchOf(const SampleEntry& entry, const ModelKey& key) const;
    void fail(const Problem& problem);
    [[nodiscard]] std::optional<TraceRequest> requestOf(const ModelEntry& model,
                                                        const SampleEntry& sample) const;
    [[nodiscard]] std::optional<TraceRequest> wanted() const;
    [[nodiscard]] std::optional<TraceRequest> wantedB() const;
    [[nodiscard]] const Sample* currentSample() const;
    [[nodiscard]] ModelKey keyOf(const ModelEntry& entry) const;

    // The order is the reverse of the shutdown order: lanes and tracers go before their workers.
    Document& document_;
    widgets::AttentionState attention_;
    EngineHost host_;
    widgets::Worker pictureWorker_;
    widgets::Worker textWorker_;
    ModelOpener opener_;
    TokenizerShelf shelf_;
    mutable MediaShelf media_; ///< a look at what is decoded is no change
    LiveTracer tracer_;
    LiveTracer tracerB_;
    FilmTracer film_;
    History history_;
    Stage stage_ = Stage::StartingEngine;
    std::optional<Problem> engineProblem_;
    std::optional<Problem> problem_;
    std::optional<Problem> problemB_;
    Mismatch mismatch_ = Mismatch::None;
    int frame_ = 0; ///< of the clip, as the selection last had it
    std::optional<TraceRequest> shown_;
    std::optional<TraceRequest> shownB_;
    double milliseconds_ = 0;
};

} // namespace vitrine::app
