#include "app/vitrine/labs/robustnessroom.h"

#include "app/vitrine/labs/robustnesslink.h"
#include "app/vitrine/report/collect.h"

#include "widgets/foundation/figure/export.h"
#include "widgets/robustness/panel/robustnesspanel.h"
#include "widgets/robustness/robustnesslab.h"

namespace vitrine::app {

using widgets::KeyHint;

RobustnessRoom::RobustnessRoom(const WindowParts& parts, QWidget* stage)
    : Lab(stage) {
    lab_ = new widgets::RobustnessLab(stage);
    lab_->study().setActive(false); // until the lab comes to the front
    panel_ = new widgets::RobustnessPanel(*lab_, lab_);
    panel_->hide(); // until the inspector takes it
    new RobustnessLink(parts.document, parts.session, *lab_); // the lab owns it
    connect(lab_, &widgets::RobustnessLab::problemMet, this, &Lab::problemMet);
    connect(lab_, &widgets::RobustnessLab::told, this, &Lab::told);
    connect(lab_, &widgets::RobustnessLab::statusChanged, this, &Lab::statusChanged);
}

LabFace RobustnessRoom::face() const {
    return {.id = LabId::Robustness,
            .key = "robustness",
            .icon = widgets::Icon::Dial,
            .name = tr("Robustness"),
            .help = tr("A dial of typos and the like; answer, pieces and attention in step.")};
}

QWidget& RobustnessRoom::page() const {
    return *lab_;
}

void RobustnessRoom::setInFront(bool inFront) {
    lab_->study().setActive(inFront);
}

void RobustnessRoom::focusMain() {
    lab_->focusMain();
}

void RobustnessRoom::openExports() {
    lab_->openExports();
}

QWidget* RobustnessRoom::inspector() const {
    return panel_;
}

QStringList RobustnessRoom::facts(bool /*words*/) const {
    return lab_->status();
}

QList<KeyHint> RobustnessRoom::hints(bool words) const {
    return lab_->keyHints() +
           QList<KeyHint>{{{QStringLiteral("?")}, words ? tr("all keys") : tr("keys")}};
}

void RobustnessRoom::addTo(ReportContent& content) const {
    for (const widgets::LabFigure& figure : lab_->figures()) {
        content.figures.push_back({.title = figure.name,
                                   .caption = widgets::fullCaption(*figure.figure),
                                   .stem = fileStem(figure.name),
                                   .figure = figure.figure,
                                   .image = {}});
    }
}

} // namespace vitrine::app
