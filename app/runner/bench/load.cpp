#include "app/runner/bench/bench.h"
#include "app/runner/bench/peer.h"
#include "app/runner/bench/temporaryfolder.h"
#include "app/runner/cachefolder.h"
#include "core/base/files.h"
#include "core/base/safetensors.h"
#include "core/neural/engine.h"

#include <array>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

/// A safetensors file of so many equal tensors, whose data is a hole that takes no disk.
struct Shape {
    const char* name;
    std::int64_t tensors;
    std::int64_t elements; ///< fp32, each tensor
    double barMilliseconds;
};

constexpr std::array kShapes{
    Shape{"500 MB in 150 tensors", 150, 833'333, 50},
    Shape{"5 GB in 300 tensors", 300, 4'166'667, 100},
    Shape{"header of 100,000 tensors", 100'000, 1, 100},
};

std::string headerOf(const Shape& shape) {
    std::string header = "{";
    const std::int64_t bytes = shape.elements * 4;
    for (std::int64_t index = 0; index < shape.tensors; ++index) {
        header += (index == 0 ? "\"layer." : ",\"layer.") + std::to_string(index) +
                  ".weight\":{\"dtype\":\"F32\",\"shape\":[" + std::to_string(shape.elements) +
                  "],\"data_offsets\":[" + std::to_string(index * bytes) + "," +
                  std::to_string((index + 1) * bytes) + "]}";
    }
    header += "}";
    header.append((8 - header.size() % 8) % 8, ' ');
    return header;
}

Outcome<Done> writeSparse(const fs::path& file, const Shape& shape) {
    const std::string header = headerOf(shape);
    std::string begin;
    for (int byte = 0; byte < 8; ++byte) {
        begin += static_cast<char>((header.size() >> (8 * byte)) & 0xFF);
    }
    begin += header;
    if (auto saved = saveAtomically(file, begin); !saved) {
        return saved;
    }
    std::error_code error;
    const auto data = static_cast<std::size_t>(shape.tensors * shape.elements) * sizeof(float);
    fs::resize_file(file, begin.size() + data, error);
    if (error) {
        return Problem{"The file to load could not be made: " + error.message(), file.string(),
                       "Name a folder on another disk in TMPDIR"};
    }
    return Done{};
}

Outcome<std::shared_ptr<Peer>> peerFor(const BenchContext& context, const fs::path& file) {
    if (!context.peer) {
        return std::shared_ptr<Peer>();
    }
    std::vector<std::string> words = wordsOf(*context.peer);
    words.insert(words.end(), {"load", file.string()});
    return Peer::start(std::move(words));
}

/// The peer's answer is the number of tensors that it found.
Outcome<bool> agrees(Peer& peer, std::int64_t tensors) {
    const auto answer = peer.result();
    if (!answer) {
        return answer.as<bool>();
    }
    const Json* count = answer->find("tensors");
    return count != nullptr && count->integer() != nullptr && *count->integer() == tensors;
}

Outcome<Done> openFile(const BenchContext& context, const Shape& shape, const fs::path& file) {
    const auto peer = peerFor(context, file);
    if (!peer) {
        return peer.as<Done>();
    }
    std::size_t found = 0;
    const auto work = [&]() -> Outcome<Done> {
        const auto opened = SafetensorsFile::open(file);
        found = opened ? (*opened)->tensors().size() : 0;
        return opened ? Outcome<Done>(Done{}) : opened.as<Done>();
    };
    auto times = interleave(timed(work), *peer ? (*peer)->timedRun() : Timed(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "load";
    result.name = shape.name;
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    result.equal = static_cast<std::int64_t>(found) == shape.tensors;
    if (*peer && *result.equal) {
        const auto same = agrees(**peer, shape.tensors);
        if (!same) {
            return same.as<Done>();
        }
        result.equal = *same;
    }
    result.bar = {.kind = Bar::Kind::MillisecondsAtMost, .limit = shape.barMilliseconds};
    context.tell(result);
    return Done{};
}

Outcome<Done> openModel(const BenchContext& context) {
    const auto engine = neural::makeEngine({.threads = context.threads});
    const fs::path folder = cacheFolder() / "models" / "all-MiniLM-L6-v2";
    const auto work = [&]() -> Outcome<Done> {
        const auto model = engine->openModel(folder, engine->devices().front(), {});
        return model ? Outcome<Done>(Done{}) : model.as<Done>();
    };
    auto times = interleave(timed(work), {}, context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "load";
    result.name = "all-MiniLM-L6-v2 opened, tokenizer and all";
    result.times = *std::move(times);
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchLoad(const BenchContext& context) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "weights.safetensors";
    for (const Shape& shape : kShapes) {
        if (auto written = writeSparse(file, shape); !written) {
            return written;
        }
        if (auto done = openFile(context, shape, file); !done) {
            return done;
        }
    }
    return openModel(context);
}

} // namespace vitrine::app
