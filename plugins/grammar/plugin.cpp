#include "core/plugin/plugin.h"

#include "plugins/grammar/grammarreader.h"

#include <array>

namespace {

using namespace vitrine;

class GrammarPlugin final : public plugin::Plugin {
public:
    [[nodiscard]] std::span<const data::Reader* const> readers() const override { return readers_; }

private:
    grammar::GrammarReader reader_;
    std::array<const data::Reader*, 1> readers_{&reader_};
};

} // namespace

const plugin::Plugin* vitrinePlugin() {
    static const GrammarPlugin plugin;
    return &plugin;
}
