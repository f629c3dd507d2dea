#pragma once

#include "widgets/foundation/figure/figure.h"
#include "widgets/tokens/rows/rowsview.h"

#include <QList>

namespace vitrine::widgets {

/// The aligned rows as a picture: a long text is broken into lines at white space, each line with
/// its source, ruler and rows. Of very long texts the first kMostLines lines.
class RowsFigure final : public Figure {
public:
    static constexpr qsizetype kMostLines = 40;

    /// `view` gives selection and switches; its axis is not used.
    RowsFigure(SnapshotPointer snapshot, const RowsView& view);

    [[nodiscard]] QSize naturalSize() const override;
    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override;
    [[nodiscard]] QString caption() const override;
    [[nodiscard]] QString title() const override;

    /// The bytes of each line.
    [[nodiscard]] const QList<Span>& lines() const { return lines_; }

private:
    SnapshotPointer snapshot_;
    RowsView view_;
    QList<Span> lines_;
};

} // namespace vitrine::widgets
