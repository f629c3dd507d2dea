#include "app/vitrine/session/filmtracer.h"

#include "core/study/picture.h"

#include <algorithm>

namespace vitrine::app {

std::size_t TracedFilm::bytes() const {
    std::size_t bytes = 0;
    for (const PicturePointer& picture : pictures) {
        bytes += picture ? picture->trace->bytes() : 0;
    }
    return bytes;
}

FilmTracer::FilmTracer(EngineHost& host, QObject* parent)
    : QObject(parent)
    , host_(host) {}

Sample FilmTracer::sampleOf(const std::string& name, const Clip& clip, int frame) {
    Sample sample;
    sample.name = name + ", frame " +
                  std::to_string(clip.frames.at(static_cast<std::size_t>(frame)).number);
    sample.picture = clip.frames[static_cast<std::size_t>(frame)].picture;
    return sample;
}

// Whether the model read the clip, not one of its frames.
bool FilmTracer::sawAll(const study::TracePicture& picture) const {
    return picture.trace->sample().clip == film_.clip;
}

void FilmTracer::show(const ModelKey& model, const std::string& modelName, const std::string& name,
                      std::shared_ptr<const Clip> clip, int front,
                      const PicturePointer& inFront) {
    front_ = front;
    modelName_ = modelName;
    name_ = name;
    if (!(model == model_) || clip != film_.clip) {
        lane_.reset();
        running_ = false;
        model_ = model;
        const std::size_t frames = clip->frames.size();
        film_ = {.clip = std::move(clip),
                 .pictures = std::vector<PicturePointer>(frames),
                 .problems = std::vector<std::optional<Problem>>(frames)};
        Q_EMIT filmChanged();
    }
    for (int frame = 0; frame < static_cast<int>(film_.pictures.size()); ++frame) {
        const auto index = static_cast<std::size_t>(frame);
        const bool seen = inFront != nullptr && (frame == front || sawAll(*inFront));
        if (seen && film_.pictures[index] == nullptr) {
            film_.pictures[index] = inFront;
            Q_EMIT frameTraced(frame);
        }
    }
    if (!busy()) {
        next();
    }
}

void FilmTracer::clear() {
    lane_.reset();
    model_ = {};
    setRunning(false);
    if (film_.clip != nullptr) {
        film_ = {};
        Q_EMIT filmChanged();
    }
}

void FilmTracer::setRunning(bool running) {
    if (running != running_) {
        running_ = running;
        Q_EMIT busyChanged(running);
    }
}

void FilmTracer::cancel() {
    if (lane_ != nullptr) {
        lane_->cancel();
    }
}

// From the frame in front to the end, then from the begin: what is looked at next comes first.
int FilmTracer::nextFrame() const {
    const int frames = static_cast<int>(film_.pictures.size());
    for (int step = 0; step < frames; ++step) {
        const auto frame = static_cast<std::size_t>((front_ + step) % frames);
        if (film_.pictures[frame] == nullptr && !film_.problems[frame]) {
            return static_cast<int>(frame);
        }
    }
    return -1;
}

void FilmTracer::next() {
    const int frame = nextFrame();
    setRunning(frame >= 0);
    if (frame < 0) {
        return;
    }
    if (film_.bytes() > kMostBytes) {
        const auto index = static_cast<std::size_t>(frame);
        film_.problems[index] =
            Problem{"This frame was not looked at: the traces of the clip hold " +
                        std::to_string(film_.bytes() >> 20) + " MB already",
                    name_, "Sample fewer frames"};
        Q_EMIT frameTraced(frame);
        return next();
    }
    lane_ = std::make_unique<widgets::LatestWins<PicturePointer>>(
        host_.worker(), [this, frame](widgets::Generation, Outcome<PicturePointer> picture) {
            arrived(frame, std::move(picture));
        });
    lane_->submit([room = host_.room(), key = model_, modelName = modelName_,
                   sample = sampleOf(name_, *film_.clip, frame)](
                      const Tick& tick) -> Outcome<PicturePointer> {
        auto model = room->open(key, tick);
        if (!model) {
            return model.as<PicturePointer>();
        }
        auto picture = study::tracePicture(**model, sample, {}, tick);
        if (!picture) {
            return picture.as<PicturePointer>();
        }
        picture->model.name = modelName;
        return std::make_shared<const study::TracePicture>(*std::move(picture));
    });
}

void FilmTracer::arrived(int frame, Outcome<PicturePointer> picture) {
    const auto index = static_cast<std::size_t>(frame);
    if (picture) {
        film_.pictures[index] = picture.value();
    } else if (picture.failed()) {
        film_.problems[index] = picture.problem();
    } else {
        // Stopped by the person: the frames left wait until they are asked for again.
        return setRunning(false);
    }
    const auto done = std::ranges::count_if(film_.pictures,
                                            [](const PicturePointer& each) { return each != nullptr; });
    Q_EMIT progressed({.done = done, .total = static_cast<std::int64_t>(film_.pictures.size()),
                       .unit = Unit::Count});
    Q_EMIT frameTraced(frame);
    next();
}

PicturePointer FilmTracer::find(const ModelKey& model, const Image* frame) const {
    if (!(model == model_) || film_.clip == nullptr || frame == nullptr) {
        return nullptr;
    }
    for (std::size_t index = 0; index < film_.pictures.size(); ++index) {
        if (film_.clip->frames[index].picture.get() == frame) {
            return film_.pictures[index];
        }
    }
    return nullptr;
}

} // namespace vitrine::app
