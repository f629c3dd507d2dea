#include "tests/app/vitrine/logictests.h"
#include "tests/support/namedtest.h"

#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv) {
    using namespace vitrine::tests;
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    vitrine::widgets::Theme theme;
    theme.install(application);
    return runNamedTest(argc, argv,
                        {named<CommandLineTest>("commandline"), named<CrowdingTest>("crowding"),
                         named<DocumentTest>("document"), named<DocumentFileTest>("documentfile"),
                         named<FuzzyTest>("fuzzy"), named<HistoryTest>("history"),
                         named<IntakeTest>("intake"), named<JournalTest>("journal"),
                         named<LiveTokensTest>("livetokens"), named<SettingsTest>("settings"),
                         named<WorkspaceJsonTest>("workspacejson")});
}
