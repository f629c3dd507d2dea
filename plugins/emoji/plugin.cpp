#include "core/plugin/plugin.h"

#include "plugins/emoji/emojireader.h"

#include <array>

namespace {

using namespace vitrine;

class Emoji final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const data::Reader* const> readers() const override {
        return readers_;
    }

private:
    emoji::EmojiReader reader_;
    std::array<const data::Reader*, 1> readers_{&reader_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const Emoji plugin;
    return &plugin;
}
