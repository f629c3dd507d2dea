#include "widgets/foundation/icons/icons.h"

#include "widgets/foundation/icons/iconengine.h"

#include <QColor>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

#include <array>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

constexpr std::array<const char*, kIconCount> kNames = {
    "attention",   "tokens",   "model",        "sample",        "picture",      "film",
    "run",         "book",        "map",      "lines",        "table",         "plus",         "minus",
    "search",      "export",   "open",         "save",          "copy",         "pin",
    "close",       "check",    "chevron-down", "chevron-right", "chevron-left", "chevron-up",
    "arrow-right", "more",     "menu",         "warning",       "error",        "info",
    "drop",        "undo",     "redo",         "swap",          "eye",          "eye-off",
    "sun",         "moon",     "keyboard",     "play",          "pause",        "fit",
    "filter",      "settings", "history",      "compare",       "dice",         "dial"};

// A missing file is a fault of the build, found by the test that loads every icon.
QByteArray source(Icon icon) {
    QFile file(QStringLiteral(":/vitrine/icons/%1.svg").arg(nameOf(icon)));
    if (!file.open(QIODevice::ReadOnly)) {
        throw std::logic_error("missing icon " + nameOf(icon).toStdString());
    }
    return file.readAll();
}

} // namespace

QString nameOf(Icon icon) {
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(icon)));
}

QIcon themedIcon(Icon icon, Token token) {
    return QIcon(new ThemedIconEngine(icon, token)); // QIcon takes it
}

void paintIcon(QPainter& painter, const QRectF& area, Icon icon, const QColor& color) {
    QByteArray svg = source(icon);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(painter.opacity() * color.alphaF());
    renderer.render(&painter, area);
    painter.restore();
}

} // namespace vitrine::widgets
