#include "app/vitrine/actions/frame.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/trainingroom.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/training/curves/curvedeck.h"
#include "widgets/training/head/runhead.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/training/runs/runtable.h"
#include "widgets/training/traininglab.h"


namespace vitrine::app {

void addTrainingActions(const Frame& frame) {
    const QString group = words("Training");
    ActionTable& table = frame.table;
    widgets::TrainingLab* lab = &frame.window.labs().training().trainingLab();
    table.add(group,
              {.id = u"training.pause"_qs,
               .text = words("Pause or resume the run"),
               .keys = {QKeySequence(Qt::Key_P)},
               .help = words("A paused run waits with all it has in memory.")},
              [lab] { lab->head().pauseOrResume(); });
    table.add(group,
              {.id = u"training.checkpoint"_qs,
               .text = words("Take a checkpoint now"),
               .keys = {QKeySequence(Qt::Key_C)},
               .help = words("At the end of the step that the run is at.")},
              [lab] { lab->head().checkpointNow(); });
    table.add(group,
              {.id = u"training.rate"_qs,
               .text = words("Change the learning rate…"),
               .keys = {QKeySequence(Qt::Key_R)},
               .help = words("From the next step on; the curves mark it.")},
              [lab] { lab->head().openRate(); });
    table.add(group,
              {.id = u"training.stop"_qs,
               .text = words("Stop the run…"),
               .keys = {},
               .help = words("With or without a checkpoint; it can be resumed.")},
              [lab] { lab->head().openStop(); });
    table.add(group,
              {.id = u"training.follow"_qs,
               .text = words("Follow the run"),
               .keys = {QKeySequence(Qt::Key_F)},
               .help = words("The curves' view grows with the run.")},
              [lab] { lab->curves().toggleFollow(); });
    table.add(group,
              {.id = u"training.logarithmic"_qs,
               .text = words("Linear or logarithmic values"),
               .keys = {QKeySequence(Qt::Key_L)},
               .help = words("Of the large chart.")},
              [lab] { lab->curves().toggleLogarithmic(); });
    table.add(group,
              {.id = u"training.runs"_qs,
               .text = words("Go to the runs"),
               .keys = {QKeySequence(Qt::Key_T)},
               .help = words("Enter brings a run to the front, Space draws it along.")},
              [lab] { lab->table().focusTable(); });
    table.add(group,
              {.id = u"training.recipe"_qs,
               .text = words("Write a recipe"),
               .keys = {QKeySequence(Qt::Key_W)},
               .help = words("The form of a new run, at the right.")},
              [lab] { lab->recipe().focusFirst(); });
}

} // namespace vitrine::app
