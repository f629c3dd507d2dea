#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/media/decoder/decoderprocess.h"
#include "core/media/decoder/protocol.h"
#include "core/media/decoder/sharedmemory.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::media {

/// One request to the decoder process, and what may come back.
struct Question {
    Request request;
    std::vector<std::int64_t> numbers; ///< of frames
    std::string file;                  ///< for Problems
    int descriptor = -1;
    double seconds = 5;     ///< after which the decoder counts as hung: signs of life do not help
    std::size_t frames = 0; ///< pictures that the answer must hold
};

/// What came back, checked against the question: description, then `frames` pictures.
struct Answer {
    std::unique_ptr<SharedMemory> memory;
    std::size_t descriptionBytes = 0;
    std::size_t width = 0;
    std::size_t height = 0;
    std::uint64_t processorMilliseconds = 0; ///< that the process has used so far

    [[nodiscard]] std::string_view description() const;
    [[nodiscard]] std::span<const std::byte> frame(std::size_t index) const;
};

/// Sends the question and waits for the whole answer. The process is ended when it takes too long,
/// breaks the protocol, or the tick says stop; a Problem names the file.
[[nodiscard]] Outcome<Answer> exchange(DecoderProcess& process, const Question& question,
                                       const Tick& tick);

} // namespace vitrine::media
