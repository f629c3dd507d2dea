#pragma once

#include <QImage>
#include <QString>

#include <cstdint>
#include <vector>

namespace vitrine::widgets {

/// One sampled frame as the film strip shows it.
struct FilmFrame {
    enum class State { Waiting, Seen, Failed };

    std::int64_t number = 0; ///< in the source clip
    double seconds = 0;
    QImage picture;          ///< any size; scaled into the frame
    State state = State::Seen;
    QString note; ///< why it failed

    bool operator==(const FilmFrame&) const = default;
};

/// A clip as the film strip shows it. A plain value.
struct Film {
    std::vector<FilmFrame> frames;
    std::int64_t sourceFrames = 0; ///< of the whole clip; 0 = unknown
    double sourceSeconds = 0;
    int current = 0; ///< index into frames
};

/// "1.13 s"; hundredths below a minute, else "2:05.1".
[[nodiscard]] QString secondsText(double seconds);

} // namespace vitrine::widgets
