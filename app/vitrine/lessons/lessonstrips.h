#pragma once

#include "app/vitrine/lessons/lessonwords.h"

#include "core/engine/generation.h"
#include "core/engine/walk.h"

#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"
#include "widgets/lessons/strips/writingview.h"

#include <vector>

namespace vitrine::app {

/// The embedding of one token as strips: word + position + type = sum → norm.
[[nodiscard]] std::vector<widgets::NamedStrip> embeddingStrips(const engine::Walk& walk,
                                                               const AxisToken& token,
                                                               std::size_t position);

/// One layer as strips: input + attention = … → norm, with the feed-forward layer's inside.
[[nodiscard]] std::vector<widgets::NamedStrip> layerStrips(const engine::Walk& walk);

/// The sentence embeddings of A and B, and B − A; empty where a model gives none.
[[nodiscard]] std::vector<widgets::NamedStrip> meaningStrips(const study::TracePicture& a,
                                                             const study::TracePicture* b);

/// What was written, step by step; `start` is what the first step read last.
[[nodiscard]] std::vector<widgets::WritingStep> writingSteps(const engine::Generation& written,
                                                             const QString& start);

/// A token's row drawn out. `walk` may be null: then without values.
[[nodiscard]] widgets::UnfoldedRow unfoldedRow(const LessonWords& words, engine::HeadRef head,
                                               std::size_t query, const engine::Walk* walk);

} // namespace vitrine::app
