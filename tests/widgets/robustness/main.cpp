#include "tests/support/namedtest.h"

#include "widgets/foundation/theme/theme.h"

#include <QApplication>

#include <memory>

std::unique_ptr<QObject> makeChainTest();
std::unique_ptr<QObject> makeLabTest();
std::unique_ptr<QObject> makeRoomTest();

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    vitrine::widgets::Theme theme;
    theme.install(application);
    return vitrine::tests::runNamedTest(argc, argv,
                                        {{"chain", makeChainTest}, {"lab", makeLabTest}, {"room", makeRoomTest}});
}
