#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"
#include "tests/support/namedtest.h"

#include <QApplication>
#include <QStandardPaths>

int main(int argc, char** argv) {
    using namespace vitrine::tests;
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setApplicationName(QStringLiteral("vitrine"));
    QApplication application(argc, argv);
    vitrine::widgets::Theme theme(vitrine::widgets::Theme::Mode::Light);
    theme.install(application);
    setTestTheme(&theme);
    return runNamedTest(argc, argv,
                        {named<TypingTest>("typing"), named<SavingTest>("saving"),
                         named<LookTest>("look"), named<KeysTest>("keys"),
                         named<DroppingTest>("dropping"), named<FaultsTest>("faults"),
                         named<ComparingTest>("comparing"), named<LayoutTest>("layout"),
                         named<AccessTest>("access"), named<EndingTest>("ending"),
                         named<ReportTest>("report"), named<PicturesTest>("pictures"),
                         named<LessonsTest>("lessons"), named<RobustnessTest>("robustness"),
                         named<KillsTest>("kills"), named<LaunchingTest>("launching"),
                         named<WritingTest>("writing"),
                         named<TranslationTest>("translation")});
}
