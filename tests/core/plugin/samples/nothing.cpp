#include "core/plugin/plugin.h"

const vitrine::plugin::Plugin* vitrinePlugin() {
    return nullptr;
}
