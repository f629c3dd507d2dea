#pragma once

#include "tests/app/vitrine/windowfixture.h"

#include <filesystem>

namespace vitrine::tests {

/// The demo with a ViT of random weights (16 × 16 pixels, patches of 4) in front.
class PictureFixture : public WindowFixture {
public:
    static constexpr int kPatience = 20'000;

    /// The expected outputs of the source tree, and pictures and clips beside them.
    [[nodiscard]] static std::filesystem::path golden();

    /// Shows the window, opens the model; false if either does not come.
    [[nodiscard]] bool begin();

    /// Opens a picture or clip as a person does, and waits until it is seen.
    [[nodiscard]] bool open(const std::filesystem::path& path);

    /// Waits for the trace of the picture or clip in front.
    [[nodiscard]] bool seen();
};

} // namespace vitrine::tests
