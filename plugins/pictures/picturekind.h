#pragma once

#include "core/base/image.h"
#include "core/perturb/perturbation.h"
#include "plugins/pictures/sizes.h"

#include <span>

namespace vitrine::pictures {

/// What all kinds of this plugin share: they make one picture of another of the same size, by the
/// numbers of a severity. Pictures are corrupted at the model's own size, after resizing; a frame of
/// a clip is not touched.
class PictureKind : public perturb::Perturbation {
public:
    explicit PictureKind(perturb::KindRecord record)
        : record_(std::move(record)) {}

    [[nodiscard]] const perturb::KindRecord& record() const override { return record_; }
    [[nodiscard]] Outcome<perturb::Perturbed> apply(const Sample& sample,
                                                    const perturb::Setting& setting,
                                                    const Tick& tick) const override;

protected:
    /// `values` are those of the record's columns. The picture is not empty.
    [[nodiscard]] virtual Outcome<Image> corrupted(const Image& picture,
                                                   std::span<const double> values,
                                                   const Sizing& sizing, const DrawKey& key,
                                                   const Tick& tick) const = 0;

private:
    perturb::KindRecord record_;
};

/// The record of a kind with one table for each size.
[[nodiscard]] perturb::KindRecord recordOf(const char* id, const char* about,
                                           std::vector<perturb::SeverityColumn> columns,
                                           std::vector<perturb::Parameter> parameters,
                                           std::vector<perturb::SeverityTable> tables);

/// 0 … 255 cut to a byte, as the published sets do. What rounding of floats left below a whole number
/// counts as that number.
[[nodiscard]] inline std::uint8_t toByte(float value) {
    constexpr float kRounding = 1.0F / 1024;
    const float lifted = value + kRounding;
    const float clipped = lifted < 0.0F ? 0.0F : lifted > 255.0F ? 255.0F : lifted;
    return static_cast<std::uint8_t>(static_cast<int>(clipped));
}

} // namespace vitrine::pictures
