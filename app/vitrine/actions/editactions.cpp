#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("EditActions", text);
}

void setPair(const Frame& frame, bool pair) {
    if (const SampleEntry* entry = frame.document.state().currentSample()) {
        frame.document.editSample(entry->sample.text,
                                  pair ? std::optional<std::string>(std::string()) : std::nullopt);
    }
}

} // namespace

void addEditActions(const Frame& frame) {
    const QString group = tr("Edit");
    ActionTable& table = frame.table;
    QUndoStack& undo = frame.document.undo();
    table.adopt(group,
                {.id = u"edit.undo"_qs,
                 .text = {},
                 .keys = {QKeySequence::Undo},
                 .help = tr("Takes back the last edit of text, pins or selection.")},
                undo.createUndoAction(&table, tr("Undo")));
    table.adopt(group,
                {.id = u"edit.redo"_qs,
                 .text = {},
                 .keys = QKeySequence::keyBindings(QKeySequence::Redo),
                 .help = tr("Does again what was undone.")},
                undo.createRedoAction(&table, tr("Redo")));
    table.add(group,
              {.id = u"edit.text"_qs,
               .text = tr("Edit the text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_L)},
               .help = tr("Puts the cursor into the text of the sample.")},
              [frame] { frame.window.focusText(); });
    table.add(group,
              {.id = u"edit.addSample"_qs,
               .text = tr("Add a sample"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
               .help = tr("Adds an empty text to the library.")},
              [frame] {
                  frame.document.addSample({}, tr("Add a sample"));
                  frame.window.focusText();
              });
    table.add(group,
              {.id = u"edit.pasteSample"_qs,
               .text = tr("Paste as a new sample"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)},
               .help = tr("Adds the clipboard's text, picture or files to the library.")},
              [frame] {
                  if (const QMimeData* data = QApplication::clipboard()->mimeData()) {
                      frame.intake.take(*data);
                  }
              });
    QAction* pair = table.add(group,
                              {.id = u"edit.pair"_qs,
                               .text = tr("Second text of a pair"),
                               .keys = {},
                               .help = tr("Gives the sample a second segment, for models that take "
                                          "pairs."),
                               .checkable = true},
                              [] {});
    QObject::connect(pair, &QAction::triggered, &table,
                     [frame](bool checked) { setPair(frame, checked); });
    table.add(group,
              {.id = u"edit.removeSample"_qs,
               .text = tr("Remove the sample"),
               .keys = {},
               .help = tr("Takes the current sample out of the library.")},
              [frame] { frame.document.removeSample(frame.document.value().sample); });
}

} // namespace vitrine::app
