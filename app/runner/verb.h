#pragma once

#include "app/runner/options.h"

#include <span>
#include <string_view>

namespace vitrine::app {

/// What a process of the runner ends with.
enum class Exit {
    Done = 0,
    Failed = 1,
    WrongUse = 2,
    Requeue = 75 ///< stopped by a signal with everything saved: the launcher may start it again
};

/// One capability of the runner.
struct Verb {
    std::string_view name;
    std::string_view summary; ///< one line, for the list of verbs
    std::string_view usage;   ///< what follows the name on the command line
    std::string_view about;   ///< some lines for the verb's own help
    std::span<const OptionSpec> options;
    Exit (*run)(const Options&);
    bool takesWords = false; ///< whether words that are no options mean something to it
};

extern const Verb kModelsVerb;
extern const Verb kInspectVerb;
extern const Verb kTokenizeVerb;
extern const Verb kPerturbVerb;
extern const Verb kRobustnessVerb;
extern const Verb kExplainVerb;
extern const Verb kGenerateVerb;
extern const Verb kPackVerb;
extern const Verb kTrainVerb;
extern const Verb kEvaluateVerb;
extern const Verb kExportVerb;
extern const Verb kParityVerb;
extern const Verb kBenchVerb;
extern const Verb kDoctorVerb;

} // namespace vitrine::app
