#include "widgets/foundation/picture/patchgrid.h"

#include <algorithm>

namespace vitrine::widgets {

QRectF toRect(const Box& box) {
    return {static_cast<double>(box.x), static_cast<double>(box.y), static_cast<double>(box.width),
            static_cast<double>(box.height)};
}

PatchGrid::PatchGrid(const Axis& axis, int frame)
    : boxes_(axis.size())
    , cells_(axis.size(), QPoint(-1, -1)) {
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        if (token.frame >= 0 && token.frame != frame) {
            continue;
        }
        if (token.kind != TokenKind::Patch || token.row < 0 || token.column < 0) {
            others_.push_back(index);
            if (token.kind == TokenKind::Class && !class_) {
                class_ = index;
            }
            continue;
        }
        patches_.push_back(index);
        boxes_[index] = toRect(token.box);
        cells_[index] = {token.column, token.row};
        rows_ = std::max(rows_, token.row + 1);
        columns_ = std::max(columns_, token.column + 1);
    }
    byCell_.resize(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_));
    for (const std::size_t index : patches_) {
        const QPoint place = cells_[index];
        byCell_[static_cast<std::size_t>(place.y() * columns_ + place.x())] = index;
    }
}

bool PatchGrid::isPatch(std::size_t token) const {
    return token < cells_.size() && cells_[token].x() >= 0;
}

std::optional<std::size_t> PatchGrid::classToken() const {
    if (class_ || others_.empty()) {
        return class_;
    }
    return others_.front();
}

std::optional<std::size_t> PatchGrid::tokenOf(int row, int column) const {
    if (row < 0 || column < 0 || row >= rows_ || column >= columns_) {
        return std::nullopt;
    }
    return byCell_[static_cast<std::size_t>(row * columns_ + column)];
}

std::optional<std::size_t> PatchGrid::tokenAt(const QPointF& pixel) const {
    const auto found = std::ranges::find_if(patches_, [&](std::size_t token) {
        const QRectF& box = boxes_[token];
        // Half open, so that a point on an edge belongs to one patch.
        return pixel.x() >= box.left() && pixel.x() < box.right() && pixel.y() >= box.top() &&
               pixel.y() < box.bottom();
    });
    return found == patches_.end() ? std::nullopt : std::optional(*found);
}

QRectF PatchGrid::box(std::size_t token) const {
    return token < boxes_.size() ? boxes_[token] : QRectF();
}

QPoint PatchGrid::cell(std::size_t token) const {
    return token < cells_.size() ? cells_[token] : QPoint(-1, -1);
}

} // namespace vitrine::widgets
