#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace vitrine::app {

/// How an action is declared.
struct ActionSpec {
    QString id;   ///< "file.save": for tests
    QString text; ///< "Save as…"; verb first
    QList<QKeySequence> keys;
    QString help; ///< one sentence for F1 and the status line
    bool checkable = false;
};

/// All actions of the window, by group ("File"): what menus, the palette and the key card list.
/// Every action works on the whole window. GUI thread.
class ActionTable final : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString id;
        QString group;
        QAction* action;
    };

    /// `window` gets the actions, so that their keys work everywhere in it.
    explicit ActionTable(QWidget& window);

    QAction* add(const QString& group, const ActionSpec& spec, std::function<void()> run);

    /// An action that somebody else made (undo, redo).
    QAction* adopt(const QString& group, const ActionSpec& spec, QAction* action);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

    /// Throws std::invalid_argument for an unknown id.
    [[nodiscard]] QAction* action(const QString& id) const;

private:
    QWidget& window_;
    std::vector<Entry> entries_;
};

/// "Ctrl+Shift+P" as the platform writes it; of several keys, all, with "or".
[[nodiscard]] QString keyText(const QAction& action);

/// Names and sentences of actions and menus, in the person's language.
[[nodiscard]] QString words(const char* text);

} // namespace vitrine::app
