#include "app/vitrine/actions/frame.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>

namespace vitrine::app {

namespace {

using widgets::Density;
using widgets::Theme;

QString tr(const char* text) {
    return QCoreApplication::translate("ViewActions", text);
}

QKeySequence keyOf(LabId lab) {
    return {Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(lab))};
}

void addLabs(const Frame& frame, const QString& group) {
    for (const Lab* lab : frame.window.labs().all()) {
        const LabFace face = lab->face();
        frame.table.add(group,
                        {.id = QStringLiteral("view.") + QString::fromStdString(face.key),
                         .text = tr("Go to %1").arg(face.name),
                         .keys = {keyOf(face.id)},
                         .help = face.help},
                        [frame, id = face.id] { frame.window.showLab(id); });
    }
    frame.table.add(group,
                    {.id = u"view.palette"_qs,
                     .text = tr("Open the command palette"),
                     .keys = {QKeySequence(Qt::CTRL | Qt::Key_K)},
                     .help = tr("Finds any command, sample or model by a few letters.")},
                    [frame] { frame.window.openPalette(); });
}

void addPanes(const Frame& frame, const QString& group) {
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"view.library"_qs,
               .text = tr("Library"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_B)},
               .help = tr("Models and samples at the left."),
               .checkable = true},
              [frame] { frame.window.toggleLibrary(); });
    table.add(group,
              {.id = u"view.inspector"_qs,
               .text = tr("Inspector"),
               .keys = {QKeySequence(Qt::Key_I)},
               .help = tr("The number or token at the right, in full."),
               .checkable = true},
              [frame] { frame.window.toggleInspector(); });
    table.add(group,
              {.id = u"view.history"_qs,
               .text = tr("History rail"),
               .keys = {QKeySequence(Qt::Key_H)},
               .help = tr("Every trace of this session; a click shows it again."),
               .checkable = true},
              [frame] { frame.window.toggleHistory(); });
    table.add(group,
              {.id = u"view.fullScreen"_qs,
               .text = tr("Full screen"),
               .keys = {QKeySequence(Qt::Key_F11)},
               .help = tr("The window alone on the screen."),
               .checkable = true},
              [frame] {
                  frame.window.setWindowState(frame.window.windowState() ^ Qt::WindowFullScreen);
              });
}

struct ThemeChoice {
    QString id;
    Theme::Mode mode;
    QString text;
};

void addThemes(const Frame& frame, const QString& group) {
    auto* modes = new QActionGroup(&frame.table);
    const ThemeChoice choices[] = {
        {u"view.themeSystem"_qs, Theme::Mode::System, tr("Theme of the system")},
        {u"view.themeLight"_qs, Theme::Mode::Light, tr("Light theme")},
        {u"view.themeDark"_qs, Theme::Mode::Dark, tr("Dark theme")}};
    for (const ThemeChoice& choice : choices) {
        QAction* action =
            frame.table.add(group,
                            {.id = choice.id,
                             .text = choice.text,
                             .keys = {},
                             .help = tr("Colours of the window; maps change their ramp with it."),
                             .checkable = true},
                            [frame, choice] { frame.look.setMode(choice.mode); });
        action->setChecked(frame.look.theme().mode() == choice.mode);
        modes->addAction(action);
    }
}

void addText(const Frame& frame, const QString& group) {
    ActionTable& table = frame.table;
    const auto scale = [frame](double by) {
        frame.look.setTextScale(frame.look.theme().textScale() + by);
    };
    table.add(group,
              {.id = u"view.textLarger"_qs,
               .text = tr("Larger text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Equal),
                        QKeySequence(Qt::CTRL | Qt::Key_Plus)},
               .help = tr("Up to 150 %.")},
              [scale] { scale(LookSettings::kTextStep); });
    table.add(group,
              {.id = u"view.textSmaller"_qs,
               .text = tr("Smaller text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Minus)},
               .help = tr("Down to 90 %.")},
              [scale] { scale(-LookSettings::kTextStep); });
    table.add(group,
              {.id = u"view.textNormal"_qs,
               .text = tr("Text at 100 %"),
               .keys = {},
               .help = tr("The size that the window was drawn for.")},
              [frame] { frame.look.setTextScale(1); });
}

struct DensityChoice {
    QString id;
    Density density;
    QString text;
};

void addDensities(const Frame& frame, const QString& group) {
    auto* densities = new QActionGroup(&frame.table);
    const DensityChoice choices[] = {
        {u"view.compact"_qs, Density::Compact, tr("Compact rows")},
        {u"view.normal"_qs, Density::Normal, tr("Normal rows")},
        {u"view.roomy"_qs, Density::Roomy, tr("Roomy rows")}};
    for (const DensityChoice& choice : choices) {
        QAction* action =
            frame.table.add(group,
                            {.id = choice.id,
                             .text = choice.text,
                             .keys = {},
                             .help = tr("Height of rows and controls."),
                             .checkable = true},
                            [frame, choice] { frame.look.setDensity(choice.density); });
        action->setChecked(frame.look.theme().density() == choice.density);
        densities->addAction(action);
    }
}

} // namespace

void addViewActions(const Frame& frame) {
    const QString group = tr("View");
    addLabs(frame, group);
    addPanes(frame, group);
    addThemes(frame, group);
    addText(frame, group);
    addDensities(frame, group);
    QAction* motion = frame.table.add(group,
                                      {.id = u"view.reducedMotion"_qs,
                                       .text = tr("Reduced motion"),
                                       .keys = {},
                                       .help = tr("Nothing moves by itself."),
                                       .checkable = true},
                                      [] {});
    motion->setChecked(frame.look.theme().reducedMotion());
    QObject::connect(motion, &QAction::triggered, &frame.look, &LookSettings::setReducedMotion);
    QAction* presenter =
        frame.table.add(group,
                        {.id = u"view.presenter"_qs,
                         .text = tr("Presenter mode"),
                         .keys = {QKeySequence(Qt::Key_F5)},
                         .help = tr("Larger type and the pressed keys shown, for a class."),
                         .checkable = true},
                        [] {});
    QObject::connect(presenter, &QAction::triggered, &frame.look, &LookSettings::setPresenting);
    QObject::connect(&frame.look, &LookSettings::presentingChanged, presenter,
                     &QAction::setChecked);
}

} // namespace vitrine::app
