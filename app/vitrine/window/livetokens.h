#pragma once

#include "core/base/axis.h"
#include "core/base/sample.h"
#include "core/text/tokenizer.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace vitrine::app {

/// Texts up to so many bytes are tokenised while one types; longer ones when their trace arrives.
inline constexpr std::size_t kMostLiveText = 2048;

/// The axis that a trace of the sample will have, made by the model's own tokenizer.
[[nodiscard]] std::vector<AxisToken> liveTokens(const text::Tokenizer& tokenizer,
                                                const Sample& sample);

/// Runs of characters without white space.
[[nodiscard]] std::size_t countWords(const std::string& text);

/// "15 tokens · 10 words".
[[nodiscard]] QString countsText(std::size_t tokens, const Sample& sample);

/// For each token, whether its piece is not there in `other` in the same order (longest common
/// subsequence of the labels); for short sequences only.
[[nodiscard]] std::vector<bool> changedTokens(const std::vector<AxisToken>& tokens,
                                              const std::vector<AxisToken>& other);

} // namespace vitrine::app
