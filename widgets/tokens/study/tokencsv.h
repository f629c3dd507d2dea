#pragma once

#include "widgets/tokens/study/snapshot.h"

#include <string>

namespace vitrine::widgets {

/// All tokens of all rows: tokenizer,index,id,piece,surface,begin,end,kind,word,special. Surfaces
/// are the source bytes, invalid parts as U+FFFD.
[[nodiscard]] std::string tokenCsv(const Snapshot& snapshot);

} // namespace vitrine::widgets
