#pragma once

#include "app/vitrine/document/mediasource.h"

#include "core/base/clip.h"
#include "core/base/image.h"
#include "core/base/outcome.h"
#include "core/media/decoder/decoderclient.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::app {

/// A picture or the sampled frames of a clip, decoded; one of the two.
struct DecodedMedia {
    std::shared_ptr<const Image> picture;
    std::shared_ptr<const Clip> clip;
    std::vector<std::string> notes; ///< what was done to it: turned, transparency laid over white

    [[nodiscard]] std::size_t bytes() const;
};

/// Pictures and clips by their source, decoded in the decoder process and kept, up to kMostBytes:
/// then those looked at longest ago go. GUI thread; the decoder is asked on a worker.
class MediaShelf final : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kMostBytes = std::size_t{1} << 30;

    explicit MediaShelf(std::filesystem::path decoder, QObject* parent = nullptr);
    ~MediaShelf() override;

    /// What it decodes to, null until that is known: it is then asked for and `arrived` follows. The
    /// pointer is good until the next call.
    [[nodiscard]] const DecodedMedia* find(const MediaSource& source);

    /// Why it could not be decoded; null while it is decoded, being decoded or unknown.
    [[nodiscard]] const Problem* problem(const MediaSource& source) const;

    [[nodiscard]] bool holds(const MediaSource& source) const;

    /// Forgets a failure: the next `find` tries again.
    void forget(const MediaSource& source);

    [[nodiscard]] bool busy() const;

    /// Stops all decoding: `arrived` follows for each, without a value and without a Problem.
    void cancel();

    /// Of the decoder's process; −1 without one. For tests.
    [[nodiscard]] pid_t decoderProcess() const { return client_->processId(); }

Q_SIGNALS:
    void arrived(const vitrine::app::MediaSource& source);
    void progressed(vitrine::Progress progress);

private:
    using DecodeLane = widgets::LatestWins<DecodedMedia>;

    struct Entry {
        MediaSource source;
        std::optional<DecodedMedia> decoded;
        std::optional<Problem> problem;
        std::unique_ptr<DecodeLane> lane; ///< while it is being decoded
    };

    void decode(const MediaSource& source);
    void took(const MediaSource& source, Outcome<DecodedMedia> decoded);
    void dropOldest();
    [[nodiscard]] Entry* entryOf(const MediaSource& source) const;

    std::shared_ptr<media::DecoderClient> client_;
    widgets::Worker worker_; // before the entries: their lanes go first
    std::vector<std::unique_ptr<Entry>> entries_; ///< looked at longest ago first
};

} // namespace vitrine::app
