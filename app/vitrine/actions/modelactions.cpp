#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>

namespace vitrine::app {

void addModelActions(const Frame& frame) {
    const QString group = words("Model");
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"model.open"_qs,
               .text = words("Open a model folder…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
               .help = words("Opens a folder with config.json, safetensors and tokenizer files.")},
              [frame] {
                  if (auto folder =
                          frame.desk.questions().chooseFolder(words("Open a model folder"))) {
                      frame.intake.open(*folder);
                  }
              });
    table.add(group,
              {.id = u"model.tokenizer"_qs,
               .text = words("Add a tokenizer…"),
               .keys = {},
               .help = words("Shows the tokenizer of a folder beside the others in the tokens lab.")},
              [frame] {
                  if (auto folder = frame.desk.questions().chooseFolder(words("Add a tokenizer"))) {
                      frame.intake.openTokenizer(*folder);
                  }
              });
    table.add(group,
              {.id = u"model.retry"_qs,
               .text = words("Trace again"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_R)},
               .help = words("Tries again after a failure or a stop.")},
              [frame] { frame.session.retry(); });
    table.add(group,
              {.id = u"model.close"_qs,
               .text = words("Close the model"),
               .keys = {},
               .help = words("Takes the current model out of the library and frees its memory.")},
              [frame] { frame.document.removeModel(frame.document.value().model); });
}

} // namespace vitrine::app
