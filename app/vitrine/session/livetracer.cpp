#include "app/vitrine/session/livetracer.h"

#include <chrono>

namespace vitrine::app {

LiveTracer::LiveTracer(EngineHost& host, QObject* parent)
    : QObject(parent)
    , host_(host) {
    quiet_.setSingleShot(true);
    quiet_.setInterval(kQuietMilliseconds);
    connect(&quiet_, &QTimer::timeout, this, &LiveTracer::submit);
    makeLane();
}

void LiveTracer::makeLane() {
    lane_ = std::make_unique<widgets::LatestWins<Timed>>(
        host_.worker(), [this](widgets::Generation, Outcome<Timed> result) {
            arrived(std::move(result));
        });
    connect(lane_.get(), &widgets::Lane::progressed, this,
            [this](widgets::Generation, Progress progress) { Q_EMIT progressed(progress); });
    connect(lane_.get(), &widgets::Lane::busyChanged, this, &LiveTracer::busyChanged);
}

void LiveTracer::request(const TraceRequest& request) {
    request_ = request;
    if (lastMilliseconds_ < kFastMilliseconds) {
        submit();
        return;
    }
    quiet_.start();
}

void LiveTracer::abandon() {
    quiet_.stop();
    if (lane_->busy()) {
        makeLane();
        Q_EMIT busyChanged(false);
    }
}

void LiveTracer::cancel() {
    const bool waited = quiet_.isActive();
    quiet_.stop();
    if (lane_->busy()) {
        lane_->cancel();
    } else if (waited) { // nothing ran that could tell
        Q_EMIT stopped(request_);
    }
}

bool LiveTracer::busy() const {
    return quiet_.isActive() || lane_->busy();
}

void LiveTracer::submit() {
    submitted_ = request_;
    lane_->submit([room = host_.room(), request = request_](const Tick& tick) -> Outcome<Timed> {
        const auto begin = std::chrono::steady_clock::now();
        auto model = room->open(request.model, tick);
        if (!model) {
            return model.as<Timed>();
        }
        auto picture = study::tracePicture(**model, request.sample, {}, tick);
        if (!picture) {
            return picture.as<Timed>();
        }
        picture->model.name = request.modelName;
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begin;
        return Timed{std::make_shared<const study::TracePicture>(*std::move(picture)),
                     took.count()};
    });
}

void LiveTracer::arrived(Outcome<Timed> result) {
    if (result) {
        lastMilliseconds_ = result->milliseconds;
        Q_EMIT traced(submitted_, result->picture, result->milliseconds);
    } else if (result.failed()) {
        Q_EMIT failed(submitted_, result.problem());
    } else {
        Q_EMIT stopped(submitted_);
    }
}

} // namespace vitrine::app
