#pragma once

#include "plugins/pictures/picturekind.h"

#include <cstddef>
#include <vector>

namespace vitrine::pictures {

/// A square kernel of side 2·reach + 1 that is the same in all eight directions: the weights of
/// dx, dy ≥ 0, row by row.
struct DiscKernel {
    std::size_t reach = 0;
    std::vector<double> quarter; ///< [reach + 1]²

    [[nodiscard]] double at(std::size_t dy, std::size_t dx) const {
        return quarter[dy * (reach + 1) + dx];
    }
};

/// A disc on the grid −8 … 8, or −r … r for larger ones, divided by its sum and smoothed at the rim
/// by a Gaussian of 3 × 3 or 5 × 5 (robustness, 5.4).
[[nodiscard]] DiscKernel discKernel(double radius, double smoothing);

/// picture.defocus_blur: the picture correlated with such a disc, borders reflected without the
/// outermost pixel.
class DefocusBlur final : public PictureKind {
public:
    DefocusBlur();

protected:
    [[nodiscard]] Outcome<Image> corrupted(const Image& picture, std::span<const double> values,
                                           const Sizing& sizing, const DrawKey& key,
                                           const Tick& tick) const override;
};

} // namespace vitrine::pictures
