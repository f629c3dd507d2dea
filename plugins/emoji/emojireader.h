#pragma once

#include "core/data/reader.h"

namespace vitrine::emoji {

/// Pictures of named things, drawn by icon sets. Options: `names` (emoji-test.txt), `side` in pixels,
/// `things` (English names of emoji, the classes), `sets` [{source, folder, licence, split}].
class EmojiReader final : public data::Reader {
public:
    [[nodiscard]] std::string_view name() const override { return "emoji"; }

    [[nodiscard]] std::string_view about() const override {
        return "icon sets in Iconify's form as RGBA pictures of named things";
    }

    [[nodiscard]] Outcome<Done> read(const data::ReadRequest& request,
                                     const data::ExampleSink& sink,
                                     const Tick& tick) const override;
};

} // namespace vitrine::emoji
