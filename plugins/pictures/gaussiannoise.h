#pragma once

#include "plugins/pictures/picturekind.h"

namespace vitrine::pictures {

/// picture.gaussian_noise: x + σN for every channel value of the picture in 0 … 1.
class GaussianNoise final : public PictureKind {
public:
    GaussianNoise();

protected:
    [[nodiscard]] Outcome<Image> corrupted(const Image& picture, std::span<const double> values,
                                           const Sizing& sizing, const DrawKey& key,
                                           const Tick& tick) const override;
};

} // namespace vitrine::pictures
