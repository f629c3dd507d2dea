#include "app/vitrine/window/bars.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QKeySequence>

#include <algorithm>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Bars", text);
}

QString listed(const std::vector<std::filesystem::path>& paths) {
    QStringList texts;
    for (const std::filesystem::path& path : paths) {
        texts.append(QString::fromStdString(path.string()));
    }
    return texts.join(QStringLiteral(", "));
}

QString ageText(const QDateTime& written) {
    const qint64 seconds = written.secsTo(QDateTime::currentDateTimeUtc());
    const qint64 minutes = std::max<qint64>(0, seconds / 60);
    if (minutes < 1) {
        return tr("less than a minute ago");
    }
    if (minutes < 120) {
        return tr("%1 min ago").arg(minutes);
    }
    const qint64 hours = minutes / 60;
    return hours < 48 ? tr("%1 h ago").arg(hours) : tr("%1 days ago").arg(hours / 24);
}

bool usable(const Workspace& workspace, const Comparison& comparison) {
    switch (comparison.kind) {
    case Comparison::Kind::None: return false;
    case Comparison::Kind::Sample:
        return comparison.id != workspace.sample &&
               findSample(workspace, comparison.id) != nullptr;
    case Comparison::Kind::Model:
        return comparison.id != workspace.model && findModel(workspace, comparison.id) != nullptr;
    }
    return false;
}

} // namespace

QList<BarChoice> modelChoices(const Document& document) {
    QList<BarChoice> choices;
    for (const ModelEntry& entry : document.value().models) {
        choices.append({.id = QString::fromStdString(entry.id),
                        .text = QString::fromStdString(entry.name),
                        .toolTip = QString::fromStdString(entry.folder.string()).toHtmlEscaped()});
    }
    return choices;
}

QList<BarChoice> deviceChoices(Session& session) {
    QList<BarChoice> choices;
    for (const engine::Device& device : session.host().facts().devices) {
        if (device.usable) {
            choices.append({.id = QString::fromStdString(device.id), .text = QString::fromStdString(device.label), .toolTip = {}});
        }
    }
    if (choices.isEmpty()) {
        choices.append({.id = QStringLiteral("cpu"), .text = tr("CPU"), .toolTip = {}});
    }
    return choices;
}

std::vector<Message> messagesOf(const OpenedWorkspace& opened, const DocumentFile& file) {
    std::vector<Message> messages;
    if (!opened.missing.empty()) {
        messages.push_back(
            {.what = opened.missing.size() == 1
                         ? tr("A file of this workspace is missing")
                         : tr("%1 files of this workspace are missing").arg(opened.missing.size()),
             .details = tr("%1. The rest is open; put them back and trace again, or open others")
                            .arg(listed(opened.missing)),
             .acts = {}});
    }
    if (!opened.absolute.empty()) {
        messages.push_back({.what = tr("This workspace names files by their full path"),
                            .details = tr("%1. They are opened once you say so")
                                           .arg(listed(opened.absolute)),
                            .acts = {},
                            .fault = false});
    }
    if (!file.readOnlyReason().isEmpty()) {
        messages.push_back({.what = tr("This workspace is read only"),
                            .details = file.readOnlyReason(),
                            .acts = {},
                            .fault = false});
    }
    return messages;
}

Message messageOf(const LeftBehind& left) {
    QString name = QString::fromStdString(left.document.filename().string());
    if (name.isEmpty()) {
        name = left.demo ? QStringLiteral("demo.vitrine") : tr("an untitled workspace");
    }
    const QString what = left.closed
                             ? tr("Your changes to %1 are kept")
                             : tr("Vitrine ended unexpectedly; changes to %1 are kept");
    return {.what = what.arg(name),
            .details = tr("Written %1").arg(ageText(left.written)),
            .acts = {},
            .fault = false};
}

Explanation aboutVitrine(Session& session) {
    const std::string& engine = session.host().facts().version;
    return {.title = tr("Vitrine %1").arg(QCoreApplication::applicationVersion()),
            .text = tr("A workbench that shows what a transformer attends to and how text is cut "
                       "into tokens. Everything runs on this machine. Engine: %1. Free software "
                       "under the GNU General Public License, version 3 or later.")
                        .arg(engine.empty() ? tr("not loaded") : QString::fromStdString(engine))};
}

Comparison comparisonFor(const Workspace& workspace, const Comparison& last) {
    if (usable(workspace, last)) {
        return last;
    }
    const auto& samples = workspace.samples;
    const auto current = std::ranges::find(samples, workspace.sample, &SampleEntry::id);
    if (current == samples.end()) {
        return {};
    }
    if (const Comparison parent{Comparison::Kind::Sample, current->parent};
        usable(workspace, parent)) {
        return parent;
    }
    if (current + 1 != samples.end()) {
        return {Comparison::Kind::Sample, (current + 1)->id};
    }
    return current != samples.begin() ? Comparison{Comparison::Kind::Sample, (current - 1)->id}
                                      : Comparison{};
}

QString spokenKey(const QKeyEvent& event) {
    switch (event.key()) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_Meta:
    case Qt::Key_unknown: return {};
    default: break;
    }
    return QKeySequence(event.keyCombination()).toString(QKeySequence::NativeText);
}

} // namespace vitrine::app
