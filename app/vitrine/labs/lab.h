#pragma once

#include "app/vitrine/window/crowding.h"

#include "core/base/outcome.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/keyhint.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <string>

class QWidget;

namespace vitrine::app {

struct ReportContent;

/// All labs, in the order of their keys Ctrl+1 … Ctrl+5.
enum class LabId { Attention, Tokens, Robustness, Training, Lessons };

/// How a lab is offered: on the lab bar, in menus and the palette, in documents.
struct LabFace {
    LabId id;
    std::string key; ///< "attention": in documents, and before the dot in the ids of its actions
    widgets::Icon icon;
    QString name; ///< "Attention"
    QString help; ///< one sentence
};

/// One room of the window: its page, and what the window around it asks of the room in front. The
/// window owns bars, docks and status line; a lab answers what stands in them. GUI thread.
class Lab : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual LabFace face() const = 0;

    /// What stands in the middle of the window; lives as long as the lab.
    [[nodiscard]] virtual QWidget& page() const = 0;

    /// Called when the lab comes to the front or leaves it.
    virtual void setInFront(bool /*inFront*/) {}

    /// Puts the focus where the keys of the lab work, or where its text is.
    virtual void focusMain() = 0;
    virtual void focusText() { focusMain(); }

    /// Opens the menu of what can be exported here.
    virtual void openExports() {}

    /// Whether actions whose id begins with the lab's key can be done, given that it is in front.
    [[nodiscard]] virtual bool actionsEnabled() const { return true; }

    /// What the inspector shows for this lab now; null for nothing. The inspector becomes the
    /// parent of what it is given.
    [[nodiscard]] virtual QWidget* inspector() const { return nullptr; }

    /// What this lab wants otherwise than the window's size says (no inspector, Library as rail).
    virtual void shape(Crowding& /*crowding*/) const {}
    virtual void applyCrowding(const Crowding& /*crowding*/) {}

    /// The foot of the window; `words`: there is room for words beside the numbers.
    [[nodiscard]] virtual QStringList facts(bool words) const = 0;
    [[nodiscard]] virtual QList<widgets::KeyHint> hints(bool words) const = 0;

    /// Adds what the lab shows now to a report: figures and tables. Nothing is drawn yet.
    virtual void addTo(ReportContent& /*content*/) const {}

    /// Whether all that was asked for is in sight: a report waits for it.
    [[nodiscard]] virtual bool settled() const { return true; }

Q_SIGNALS:
    void statusChanged();    ///< facts or hints
    void actionsChanged();   ///< actionsEnabled
    void inspectorChanged(); ///< inspector
    void problemMet(const vitrine::Problem& problem);
    void told(const QString& words); ///< for a toast
    void labRequested(vitrine::app::LabId lab); ///< to go there with the same Sample
};

} // namespace vitrine::app
