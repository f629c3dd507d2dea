#include "widgets/foundation/theme/look.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

using namespace vitrine::widgets;

namespace {

// WCAG 2.x relative luminance and contrast.
double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

const std::vector<Token> kGrounds = {Token::S0,   Token::S1,    Token::S2,    Token::S3,
                                     Token::Sunk, Token::Hover, Token::Press, Token::Sel};

double worst(const Look& look, Token token) {
    double least = 99;
    for (const Token ground : kGrounds) {
        least = std::min(least, contrast(look.color(token), look.color(ground)));
    }
    return least;
}

} // namespace

/// The contrast table of DESIGN 2, recomputed from the theme files.
class ContrastTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void pairs_data();
    void pairs();
    void worstOfEight_data();
    void worstOfEight();
    void textReadsEverywhere();
    void casingParts();
};

void ContrastTest::pairs_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<Token>("text");
    QTest::addColumn<Token>("ground");
    QTest::addColumn<double>("expected");

    struct Row {
        Token text;
        std::array<double, 3> light; // on s1, s2, s3
        std::array<double, 3> dark;
    };

    const std::vector<Row> rows = {
        {Token::T1, {16.1, 17.6, 17.6}, {14.6, 13.4, 11.6}},
        {Token::T2, {8.2, 8.9, 8.9}, {8.9, 8.2, 7.1}},
        {Token::T3, {5.7, 6.3, 6.3}, {6.4, 5.9, 5.1}},
        {Token::QueryText, {6.1, 6.6, 6.6}, {7.9, 7.2, 6.3}},
        {Token::KeyText, {5.6, 6.1, 6.1}, {8.6, 7.9, 6.8}},
        {Token::ValueText, {5.6, 6.1, 6.1}, {8.5, 7.8, 6.8}},
        {Token::OutputText, {5.9, 6.5, 6.5}, {8.7, 8.0, 6.9}},
        {Token::WarnText, {6.7, 7.3, 7.3}, {9.9, 9.0, 7.8}},
        {Token::DangerText, {7.2, 7.8, 7.8}, {7.9, 7.3, 6.3}},
    };
    const std::array<Token, 3> surfaces = {Token::S1, Token::S2, Token::S3};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < surfaces.size(); ++i) {
            const std::string name =
                std::string(keyOf(row.text)) + " on " + std::string(keyOf(surfaces[i]));
            QTest::addRow("light %s", name.c_str())
                << false << row.text << surfaces[i] << row.light[i];
            QTest::addRow("dark %s", name.c_str())
                << true << row.text << surfaces[i] << row.dark[i];
        }
    }
    const auto both = [](const char* name, Token text, Token ground, double light, double dark) {
        QTest::addRow("light %s", name) << false << text << ground << light;
        QTest::addRow("dark %s", name) << true << text << ground << dark;
    };
    both("on-ink", Token::OnInk, Token::Ink, 15.8, 14.5);
    both("warn on its ground", Token::WarnText, Token::WarnGround, 6.7, 8.1);
    both("danger on its ground", Token::DangerText, Token::DangerGround, 6.7, 7.0);
    both("query fill", Token::Query, Token::S2, 5.2, 3.1);
    both("key fill", Token::Key, Token::S2, 3.9, 4.1);
    both("value fill", Token::Value, Token::S2, 3.4, 4.7);
    both("output fill", Token::Output, Token::S2, 3.06, 5.2);
}

void ContrastTest::pairs() {
    QFETCH(bool, dark);
    QFETCH(Token, text);
    QFETCH(Token, ground);
    QFETCH(double, expected);
    const Look look = Look::builtIn(dark);
    // The design prints one digit after the point.
    QVERIFY2(std::abs(contrast(look.color(text), look.color(ground)) - expected) <= 0.051,
             qPrintable(QString::number(contrast(look.color(text), look.color(ground)))));
}

void ContrastTest::worstOfEight_data() {
    QTest::addColumn<Token>("token");
    QTest::addColumn<double>("light");
    QTest::addColumn<double>("dark");
    QTest::addRow("t1") << Token::T1 << 13.2 << 10.4;
    QTest::addRow("t2") << Token::T2 << 6.7 << 6.3;
    QTest::addRow("t3") << Token::T3 << 4.69 << 4.53;
    QTest::addRow("query") << Token::QueryText << 4.96 << 5.6;
    QTest::addRow("key") << Token::KeyText << 4.59 << 6.1;
    QTest::addRow("value") << Token::ValueText << 4.60 << 6.0;
    QTest::addRow("output") << Token::OutputText << 4.86 << 6.2;
    QTest::addRow("warn text") << Token::WarnText << 5.5 << 7.0;
    QTest::addRow("danger text") << Token::DangerText << 5.9 << 5.6;
    QTest::addRow("outline") << Token::Outline << 3.08 << 3.14;
    QTest::addRow("ink") << Token::Ink << 11.9 << 10.1;
    QTest::addRow("warn mark") << Token::WarnMark << 3.18 << 5.45; // the page prints 5.4
    QTest::addRow("danger mark") << Token::DangerMark << 4.3 << 3.4;
}

void ContrastTest::worstOfEight() {
    QFETCH(Token, token);
    QFETCH(double, light);
    QFETCH(double, dark);
    const double onLight = worst(Look::builtIn(false), token);
    const double onDark = worst(Look::builtIn(true), token);
    QVERIFY2(std::abs(onLight - light) <= 0.051, qPrintable(QString::number(onLight)));
    QVERIFY2(std::abs(onDark - dark) <= 0.051, qPrintable(QString::number(onDark)));
}

void ContrastTest::textReadsEverywhere() {
    for (const bool dark : {false, true}) {
        const Look look = Look::builtIn(dark);
        for (const Token text :
             {Token::T1, Token::T2, Token::T3, Token::QueryText, Token::KeyText, Token::ValueText,
              Token::OutputText, Token::WarnText, Token::DangerText}) {
            QVERIFY(worst(look, text) >= 4.5);
        }
        for (const Token edge : {Token::Outline, Token::Ink, Token::WarnMark, Token::DangerMark}) {
            QVERIFY(worst(look, edge) >= 3.0);
        }
    }
}

// A cased stroke must stand out from any colour of any ramp: one of its two lines does.
void ContrastTest::casingParts() {
    for (const bool dark : {false, true}) {
        const Look look = Look::builtIn(dark);
        for (const Ramp* ramp : {&look.unsignedRamp(), &look.signedRamp()}) {
            for (const QRgb ground : ramp->table()) {
                const double outer = contrast(look.color(Token::Casing), QColor(ground));
                const double inner = contrast(look.color(Token::CasingInk), QColor(ground));
                QVERIFY(std::max(outer, inner) >= 3.0);
            }
        }
    }
}

QTEST_MAIN(ContrastTest)
#include "contrast_test.moc"
