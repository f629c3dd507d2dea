#pragma once

#include "widgets/tokens/rows/boxpainter.h"
#include "widgets/tokens/rows/rowsview.h"
#include "widgets/tokens/rows/sourcepainter.h"

class QPainter;

namespace vitrine::widgets {

/// Paints source, ruler, selection band and all rows: on screen and into figures. Keeps fonts and
/// word widths, so one of them serves many paintings with the same look.
class RowsPainter {
public:
    explicit RowsPainter(const Look& look);

    /// Only what lies in the canvas is looked at, however long the text is.
    void paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
               const RowsView& view, const Look& look);

private:
    SourcePainter source_;
    BoxPainter boxes_;
};

} // namespace vitrine::widgets
