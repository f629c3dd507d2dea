#pragma once

#include "plugins/pictures/picturekind.h"

namespace vitrine::pictures {

/// picture.jpeg: stored with little space and read again.
class Jpeg final : public PictureKind {
public:
    Jpeg();

protected:
    [[nodiscard]] Outcome<Image> corrupted(const Image& picture, std::span<const double> values,
                                           const Sizing& sizing, const DrawKey& key,
                                           const Tick& tick) const override;
};

} // namespace vitrine::pictures
