#include "tests/widgets/training/writtenrun.h"

#include "core/base/draws.h"

#include <chrono>
#include <cmath>
#include <stdexcept>

namespace vitrine::tests {

namespace fs = std::filesystem;

namespace {

void must(const auto& outcome) {
    if (!outcome.ok()) {
        throw std::runtime_error(outcome.problem().text());
    }
}

run::RunConfig configOf(const std::string& name, const std::string& metric) {
    run::RunConfig config;
    config.name = name;
    config.id = run::newRunId();
    config.created = run::utcText(1'790'000'000);
    config.recipe = Json::Object{{"type", "train"}, {"name", name}};
    config.resolved = Json::Object{
        {"task", "classify"},
        {"model", "models/minilm"},
        {"clip", 1.0},
        {"optimizer", Json::Object{{"type", "adamw"}, {"lr", 3e-4}}},
        {"checkpoint", Json::Object{{"metric", metric}, {"mode", "max"}}}};
    return config;
}

} // namespace

double lossAt(std::int64_t step) {
    Draws draws(DrawKey(7, "loss"), static_cast<std::uint32_t>(step));
    const double noise = 0.12 * (draws.unitDouble() - 0.5);
    return 0.17 + 0.55 * std::exp(-static_cast<double>(step) / 900.0) + noise;
}

WrittenRun::WrittenRun(const fs::path& parent, const std::string& name, const std::string& metric) {
    const run::RunConfig config = configOf(name, metric);
    folder_ = parent / run::runFolderName(config);
    must(run::RunDirectory::create(folder_, config));
}

void WrittenRun::begin(std::int64_t steps, std::int64_t resumedFrom) {
    if (!writer_) {
        auto opened = run::EventWriter::open(folder_);
        must(opened);
        writer_ = std::move(*opened);
    }
    auto beating = run::Heartbeat::start(folder_, std::chrono::milliseconds(200));
    must(beating);
    heartbeat_ = std::move(*beating);
    status_ = {.state = run::RunState::Running,
               .process = run::thisProcess(),
               .step = step_,
               .steps = steps};
    Json fields = Json::Object{{"attempt", resumedFrom < 0 ? 1 : 2}};
    if (resumedFrom >= 0) {
        step_ = resumedFrom;
        fields.set("resumed_from", Json(resumedFrom));
    }
    writer_->append(step_, "start", fields);
    writeStatus();
}

void WrittenRun::trainTo(std::int64_t to) {
    while (step_ < to) {
        ++step_;
        const auto at = static_cast<double>(step_);
        writer_->scalars(step_, std::vector<run::Scalar>{
                                    {"train/loss", lossAt(step_)},
                                    {"train/grad_norm", 0.9 + 3 * std::exp(-at / 200) +
                                                            0.4 * (lossAt(step_ + 7) - 0.3)},
                                    {"opt/lr", 3e-4 * std::min(1.0, at / 100) *
                                                   std::max(0.0, 1 - at / 10'000)},
                                    {"perf/tokens_per_s", 48'100},
                                    {"data/tokens", 64 * at},
                                    {"data/epoch", at / 2100}});
        // The writer never makes a training wait: what is too fast for the disk, it drops.
        constexpr std::int64_t kBetweenFlushes = 5000;
        if (step_ % kBetweenFlushes == 0) {
            flush();
        }
    }
    flush();
    status_.step = step_;
    writeStatus();
}

void WrittenRun::scalars(std::int64_t step, const std::vector<run::Scalar>& values) {
    step_ = std::max(step_, step);
    writer_->scalars(step, values);
    flush();
}

void WrittenRun::event(std::int64_t step, const std::string& kind, Json fields) {
    writer_->append(step, kind, std::move(fields));
    flush();
}

void WrittenRun::evaluate(double accuracy) {
    const std::vector<run::Scalar> values{{"accuracy", accuracy}};
    writer_->append(step_, "eval", Json::Object{{"split", "eval"}, {"n", 872}}, values);
    flush();
}

void WrittenRun::checkpoint() {
    event(step_, "ckpt",
          Json::Object{{"path", "checkpoints/" + run::stepName(step_)},
                       {"why", "periodic"},
                       {"bytes", 91'000'000},
                       {"verified", true}});
}

void WrittenRun::setState(run::RunState state, const std::string& reason) {
    status_.state = state;
    status_.reason = reason;
    if (run::hasEnded(state)) {
        heartbeat_.reset();
        status_.exit = run::ProcessExit{.code = state == run::RunState::Failed ? 1 : 0};
    }
    writeStatus();
}

void WrittenRun::die() {
    heartbeat_.reset();
    status_.process.startTime += 1; // no process of this number began then
    writeStatus();
    fs::last_write_time(folder_ / "heartbeat",
                        fs::file_time_type::clock::now() - std::chrono::minutes(3));
}

void WrittenRun::flush() {
    must(writer_->flush());
}

void WrittenRun::writeStatus() {
    must(run::writeStatus(folder_, status_));
}

} // namespace vitrine::tests
