#include "app/vitrine/window/librarylink.h"

#include "app/vitrine/window/livetokens.h"

#include "widgets/library/droptray.h"
#include "widgets/library/librarypanel.h"

#include <QMenu>

namespace vitrine::app {

namespace {

constexpr std::size_t kMostCounted = std::size_t{1} << 20; ///< bytes; words of longer texts are not

// "23 M", "1.5 B".
QString parameterText(std::int64_t parameters) {
    const auto count = static_cast<double>(parameters);
    if (count >= 1e9) {
        return QStringLiteral("%1 B").arg(count / 1e9, 0, 'f', 1);
    }
    if (count >= 1e6) {
        return QStringLiteral("%1 M").arg(count / 1e6, 0, 'f', 0);
    }
    return QStringLiteral("%1 k").arg(count / 1e3, 0, 'f', 0);
}

widgets::Icon iconOf(MediaSource::Kind kind) {
    switch (kind) {
    case MediaSource::Kind::Picture: return widgets::Icon::Picture;
    case MediaSource::Kind::Clip: return widgets::Icon::Film;
    case MediaSource::Kind::None: break;
    }
    return widgets::Icon::Sample;
}

QString sampleNote(const Workspace& workspace, const SampleEntry& entry) {
    if (workspace.comparison == Comparison{Comparison::Kind::Sample, entry.id}) {
        return QStringLiteral("B");
    }
    if (entry.media.kind == MediaSource::Kind::Clip) {
        return LibraryLink::tr("%1 f").arg(entry.media.frames);
    }
    if (entry.media.kind == MediaSource::Kind::Picture) {
        return {};
    }
    if (entry.sample.pair) {
        return LibraryLink::tr("pair");
    }
    if (entry.sample.text.size() > kMostCounted) {
        return LibraryLink::tr("%1 MB").arg(static_cast<double>(entry.sample.text.size()) / 1e6, 0,
                                            'f', 1);
    }
    return LibraryLink::tr("%1 w").arg(countWords(entry.sample.text));
}

} // namespace

LibraryLink::LibraryLink(Document& document, Session& session, widgets::LibraryPanel& panel)
    : QObject(&panel)
    , document_(document)
    , session_(session)
    , panel_(panel) {
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::modelsChanged, this, &LibraryLink::takeModels);
    connect(&state, &WorkspaceState::currentModelChanged, this, &LibraryLink::takeModels);
    connect(&session_.models(), &ModelOpener::stateChanged, this, &LibraryLink::takeModels);
    connect(&state, &WorkspaceState::samplesChanged, this, &LibraryLink::takeSamples);
    connect(&state, &WorkspaceState::sampleEdited, this, &LibraryLink::takeSamples);
    connect(&state, &WorkspaceState::currentSampleChanged, this, &LibraryLink::takeSamples);
    connect(&state, &WorkspaceState::comparisonChanged, this, [this] {
        takeModels();
        takeSamples();
    });
    connectSections();
    takeModels();
    takeSamples();
}

void LibraryLink::connectSections() {
    using widgets::LibrarySection;
    LibrarySection& models = panel_.models();
    LibrarySection& samples = panel_.samples();
    connect(&models, &LibrarySection::chosen, this,
            [this](const QString& id) { document_.chooseModel(id.toStdString()); });
    connect(&models, &LibrarySection::addRequested, this, &LibraryLink::openModelRequested);
    connect(&models, &LibrarySection::removeRequested, this, &LibraryLink::removeModel);
    connect(&models, &LibrarySection::menuRequested, this, &LibraryLink::modelMenu);
    connect(&samples, &LibrarySection::chosen, this,
            [this](const QString& id) { document_.chooseSample(id.toStdString()); });
    connect(&samples, &LibrarySection::addRequested, this,
            [this] { document_.addSample({}, tr("Add a sample")); });
    connect(&samples, &LibrarySection::removeRequested, this, &LibraryLink::removeSample);
    connect(&samples, &LibrarySection::menuRequested, this, &LibraryLink::sampleMenu);
    connect(&samples, &LibrarySection::renameRequested, this,
            [this](const QString& id, const QString& name) {
                document_.renameSample(id.toStdString(), name.toStdString());
            });
    connect(&panel_.tray(), &widgets::DropTray::clicked, this,
            &LibraryLink::openAnythingRequested);
}

void LibraryLink::takeModels() {
    QList<widgets::LibraryItem> items;
    for (const ModelEntry& entry : document_.value().models) {
        const ModelKey key{.folder = entry.folder, .device = document_.value().device};
        const engine::ModelCard* card = session_.models().card(key);
        const Problem* problem = session_.models().problem(key);
        QString note = card != nullptr ? parameterText(card->parameters) : QString();
        if (document_.value().comparison == Comparison{Comparison::Kind::Model, entry.id}) {
            note = QStringLiteral("B");
        }
        items.append({.id = QString::fromStdString(entry.id),
                      .icon = widgets::Icon::Model,
                      .name = QString::fromStdString(entry.name),
                      .note = note,
                      .toolTip = problem != nullptr ? QString::fromStdString(problem->text())
                                                    : QString::fromStdString(entry.folder.string()),
                      .fault = problem != nullptr});
    }
    panel_.models().setItems(items, QString::fromStdString(document_.value().model));
}

void LibraryLink::takeSamples() {
    const Workspace& workspace = document_.value();
    QList<widgets::LibraryItem> items;
    for (const SampleEntry& entry : workspace.samples) {
        const bool child = findSample(workspace, entry.parent) != nullptr;
        const QString name = QString::fromStdString(shownName(entry));
        items.append({.id = QString::fromStdString(entry.id),
                      .icon = iconOf(entry.media.kind),
                      .name = name,
                      .note = sampleNote(workspace, entry),
                      .toolTip = entry.media.none() ? name : QString::fromStdString(whereOf(entry.media)),
                      .depth = child && entry.draft ? 1 : 0});
    }
    panel_.samples().setItems(items, QString::fromStdString(workspace.sample));
}

void LibraryLink::modelMenu(const QString& id, const QPoint& place) {
    QMenu menu(&panel_);
    const std::string model = id.toStdString();
    const Comparison comparison{Comparison::Kind::Model, model};
    const bool compared = document_.value().comparison == comparison;
    if (model != document_.value().model) {
        menu.addAction(compared ? tr("End the comparison") : tr("Compare with this model"), this,
                       [&] { document_.compareWith(compared ? Comparison{} : comparison); });
    }
    menu.addAction(tr("Close this model"), this, [&] { removeModel(id); });
    menu.exec(place);
}

void LibraryLink::sampleMenu(const QString& id, const QPoint& place) {
    QMenu menu(&panel_);
    const std::string sample = id.toStdString();
    const Comparison comparison{Comparison::Kind::Sample, sample};
    const bool compared = document_.value().comparison == comparison;
    if (sample != document_.value().sample) {
        menu.addAction(compared ? tr("End the comparison") : tr("Compare with this text"), this,
                       [&] { document_.compareWith(compared ? Comparison{} : comparison); });
    }
    menu.addAction(tr("Rename"), this, [&] { panel_.samples().editName(id); });
    menu.addAction(tr("Remove"), this, [&] { removeSample(id); });
    menu.exec(place);
}

void LibraryLink::removeSample(const QString& id) {
    const SampleEntry* entry = findSample(document_.value(), id.toStdString());
    if (entry != nullptr) {
        const QString name = QString::fromStdString(shownName(*entry));
        document_.removeSample(id.toStdString());
        Q_EMIT removed(tr("“%1” removed").arg(name));
    }
}

void LibraryLink::removeModel(const QString& id) {
    const ModelEntry* entry = findModel(document_.value(), id.toStdString());
    if (entry != nullptr) {
        const QString name = QString::fromStdString(entry->name);
        document_.removeModel(id.toStdString());
        Q_EMIT removed(tr("%1 closed").arg(name));
    }
}

} // namespace vitrine::app
