#include "widgets/foundation/theme/theme.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/vitrinestyle.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine::widgets;

class ThemeTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void needsAnInstalledTheme();
    void installsStylePaletteAndFont();
    void switchesEverything();
    void followsTheSystem();
    void nearestThemeAnswers();
    void scalesText();
    void densityChangesRows();
    void reducedMotionStopsMotion();
    void paletteRoles();
    void typeScale_data();
    void typeScale();
    void tabularDigits();
    void refusesBrokenFiles_data();
    void refusesBrokenFiles();
    void pinsAreEight();
};

void ThemeTest::needsAnInstalledTheme() {
    QVERIFY_EXCEPTION_THROWN((void)lookOf(nullptr), std::logic_error);
    {
        Theme theme;
        theme.install(*qApp);
        QCOMPARE(&Theme::of(static_cast<const QWidget*>(nullptr)), &theme);
    }
    QVERIFY_EXCEPTION_THROWN((void)lookOf(nullptr), std::logic_error);
    QVERIFY(qobject_cast<VitrineStyle*>(QApplication::style()) == nullptr);
}

void ThemeTest::installsStylePaletteAndFont() {
    Theme theme(Theme::Mode::Dark);
    theme.install(*qApp);
    QVERIFY(qobject_cast<VitrineStyle*>(QApplication::style()) != nullptr);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Token::S1));
    QCOMPARE(QApplication::font().pixelSize(), 13);
    QVERIFY(theme.dark());
    QCOMPARE(theme.look().unsignedRamp().name(), QStringLiteral("viridis"));
    QCOMPARE(theme.look().signedRamp().name(), QStringLiteral("berlin"));
}

void ThemeTest::switchesEverything() {
    Theme theme(Theme::Mode::Light);
    theme.install(*qApp);
    Words words(QStringLiteral("text"), TextStyle::Small, Token::T2);
    QLineEdit field;
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    const QColor before = field.grab().toImage().pixelColor(4, 10);
    QCOMPARE(before, theme.color(Token::S2));
    QSignalSpy changed(&theme, &Theme::themeChanged);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(field.grab().toImage().pixelColor(4, 10), theme.color(Token::S2));
    QVERIFY(theme.color(Token::S2) != before);
    QCOMPARE(words.palette().color(QPalette::WindowText), theme.color(Token::T2));
    QCOMPARE(theme.look().name(), QStringLiteral("dark"));
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    theme.setMode(Theme::Mode::Light);
    QCOMPARE(theme.look().unsignedRamp().name(), QStringLiteral("iris"));
    QCOMPARE(words.palette().color(QPalette::WindowText), theme.color(Token::T2));
}

// The platform of the tests has a light palette; leaving dark for System must find that out.
void ThemeTest::followsTheSystem() {
    Theme theme(Theme::Mode::Dark);
    theme.install(*qApp);
    theme.setMode(Theme::Mode::System);
    QVERIFY(!theme.dark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Token::S1));
    // A notice of the platform does not change what is right, and does not lose our palette.
    QEvent notice(QEvent::ApplicationPaletteChange);
    QCoreApplication::sendEvent(qApp, &notice);
    QVERIFY(!theme.dark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.color(Token::S1));
}

void ThemeTest::nearestThemeAnswers() {
    Theme light(Theme::Mode::Light);
    light.install(*qApp);
    QWidget root;
    auto* child = new QLabel(&root);
    QWidget other;
    {
        Theme dark(Theme::Mode::Dark);
        dark.install(root);
        QVERIFY(lookOf(child).dark());
        QVERIFY(!lookOf(&other).dark());
        QCOMPARE(child->palette().color(QPalette::Window), dark.color(Token::S1));
    }
    QVERIFY(!lookOf(child).dark());
}

void ThemeTest::scalesText() {
    Theme theme;
    theme.install(*qApp);
    Words words(QStringLiteral("text"), TextStyle::Base);
    theme.setTextScale(1.5);
    QCOMPARE(theme.font(TextStyle::Base).pixelSize(), 20);
    QCOMPARE(words.font().pixelSize(), 20);
    QCOMPARE(theme.look().lineHeight(TextStyle::Base), 30);
    QCOMPARE(theme.look().rows().control, 42);
    theme.setTextScale(9);
    QCOMPARE(theme.textScale(), 1.5);
    theme.setTextScale(0.1);
    QCOMPARE(theme.textScale(), 0.9);
    QCOMPARE(theme.look().rows().control, 28); // rows do not shrink below their measure
}

void ThemeTest::densityChangesRows() {
    Theme theme;
    theme.install(*qApp);
    QPushButton button(QStringLiteral("Go"));
    QCOMPARE(button.sizeHint().height(), 28);
    theme.setDensity(Density::Compact);
    QCOMPARE(theme.look().rows(), (RowHeights{22, 24, 20, 24, 24}));
    QCOMPARE(button.sizeHint().height(), 24);
    theme.setDensity(Density::Roomy);
    QCOMPARE(button.sizeHint().height(), 32);
}

void ThemeTest::reducedMotionStopsMotion() {
    Theme theme;
    QCOMPARE(theme.look().motion(metrics::kPaneMotion), 120);
    theme.setReducedMotion(true);
    QCOMPARE(theme.look().motion(metrics::kPaneMotion), 0);
}

void ThemeTest::paletteRoles() {
    const Look look = Look::builtIn(/*dark=*/false);
    const QPalette palette = look.palette();
    QCOMPARE(palette.color(QPalette::Base), look.color(Token::S2));
    QCOMPARE(palette.color(QPalette::PlaceholderText), look.color(Token::T3));
    QCOMPARE(palette.color(QPalette::Highlight), look.color(Token::Sel));
    QCOMPARE(palette.color(QPalette::HighlightedText), look.color(Token::T1));
    QCOMPARE(palette.color(QPalette::Mid), look.color(Token::Line));
    QCOMPARE(palette.color(QPalette::Dark), look.color(Token::Outline));
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), look.color(Token::T3));
}

void ThemeTest::typeScale_data() {
    QTest::addColumn<TextStyle>("style");
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("line");
    QTest::addRow("caption") << TextStyle::Caption << 11 << 16;
    QTest::addRow("small") << TextStyle::Small << 12 << 16;
    QTest::addRow("base") << TextStyle::Base << 13 << 20;
    QTest::addRow("sample") << TextStyle::SampleText << 15 << 25;
    QTest::addRow("lesson head") << TextStyle::LessonHead << 22 << 30;
    QTest::addRow("number") << TextStyle::Number << 26 << 32;
    QTest::addRow("mono") << TextStyle::Mono << 13 << 20;
}

void ThemeTest::typeScale() {
    QFETCH(TextStyle, style);
    QFETCH(int, size);
    QFETCH(int, line);
    QCOMPARE(fontFor(style).pixelSize(), size);
    QCOMPARE(lineHeightFor(style), line);
}

void ThemeTest::tabularDigits() {
    const QFont font = fontFor(TextStyle::Base);
    if (!QFontInfo(font).family().startsWith(QStringLiteral("Noto Sans"))) {
        QSKIP("Noto Sans is not installed");
    }
    const QFontMetricsF metrics(font);
    for (char digit = '1'; digit <= '9'; ++digit) {
        QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)),
                 metrics.horizontalAdvance(QLatin1Char('0')));
    }
}

void ThemeTest::refusesBrokenFiles_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("says");
    QTest::addRow("empty") << QByteArray() << QByteArray("no JSON object");
    QTest::addRow("array") << QByteArray("[]") << QByteArray("no JSON object");
    QTest::addRow("no tokens") << QByteArray("{}") << QByteArray("lacks the colour s0");
    QTest::addRow("no colour") << QByteArray(R"({"tokens": {"s0": "grey-ish"}})")
                               << QByteArray("lacks the colour s0");
}

void ThemeTest::refusesBrokenFiles() {
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, says);
    const vitrine::Outcome<ThemeColours> outcome = parseTheme(json, QStringLiteral("my.json"));
    QVERIFY(outcome.failed());
    QVERIFY2(outcome.problem().what.find(says.toStdString()) != std::string::npos,
             outcome.problem().what.c_str());
    QCOMPARE(outcome.problem().where, std::string("my.json"));
    QVERIFY(builtInTheme(QStringLiteral("pink")).failed());
}

void ThemeTest::pinsAreEight() {
    QCOMPARE(pinToken(0), Token::PinA);
    QCOMPARE(pinToken(7), Token::PinH);
    QVERIFY_EXCEPTION_THROWN((void)pinToken(8), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN((void)pinToken(-1), std::invalid_argument);
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
