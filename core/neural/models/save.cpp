#include "core/neural/models/save.h"

#include "core/neural/border.h"
#include "core/neural/models/modelfolder.h"
#include "core/neural/models/watched.h"
#include "core/neural/weights/weightbytes.h"
#include "core/run/directory/wholefolder.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace vitrine::neural {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestCopied = std::uintmax_t{256} << 20;

/// Weights of any tool, and lists of their parts: what the new weights stand for.
bool holdsWeights(const fs::path& file) {
    constexpr std::array kEndings{".safetensors", ".bin", ".pt",   ".pth",     ".ckpt",
                                  ".h5",          ".npz", ".onnx", ".msgpack", ".index.json"};
    const std::string name = file.filename().string();
    return std::ranges::any_of(kEndings, [&](const char* end) { return name.ends_with(end); });
}

Outcome<Done> copyOthers(const fs::path& from, const fs::path& to, const Tick& tick) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(from, error)) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        if (!entry.is_regular_file(error) || holdsWeights(entry.path()) ||
            entry.file_size(error) > kLargestCopied) {
            continue;
        }
        fs::copy_file(entry.path(), to / entry.path().filename(), error);
        if (error) {
            return Problem{"A file of the model could not be copied: " + error.message(),
                           entry.path().string(), "Look at the disk and at the rights"};
        }
    }
    return error ? Outcome<Done>(Problem{"The folder cannot be read: " + error.message(),
                                         from.string(), "Look at its rights"})
                 : Done{};
}

} // namespace

Outcome<Done> saveModel(const fs::path& from, const fs::path& to, Dtype dtype, const Tick& tick) {
    return guarded(from.string(), [&]() -> Outcome<Done> {
        const auto source = ModelFolder::read(from);
        if (!source) {
            return source.as<Done>();
        }
        Watched parameters(parametersOf(source->checkpoint));
        const auto network = source->family->build(source->config, source->where, parameters);
        if (!network) {
            return network.as<Done>();
        }
        return run::makeWholeFolder(to, [&](const fs::path& folder) -> Outcome<Done> {
            const WeightBytes bytes(parameters.tensors(), source->family->names, dtype);
            // What transformers asks for before it reads a file.
            auto written =
                writeSafetensors(folder / "model.safetensors", bytes.toWrite(), {{"format", "pt"}});
            return written ? copyOthers(from, folder, tick) : written;
        });
    });
}

} // namespace vitrine::neural
