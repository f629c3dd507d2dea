#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/attention/attentionlab.h"

#include <QAction>

namespace vitrine::app {

namespace {

using widgets::AttentionState;
using widgets::MapForm;
using widgets::OverlayChoice;
using widgets::OverlayMethod;

void addSteps(const Frame& frame, const QString& group) {
    AttentionState& state = frame.session.attention();
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"attention.layerUp"_qs,
               .text = words("Go to the layer before"),
               .keys = {QKeySequence(Qt::Key_BracketLeft)},
               .help = words("Shows the same head one layer nearer to the input.")},
              [&state] { state.stepLayer(-1); });
    table.add(group,
              {.id = u"attention.layerDown"_qs,
               .text = words("Go to the layer after"),
               .keys = {QKeySequence(Qt::Key_BracketRight)},
               .help = words("Shows the same head one layer nearer to the output.")},
              [&state] { state.stepLayer(1); });
    table.add(group,
              {.id = u"attention.headBefore"_qs,
               .text = words("Go to the head before"),
               .keys = {QKeySequence(Qt::Key_Comma)},
               .help = words("Shows the head to the left in the same layer.")},
              [&state] { state.stepHead(-1); });
    table.add(group,
              {.id = u"attention.headAfter"_qs,
               .text = words("Go to the head after"),
               .keys = {QKeySequence(Qt::Key_Period)},
               .help = words("Shows the head to the right in the same layer.")},
              [&state] { state.stepHead(1); });
    widgets::AttentionLab* lab = &frame.window.attentionPage().lab();
    QAction* play = table.add(group,
                              {.id = u"attention.play"_qs,
                               .text = words("Play through the queries"),
                               .keys = {QKeySequence(Qt::Key_Space)},
                               .help = words("Walks along the text, one query after the other."),
                               .checkable = true},
                              [] {});
    QObject::connect(play, &QAction::triggered, lab, &widgets::AttentionLab::setPlaying);
    QObject::connect(lab, &widgets::AttentionLab::playingChanged, play, &QAction::setChecked);
    table.add(group,
              {.id = u"attention.navigator"_qs,
               .text = words("Show or hide the navigator"),
               .keys = {QKeySequence(Qt::Key_N)},
               .help = words("All heads, pinned rows and entropy at the left of the stage.")},
              [lab] { lab->setNavigatorShown(!lab->navigatorShown()); });
}

void addPins(const Frame& frame, const QString& group) {
    AttentionState& state = frame.session.attention();
    ActionTable& table = frame.table;
    table.add(group,
              {.id = u"attention.pin"_qs,
               .text = words("Pin or unpin the head"),
               .keys = {QKeySequence(Qt::Key_P)},
               .help = words("A pinned head keeps a letter and its row stays in sight.")},
              [&state] {
                  if (const auto head = state.selectedHead()) {
                      state.togglePin(*head);
                  }
              });
    table.add(group,
              {.id = u"attention.unpin"_qs,
               .text = words("Drop the last pin"),
               .keys = {QKeySequence(Qt::Key_Escape)},
               .help = words("Drops pins from the last one on; an open drawer is closed first.")},
              [frame, &state] {
                  if (!frame.window.closeDrawers()) {
                      state.dropLastPin();
                  }
              });
    table.add(group,
              {.id = u"attention.lines"_qs,
               .text = words("Show as map or lines"),
               .keys = {QKeySequence(Qt::Key_L)},
               .help = words("Changes between the matrix and lines from token to token.")},
              [&state] {
                  state.setForm(state.form() == MapForm::Map ? MapForm::Lines : MapForm::Map);
              });
    table.add(group,
              {.id = u"attention.overlay"_qs,
               .text = words("Show over the picture"),
               .keys = {QKeySequence(Qt::Key_O)},
               .help = words("Lays the weights of one query over the picture that was traced.")},
              [&state] {
                  if (!state.patches().empty()) {
                      state.setForm(MapForm::Picture);
                  }
              });
    table.add(group,
              {.id = u"attention.rollout"_qs,
               .text = words("Rollout"),
               .keys = {QKeySequence(Qt::Key_R)},
               .help = words("Attention mixed over all layers, laid over the picture; again: one "
                          "head.")},
              [&state] {
                  if (state.patches().empty()) {
                      return;
                  }
                  OverlayChoice overlay = state.selection().overlay;
                  const bool on = overlay.method == OverlayMethod::Rollout &&
                                  state.form() == MapForm::Picture;
                  overlay.method = on ? OverlayMethod::Head : OverlayMethod::Rollout;
                  state.setForm(MapForm::Picture);
                  state.setOverlay(overlay);
              });
    table.add(group,
              {.id = u"attention.resetRange"_qs,
               .text = words("Reset the range"),
               .keys = {QKeySequence(Qt::Key_0)},
               .help = words("Back to one range for each layer, square root.")},
              [&state] { state.resetRange(); });
}

} // namespace

void addAttentionActions(const Frame& frame) {
    const QString group = words("Attention");
    ActionTable& table = frame.table;
    addSteps(frame, group);
    addPins(frame, group);
    table.add(group,
              {.id = u"attention.difference"_qs,
               .text = words("Compare, or end the comparison"),
               .keys = {QKeySequence(Qt::Key_D)},
               .help = words("Shows A, B and their difference: the text before with this one, or what "
                          "was compared last.")},
              [frame] { frame.window.toggleComparison(); });
    table.add(group,
              {.id = u"attention.swap"_qs,
               .text = words("Swap A and B"),
               .keys = {QKeySequence(Qt::Key_X)},
               .help = words("B becomes the current text or model.")},
              [frame] { frame.document.swapCompared(); });
}

} // namespace vitrine::app
