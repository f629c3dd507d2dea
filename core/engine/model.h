#pragma once

#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/base/tick.h"
#include "core/engine/finding.h"
#include "core/engine/generation.h"
#include "core/engine/intervention.h"
#include "core/engine/trace.h"
#include "core/engine/walk.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::engine {

/// What is known of a model without running it.
struct ModelCard {
    std::string name;         ///< folder name, or the name its configuration gives
    std::string family;       ///< "bert", "gpt2"
    std::string architecture; ///< the configuration's own word, e.g. "BertModel"
    std::filesystem::path folder;
    std::int64_t parameters = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t width = 0;      ///< D
    std::int64_t vocabulary = 0; ///< rows of the token embedding; 0 for pictures
    std::int64_t positions = 0;  ///< longest input in tokens
    bool texts = true;           ///< reads the Sample's text
    bool pairs = false;          ///< takes a second text segment
    bool writes = false; ///< reads the text and writes another: the Sample's pair, or one of its own
    bool pictures = false;       ///< reads the Sample's picture
    bool clips = false;          ///< reads the Sample's clip, all of its frames at once
    std::vector<std::string> tasks; ///< the first is what a trace answers unless asked otherwise
    std::vector<std::string> notes; ///< warnings found while opening, for the person
};

struct TraceOptions {
    bool hidden = false; ///< keep hidden states
    std::string task;    ///< one of ModelCard::tasks; empty = the first
};

/// An opened checkpoint. Its functions are called from the engine thread.
class Model {
public:
    virtual ~Model() = default;

    [[nodiscard]] virtual const ModelCard& card() const = 0;

    /// Bytes that a trace of a text of so many tokens will keep, before it runs.
    [[nodiscard]] virtual std::size_t traceBytes(std::size_t tokens) const = 0;

    /// One forward pass, kept. Progress counts layers. A text longer than the model's positions is
    /// a Problem that says both numbers.
    [[nodiscard]] virtual Outcome<std::shared_ptr<const Trace>>
    trace(const Sample& sample, const TraceOptions& options, const Tick& tick) = 0;

    /// Goes on from the Sample's text, or writes what follows from it. A Problem for models that do
    /// not write and for options out of their ranges.
    [[nodiscard]] virtual Outcome<Generation> generate(const Sample& sample,
                                                       const GenerationOptions& /*options*/,
                                                       const OnToken& /*onToken*/,
                                                       const Tick& /*tick*/) {
        return Problem{"This model does not write", sample.name,
                       "Choose a decoder (GPT, GPT-2) or an encoder–decoder (T5, BART)"};
    }

    /// The answers in the order in which the model finds them probable after the Sample.
    [[nodiscard]] virtual Outcome<std::vector<RankedAnswer>>
    rank(const Sample& sample, const std::vector<std::string>& /*answers*/, const Tick& /*tick*/) {
        return Problem{"This model does not write", sample.name,
                       "Choose a decoder (GPT, GPT-2) or an encoder–decoder (T5, BART)"};
    }

    /// The ways in which this model's answers can be explained.
    [[nodiscard]] virtual std::vector<ExplainMethod> methods() const { return {}; }

    /// Explains one answer on the Sample of a Trace of this model. A Problem for a method that the
    /// model cannot give and for a target that there is not.
    [[nodiscard]] virtual Outcome<Finding> explain(const Trace& trace,
                                                   const ExplainRequest& request,
                                                   const Tick& /*tick*/) {
        return Problem{"This model cannot be explained by " + request.method, trace.sample().name,
                       "Choose another model"};
    }

    /// What the model says of the Sample of a Trace without some of its tokens. Grids that do not fit
    /// the axes throw std::invalid_argument.
    [[nodiscard]] virtual Outcome<OcclusionScores>
    occlude(const Trace& trace, const OcclusionRequest& /*request*/, const Tick& /*tick*/) {
        return Problem{"Nothing can be taken away from this model's input", trace.sample().name,
                       "Choose another model"};
    }

    /// The Sample of a Trace of this model once more, with the pass changed on its way. An edited
    /// site shows its weights as they were before the edit. A Problem for what there is not.
    [[nodiscard]] virtual Outcome<std::shared_ptr<const Trace>>
    intervene(const Trace& trace, const Intervention& /*intervention*/,
              const TraceOptions& /*options*/, const Tick& /*tick*/) {
        return Problem{"The passes of this model cannot be changed", trace.sample().name,
                       "Choose another model"};
    }

    /// One position followed through the embedding or one layer. A Problem for families that do not
    /// tell it and for a position beyond the text; a wrong layer or head throws
    /// std::invalid_argument.
    [[nodiscard]] virtual Outcome<Walk> walk(const Sample& sample, const WalkRequest& /*request*/,
                                             const Tick& /*tick*/) {
        return Problem{"This model does not tell the steps within a layer", sample.name,
                       "Choose a BERT or a GPT-2"};
    }
};

} // namespace vitrine::engine
