#include "widgets/foundation/theme/type.h"

#include <QFontDatabase>
#include <QString>
#include <QStringList>

#include <array>
#include <cmath>
#include <cstddef>

namespace vitrine::widgets {

namespace {

struct Row {
    int size;
    int line;
    QFont::Weight weight;
    bool mono;
};

constexpr std::array<Row, 15> kScale = {{
    {11, 16, QFont::Normal, false},
    {11, 16, QFont::Medium, false},
    {11, 16, QFont::DemiBold, false},
    {12, 16, QFont::Normal, false},
    {12, 16, QFont::Medium, false},
    {12, 16, QFont::DemiBold, false},
    {13, 20, QFont::Normal, false},
    {13, 20, QFont::Medium, false},
    {13, 20, QFont::DemiBold, false},
    {15, 25, QFont::Normal, false},
    {15, 25, QFont::DemiBold, false},
    {22, 30, QFont::DemiBold, false},
    {26, 32, QFont::Medium, false},
    {13, 20, QFont::Normal, true},
    {11, 16, QFont::Normal, true},
}};

const Row& rowOf(TextStyle style) {
    return kScale.at(static_cast<std::size_t>(style));
}

// Asked for a weight that is not installed, the font matcher may synthesise it: name one that is.
QFont::Weight installedWeight(QFont::Weight weight, const QString& family) {
    if (weight == QFont::Normal) {
        return weight;
    }
    const QStringList styles = QFontDatabase::styles(family);
    if (weight == QFont::Medium) {
        return styles.contains(QStringLiteral("Medium")) ? weight : QFont::Normal;
    }
    return styles.contains(QStringLiteral("SemiBold")) ? weight : QFont::Bold;
}

} // namespace

QFont fontFor(TextStyle style, double textScale) {
    const Row& row = rowOf(style);
    const QString family =
        row.mono ? QStringLiteral("Noto Sans Mono") : QStringLiteral("Noto Sans");
    QFont font(family);
    font.setStyleHint(row.mono ? QFont::Monospace : QFont::SansSerif);
    font.setPixelSize(static_cast<int>(std::lround(row.size * textScale)));
    font.setWeight(installedWeight(row.weight, family));
    return font;
}

int lineHeightFor(TextStyle style, double textScale) {
    return static_cast<int>(std::lround(rowOf(style).line * textScale));
}

} // namespace vitrine::widgets
