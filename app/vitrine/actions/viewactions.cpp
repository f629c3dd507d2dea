#include "app/vitrine/actions/frame.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/window/mainwindow.h"

#include <QAction>
#include <QActionGroup>

namespace vitrine::app {

namespace {

using widgets::Density;
using widgets::Theme;

QKeySequence keyOf(LabId lab) {
    return {Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(lab))};
}

void addLabs(const Frame& frame, const QString& group) {
    for (const Lab* lab : frame.window.labs().all()) {
        const LabFace face = lab->face();
        frame.table.add(group,
                        {.id = QStringLiteral("view.") + QString::fromStdString(face.key),
                         .text = words("Go to %1").arg(face.name),
                         .keys = {keyOf(face.id)},
                         .help = face.help},
                        [frame, id = face.id] { frame.window.showLab(id); });
    }
    frame.table.add(group,
                    {.id = u"view.palette"_qs,
                     .text = words("Open the command palette"),
                     .keys = {QKeySequence(Qt::CTRL | Qt::Key_K)},
                     .help = words("Finds any command, sample or model by a few letters.")},
                    [frame] { frame.window.openPalette(); });
}

void addPanes(const Frame& frame, const QString& group) {
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"view.library"_qs,
               .text = words("Library"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_B)},
               .help = words("Models and samples at the left."),
               .checkable = true},
              [frame] { frame.window.toggleLibrary(); });
    table.add(group,
              {.id = u"view.inspector"_qs,
               .text = words("Inspector"),
               .keys = {QKeySequence(Qt::Key_I)},
               .help = words("The number or token at the right, in full."),
               .checkable = true},
              [frame] { frame.window.toggleInspector(); });
    table.add(group,
              {.id = u"view.history"_qs,
               .text = words("History rail"),
               .keys = {QKeySequence(Qt::Key_H)},
               .help = words("Every trace of this session; a click shows it again."),
               .checkable = true},
              [frame] { frame.window.toggleHistory(); });
    table.add(group,
              {.id = u"view.fullScreen"_qs,
               .text = words("Full screen"),
               .keys = {QKeySequence(Qt::Key_F11)},
               .help = words("The window alone on the screen."),
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
        {u"view.themeSystem"_qs, Theme::Mode::System, words("Theme of the system")},
        {u"view.themeLight"_qs, Theme::Mode::Light, words("Light theme")},
        {u"view.themeDark"_qs, Theme::Mode::Dark, words("Dark theme")}};
    for (const ThemeChoice& choice : choices) {
        QAction* action =
            frame.table.add(group,
                            {.id = choice.id,
                             .text = choice.text,
                             .keys = {},
                             .help = words("Colours of the window; maps change their ramp with it."),
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
               .text = words("Larger text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Equal),
                        QKeySequence(Qt::CTRL | Qt::Key_Plus)},
               .help = words("Up to 150 %.")},
              [scale] { scale(LookSettings::kTextStep); });
    table.add(group,
              {.id = u"view.textSmaller"_qs,
               .text = words("Smaller text"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Minus)},
               .help = words("Down to 90 %.")},
              [scale] { scale(-LookSettings::kTextStep); });
    table.add(group,
              {.id = u"view.textNormal"_qs,
               .text = words("Text at 100 %"),
               .keys = {},
               .help = words("The size that the window was drawn for.")},
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
        {u"view.compact"_qs, Density::Compact, words("Compact rows")},
        {u"view.normal"_qs, Density::Normal, words("Normal rows")},
        {u"view.roomy"_qs, Density::Roomy, words("Roomy rows")}};
    for (const DensityChoice& choice : choices) {
        QAction* action =
            frame.table.add(group,
                            {.id = choice.id,
                             .text = choice.text,
                             .keys = {},
                             .help = words("Height of rows and controls."),
                             .checkable = true},
                            [frame, choice] { frame.look.setDensity(choice.density); });
        action->setChecked(frame.look.theme().density() == choice.density);
        densities->addAction(action);
    }
}

} // namespace

void addViewActions(const Frame& frame) {
    const QString group = words("View");
    addLabs(frame, group);
    addPanes(frame, group);
    addThemes(frame, group);
    addText(frame, group);
    addDensities(frame, group);
    QAction* motion = frame.table.add(group,
                                      {.id = u"view.reducedMotion"_qs,
                                       .text = words("Reduced motion"),
                                       .keys = {},
                                       .help = words("Nothing moves by itself."),
                                       .checkable = true},
                                      [] {});
    motion->setChecked(frame.look.theme().reducedMotion());
    QObject::connect(motion, &QAction::triggered, &frame.look, &LookSettings::setReducedMotion);
    QAction* presenter =
        frame.table.add(group,
                        {.id = u"view.presenter"_qs,
                         .text = words("Presenter mode"),
                         .keys = {QKeySequence(Qt::Key_F5)},
                         .help = words("Larger type and the pressed keys shown, for a class."),
                         .checkable = true},
                        [] {});
    QObject::connect(presenter, &QAction::triggered, &frame.look, &LookSettings::setPresenting);
    QObject::connect(&frame.look, &LookSettings::presentingChanged, presenter,
                     &QAction::setChecked);
}

} // namespace vitrine::app
