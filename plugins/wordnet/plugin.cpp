#include "core/plugin/plugin.h"

#include "plugins/wordnet/wordnetreader.h"

#include <array>

namespace {

using namespace vitrine;

class Wordnet final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const data::Reader* const> readers() const override {
        return readers_;
    }

private:
    wordnet::WordnetReader reader_;
    std::array<const data::Reader*, 1> readers_{&reader_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const Wordnet plugin;
    return &plugin;
}
