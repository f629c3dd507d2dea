#include "app/vitrine/actions/menus.h"

#include "app/vitrine/actions/frame.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

#include <initializer_list>

namespace vitrine::app {

namespace {

/// Ids of actions; an empty one is a separator.
void addAll(QMenu& menu, const ActionTable& table, std::initializer_list<const char*> ids) {
    for (const char* id : ids) {
        if (*id == '\0') {
            menu.addSeparator();
        } else {
            menu.addAction(table.action(QString::fromLatin1(id)));
        }
    }
}

QString textOf(const std::string& text) {
    // An ampersand would underline the next letter.
    return QString::fromStdString(text).replace(u'&', QStringLiteral("&&"));
}

void fillRecent(QMenu& menu, const Frame& frame) {
    menu.clear();
    const QStringList recent = frame.desk.recent();
    for (const QString& path : recent) {
        QAction* action = menu.addAction(textOf(QFileInfo(path).fileName().toStdString()));
        action->setToolTip(path.toHtmlEscaped());
        QObject::connect(action, &QAction::triggered, &frame.desk,
                         [frame, path] { frame.desk.openRecent(path); });
    }
    if (recent.isEmpty()) {
        menu.addAction(words("None yet"))->setEnabled(false);
    }
}

void fillHistory(QMenu& menu, const Frame& frame) {
    menu.clear();
    const History& history = frame.session.history();
    for (const std::size_t index : history.listed()) {
        const HistoryEntry& entry = history.entries()[index];
        const qsizetype number = menu.actions().size() + 1;
        QAction* action = menu.addAction(QStringLiteral("%1  %2").arg(number).arg(entry.label));
        action->setCheckable(true);
        action->setChecked(static_cast<int>(index) == history.current());
        QObject::connect(action, &QAction::triggered, &frame.session,
                         [frame, index] { frame.session.restore(index); });
    }
    if (menu.isEmpty()) {
        menu.addAction(words("No trace yet"))->setEnabled(false);
    }
}

void addComparison(QMenu& menu, const Frame& frame, const Comparison& comparison,
                   const QString& text) {
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    const bool chosen = frame.document.value().comparison == comparison;
    action->setChecked(chosen);
    QObject::connect(action, &QAction::triggered, &frame.document, [frame, comparison, chosen] {
        frame.document.compareWith(chosen ? Comparison{} : comparison);
    });
}

void fillComparisons(QMenu& menu, const Frame& frame) {
    menu.clear();
    const Workspace& workspace = frame.document.value();
    for (const SampleEntry& entry : workspace.samples) {
        if (entry.id != workspace.sample) {
            addComparison(menu, frame, {Comparison::Kind::Sample, entry.id},
                          textOf(shownName(entry.sample)));
        }
    }
    menu.addSeparator();
    for (const ModelEntry& entry : workspace.models) {
        if (entry.id != workspace.model) {
            addComparison(menu, frame, {Comparison::Kind::Model, entry.id}, textOf(entry.name));
        }
    }
    if (menu.isEmpty()) {
        menu.addAction(words("Add a second text or model first"))->setEnabled(false);
    }
}

QMenu* addDynamic(QMenu& parent, const QString& title, const Frame& frame,
                  void (*fill)(QMenu&, const Frame&)) {
    auto* menu = parent.addMenu(title);
    menu->setToolTipsVisible(true);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, frame, fill] { fill(*menu, frame); });
    return menu;
}

void addFileAndEdit(QMenuBar& bar, const Frame& frame) {
    const ActionTable& table = frame.table;
    QMenu& file = *bar.addMenu(words("&File"));
    addAll(file, table, {"file.new", "file.open"});
    addDynamic(file, words("Open recent"), frame, fillRecent);
    addAll(file, table,
           {"file.demo", "", "file.save", "file.saveAs", "", "file.report", "", "file.quit"});
    QMenu& edit = *bar.addMenu(words("&Edit"));
    addAll(edit, table,
           {"edit.undo", "edit.redo", "", "edit.text", "edit.pair", "", "edit.addSample",
            "edit.pasteSample", "edit.removeSample"});
}

void addView(QMenuBar& bar, const Frame& frame) {
    const ActionTable& table = frame.table;
    QMenu& view = *bar.addMenu(words("&View"));
    for (const Lab* lab : frame.window.labs().all()) {
        view.addAction(
            table.action(QStringLiteral("view.") + QString::fromStdString(lab->face().key)));
    }
    addAll(view, table,
           {"view.palette", "", "view.library",
            "view.inspector", "attention.navigator", "view.history", ""});
    addDynamic(view, words("History"), frame, fillHistory);
    view.addSeparator();
    addAll(view, table,
           {"attention.lines", "attention.resetRange", "attention.play", "attention.pin",
            "attention.unpin", ""});
    QMenu& look = *view.addMenu(words("Appearance"));
    addAll(look, table,
           {"view.themeSystem", "view.themeLight", "view.themeDark", "", "view.textLarger",
            "view.textSmaller", "view.textNormal", "", "view.compact", "view.normal", "view.roomy",
            "", "view.reducedMotion"});
    addAll(view, table, {"view.presenter", "view.fullScreen"});
}

} // namespace

void buildMenus(QMenuBar& bar, const Frame& frame) {
    addFileAndEdit(bar, frame);
    addView(bar, frame);
    QMenu& model = *bar.addMenu(words("&Model"));
    addAll(model, frame.table, {"model.open", "model.tokenizer", "", "model.retry"});
    model.addSeparator();
    addDynamic(model, words("Compare with"), frame, fillComparisons);
    addAll(model, frame.table,
           {"attention.difference", "attention.swap", "", "attention.layerUp",
            "attention.layerDown", "attention.headBefore", "attention.headAfter", "",
            "model.close"});
    QMenu& robustness = *bar.addMenu(words("&Robustness"));
    addAll(robustness, frame.table,
           {"robustness.less", "robustness.more", "robustness.flip", "robustness.seed", "",
            "robustness.copyRecipe", "robustness.pasteRecipe"});
    QMenu& run = *bar.addMenu(words("&Run"));
    addAll(run, frame.table,
           {"training.recipe", "training.runs", "", "training.pause", "training.checkpoint",
            "training.rate", "training.stop", "", "training.follow", "training.logarithmic"});
    QMenu& help = *bar.addMenu(words("&Help"));
    addAll(help, frame.table, {"help.keys", "help.explain", "", "help.about"});
}

} // namespace vitrine::app
