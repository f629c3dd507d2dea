#include "core/plugin/plugin.h"

#include <stdexcept>

const vitrine::plugin::Plugin* vitrinePlugin() {
    throw std::runtime_error("thrown by the sample");
}
