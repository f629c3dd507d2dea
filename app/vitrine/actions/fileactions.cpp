#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QCoreApplication>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FileActions", text);
}

void open(const Frame& frame, const std::optional<std::filesystem::path>& path) {
    if (path) {
        frame.intake.open(*path);
    }
}

} // namespace

void addFileActions(const Frame& frame) {
    const QString group = tr("File");
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"file.new"_qs,
               .text = tr("New workspace"),
               .keys = {QKeySequence::New},
               .help = tr("Begins with no samples; the models stay open.")},
              [frame] { frame.desk.startNew(); });
    table.add(group,
              {.id = u"file.open"_qs,
               .text = tr("Open…"),
               .keys = {QKeySequence::Open},
               .help = tr("Opens a workspace, a text, a picture, a clip or tokenizer files.")},
              [frame] { open(frame, frame.desk.questions().chooseOpen(tr("Open"))); });
    table.add(group,
              {.id = u"file.demo"_qs,
               .text = tr("Open the demo workspace"),
               .keys = {},
               .help = tr("Opens the samples that come with Vitrine.")},
              [frame] { frame.desk.openDemo(); });
    table.add(group,
              {.id = u"file.save"_qs,
               .text = tr("Save"),
               .keys = {QKeySequence::Save},
               .help = tr("Saves the workspace; the last five versions are kept beside it.")},
              [frame] { frame.desk.save(); });
    table.add(group,
              {.id = u"file.saveAs"_qs,
               .text = tr("Save as…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
               .help = tr("Saves the workspace under another name.")},
              [frame] { frame.desk.saveAs(); });
    table.add(group,
              {.id = u"file.export"_qs,
               .text = tr("Export a view…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_E)},
               .help = tr("Saves or copies a view of the lab in front: picture or table.")},
              [frame] { frame.window.openExports(); });
    table.add(group,
              {.id = u"file.report"_qs,
               .text = tr("Write a report…"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
               .help = tr("Writes pictures of every view and a page with their numbers into a "
                          "folder.")},
              [frame] {
                  const auto& ask = frame.desk.questions().chooseFolder;
                  if (auto folder = ask(tr("Folder for the report"))) {
                      frame.window.writeReport(*folder);
                  }
              });
    QAction* quit = table.add(group,
                              {.id = u"file.quit"_qs,
                               .text = tr("Quit"),
                               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Q)},
                               .help = tr("Closes the window.")},
                              [frame] { frame.window.close(); });
    quit->setMenuRole(QAction::QuitRole);
}

} // namespace vitrine::app
