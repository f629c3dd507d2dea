#include "tests/core/study/sweepfixture.h"

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

/// sweep_trial RUN DATA DELAY [MOST BYTES]: fills a run in a process that a test may kill, or that can
/// write no file beyond a size, as on a full disk.
int main(int count, char** words) {
    if (count < 4) {
        return 2;
    }
    if (count == 5) {
        const auto most = static_cast<rlim_t>(std::atoll(words[4]));
        const rlimit limit{most, most};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);
    }
    const auto done = vitrine::tests::fillRun(words[1], words[2], std::atoi(words[3]));
    if (!done) {
        std::cout << done.problem().text() << '\n';
    }
    return done ? 0 : 1;
}
