#include "app/vitrine/document/filedesk.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

std::optional<fs::path> chosen(const QString& path, Settings& settings) {
    if (path.isEmpty()) {
        return std::nullopt;
    }
    settings.set(settings::lastFolder(), QFileInfo(path).absolutePath());
    return fs::path(path.toStdString());
}

SaveAnswer askToSave(QWidget* window, const QString& document) {
    QMessageBox box(QMessageBox::NoIcon, FileDesk::tr("Save changes?"),
                    FileDesk::tr("%1 has changes that are not saved.").arg(document),
                    QMessageBox::NoButton, window);
    box.setTextFormat(Qt::PlainText);
    QPushButton* save = box.addButton(FileDesk::tr("Save"), QMessageBox::AcceptRole);
    QPushButton* discard = box.addButton(FileDesk::tr("Discard"), QMessageBox::DestructiveRole);
    box.addButton(FileDesk::tr("Go back"), QMessageBox::RejectRole);
    box.setDefaultButton(save);
    box.exec();
    const QAbstractButton* clicked = box.clickedButton();
    if (clicked == static_cast<QAbstractButton*>(save)) {
        return SaveAnswer::Save;
    }
    const bool discards = clicked == static_cast<QAbstractButton*>(discard);
    return discards ? SaveAnswer::Discard : SaveAnswer::Stay;
}

} // namespace

Questions dialogQuestions(QWidget* window, Settings& settings) {
    const auto folder = [&settings] { return settings.get(settings::lastFolder()); };
    return {.saveChanges = [window](const QString& name) { return askToSave(window, name); },
            .chooseOpen =
                [=, &settings](const QString& title) {
                    return chosen(QFileDialog::getOpenFileName(window, title, folder()), settings);
                },
            .chooseFolder =
                [=, &settings](const QString& title) {
                    return chosen(QFileDialog::getExistingDirectory(window, title, folder()),
                                  settings);
                },
            .chooseSave =
                [=, &settings](const QString& suggested) {
                    const QString path = QFileDialog::getSaveFileName(
                        window, FileDesk::tr("Save the workspace as"),
                        folder().isEmpty() ? suggested : folder() + u'/' + suggested,
                        FileDesk::tr("Workspaces (*.vitrine)"));
                    return chosen(path, settings);
                }};
}

FileDesk::FileDesk(DocumentFile& file, Settings& settings, Questions questions, QObject* parent)
    : QObject(parent)
    , file_(file)
    , settings_(settings)
    , questions_(std::move(questions)) {
    connect(&file_, &DocumentFile::opened, this, [this] { remember(file_.path()); });
    connect(&file_, &DocumentFile::saved, this, [this](const fs::path& path) {
        remember(path);
        Q_EMIT saved(QString::fromStdString(path.filename().string()));
    });
}

bool FileDesk::report(const Outcome<Done>& outcome) {
    if (outcome.failed()) {
        Q_EMIT problemMet(outcome.problem());
    }
    return outcome.ok();
}

bool FileDesk::mayReplace() {
    if (!file_.modified() || file_.demo()) {
        return true;
    }
    switch (questions_.saveChanges(file_.shownName())) {
    case SaveAnswer::Save: return saveNow();
    case SaveAnswer::Discard: return true;
    case SaveAnswer::Stay: break;
    }
    return false;
}

bool FileDesk::saveNow() {
    if (file_.path().empty() || !file_.readOnlyReason().isEmpty()) {
        return saveElsewhere();
    }
    return report(file_.save());
}

bool FileDesk::saveElsewhere() {
    QString suggested = file_.shownName();
    if (!suggested.endsWith(QStringLiteral(".vitrine"))) {
        suggested += QStringLiteral(".vitrine");
    }
    std::optional<fs::path> path = questions_.chooseSave(suggested);
    if (!path) {
        return false;
    }
    if (path->extension() != ".vitrine") {
        *path += ".vitrine";
    }
    return report(file_.saveAs(*path));
}

void FileDesk::save() {
    (void)saveNow();
}

void FileDesk::saveAs() {
    (void)saveElsewhere();
}

void FileDesk::startNew() {
    if (mayReplace()) {
        file_.startNew();
    }
}

void FileDesk::openDemo() {
    if (mayReplace()) {
        (void)report(file_.openDemo());
    }
}

void FileDesk::openRecent(const QString& path) {
    Q_EMIT openRequested(path.toStdString());
}

QStringList FileDesk::recent() const {
    return settings_.get(settings::recent());
}

void FileDesk::remember(const fs::path& path) {
    if (path.empty()) {
        return;
    }
    const QString text = QString::fromStdString(path.string());
    QStringList paths = recent();
    paths.removeAll(text);
    paths.prepend(text);
    settings_.set(settings::recent(), QStringList(paths.mid(0, kMostRecent)));
    Q_EMIT recentChanged();
}

} // namespace vitrine::app
