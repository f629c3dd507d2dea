#include "tests.h"

#include "tests/support/namedtest.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    using namespace vitrine::tests;
    const QCoreApplication application(argc, argv);
    return runNamedTest(argc, argv,
                        {named<UsageTest>("usage"), named<TokenizeTest>("tokenize"),
                         named<ModelsTest>("models"), named<DoctorTest>("doctor"),
                         named<BenchTest>("bench"), named<GenerateTest>("generate"),
                         named<ExplainTest>("explain"), named<PerturbTest>("perturb")});
}
