#include "tests/app/runner/train/trainingground.h"

#include "core/base/files.h"
#include "core/data/pack/packwriter.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/directory/process.h"
#include "core/run/directory/status.h"
#include "core/run/events/eventreader.h"

#include <QTest>

#include <signal.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <system_error>

namespace vitrine::tests {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSide = 24;

/// Four shapes that a tiny model can tell apart: disc, square, ring, cross.
data::RawPicture shape(int kind, int style) {
    data::RawPicture picture{.width = kSide, .height = kSide, .channels = 4, .pixels = {}};
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            const double u = (static_cast<double>(x) + 0.5) / kSide * 2 - 1;
            const double v = (static_cast<double>(y) + 0.5) / kSide * 2 - 1;
            const double radius = std::hypot(u, v);
            const bool inside = kind == 0   ? radius < 0.9
                                : kind == 1 ? std::max(std::abs(u), std::abs(v)) < 0.8
                                : kind == 2 ? radius < 0.95 && radius > 0.6
                                            : std::min(std::abs(u), std::abs(v)) < 0.25;
            const auto bright = static_cast<std::uint8_t>(style == 0 ? 230 : 20);
            picture.pixels.insert(picture.pixels.end(),
                                  {bright, static_cast<std::uint8_t>(60 * kind), 40,
                                   static_cast<std::uint8_t>(inside ? 255 : 0)});
        }
    }
    return picture;
}

void writePack(const fs::path& folder) {
    data::PackWriter writer({.recipe = Json(Json::Object{})});
    for (int style = 0; style < 2; ++style) {
        for (int kind = 0; kind < 4; ++kind) {
            const auto added = writer.add({.picture = shape(kind, style),
                                           .label = "shape " + std::to_string(kind),
                                           .source = style == 0 ? "bright" : "dark",
                                           .licence = "CC0-1.0",
                                           .split = style == 0 ? "train" : "unseen"});
            if (!added) {
                throw std::runtime_error("the pack was not written");
            }
        }
    }
    if (!writer.write(folder, Tick())) {
        throw std::runtime_error("the pack was not written");
    }
}

std::string recipeText(std::int64_t steps) {
    return R"({"type": "train", "schema": 1, "name": "shapes", "task": "classify-image",
  "init": "scratch",
  "config": {"model_type": "vit", "image_size": 32, "patch_size": 8, "hidden_size": 32,
             "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64},
  "data": {"train": "pack",
           "scenes": {"side": 32, "per_epoch": 100, "eval": 40, "styles": ["bright"],
                      "unseen": ["dark"]}},
  "batch": {"samples": 8, "micro": 4}, "seed": 3, "threads": 1,
  "optimizer": {"lr": 2e-3}, "schedule": {"type": "cosine", "warmup_steps": 5},
  "eval": {"every": 20, "metrics": ["accuracy"]},
  "checkpoint": {"every_steps": 10, "keep_last": 2, "metric": "eval/accuracy", "mode": "max"},
  "steps": )" + std::to_string(steps) +
           "}\n";
}

/// Whether a process is the runner; an ended one that nobody asked for is not.
bool isRunner(const fs::path& process) {
    std::error_code error;
    return fs::read_symlink(process / "exe", error) == fs::path(VITRINE_RUNNER);
}

/// Runners whose command line names something below the folder: trainers and keepers.
std::vector<pid_t> workersOn(const fs::path& folder) {
    std::vector<pid_t> workers;
    for (const auto& process : fs::directory_iterator("/proc")) {
        const std::string name = process.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos ||
            !isRunner(process.path())) {
            continue;
        }
        std::ifstream file(process.path() / "cmdline");
        const std::string words{std::istreambuf_iterator<char>(file), {}};
        if (words.find(folder.string() + "/") != std::string::npos) {
            workers.push_back(static_cast<pid_t>(std::stol(name)));
        }
    }
    return workers;
}

} // namespace

TrainingGround::TrainingGround(std::int64_t steps) {
    writePack(folder() / "pack");
    if (!saveAtomically(recipe(), recipeText(steps))) {
        throw std::runtime_error("the recipe was not written");
    }
}

// Once more, until none is left: a keeper may have started another trainer in between.
TrainingGround::~TrainingGround() {
    (void)QTest::qWaitFor([this] {
        const std::vector<pid_t> workers = workersOn(folder());
        for (const pid_t worker : workers) {
            ::kill(worker, SIGKILL);
        }
        return workers.empty();
    });
}

std::unique_ptr<QProcess> TrainingGround::start(const QStringList& words,
                                                  const QString& verb) {
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(QStringLiteral(VITRINE_RUNNER), QStringList{verb} + words);
    process->closeWriteChannel();
    process->waitForStarted();
    return process;
}

int TrainingGround::finish(const QStringList& words, const QString& verb) {
    constexpr int kLongest = 120'000;
    const auto process = start(words, verb);
    const bool ended = process->waitForFinished(kLongest);
    return ended && process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
}

int TrainingGround::train(const std::string& name) const {
    return finish({QString::fromStdString(recipe().string()), QStringLiteral("--out"),
                   QString::fromStdString(run(name).string())});
}

std::vector<run::Event> eventsOf(const fs::path& runFolder) {
    run::EventReader reader(runFolder);
    std::vector<run::Event> events;
    while (true) {
        auto batch = reader.read();
        if (!batch || batch->events.empty()) {
            return events;
        }
        std::ranges::move(batch->events, std::back_inserter(events));
    }
}

std::vector<std::pair<std::int64_t, double>> lossesOf(const fs::path& runFolder) {
    std::map<std::int64_t, double> losses;
    for (const run::Event& event : eventsOf(runFolder)) {
        for (const run::Scalar& scalar : event.values) {
            if (scalar.tag == "train/loss") {
                losses[event.step] = scalar.value;
            }
        }
    }
    return {losses.begin(), losses.end()};
}

std::string weightsOf(const fs::path& runFolder) {
    const run::CheckpointStore store(runFolder / "checkpoints");
    const auto found = store.newest();
    if (!found.newest) {
        return {};
    }
    constexpr std::size_t kLargest = std::size_t{1} << 24;
    auto bytes = readFile(found.newest->folder / "model.safetensors", kLargest);
    return bytes ? *std::move(bytes) : std::string();
}

pid_t trainerOf(const fs::path& runFolder) {
    const auto status = run::readStatus(runFolder);
    const bool works = status.ok() && !hasEnded(status->state) &&
                       run::presenceOf(status->process) == run::Presence::Alive;
    return works ? static_cast<pid_t>(status->process.pid) : 0;
}

// Its parent, if that is the same program: who trains without a keeper is a child of anything.
pid_t keeperOf(pid_t trainer) {
    pid_t parent = 0;
    std::ifstream status("/proc/" + std::to_string(trainer) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("PPid:")) {
            parent = static_cast<pid_t>(std::stol(line.substr(5)));
        }
    }
    return isRunner("/proc/" + std::to_string(parent)) ? parent : 0;
}

} // namespace vitrine::tests
