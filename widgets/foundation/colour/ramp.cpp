#include "widgets/foundation/colour/ramp.h"

#include <QFile>
#include <QList>

#include <algorithm>
#include <cmath>
#include <optional>

// Q_INIT_RESOURCE must stand outside any namespace; without it the linker drops the resources of a
// static library.
static void openResources() {
    Q_INIT_RESOURCE(vitrine);
}

namespace vitrine::widgets {

namespace {

Problem broken(const QString& name, int line) {
    return {"The colour table is not 256 lines of red,green,blue",
            name.toStdString() + ", line " + std::to_string(line), "Install the program again"};
}

std::optional<QRgb> parseColour(const QByteArray& line) {
    const QList<QByteArray> parts = line.split(',');
    if (parts.size() != 3) {
        return std::nullopt;
    }
    std::array<int, 3> channel{};
    for (int i = 0; i < 3; ++i) {
        bool ok = false;
        channel[static_cast<std::size_t>(i)] = parts[i].trimmed().toInt(&ok);
        if (!ok || channel[static_cast<std::size_t>(i)] < 0 ||
            channel[static_cast<std::size_t>(i)] > 255) {
            return std::nullopt;
        }
    }
    return qRgb(channel[0], channel[1], channel[2]);
}

} // namespace

QRgb Ramp::at(double place) const {
    const double clamped = place > 0 ? std::min(place, 1.0) : 0.0; // NaN compares false
    return table_[static_cast<std::size_t>(std::lround(clamped * 255))];
}

Outcome<RampPointer> parseRamp(const QByteArray& text, const QString& name) {
    QList<QByteArray> lines = text.trimmed().split('\n');
    if (lines.size() != 257) {
        return broken(name, static_cast<int>(lines.size()));
    }
    Ramp::Table table{};
    for (int i = 0; i < 256; ++i) {
        const std::optional<QRgb> colour = parseColour(lines[i + 1]);
        if (!colour) {
            return broken(name, i + 2);
        }
        table[static_cast<std::size_t>(i)] = *colour;
    }
    return RampPointer(std::make_shared<const Ramp>(name, table));
}

Outcome<RampPointer> builtInRamp(const QString& name) {
    openResources();
    QFile file(QStringLiteral(":/vitrine/ramps/%1.csv").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return Problem{"There is no such colour table", name.toStdString(),
                       "Use iris, viridis, vik or berlin"};
    }
    return parseRamp(file.readAll(), name);
}

} // namespace vitrine::widgets
