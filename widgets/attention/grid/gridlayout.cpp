#include "widgets/attention/grid/gridlayout.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMeanGap = 8;      // more than between heads
constexpr double kNumberGap = 9;    // between row numbers and thumbnails
constexpr int kCrowded = 23;        // below it the gap across is one pixel less
constexpr double kRightReach = 4;   // a pin of the last column stands over its corner
constexpr double kNameLine = 13;    // a head number under a thumbnail

} // namespace

GridLayout::GridLayout(const Shape& shape, double width, int most, const Look& look)
    : shape_(shape)
    , gapY_(metrics::kThumbnailGapY + (shape.named ? look.scaled(int(kNameLine)) : 0))
    , rowHeader_(std::ceil(std::max(wordsWidth(QStringLiteral("10"), TextStyle::Caption, look),
                                    wordsWidth(shape.widestLabel, TextStyle::Caption, look)))
                 + kNumberGap)
    , columnHeader_(look.lineHeight(TextStyle::Caption) + 8) {
    const double room = width - rowHeader_ - kMeanGap - kRightReach;
    const auto fitting = [&](double gap) {
        return static_cast<int>(std::floor((room - shape_.heads * gap) / (shape_.heads + 1)));
    };
    thumbnail_ = fitting(metrics::kThumbnailGapX);
    if (thumbnail_ < kCrowded) {
        gapX_ = metrics::kThumbnailGapX - 1;
        thumbnail_ = fitting(gapX_);
    }
    thumbnail_ = std::clamp(thumbnail_, metrics::kLeastThumbnail,
                            std::clamp(most, metrics::kLeastThumbnail, metrics::kMostThumbnail));
}

double GridLayout::columnLeft(int column) const {
    return rowHeader_ + column * (thumbnail_ + gapX_) + (column == shape_.heads ? kMeanGap : 0);
}

QSizeF GridLayout::size() const {
    return {columnLeft(shape_.heads) + thumbnail_ + kRightReach,
            columnHeader_ + shape_.rows * (thumbnail_ + gapY_)};
}

QRectF GridLayout::rect(int row, int column) const {
    return {columnLeft(column), columnHeader_ + row * (thumbnail_ + gapY_), double(thumbnail_),
            double(thumbnail_)};
}

QPoint GridLayout::at(const QPointF& point) const {
    const double pitch = thumbnail_ + gapX_;
    const int row = static_cast<int>(
        std::floor((point.y() - columnHeader_ + 2) / (thumbnail_ + gapY_)));
    int column = static_cast<int>(std::floor((point.x() - rowHeader_ + gapX_ / 2) / pitch));
    if (column >= shape_.heads) {
        column = point.x() >= columnLeft(shape_.heads) - kMeanGap / 2 ? shape_.heads
                                                                      : shape_.heads - 1;
    }
    const bool beyond = point.x() > columnLeft(shape_.heads) + thumbnail_ + kRightReach;
    if (row < 0 || row >= shape_.rows || column < 0 || beyond) {
        return {-1, -1};
    }
    return {column, row};
}

QRect GridLayout::touching(const QRectF& area) const {
    const double pitchX = thumbnail_ + gapX_;
    const double pitchY = thumbnail_ + gapY_;
    const int left = std::max(0, static_cast<int>((area.left() - rowHeader_ - kMeanGap) / pitchX) - 1);
    const int top = std::max(0, static_cast<int>((area.top() - columnHeader_) / pitchY) - 1);
    const int right = static_cast<int>((area.right() - rowHeader_) / pitchX) + 2;
    const int bottom = static_cast<int>((area.bottom() - columnHeader_) / pitchY) + 2;
    return QRect(QPoint(left, top),
                 QPoint(std::min(right, columns()) - 1, std::min(bottom, shape_.rows) - 1));
}

} // namespace vitrine::widgets
