#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QCoreApplication>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ModelActions", text);
}

} // namespace

void addModelActions(const Frame& frame) {
    const QString group = tr("Model");
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"model.open"_qs,
               .text = tr("Open a model folder…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
               .help = tr("Opens a folder with config.json, safetensors and tokenizer files.")},
              [frame] {
                  if (auto folder =
                          frame.desk.questions().chooseFolder(tr("Open a model folder"))) {
                      frame.intake.open(*folder);
                  }
              });
    table.add(group,
              {.id = u"model.tokenizer"_qs,
               .text = tr("Add a tokenizer…"),
               .keys = {},
               .help = tr("Shows the tokenizer of a folder beside the others in the tokens lab.")},
              [frame] {
                  if (auto folder = frame.desk.questions().chooseFolder(tr("Add a tokenizer"))) {
                      frame.intake.openTokenizer(*folder);
                  }
              });
    table.add(group,
              {.id = u"model.retry"_qs,
               .text = tr("Trace again"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_R)},
               .help = tr("Tries again after a failure or a stop.")},
              [frame] { frame.session.retry(); });
    table.add(group,
              {.id = u"model.close"_qs,
               .text = tr("Close the model"),
               .keys = {},
               .help = tr("Takes the current model out of the library and frees its memory.")},
              [frame] { frame.document.removeModel(frame.document.value().model); });
}

} // namespace vitrine::app
