#include "core/base/outcome.h"

namespace vitrine {

std::string Problem::text() const {
    std::string line = what;
    if (!where.empty()) {
        line += " (" + where + ")";
    }
    if (!advice.empty()) {
        line += ". " + advice;
    }
    return line;
}

} // namespace vitrine
