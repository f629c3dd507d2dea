#include "widgets/foundation/theme/look.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

Problem faulty(const QString& where, const QString& what) {
    return {what.toStdString(), where.toStdString(), "Install the program again"};
}

RowHeights grown(RowHeights rows, double factor) {
    const double growth = std::max(1.0, factor);
    for (int* height :
         {&rows.tree, &rows.table, &rows.inspector, &rows.control, &rows.toolControl}) {
        *height = static_cast<int>(std::lround(*height * growth));
    }
    return rows;
}

} // namespace

Outcome<ThemeColours> parseTheme(const QByteArray& json, const QString& where) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject()) {
        return faulty(where, QStringLiteral("The theme is no JSON object: ") + error.errorString());
    }
    const QJsonObject root = document.object();
    ThemeColours colours;
    colours.name = root[QStringLiteral("name")].toString();
    colours.dark = root[QStringLiteral("dark")].toBool();
    const QJsonObject tokens = root[QStringLiteral("tokens")].toObject();
    for (std::size_t i = 0; i < kTokenCount; ++i) {
        const std::string_view key = keyOf(static_cast<Token>(i));
        const QString name = QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
        colours.tokens[i] = QColor(tokens[name].toString());
        if (!colours.tokens[i].isValid()) {
            return faulty(where, QStringLiteral("The theme lacks the colour ") + name);
        }
    }
    Outcome<RampPointer> plain = builtInRamp(root[QStringLiteral("unsignedRamp")].toString());
    Outcome<RampPointer> centred = builtInRamp(root[QStringLiteral("signedRamp")].toString());
    if (!plain) {
        return plain.problem();
    }
    if (!centred) {
        return centred.problem();
    }
    colours.unsignedRamp = *plain;
    colours.signedRamp = *centred;
    return colours;
}

Outcome<ThemeColours> builtInTheme(const QString& name) {
    // Asking for a ramp also opens the resources.
    if (const Outcome<RampPointer> ramp = builtInRamp(QStringLiteral("viridis")); !ramp) {
        return ramp.problem();
    }
    QFile file(QStringLiteral(":/vitrine/themes/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return faulty(name, QStringLiteral("There is no such theme"));
    }
    return parseTheme(file.readAll(), file.fileName());
}

Look::Look(ThemeColours colours, const Options& options)
    : colours_(std::move(colours))
    , options_(options)
    , rows_(grown(rowHeights(options.density), options.textScale)) {}

Look Look::builtIn(bool dark, const Options& options) {
    Outcome<ThemeColours> colours =
        builtInTheme(dark ? QStringLiteral("dark") : QStringLiteral("light"));
    if (!colours) {
        throw std::logic_error(colours.problem().text());
    }
    return {std::move(colours).value(), options};
}

int Look::scaled(int measure) const {
    return static_cast<int>(std::lround(measure * options_.textScale));
}

QPalette Look::palette() const {
    const std::initializer_list<std::pair<QPalette::ColorRole, Token>> roles = {
        {QPalette::Window, Token::S1},
        {QPalette::Base, Token::S2},
        {QPalette::Button, Token::S2},
        {QPalette::AlternateBase, Token::S1},
        {QPalette::Text, Token::T1},
        {QPalette::WindowText, Token::T1},
        {QPalette::ButtonText, Token::T1},
        {QPalette::BrightText, Token::OnInk},
        {QPalette::PlaceholderText, Token::T3},
        {QPalette::Highlight, Token::Sel},
        {QPalette::HighlightedText, Token::T1},
        {QPalette::ToolTipBase, Token::S3},
        {QPalette::ToolTipText, Token::T1},
        {QPalette::Link, Token::T1},
        {QPalette::LinkVisited, Token::T1},
        {QPalette::Light, Token::Hover},
        {QPalette::Midlight, Token::Press},
        {QPalette::Mid, Token::Line},
        {QPalette::Dark, Token::Outline},
        {QPalette::Shadow, Token::Shadow}};
    QPalette palette;
    for (const auto& [role, token] : roles) {
        palette.setColor(role, color(token));
    }
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText}) {
        palette.setColor(QPalette::Disabled, role, color(Token::T3));
    }
    return palette;
}

} // namespace vitrine::widgets
