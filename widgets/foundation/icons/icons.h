#pragma once

#include "widgets/foundation/theme/token.h"

#include <QIcon>
#include <QRectF>
#include <QString>

class QColor;
class QPainter;

namespace vitrine::widgets {

/// Our own icons: 16 × 16, stroke 1.4, one colour. Files: resources/icons/<name>.svg.
enum class Icon {
    Attention,
    Tokens,
    Model,
    Sample,
    Picture,
    Film,
    Run,
    Book,
    Map,
    Lines,
    Table,
    Plus,
    Minus,
    Search,
    Export,
    Open,
    Save,
    Copy,
    Pin,
    Close,
    Check,
    ChevronDown,
    ChevronRight,
    ChevronLeft,
    ChevronUp,
    ArrowRight,
    More,
    Menu,
    Warning,
    Error,
    Info,
    Drop,
    Undo,
    Redo,
    Swap,
    Eye,
    EyeOff,
    Sun,
    Moon,
    Keyboard,
    Play,
    Pause,
    Fit,
    Filter,
    Settings,
    History,
    Compare,
    Dice,
    Dial
};

/// The file name without folder and ending.
[[nodiscard]] QString nameOf(Icon icon);

/// All of them, for tests and galleries.
inline constexpr int kIconCount = static_cast<int>(Icon::Dial) + 1;

/// The mode in which the style draws chosen controls: with QIcon::On on an ink ground, else in t1.
/// Item views use QIcon::Selected for rows, whose ground is pale.
inline constexpr QIcon::Mode kChosenMode = QIcon::Active;

/// An icon that is drawn from SVG at every size and scale in the colours of the Theme in force:
/// `token` normally, t3 when disabled, see kChosenMode.
[[nodiscard]] QIcon themedIcon(Icon icon, Token token = Token::T2);

/// Draws an icon into a rectangle, sharp on screen and as paths in SVG and PDF.
void paintIcon(QPainter& painter, const QRectF& area, Icon icon, const QColor& color);

} // namespace vitrine::widgets
