#include "widgets/training/head/runhead.h"

#include "core/run/directory/rundirectory.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/training/head/numberaction.h"
#include "widgets/training/state/runbook.h"

#include <QMenu>
#include <QPushButton>

#include <ranges>
#include <system_error>

namespace vitrine::widgets {

using run::ControlVerb;

namespace {

namespace fs = std::filesystem;

constexpr int kMostListed = 20;

// A model needs its configuration beside the weights.
bool opens(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "config.json", error) &&
           fs::is_regular_file(folder / "model.safetensors", error);
}

} // namespace

void RunHead::sendRate(bool scale, double value) {
    const QString words = scale ? tr("Learning rate × %1").arg(hoverText(value))
                                : tr("Learning rate %1").arg(hoverText(value));
    send(ControlVerb::Set, Json::Object{{scale ? "lr_scale" : "lr", Json(value)}}, words);
}

void RunHead::addRateMenu() {
    rates_ = new QMenu(this);
    for (const double factor : {0.1, 0.5, 2.0}) {
        rates_->addAction(tr("× %1").arg(factor), this,
                          [this, factor] { sendRate(/*scale=*/true, factor); });
    }
    rates_->addSeparator();
    auto* exact = new NumberAction(tr("Set to"), tr("New learning rate"), rates_);
    rates_->addAction(exact);
    connect(exact, &NumberAction::entered, this, [this](double value) {
        rates_->close();
        sendRate(/*scale=*/false, value);
    });
    rate_->setMenu(rates_);
}

void RunHead::addStopMenu() {
    stops_ = new QMenu(this);
    stops_->addAction(tr("Stop and save a checkpoint"), this, [this] {
        send(ControlVerb::Stop, Json::Object{{"mode", "save"}}, tr("Stop"));
    });
    stops_->addAction(tr("Stop without a checkpoint"), this, [this] {
        send(ControlVerb::Stop, Json::Object{{"mode", "discard"}}, tr("Stop"));
    });
    stops_->addSeparator();
    stops_->addAction(tr("Evaluate now"), this,
                      [this] { send(ControlVerb::Eval, Json::Object{}, tr("Evaluation")); });
    stop_->setMenu(stops_);
}

void RunHead::fillCheckpoints() {
    checkpoints_->clear();
    const RunRecord* record = book_.current();
    if (record == nullptr) {
        return;
    }
    const auto add = [this](const QString& words, const fs::path& folder) {
        QAction* action = checkpoints_->addAction(
            words, this, [this, folder] { Q_EMIT checkpointOpened(folder); });
        action->setEnabled(opens(folder));
        if (!action->isEnabled()) {
            action->setText(tr("%1 (not a whole model)").arg(words));
        }
    };
    if (opens(record->folder / "export")) {
        add(tr("What the run exported"), record->folder / "export");
    }
    for (const run::CheckpointNote& note :
         record->history->checkpoints() | std::views::reverse | std::views::take(kMostListed)) {
        const QString why = QString::fromStdString(note.why);
        // The name is made here: a path in a log could point anywhere.
        add(why.isEmpty() ? tr("Step %1").arg(countText(note.step))
                          : tr("Step %1, %2").arg(countText(note.step), why),
            record->folder / "checkpoints" / run::stepName(note.step));
    }
}

} // namespace vitrine::widgets
