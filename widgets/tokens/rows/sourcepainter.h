#pragma once

#include "widgets/tokens/rows/fittedtext.h"
#include "widgets/tokens/rows/rowsview.h"

class QPainter;

namespace vitrine::widgets {

/// The source line: each character over its own bytes, white space as signs if asked, bytes that
/// are no UTF-8 as hex, the ruler of bytes below.
class SourcePainter {
public:
    explicit SourcePainter(const Look& look);

    void paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
               const RowsView& view, const Look& look);

private:
    void paintCluster(QPainter& painter, const Snapshot& snapshot, Span bytes, const QRectF& area,
                      const RowsView& view, const Look& look);
    void paintRuler(QPainter& painter, const RowsLayout& layout, const RowsView& view,
                    const Look& look, std::size_t first, std::size_t last);

    FittedText glyphs_;
    FittedText codes_;
};

} // namespace vitrine::widgets
