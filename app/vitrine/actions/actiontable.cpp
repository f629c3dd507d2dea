#include "app/vitrine/actions/actiontable.h"

#include <QAction>
#include <QCoreApplication>
#include <QStringList>
#include <QWidget>

#include <algorithm>
#include <stdexcept>

namespace vitrine::app {

ActionTable::ActionTable(QWidget& window)
    : QObject(&window)
    , window_(window) {}

QAction* ActionTable::add(const QString& group, const ActionSpec& spec,
                          std::function<void()> run) {
    auto* action = new QAction(spec.text, this);
    action->setCheckable(spec.checkable);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    return adopt(group, spec, action);
}

QAction* ActionTable::adopt(const QString& group, const ActionSpec& spec, QAction* action) {
    action->setObjectName(spec.id);
    action->setShortcuts(spec.keys);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setStatusTip(spec.help);
    action->setWhatsThis(spec.help);
    window_.addAction(action);
    entries_.push_back({spec.id, group, action});
    return action;
}

QAction* ActionTable::action(const QString& id) const {
    const auto found = std::ranges::find(entries_, id, &Entry::id);
    if (found == entries_.end()) {
        throw std::invalid_argument("ActionTable: there is no action " + id.toStdString());
    }
    return found->action;
}

QString keyText(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts()) {
        keys.append(key.toString(QKeySequence::NativeText));
    }
    return keys.join(QAction::tr(" or "));
}

QString words(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

} // namespace vitrine::app
