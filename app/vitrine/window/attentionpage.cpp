#include "app/vitrine/window/attentionpage.h"

#include "app/vitrine/window/historyrail.h"
#include "app/vitrine/window/statepane.h"
#include "app/vitrine/window/striplink.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/foundation/style/role.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace vitrine::app {

using widgets::SampleStrip;

namespace {

QString nameOf(const Sample& sample) {
    return QString::fromStdString(shownName(sample));
}

} // namespace

AttentionPage::AttentionPage(Document& document, Session& session, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , session_(session) {
    widgets::setRingPlace(*this, widgets::RingPlace::None); // has the focus before there is a view
    strip_ = new SampleStrip(this);
    lab_ = new widgets::AttentionLab(session_.attention(), session_.pictureWorker(), this);
    statePane_ = new StatePane(this);
    rail_ = new HistoryRail(this);
    auto* stage = new QWidget(this);
    stack_ = new QStackedLayout(stage);
    stack_->addWidget(statePane_);
    stack_->addWidget(lab_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip_);
    layout->addWidget(stage, 1);
    layout->addWidget(rail_);

    new StripLink(document_, session_, *strip_); // a child of the strip
    connect(&document_.state(), &WorkspaceState::currentModelChanged, this,
            &AttentionPage::takeStage);
    connect(&session_, &Session::stageChanged, this, &AttentionPage::takeStage);
    connect(&session_.history(), &History::changed, this, &AttentionPage::takeHistory);
    connect(rail_, &HistoryRail::restoreRequested, &session_, &Session::restore);
    takeStage();
    takeHistory();
}

void AttentionPage::takeStage() {
    const ModelEntry* model = document_.state().currentModel();
    const Stage stage = session_.stage();
    // A trace that is being replaced stays in sight until the new one is there.
    const bool keeps = stage == Stage::Tracing && session_.attention().picture() != nullptr &&
                       stack_->currentWidget() == lab_;
    const bool picture = stage == Stage::Done || keeps;
    // What is covered takes its focus along.
    const QWidget* focused = stack_->currentWidget()->focusWidget();
    const bool moves = hasFocus() || (picture != showsPicture() && focused != nullptr &&
                                      focused->hasFocus());
    if (picture) {
        stack_->setCurrentWidget(lab_);
    } else {
        const bool named = model != nullptr;
        statePane_->show(session_, named ? QString::fromStdString(model->name) : QString(),
                         named ? QString::fromStdString(model->folder.string()) : QString());
        stack_->setCurrentWidget(statePane_);
    }
    if (moves) {
        focusMain();
    }
}

void AttentionPage::focusMain() {
    if (showsPicture()) {
        lab_->focusMain();
    } else {
        setFocus(Qt::OtherFocusReason);
    }
}

void AttentionPage::takeHistory() {
    const History& history = session_.history();
    std::vector<RailStop> stops;
    int current = -1;
    for (const std::size_t index : history.listed()) {
        const HistoryEntry& entry = history.entries()[index];
        if (static_cast<int>(index) == history.current()) {
            current = static_cast<int>(stops.size());
        }
        stops.push_back({.entry = index,
                         .label = entry.label,
                         .toolTip = tr("%1, on %2, %3 ms")
                                        .arg(nameOf(entry.request.sample),
                                             QString::fromStdString(entry.picture->model.name))
                                        .arg(entry.milliseconds, 0, 'f', 1)});
    }
    rail_->setStops(std::move(stops), current);
}

void AttentionPage::setRailShown(bool shown) {
    rail_->setVisible(shown);
}

void AttentionPage::setChipsShown(bool shown) {
    strip_->setChipsShown(shown);
}

bool AttentionPage::showsPicture() const {
    return stack_->currentWidget() == lab_;
}

} // namespace vitrine::app
