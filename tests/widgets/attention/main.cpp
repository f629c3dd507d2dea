#include "tests/support/namedtest.h"

#include <QApplication>

#include <memory>

std::unique_ptr<QObject> makeStateTest();
std::unique_ptr<QObject> makeGridTest();
std::unique_ptr<QObject> makeMapTest();
std::unique_ptr<QObject> makeTilesTest();
std::unique_ptr<QObject> makeLinesTest();
std::unique_ptr<QObject> makeNumberTest();
std::unique_ptr<QObject> makeExportTest();
std::unique_ptr<QObject> makeLabTest();
std::unique_ptr<QObject> makeOverlayTest();
std::unique_ptr<QObject> makeLensTest();

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    return vitrine::tests::runNamedTest(argc, argv,
                                        {{"state", makeStateTest},
                                         {"grid", makeGridTest},
                                         {"map", makeMapTest},
                                         {"tiles", makeTilesTest},
                                         {"lines", makeLinesTest},
                                         {"number", makeNumberTest},
                                         {"export", makeExportTest},
                                         {"lab", makeLabTest},
                                         {"overlay", makeOverlayTest},
                                         {"lens", makeLensTest}});
}
