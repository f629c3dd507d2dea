#pragma once

#include "widgets/attention/overlay/overlayscene.h"

#include <string>

namespace vitrine::widgets {

/// `method,site,head,fixed,token_index,token,row,column,box_x,box_y,box_width,box_height,value`, one
/// record for each token of the picture: fp32, shortest decimals that read back equal. `fixed` is the
/// query, or the key where the tokens are those that ask; row, column and box are empty for a token
/// that is no patch.
[[nodiscard]] std::string overlayCsv(const OverlayScene& scene);

} // namespace vitrine::widgets
