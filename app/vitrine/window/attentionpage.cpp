#include "app/vitrine/window/attentionpage.h"

#include "app/vitrine/window/filmlink.h"
#include "app/vitrine/window/historyrail.h"
#include "app/vitrine/window/statepane.h"
#include "app/vitrine/window/striplink.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/foundation/style/role.h"
#include "widgets/input/filmstrip.h"
#include "widgets/input/picturecanvas.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace vitrine::app {

using widgets::SampleStrip;

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
    waiting_ = new QWidget(stage);
    auto* waiting = new QVBoxLayout(waiting_);
    waiting->setContentsMargins(0, 0, 0, 0);
    waiting->setSpacing(0);
    preview_ = new widgets::PictureCanvas(waiting_);
    waiting->addWidget(statePane_, 2);
    waiting->addWidget(preview_, 3);
    stack_->addWidget(waiting_);
    stack_->addWidget(lab_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    film_ = new widgets::FilmStrip(this);
    layout->addWidget(strip_);
    layout->addWidget(film_);
    layout->addWidget(stage, 1);
    layout->addWidget(rail_);

    auto* stripLink = new StripLink(document_, session_, *strip_); // a child of the strip
    new FilmLink(document_, session_, *film_);                     // a child of the film
    connect(stripLink, &StripLink::openSampleRequested, this, &AttentionPage::openSampleRequested);
    connect(statePane_, &StatePane::openSampleRequested, this,
            &AttentionPage::openSampleRequested);
    connect(preview_, &widgets::PictureCanvas::filesDropped, this, &AttentionPage::filesDropped);
    connect(&session_, &Session::mediaArrived, this, &AttentionPage::takeStage);
    connect(&document_.state(), &WorkspaceState::currentSampleChanged, this,
            &AttentionPage::takeStage);
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
        takePreview();
        stack_->setCurrentWidget(waiting_);
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
                                        .arg(QString::fromStdString(shownName(entry.request.sample)),
                                             QString::fromStdString(entry.picture->model.name))
                                        .arg(entry.milliseconds, 0, 'f', 1)});
    }
    rail_->setStops(std::move(stops), current);
}

// A picture that the model does not read is shown all the same.
void AttentionPage::takePreview() {
    const DecodedMedia* decoded =
        session_.stage() == Stage::Unsuitable ? session_.currentMedia() : nullptr;
    const std::shared_ptr<const Image> picture =
        decoded == nullptr          ? nullptr
        : decoded->clip != nullptr ? decoded->clip->frames.front().picture
                                    : decoded->picture;
    preview_->setPicture(picture);
    preview_->setVisible(picture != nullptr);
}

void AttentionPage::setWordsShown(bool shown) {
    strip_->setWordsShown(shown);
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
