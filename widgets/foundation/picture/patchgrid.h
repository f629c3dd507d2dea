#pragma once

#include "core/base/axis.h"

#include <QPoint>
#include <QRectF>

#include <cstddef>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// The patches of an axis as a grid over a picture, and the tokens beside them (class token,
/// registers). Read from the axis record once; nothing is assumed of its order. A plain value.
class PatchGrid {
public:
    PatchGrid() = default;

    /// Of an axis over a clip: the cells of one frame, and the tokens that are of no frame or of this
    /// one.
    explicit PatchGrid(const Axis& axis, int frame = 0);

    /// Whether the axis has no patches: it is a text's.
    [[nodiscard]] bool empty() const { return patches_.empty(); }
    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int columns() const { return columns_; }
    [[nodiscard]] std::size_t tokens() const { return boxes_.size(); } ///< of the whole axis

    /// Token indices of the patches and of the others, in the order of the axis.
    [[nodiscard]] const std::vector<std::size_t>& patches() const { return patches_; }
    [[nodiscard]] const std::vector<std::size_t>& others() const { return others_; }
    [[nodiscard]] bool isPatch(std::size_t token) const;

    /// The class token, else the first that is no patch; none where all are patches.
    [[nodiscard]] std::optional<std::size_t> classToken() const;

    [[nodiscard]] std::optional<std::size_t> tokenOf(int row, int column) const;

    /// The patch over a point in pixels of the picture.
    [[nodiscard]] std::optional<std::size_t> tokenAt(const QPointF& pixel) const;

    /// In pixels of the picture; empty for a token that is no patch.
    [[nodiscard]] QRectF box(std::size_t token) const;

    /// (column, row) of a patch, (−1, −1) for other tokens.
    [[nodiscard]] QPoint cell(std::size_t token) const;

    bool operator==(const PatchGrid&) const = default;

private:
    int rows_ = 0;
    int columns_ = 0;
    std::vector<std::size_t> patches_;
    std::vector<std::size_t> others_;
    std::optional<std::size_t> class_;
    std::vector<QRectF> boxes_;                       ///< of all tokens
    std::vector<QPoint> cells_;                       ///< of all tokens
    std::vector<std::optional<std::size_t>> byCell_;  ///< row-major
};

[[nodiscard]] QRectF toRect(const Box& box);

} // namespace vitrine::widgets
