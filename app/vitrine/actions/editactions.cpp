#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace vitrine::app {

namespace {

void setPair(const Frame& frame, bool pair) {
    if (const SampleEntry* entry = frame.document.state().currentSample()) {
        frame.document.editSample(entry->sample.text,
                                  pair ? std::optional<std::string>(std::string()) : std::nullopt);
    }
}

} // namespace

void addEditActions(const Frame& frame) {
    const QString group = words("Edit");
    ActionTable& table = frame.table;
    QUndoStack& undo = frame.document.undo();
    table.adopt(group,
                {.id = u"edit.undo"_qs,
                 .text = {},
                 .keys = {QKeySequence::Undo},
                 .help = words("Takes back the last edit of text, pins or selection.")},
                undo.createUndoAction(&table, words("Undo")));
    table.adopt(group,
                {.id = u"edit.redo"_qs,
                 .text = {},
                 .keys = QKeySequence::keyBindings(QKeySequence::Redo),
                 .help = words("Does again what was undone.")},
                undo.createRedoAction(&table, words("Redo")));
    table.add(group,
              {.id = u"edit.text"_qs,
               .text = words("Edit the text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_L)},
               .help = words("Puts the cursor into the text of the sample.")},
              [frame] { frame.window.focusText(); });
    table.add(group,
              {.id = u"edit.addSample"_qs,
               .text = words("Add a sample"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
               .help = words("Adds an empty text to the library.")},
              [frame] {
                  frame.document.addSample({}, words("Add a sample"));
                  frame.window.focusText();
              });
    table.add(group,
              {.id = u"edit.pasteSample"_qs,
               .text = words("Paste as a new sample"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)},
               .help = words("Adds the clipboard's text, picture or files to the library.")},
              [frame] {
                  if (const QMimeData* data = QApplication::clipboard()->mimeData()) {
                      frame.intake.take(*data);
                  }
              });
    QAction* pair = table.add(group,
                              {.id = u"edit.pair"_qs,
                               .text = words("Second text of a pair"),
                               .keys = {},
                               .help = words("Gives the sample a second segment, for models that take "
                                          "pairs."),
                               .checkable = true},
                              [] {});
    QObject::connect(pair, &QAction::triggered, &table,
                     [frame](bool checked) { setPair(frame, checked); });
    table.add(group,
              {.id = u"edit.removeSample"_qs,
               .text = words("Remove the sample"),
               .keys = {},
               .help = words("Takes the current sample out of the library.")},
              [frame] { frame.document.removeSample(frame.document.value().sample); });
}

} // namespace vitrine::app
