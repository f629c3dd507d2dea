#pragma once

#include "plugins/pictures/picturekind.h"

namespace vitrine::pictures {

/// picture.brightness: the value of hue, saturation and value grows by a constant, at most to 1.
class Brightness final : public PictureKind {
public:
    Brightness();

protected:
    [[nodiscard]] Outcome<Image> corrupted(const Image& picture, std::span<const double> values,
                                           const Sizing& sizing, const DrawKey& key,
                                           const Tick& tick) const override;
};

} // namespace vitrine::pictures
