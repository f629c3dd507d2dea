#pragma once

#include "core/base/outcome.h"

#include <QByteArray>
#include <QRgb>
#include <QString>

#include <array>
#include <memory>

namespace vitrine::widgets {

/// A colour table of 256 opaque entries. Immutable, shared.
class Ramp {
  public:
    using Table = std::array<QRgb, 256>;

    Ramp(QString name, const Table& table) : name_(std::move(name)), table_(table) {}

    [[nodiscard]] const QString& name() const { return name_; }

    [[nodiscard]] const Table& table() const { return table_; }

    /// The entry nearest to a place in 0 … 1; places outside are clamped, NaN counts as 0.
    [[nodiscard]] QRgb at(double place) const;

  private:
    QString name_;
    Table table_;
};

using RampPointer = std::shared_ptr<const Ramp>;

/// Reads 256 lines "red,green,blue" under a heading line. `name` goes into Problems.
[[nodiscard]] Outcome<RampPointer> parseRamp(const QByteArray& text, const QString& name);

/// One of the tables compiled into the program: iris, viridis, vik, berlin.
[[nodiscard]] Outcome<RampPointer> builtInRamp(const QString& name);

} // namespace vitrine::widgets
