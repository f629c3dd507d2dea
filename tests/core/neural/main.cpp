#include "tests/core/neural/tests.h"
#include "tests/support/namedtest.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    using namespace vitrine::tests;
    const QCoreApplication application(argc, argv);
    return runNamedTest(argc, argv,
                        {{"parity", makeParityTest},
                         {"store", makeStoreTest},
                         {"overview", makeOverviewTest},
                         {"model", makeModelTest},
                         {"hostile", makeHostileTest},
                         {"clip", makeClipTest},
                         {"sizes", makeSizesTest},
                         {"step", makeStepTest},
                         {"walk", makeWalkTest},
                         {"generation", makeGenerationTest},
                         {"characters", makeCharactersTest},
                         {"nfresnet", makeNfResNetTest},
                         {"gradient", makeGradientTest},
                         {"input", makeInputTest},
                         {"reading", makeReadingTest},
                         {"explain", makeExplainTest}});
}
