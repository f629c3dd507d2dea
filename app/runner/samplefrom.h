#pragma once

#include "app/runner/options.h"
#include "core/base/outcome.h"
#include "core/base/sample.h"

namespace vitrine::app {

inline constexpr OptionSpec kTextOption{"text", "TEXT", "the text"};
inline constexpr OptionSpec kPairOption{"pair", "TEXT",
                                        "second segment, for models that take pairs"};
inline constexpr OptionSpec kWorkspaceOption{"workspace", "FILE",
                                             "take the text from a workspace instead"};
inline constexpr OptionSpec kSampleOption{"sample", "ID",
                                          "which of its samples (default: the one in front)"};

inline constexpr OptionSpec kPictureOption{"picture", "FILE", "a picture instead"};
inline constexpr OptionSpec kClipOption{"clip", "FILE", "a clip instead"};
inline constexpr OptionSpec kFrameOption{
    "frame", "N", "one of its frames as a picture (default: 0 for models that read pictures)"};
inline constexpr OptionSpec kFramesOption{
    "frames", "N", "how many of its frames a model that reads clips is shown (default: 8)"};

/// A Problem, which is a wrong use, unless the options name exactly one sample: `--text` with or
/// without `--pair`, `--workspace` with or without `--sample`, `--picture`, or `--clip` with or
/// without `--frame` or `--frames`.
[[nodiscard]] Outcome<Done> namesOneSample(const Options& options);

/// That sample. A Problem if its file cannot be read or has no such sample.
[[nodiscard]] Outcome<Sample> sampleFrom(const Options& options);

} // namespace vitrine::app
