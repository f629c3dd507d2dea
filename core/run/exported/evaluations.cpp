#include "core/run/exported/evaluations.h"

#include "core/run/events/eventreader.h"

#include <map>
#include <utility>

namespace vitrine::run {

Outcome<std::vector<PastScores>> evaluationsOf(const std::filesystem::path& runFolder) {
    std::map<std::pair<std::int64_t, std::string>, PastScores> found;
    EventReader reader(runFolder);
    for (bool more = true; more;) {
        auto batch = reader.read();
        if (!batch) {
            return batch.as<std::vector<PastScores>>();
        }
        for (Event& event : batch->events) {
            const Json* split = event.fields.find("split");
            if (event.kind != "eval" || split == nullptr || split->string() == nullptr) {
                continue;
            }
            const Json* samples = event.fields.find("n");
            found[{event.step, *split->string()}] = {
                .step = event.step,
                .split = *split->string(),
                .samples = samples != nullptr && samples->integer() != nullptr
                               ? *samples->integer()
                               : 0,
                .values = std::move(event.values)};
        }
        more = batch->more;
    }
    std::vector<PastScores> scores;
    for (auto& [key, each] : found) {
        scores.push_back(std::move(each));
    }
    return scores;
}

} // namespace vitrine::run
