#pragma once

#include "core/base/outcome.h"
#include "widgets/foundation/colour/ramp.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/token.h"
#include "widgets/foundation/theme/type.h"

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

#include <array>

namespace vitrine::widgets {

/// The colours and ramps of one theme file.
struct ThemeColours {
    QString name;
    bool dark = false;
    std::array<QColor, kTokenCount> tokens;
    RampPointer unsignedRamp;
    RampPointer signedRamp;
};

/// Parses a theme file. A Problem for a missing or malformed token or an unknown ramp.
[[nodiscard]] Outcome<ThemeColours> parseTheme(const QByteArray& json, const QString& where);

/// "light" or "dark" as compiled into the program.
[[nodiscard]] Outcome<ThemeColours> builtInTheme(const QString& name);

/// Everything a painter function needs to know about appearance: a plain value. Widgets take it
/// from their Theme, exports make their own.
class Look {
  public:
    struct Options {
        double textScale = 1; ///< 0.9 … 1.5
        Density density = Density::Normal;
        bool reducedMotion = false;

        bool operator==(const Options&) const = default;
    };

    Look(ThemeColours colours, const Options& options);

    /// The built-in light or dark look. The files are part of the program: a broken one throws
    /// std::logic_error.
    [[nodiscard]] static Look builtIn(bool dark, const Options& options);

    [[nodiscard]] static Look builtIn(bool dark) { return builtIn(dark, Options{}); }

    [[nodiscard]] const QString& name() const { return colours_.name; }

    [[nodiscard]] bool dark() const { return colours_.dark; }

    [[nodiscard]] const QColor& color(Token token) const {
        return colours_.tokens[static_cast<std::size_t>(token)];
    }

    [[nodiscard]] const Ramp& unsignedRamp() const { return *colours_.unsignedRamp; }

    [[nodiscard]] const Ramp& signedRamp() const { return *colours_.signedRamp; }

    [[nodiscard]] QFont font(TextStyle style) const { return fontFor(style, options_.textScale); }

    [[nodiscard]] int lineHeight(TextStyle style) const {
        return lineHeightFor(style, options_.textScale);
    }

    /// A measure of metrics.h that has to grow with the text.
    [[nodiscard]] int scaled(int measure) const;

    [[nodiscard]] double textScale() const { return options_.textScale; }

    [[nodiscard]] Density density() const { return options_.density; }

    [[nodiscard]] const RowHeights& rows() const { return rows_; } ///< with the text scale applied

    [[nodiscard]] bool reducedMotion() const { return options_.reducedMotion; }

    /// A duration in ms, or 0 with reduced motion.
    [[nodiscard]] int motion(int milliseconds) const {
        return options_.reducedMotion ? 0 : milliseconds;
    }

    /// The roles of DESIGN 6.
    [[nodiscard]] QPalette palette() const;

  private:
    ThemeColours colours_;
    Options options_;
    RowHeights rows_;
};

} // namespace vitrine::widgets
