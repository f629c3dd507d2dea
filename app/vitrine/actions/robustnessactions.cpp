#include "app/vitrine/actions/frame.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/robustnessroom.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/robustness/robustnesslab.h"

#include <QAction>

namespace vitrine::app {

void addRobustnessActions(const Frame& frame) {
    const QString group = words("Robustness");
    ActionTable& table = frame.table;
    widgets::RobustnessLab* lab = &frame.window.labs().robustness().robustnessLab();
    table.add(group,
              {.id = u"robustness.flip"_qs,
               .text = words("Go to the next flip"),
               .keys = {QKeySequence(Qt::Key_F)},
               .help = words("Turns the dial to the next severity at which the answer changes.")},
              [lab] { lab->study().goToFlip(); });
    table.add(group,
              {.id = u"robustness.seed"_qs,
               .text = words("New seed"),
               .keys = {QKeySequence(Qt::Key_N)},
               .help = words("Other letters in the same share of words.")},
              [lab] { lab->newSeed(); });
    table.add(group,
              {.id = u"robustness.copyRecipe"_qs,
               .text = words("Copy the recipe"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
               .help = words("Chain, severity and seed as JSON: the same edits anywhere.")},
              [lab] { lab->copyRecipe(); });
    table.add(group,
              {.id = u"robustness.pasteRecipe"_qs,
               .text = words("Use the copied recipe"),
               .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U)},
               .help = words("Chain, severity and seed of a recipe on the clipboard.")},
              [lab] { lab->pasteRecipe(); });
    table.add(group,
              {.id = u"robustness.less"_qs,
               .text = words("Turn the dial down"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Left)},
               .help = words("Less by 0.1.")},
              [lab] { lab->study().editSeverity(lab->study().choice().severity - 0.1); });
    table.add(group,
              {.id = u"robustness.more"_qs,
               .text = words("Turn the dial up"),
               .keys = {QKeySequence(Qt::CTRL | Qt::Key_Right)},
               .help = words("More by 0.1.")},
              [lab] { lab->study().editSeverity(lab->study().choice().severity + 0.1); });
}

} // namespace vitrine::app
