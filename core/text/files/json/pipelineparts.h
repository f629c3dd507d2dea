#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/text/encode/pipelineencoder.h"

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

// Readers of the components of a pipeline. As in components.h, an unknown one is a Problem.

/// The patterns of CLIP's split, as tokenizer files spell them: without its special tokens, and
/// with them.
extern const std::string_view kClipPattern;
extern const std::string_view kClipPatternWithSpecials;

/// "normalizer": its steps, flattened.
[[nodiscard]] Outcome<std::vector<NormalizerStep>> readNormalizer(const Json* json,
                                                                  const std::string& where);

struct SplitterRead {
    WordSplitter splitter;
    bool bytes = false; ///< ByteLevel follows: the model sees bytes
};

/// "pre_tokenizer".
[[nodiscard]] Outcome<SplitterRead> readSplitter(const Json* json, const std::string& where);

/// "decoder": its steps, flattened. Null has none.
[[nodiscard]] Outcome<std::vector<DecodeStep>> readDecoder(const Json* json,
                                                           const std::string& where);

/// All of them; the model is still missing.
struct PipelineRead {
    Pipeline pipeline;
    bool bytes = false; ///< as in SplitterRead
};

[[nodiscard]] Outcome<PipelineRead> readPipeline(const Json& file, const std::string& where);

/// The string of {"pattern": {"Regex": …}}, or nullptr.
[[nodiscard]] const std::string* regexOf(const Json& component);

/// Whether a Split has this behaviour.
[[nodiscard]] bool hasSplitMode(const Json& component, std::string_view behavior, bool invert);

} // namespace vitrine::text
