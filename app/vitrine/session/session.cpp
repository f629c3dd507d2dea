#include "app/vitrine/session/session.h"

#include "widgets/attention/state/anchors.h"

#include <algorithm>
#include <utility>

namespace vitrine::app {

Session::Session(Document& document, const Options& options, QObject* parent)
    : QObject(parent)
    , document_(document)
    , host_(options.engineLibrary, options.threads)
    , pictureWorker_(QStringLiteral("pictures"))
    , textWorker_(QStringLiteral("text"))
    , opener_(host_)
    , shelf_(textWorker_)
    , media_(options.decoder)
    , tracer_(host_)
    , tracerB_(host_)
    , film_(host_) {
    attention_.setEditor(this);
    takeSelection();
    connectDocument();
    document_.setReaderOf([this](const SampleEntry& entry) { return readerOf(entry); });
    connectTracers();
    connect(&host_, &EngineHost::started, this, &Session::refresh);
    connect(&host_, &EngineHost::failed, this, [this](const Problem& problem) {
        engineProblem_ = problem;
        fail(problem);
    });
    connect(&opener_, &ModelOpener::stateChanged, this, &Session::modelChanged);
    connect(&media_, &MediaShelf::arrived, this, &Session::takeMedia);
    connect(&media_, &MediaShelf::progressed, this, &Session::progressed);
    connect(&film_, &FilmTracer::progressed, this, &Session::progressed);
    connect(&opener_, &ModelOpener::progressed, this,
            [this](const ModelKey& key, Progress progress) {
                if (key == currentKey()) {
                    Q_EMIT progressed(progress);
                }
            });
}

Session::~Session() {
    document_.setReaderOf({});
    attention_.setEditor(nullptr);
}

void Session::connectDocument() {
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &Session::refresh);
    connect(&state, &WorkspaceState::currentModelChanged, this, &Session::refresh);
    connect(&state, &WorkspaceState::comparisonChanged, this, &Session::refreshComparison);
    connect(&state, &WorkspaceState::sampleEdited, this, &Session::refresh);
    connect(&state, &WorkspaceState::selectionChanged, this, &Session::takeSelection);
}

void Session::connectTracers() {
    connect(&tracer_, &LiveTracer::progressed, this, &Session::progressed);
    connect(&tracer_, &LiveTracer::traced, this,
            [this](const TraceRequest& request, const PicturePointer& picture, double took) {
                history_.add(request, picture, took);
                if (wanted() == request) {
                    shown_ = request;
                    show(picture, took);
                }
            });
    connect(&tracer_, &LiveTracer::failed, this,
            [this](const TraceRequest& request, const Problem& problem) {
                if (wanted() == request) {
                    fail(problem);
                }
            });
    connect(&tracer_, &LiveTracer::stopped, this, [this] { setStage(Stage::Stopped); });
    connect(&tracerB_, &LiveTracer::traced, this,
            [this](const TraceRequest& request, const PicturePointer& picture, double) {
                if (wantedB() == request) {
                    shownB_ = request;
                    problemB_.reset();
                    attention_.setOther(picture);
                    Q_EMIT comparisonShown();
                }
            });
    connect(&tracerB_, &LiveTracer::failed, this,
            [this](const TraceRequest& request, const Problem& problem) {
                if (wantedB() == request) {
                    shownB_.reset();
                    problemB_ = problem;
                    attention_.setOther(nullptr);
                    Q_EMIT comparisonShown();
                }
            });
}

const Sample* Session::currentSample() const {
    const SampleEntry* entry = document_.state().currentSample();
    return entry != nullptr ? &entry->sample : nullptr;
}

void Session::takeSelection() {
    const widgets::AttentionSelection& selection = document_.value().selection;
    if (std::exchange(frame_, selection.frame) != selection.frame) {
        refresh();
    }
    const engine::Trace* trace = attention_.trace();
    const Sample* sample = currentSample();
    attention_.setSelection(
        trace != nullptr && sample != nullptr
            ? widgets::carried(selection, *sample, trace->sample()).selection
            : selection);
}

void Session::edit(const widgets::AttentionSelection& after, widgets::SelectionChange kind,
                   const QString& words) {
    const engine::Trace* trace = attention_.trace();
    const Sample* sample = currentSample();
    document_.edit(trace != nullptr && sample != nullptr
                       ? widgets::carried(after, trace->sample(), *sample).selection
                       : after,
                   kind, words);
}

void Session::start() {
    host_.start();
    refresh();
}

ModelKey Session::keyOf(const ModelEntry& entry) const {
    return {.folder = entry.folder, .device = document_.value().device};
}

ModelKey Session::currentKey() const {
    const ModelEntry* entry = document_.state().currentModel();
    return entry != nullptr ? keyOf(*entry) : ModelKey{};
}

std::optional<TraceRequest> Session::wanted() const {
    const ModelEntry* model = document_.state().currentModel();
    const SampleEntry* sample = document_.state().currentSample();
    return model != nullptr && sample != nullptr ? requestOf(*model, *sample) : std::nullopt;
}

// None while the sample's picture is not decoded.
std::optional<TraceRequest> Session::requestOf(const ModelEntry& model,
                                               const SampleEntry& entry) const {
    int frame = 0;
    std::optional<Sample> sample = sampleOf(entry, keyOf(model), frame);
    if (!sample) {
        return std::nullopt;
    }
    return TraceRequest{.model = keyOf(model),
                        .modelName = model.name,
                        .sample = *std::move(sample),
                        .sampleId = entry.id,
                        .frame = frame};
}

std::optional<TraceRequest> Session::wantedB() const {
    std::optional<TraceRequest> request = wanted();
    const Comparison& comparison = document_.value().comparison;
    if (!request || comparison.kind == Comparison::Kind::None) {
        return std::nullopt;
    }
    if (comparison.kind == Comparison::Kind::Sample) {
        const SampleEntry* sample = findSample(document_.value(), comparison.id);
        return sample != nullptr ? requestOf(*document_.state().currentModel(), *sample)
                                 : std::nullopt;
    } else {
        const ModelEntry* model = findModel(document_.value(), comparison.id);
        if (model == nullptr || !model->confirmed) {
            return std::nullopt;
        }
        request->model = keyOf(*model);
        request->modelName = model->name;
    }
    return request;
}

void Session::refresh() {
    refreshA();
    refreshComparison();
}

void Session::refreshA() {
    if (engineProblem_) {
        return fail(*engineProblem_);
    }
    if (!host_.ready()) {
        return setStage(Stage::StartingEngine);
    }
    const ModelEntry* model = document_.state().currentModel();
    const SampleEntry* sample = document_.state().currentSample();
    if (model == nullptr || sample == nullptr) {
        tracer_.abandon();
        film_.clear();
        return setStage(Stage::NoModel);
    }
    if (!model->confirmed || !sample->media.confirmed) {
        tracer_.abandon();
        return setStage(Stage::Unconfirmed);
    }
    const ModelKey key = keyOf(*model);
    switch (opener_.state(key)) {
    case ModelState::Failed: tracer_.abandon(); return fail(*opener_.problem(key));
    case ModelState::Closed: tracer_.abandon(); return opener_.open(key);
    case ModelState::Opening: tracer_.abandon(); return setStage(Stage::OpeningModel);
    case ModelState::Open: break;
    }
    if (!prepareSample(*sample, key)) {
        return tracer_.abandon();
    }
    const std::optional<TraceRequest> request = wanted();
    if (shown_ == request && stage_ == Stage::Done) {
        tracer_.abandon();
        return;
    }
    PicturePointer kept = history_.recall(*request);
    if (kept == nullptr) {
        kept = film_.find(request->model, request->sample.picture.get());
    }
    if (kept != nullptr) {
        tracer_.abandon();
        shown_ = request;
        return show(kept, kept->trace->milliseconds());
    }
    setStage(Stage::Tracing);
    tracer_.request(*request);
}

void Session::refreshComparison() {
    const std::optional<TraceRequest> request = wantedB();
    if (!request || !host_.ready()) {
        tracerB_.abandon();
        shownB_.reset();
        problemB_.reset();
        if (attention_.other() != nullptr) {
            attention_.setOther(nullptr);
        }
        Q_EMIT comparisonShown();
        return;
    }
    if (shownB_ == request) {
        return;
    }
    switch (opener_.state(request->model)) {
    case ModelState::Failed:
        problemB_ = *opener_.problem(request->model);
        Q_EMIT comparisonShown();
        return;
    case ModelState::Closed: return opener_.open(request->model);
    case ModelState::Opening: return;
    case ModelState::Open: break;
    }
    tracerB_.request(*request);
}

void Session::modelChanged(const ModelKey& key) {
    const ModelState state = opener_.state(key);
    if (key == currentKey() && state == ModelState::Closed) {
        return setStage(Stage::Stopped);
    }
    const std::optional<TraceRequest> b = wantedB();
    if (key == currentKey()) {
        refreshA();
    }
    if (b && b->model == key && state != ModelState::Closed) {
        refreshComparison();
    }
}

void Session::show(const PicturePointer& picture, double milliseconds) {
    milliseconds_ = milliseconds;
    problem_.reset();
    const Sample* sample = currentSample();
    const widgets::AttentionSelection& selection = document_.value().selection;
    attention_.setPicture(
        picture, sample != nullptr
                     ? widgets::carried(selection, *sample, picture->trace->sample()).selection
                     : selection);
    setStage(Stage::Done);
    takeFilm();
    Q_EMIT pictureShown();
}

void Session::fail(const Problem& problem) {
    shown_.reset();
    problem_ = problem;
    stage_ = Stage::Failed;
    Q_EMIT stageChanged();
}

void Session::setStage(Stage stage) {
    if (stage_ != stage) {
        stage_ = stage;
        Q_EMIT stageChanged();
    }
}

void Session::retry() {
    if (opener_.state(currentKey()) == ModelState::Failed) {
        opener_.open(currentKey());
        return;
    }
    if (const SampleEntry* entry = document_.state().currentSample()) {
        media_.forget(entry->media);
    }
    if (engineProblem_) {
        engineProblem_.reset();
        host_.start();
    }
    refresh();
}

void Session::cancel() {
    opener_.cancel(currentKey());
    tracer_.cancel();
    tracerB_.cancel();
    media_.cancel();
    film_.cancel();
}

void Session::restore(std::size_t historyEntry) {
    const TraceRequest request = history_.entries().at(historyEntry).request;
    for (const ModelEntry& entry : document_.value().models) {
        if (keyOf(entry) == request.model) {
            document_.chooseModel(entry.id);
        }
    }
    if (request.sample.picture != nullptr || request.sample.clip != nullptr) {
        document_.chooseSample(request.sampleId);
        widgets::AttentionSelection selection = document_.value().selection;
        selection.frame = request.frame;
        document_.edit(selection, widgets::SelectionChange::Frame, tr("Look at a frame"));
        return;
    }
    for (const SampleEntry& entry : document_.value().samples) {
        if (entry.media.none() && entry.sample.text == request.sample.text &&
            entry.sample.pair == request.sample.pair) {
            document_.chooseSample(entry.id);
            return;
        }
    }
    document_.editSample(request.sample.text, request.sample.pair);
}

} // namespace vitrine::app
