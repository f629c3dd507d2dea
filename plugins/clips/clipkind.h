#pragma once

#include "core/perturb/perturbation.h"
#include "plugins/clips/temporal.h"

namespace vitrine::clips {

/// A kind that only moves frames: the pictures are shared with the input.
class ClipKind final : public perturb::Perturbation {
public:
    /// `amount` is the kind's one number at the severity; 0 where it has none.
    using Map = FrameMap (*)(std::size_t count, double amount, const DrawKey& key);

    ClipKind(perturb::KindRecord record, Map map)
        : record_(std::move(record))
        , map_(map) {}

    [[nodiscard]] const perturb::KindRecord& record() const override { return record_; }
    [[nodiscard]] Outcome<perturb::Perturbed> apply(const Sample& sample,
                                                    const perturb::Setting& setting,
                                                    const Tick& tick) const override;

private:
    perturb::KindRecord record_;
    Map map_;
};

[[nodiscard]] ClipKind dropKind();
[[nodiscard]] ClipKind shuffleKind();
[[nodiscard]] ClipKind freezeKind();

} // namespace vitrine::clips
