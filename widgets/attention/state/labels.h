#pragma once

#include "core/base/axis.h"
#include "core/engine/trace.h"

#include <QString>

namespace vitrine::widgets {

/// A token as written beside a map and in sentences: as the vocabulary spells it, white space and
/// control characters made visible, isolated for right-to-left text where it needs it.
[[nodiscard]] QString labelOf(const AxisToken& token);

/// The same cut in the middle to at most `most` characters: for sentences, never for a map.
[[nodiscard]] QString shortLabelOf(const AxisToken& token, int most = 24);

/// "3"; where a trace has several towers or kinds of sites also the tower's first letter, and a sign
/// for other kinds than self-attention: "e3", "d3", "d3×", "v3t". For margins.
[[nodiscard]] QString siteLabel(const engine::Trace& trace, int site);

/// "layer 3", or "decoder.3.cross" where a trace has several: for who hears it.
[[nodiscard]] QString siteWords(const engine::Trace& trace, int site);

/// "3·1", "3 mean", "d3×·1": site and head of a trace's head (kMeanHead allowed).
[[nodiscard]] QString headName(const engine::Trace& trace, engine::HeadRef head);

/// "Layer 3 · head 1", "Layer 3 · head mean"; with the tower where a trace has several.
[[nodiscard]] QString headTitle(const engine::Trace& trace, engine::HeadRef head);

/// "text.3.self · head 1".
[[nodiscard]] QString headAddress(const engine::Trace& trace, engine::HeadRef head);

} // namespace vitrine::widgets
