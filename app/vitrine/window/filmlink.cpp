#include "app/vitrine/window/filmlink.h"

#include "widgets/attention/overlay/overlayscene.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/input/filmstrip.h"

#include <algorithm>

namespace vitrine::app {

using widgets::FilmFrame;
using widgets::OverlayMethod;
using widgets::OverlayScene;

namespace {

constexpr int kSide = 236; // twice a frame of the strip: sharp at 200 %
constexpr int kPause = 30; // ms

QSize strippedSize(const widgets::DisplayPicture& picture) {
    return picture.size().scaled(kSide, kSide, Qt::KeepAspectRatio).expandedTo({1, 1});
}

} // namespace

FilmLink::FilmLink(const Document& document, Session& session, widgets::FilmStrip& strip)
    : QObject(&strip)
    , session_(session)
    , strip_(strip) {
    repaint_.setSingleShot(true);
    repaint_.setInterval(kPause);
    connect(&repaint_, &QTimer::timeout, this, &FilmLink::paintOverlays);
    connect(&session_, &Session::mediaArrived, this, &FilmLink::takeClip);
    connect(&session_, &Session::stageChanged, this, &FilmLink::takeClip);
    connect(&document.state(), &WorkspaceState::currentSampleChanged, this, &FilmLink::takeClip);
    connect(&document.state(), &WorkspaceState::sampleEdited, this, &FilmLink::takeClip);
    connect(&session_.film(), &FilmTracer::filmChanged, this, &FilmLink::takeFrames);
    connect(&session_.film(), &FilmTracer::frameTraced, this, &FilmLink::takeFrame);
    widgets::AttentionState& attention = session_.attention();
    connect(&attention, &widgets::AttentionState::selectionChanged, this, [this] {
        strip_.setCurrent(session_.attention().selection().frame);
        repaint_.start();
    });
    connect(&strip_, &widgets::FilmStrip::frameChosen, &attention,
            &widgets::AttentionState::setFrame);
    takeClip();
}

void FilmLink::takeClip() {
    const DecodedMedia* decoded = session_.currentMedia();
    const std::shared_ptr<const Clip> clip = decoded != nullptr ? decoded->clip : nullptr;
    strip_.setVisible(clip != nullptr);
    if (clip == clip_) {
        return;
    }
    clip_ = clip;
    pictures_.clear();
    widgets::Film film;
    if (clip_ != nullptr) {
        film.sourceFrames = clip_->sourceFrames;
        film.sourceSeconds = clip_->sourceSeconds;
        film.current = session_.attention().selection().frame;
        for (const Frame& frame : clip_->frames) {
            const auto& picture = pictures_.emplace_back(frame.picture);
            film.frames.push_back(
                {.number = frame.number,
                 .seconds = frame.seconds,
                 .picture = picture.rendered(QRectF(QPointF(), QSizeF(picture.size())),
                                             strippedSize(picture))});
        }
    }
    strip_.setFilm(std::move(film));
    takeFrames();
}

void FilmLink::takeFrames() {
    if (session_.film().film().clip != clip_ || clip_ == nullptr) {
        return;
    }
    for (int frame = 0; frame < static_cast<int>(pictures_.size()); ++frame) {
        takeFrame(frame);
    }
}

void FilmLink::takeFrame(int frame) {
    const TracedFilm& film = session_.film().film();
    const auto index = static_cast<std::size_t>(frame);
    if (film.clip != clip_ || index >= pictures_.size()) {
        return;
    }
    if (film.pictures[index] != nullptr) {
        strip_.setState(frame, FilmFrame::State::Seen);
    } else if (film.problems[index]) {
        strip_.setState(frame, FilmFrame::State::Failed,
                        QString::fromStdString(film.problems[index]->text()));
    } else {
        strip_.setState(frame, FilmFrame::State::Waiting);
    }
    repaint_.start();
}

void FilmLink::showPlain(int frame) {
    const widgets::DisplayPicture& picture = pictures_[static_cast<std::size_t>(frame)];
    strip_.setPicture(frame, picture.rendered(QRectF(QPointF(), QSizeF(picture.size())),
                                              strippedSize(picture)));
}

// One range for all frames: their weights are to be compared.
void FilmLink::paintOverlays() {
    const TracedFilm& film = session_.film().film();
    const widgets::AttentionState& attention = session_.attention();
    const auto head = attention.selectedHead();
    const bool rollout = attention.selection().overlay.method == OverlayMethod::Rollout;
    if (clip_ == nullptr || film.clip != clip_ || !head) {
        return;
    }
    std::vector<std::optional<OverlayScene>> scenes(pictures_.size());
    double high = 0;
    for (std::size_t frame = 0; frame < scenes.size(); ++frame) {
        if (film.pictures[frame] != nullptr && !rollout) {
            scenes[frame] = widgets::overlaySceneOf(
                film.pictures[frame], attention.patchesOf(static_cast<int>(frame)),
                attention.selection(),
                {.head = *head,
                 .quadrant = attention.selection().overlay.quadrant,
                 .query = attention.selectedQuery().value_or(0)},
                nullptr);
            high = scenes[frame] ? std::max(high, scenes[frame]->scale.high) : high;
        }
    }
    for (std::size_t frame = 0; frame < scenes.size(); ++frame) {
        if (!scenes[frame]) {
            showPlain(static_cast<int>(frame));
            continue;
        }
        scenes[frame]->scale.high = high;
        strip_.setPicture(static_cast<int>(frame),
                          widgets::overlaidPicture(pictures_[frame], *scenes[frame],
                                                   strippedSize(pictures_[frame]),
                                                   widgets::lookOf(&strip_)));
    }
    strip_.setToolTip(high > 0 ? tr("Weights of the head in front; one range for all frames: 0–%1")
                                     .arg(widgets::hoverText(high))
                               : QString());
}

} // namespace vitrine::app
