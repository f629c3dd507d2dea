#include "app/runner/waiting.h"

#include <cstdlib>

#include <unistd.h>

namespace vitrine::app {

void waitPassively(char** argv) {
    if (std::getenv("OMP_WAIT_POLICY") != nullptr) {
        return;
    }
    setenv("OMP_WAIT_POLICY", "PASSIVE", /*overwrite=*/1);
    setenv("GOMP_SPINCOUNT", "0", /*overwrite=*/0);
    execv("/proc/self/exe", argv);
}

} // namespace vitrine::app
