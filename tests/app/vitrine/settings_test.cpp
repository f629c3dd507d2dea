#include "app/vitrine/settings/looksettings.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine::app;
using vitrine::widgets::Density;
using vitrine::widgets::Theme;

void SettingsTest::defaultsHold() {
    const Settings none(Settings::Storage::None);
    QCOMPARE(none.get(settings::theme()), QStringLiteral("system"));
    QCOMPARE(none.get(settings::textScale()), 1.0);
    QVERIFY(none.get(settings::recent()).isEmpty());
}

void SettingsTest::remembersWithinItsLife() {
    Settings none(Settings::Storage::None);
    none.set(settings::recent(), QStringList{u"a"_qs});
    QCOMPARE(none.get(settings::recent()), QStringList{u"a"_qs});
    // A value of the wrong kind in the file is as good as none.
    none.set(Setting<QString>{"look/textScale", {}}, u"tea"_qs);
    QCOMPARE(none.get(settings::reducedMotion()), false);
}

void SettingsTest::lookIsRestored() {
    Settings settings(Settings::Storage::None);
    {
        Theme theme;
        LookSettings look(settings, theme);
        look.setMode(Theme::Mode::Dark);
        look.setTextScale(1.2);
        look.setDensity(Density::Compact);
        look.setReducedMotion(true);
    }
    Theme theme;
    const LookSettings look(settings, theme);
    QVERIFY(theme.mode() == Theme::Mode::Dark);
    QCOMPARE(theme.textScale(), 1.2);
    QVERIFY(theme.density() == Density::Compact);
    QVERIFY(theme.reducedMotion());
}

void SettingsTest::presentingIsNotRemembered() {
    Settings settings(Settings::Storage::None);
    Theme theme;
    LookSettings look(settings, theme);
    look.setTextScale(1.1);
    look.setPresenting(true);
    QCOMPARE(theme.textScale(), LookSettings::kPresenterScale);
    QCOMPARE(settings.get(vitrine::app::settings::textScale()), 1.1);
    look.setPresenting(false);
    QCOMPARE(theme.textScale(), 1.1);
}
