#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>

namespace vitrine::app {

namespace {

void open(const Frame& frame, const std::optional<std::filesystem::path>& path) {
    if (path) {
        frame.intake.open(*path);
    }
}

} // namespace

void addFileActions(const Frame& frame) {
    const QString group = words("File");
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"file.new"_qs,
               .text = words("New workspace"),
               .keys = {QKeySequence::New},
               .help = words("Begins with no samples; the models stay open.")},
              [frame] { frame.desk.startNew(); });
    table.add(group,
              {.id = u"file.open"_qs,
               .text = words("Open…"),
               .keys = {QKeySequence::Open},
               .help = words("Opens a workspace, a text, a picture, a clip or tokenizer files.")},
              [frame] { open(frame, frame.desk.questions().chooseOpen(words("Open"))); });
    table.add(group,
              {.id = u"file.demo"_qs,
               .text = words("Open the demo workspace"),
               .keys = {},
               .help = words("Opens the samples that come with Vitrine.")},
              [frame] { frame.desk.openDemo(); });
    table.add(group,
              {.id = u"file.save"_qs,
               .text = words("Save"),
               .keys = {QKeySequence::Save},
               .help = words("Saves the workspace; the last five versions are kept beside it.")},
              [frame] { frame.desk.save(); });
    table.add(group,
              {.id = u"file.saveAs"_qs,
               .text = words("Save as…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
               .help = words("Saves the workspace under another name.")},
              [frame] { frame.desk.saveAs(); });
    table.add(group,
              {.id = u"file.export"_qs,
               .text = words("Export a view…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_E)},
               .help = words("Saves or copies a view of the lab in front: picture or table.")},
              [frame] { frame.window.openExports(); });
    table.add(group,
              {.id = u"file.report"_qs,
               .text = words("Write a report…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
               .help = words("Writes pictures of every view and a page with their numbers into a "
                          "folder.")},
              [frame] {
                  const auto& ask = frame.desk.questions().chooseFolder;
                  if (auto folder = ask(words("Folder for the report"))) {
                      frame.window.writeReport(*folder);
                  }
              });
    QAction* quit = table.add(group,
                              {.id = u"file.quit"_qs,
                               .text = words("Quit"),
                               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Q)},
                               .help = words("Closes the window.")},
                              [frame] { frame.window.close(); });
    quit->setMenuRole(QAction::QuitRole);
}

} // namespace vitrine::app
