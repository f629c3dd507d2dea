#pragma once

#include "widgets/tokens/rows/fittedtext.h"
#include "widgets/tokens/rows/rowsview.h"

class QPainter;

namespace vitrine::widgets {

/// The boxes of one tokenizer's tokens with their ids below.
class BoxPainter {
public:
    explicit BoxPainter(const Look& look);

    void paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
               const RowsView& view, int row, const Look& look);

private:
    struct Job;

    void paintRun(const Job& job, std::size_t first, std::size_t end);
    void paintGround(const Job& job, std::size_t index, const QRectF& box);
    void paintWords(const Job& job, std::size_t index, const QRectF& box);
    void paintPill(const Job& job, std::size_t index);
    void paintLeading(const Job& job, std::size_t index, const QRectF& run);
    [[nodiscard]] bool denseIds(const Job& job, std::size_t first, std::size_t end);
    void paintIds(const Job& job, std::size_t first, std::size_t end);
    void paintDropped(const Job& job);
    void paintMarked(const Job& job, std::size_t index);

    FittedText pieces_;
    FittedText hex_;
    FittedText ids_;
    FittedText pills_;
};

} // namespace vitrine::widgets
