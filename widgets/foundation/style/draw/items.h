#pragma once

#include "widgets/foundation/style/draw/draw.h"

class QStyleOptionViewItem;

namespace vitrine::widgets {

/// Ground of an item or, with `wholeRow`, of the branch before it in a tree: selected, hovered.
void drawItemGround(const DrawContext& draw, const QStyleOptionViewItem& option, bool wholeRow);

/// The frame of the one cell that has the focus inside a view.
void drawItemFocus(const DrawContext& draw);

void drawToolTip(const DrawContext& draw);

/// Chevron of a tree branch that can be opened.
void drawBranch(const DrawContext& draw);

} // namespace vitrine::widgets
