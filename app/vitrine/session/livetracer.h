#pragma once

#include "app/vitrine/session/enginehost.h"
#include "app/vitrine/session/modelkey.h"

#include "core/base/sample.h"
#include "core/study/picture.h"

#include "widgets/attention/state/attentionstate.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>

namespace vitrine::app {

using widgets::PicturePointer;

/// What a trace was asked of.
struct TraceRequest {
    ModelKey model;
    std::string modelName; ///< as the person calls it; no input
    Sample sample; ///< of a clip: the frame in front, as a picture
    std::string sampleId; ///< of the document; no input
    int frame = 0;        ///< of a clip; no input

    bool operator==(const TraceRequest& other) const {
        return model == other.model && sample == other.sample;
    }
};

/// Traces the newest request alone (specs/attention.md 11): at once while traces take less than
/// 50 ms, else after 40 ms of quiet. The model has to be open. GUI thread.
class LiveTracer final : public QObject {
    Q_OBJECT

public:
    static constexpr double kFastMilliseconds = 50;
    static constexpr int kQuietMilliseconds = 40;

    explicit LiveTracer(EngineHost& host, QObject* parent = nullptr);

    void request(const TraceRequest& request);

    /// Drops what runs or waits; nothing arrives afterwards.
    void abandon();

    /// Stops what runs because the person asked to: `stopped` follows.
    void cancel();

    [[nodiscard]] bool busy() const;

Q_SIGNALS:
    void traced(const vitrine::app::TraceRequest& request,
                const vitrine::app::PicturePointer& picture, double milliseconds);
    void failed(const vitrine::app::TraceRequest& request, const vitrine::Problem& problem);
    void stopped(const vitrine::app::TraceRequest& request);
    void progressed(vitrine::Progress progress);
    void busyChanged(bool busy);

private:
    struct Timed {
        PicturePointer picture;
        double milliseconds = 0;
    };

    void submit();
    void makeLane();
    void arrived(Outcome<Timed> result);

    EngineHost& host_;
    TraceRequest request_;   ///< the newest
    TraceRequest submitted_; ///< what the lane works at
    double lastMilliseconds_ = 0;
    QTimer quiet_;
    std::unique_ptr<widgets::LatestWins<Timed>> lane_;
};

} // namespace vitrine::app
