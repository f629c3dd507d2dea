#pragma once

#include "app/vitrine/session/livetracer.h"

#include "core/base/clip.h"

#include <QObject>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace vitrine::app {

/// The frames of a clip, each seen by a model as a picture of its own, and how far that has come. A
/// model that reads clips has seen them all in one picture.
struct TracedFilm {
    std::shared_ptr<const Clip> clip;
    std::vector<PicturePointer> pictures;          ///< null until traced
    std::vector<std::optional<Problem>> problems;  ///< of frames that could not be traced

    [[nodiscard]] std::size_t bytes() const;
};

/// Traces the frames of a clip one after another, the one in front first, on the engine thread; a
/// newer clip or model replaces the older. Stops before kMostBytes of traces are held: the frames
/// left say so. GUI thread.
class FilmTracer final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostBytes = std::size_t{512} << 20;

    explicit FilmTracer(EngineHost& host, QObject* parent = nullptr);

    /// Looks at this clip through this model from now on; goes on where it is the same already.
    /// `name` is the sample's; `inFront` the trace of the frame in front, if it was made already.
    void show(const ModelKey& model, const std::string& modelName, const std::string& name,
              std::shared_ptr<const Clip> clip, int front,
              const PicturePointer& inFront);

    void clear();

    /// Stops; `show` goes on.
    void cancel();

    [[nodiscard]] const TracedFilm& film() const { return film_; }
    [[nodiscard]] bool busy() const { return running_; }

    /// The trace of a frame's picture on that model; null where it is not there yet.
    [[nodiscard]] PicturePointer find(const ModelKey& model, const Image* frame) const;

    /// The sample that a frame is to the model.
    [[nodiscard]] static Sample sampleOf(const std::string& name, const Clip& clip, int frame);

Q_SIGNALS:
    void filmChanged();        ///< another clip, or another model
    void frameTraced(int frame);
    void progressed(vitrine::Progress progress);
    void busyChanged(bool busy);

private:
    void next();
    [[nodiscard]] bool sawAll(const study::TracePicture& picture) const;
    void setRunning(bool running);
    void arrived(int frame, Outcome<PicturePointer> picture);
    [[nodiscard]] int nextFrame() const;

    EngineHost& host_;
    ModelKey model_;
    std::string modelName_;
    std::string name_;
    int front_ = 0;
    bool running_ = false; ///< from the first frame to the last, not for each
    TracedFilm film_;
    std::unique_ptr<widgets::LatestWins<PicturePointer>> lane_;
};

} // namespace vitrine::app
