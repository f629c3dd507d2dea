#include "app/vitrine/window/statuswatch.h"

#include "app/vitrine/window/statusband.h"

namespace vitrine::app {

StatusWatch::StatusWatch(Session& session, const Labs& labs, StatusBand& band)
    : QObject(&band)
    , session_(session)
    , band_(band)
    , lab_(&labs.current()) {
    connect(&session_, &Session::stageChanged, this, &StatusWatch::takeStage);
    connect(&session_.film(), &FilmTracer::busyChanged, this, &StatusWatch::takeStage);
    connect(&session_, &Session::progressed, &band_.progress(),
            [this](Progress progress) { band_.progress().setProgress(progress); });
    connect(&band_.progress(), &widgets::ProgressChip::cancelRequested, &session_,
            &Session::cancel);
    for (const Lab* lab : labs.all()) {
        connect(lab, &Lab::statusChanged, this, [this, lab] {
            if (lab == lab_) {
                refresh();
            }
        });
    }
    takeStage();
}

void StatusWatch::setLab(const Lab& lab) {
    lab_ = &lab;
    refresh();
}

void StatusWatch::setWords(bool words) {
    words_ = words;
    refresh();
}

void StatusWatch::setPassing(const QString& words) {
    passing_ = words;
    refresh();
}

void StatusWatch::takeStage() {
    const Stage stage = session_.stage();
    const bool works = stage == Stage::StartingEngine || stage == Stage::OpeningModel ||
                       stage == Stage::Tracing || stage == Stage::Decoding;
    const bool film = stage == Stage::Done && session_.film().busy();
    if (film) {
        band_.progress().begin(tr("Look at the frames"));
    } else if (works) {
        band_.progress().begin(stage == Stage::Tracing        ? tr("Trace")
                               : stage == Stage::OpeningModel ? tr("Open the model")
                               : stage == Stage::Decoding     ? tr("Open the picture")
                                                              : tr("Start the engine"));
    } else {
        band_.progress().end();
    }
    refresh();
}

void StatusWatch::refresh() {
    QStringList facts = lab_->facts(words_);
    if (!passing_.isEmpty() && !facts.isEmpty()) {
        facts.first() = passing_;
    }
    band_.setFacts(facts);
    band_.setHints(lab_->hints(words_));
}

} // namespace vitrine::app
