#pragma once

#include "core/study/compare.h"

#include <string>

namespace vitrine::widgets {

enum class PairSide { A, B, Difference };

/// `site,head,query_index,query,key_index,key,value` over the words of one side; the difference is
/// B − A over the words of A, `nan` where a word has no partner.
[[nodiscard]] std::string pairCsv(const study::Comparison& comparison,
                                  const study::SitePair& sites, int head,
                                  const study::ComparedHead& compared, PairSide side);

/// `site,head,shift` of all heads.
[[nodiscard]] std::string shiftCsv(const study::Comparison& comparison,
                                   const study::HeadShifts& shifts);

} // namespace vitrine::widgets
