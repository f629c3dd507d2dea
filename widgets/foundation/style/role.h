#pragma once

class QComboBox;
class QString;
class QWidget;

namespace vitrine::widgets {

/// What VitrineStyle has to know about a widget beyond its class.
enum class Role {
    None,
    Primary, ///< ink fill; one a pane
    Danger,  ///< danger edge and text, never filled
    Quiet,   ///< no edge until hovered: Cancel, Undo, icon buttons
    Segment, ///< one of Segments; set by it
    Lab,     ///< lab switcher button: 44 high, 2-px ink underline when checked
    Fault,   ///< a field whose value is not allowed
    Switch   ///< a check box drawn as a switch
};

void setRole(QWidget& widget, Role role);
[[nodiscard]] Role roleOf(const QWidget* widget);

/// Marks a control as "not in this model": hatched, still focusable; `reason` becomes the tool tip
/// and the accessible description. An empty reason takes the mark away.
void setUnavailable(QWidget& widget, const QString& reason);
[[nodiscard]] bool isUnavailable(const QWidget* widget);

/// Tool bar size (24) instead of 28 for a button or combo.
void setCompact(QWidget& widget, bool compact = true);
[[nodiscard]] bool isCompact(const QWidget* widget);

/// A faint word before a combo's value: "Range" in "Range per layer". Also the accessible name.
void setComboWord(QComboBox& combo, const QString& word);
[[nodiscard]] QString comboWord(const QWidget* combo);

/// Where the focus ring goes: outside the widget's edge unless it fills its pane.
enum class RingPlace { Outside, Inside, None };

void setRingPlace(QWidget& widget, RingPlace place);
[[nodiscard]] RingPlace ringPlaceOf(const QWidget* widget);

} // namespace vitrine::widgets
