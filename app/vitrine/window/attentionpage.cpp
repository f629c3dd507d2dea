#include "app/vitrine/window/attentionpage.h"

#include "app/vitrine/window/historyrail.h"
#include "app/vitrine/window/livetokens.h"
#include "app/vitrine/window/statepane.h"

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

QByteArray bytesOf(const std::string& text) {
    return QByteArray::fromStdString(text);
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

    connectDocument();
    connectTokens();
    connect(&session_, &Session::stageChanged, this, &AttentionPage::takeStage);
    connect(&session_, &Session::pictureShown, this, &AttentionPage::takeMarks);
    connect(&session_, &Session::pictureShown, this, &AttentionPage::takeComparison);
    connect(&session_, &Session::comparisonShown, this, &AttentionPage::takeComparison);
    connect(&session_.history(), &History::changed, this, &AttentionPage::takeHistory);
    connect(&session_.tokenizers(), &TokenizerShelf::arrived, this, &AttentionPage::takeMarks);
    connect(rail_, &HistoryRail::restoreRequested, &session_, &Session::restore);
    takeSample();
    takeStage();
    takeHistory();
}

void AttentionPage::connectDocument() {
    connect(strip_, &SampleStrip::edited, this,
            [this](const QByteArray& text, const std::optional<QByteArray>& pair) {
                document_.editSample(text.toStdString(), pair ? std::optional(pair->toStdString())
                                                              : std::nullopt);
            });
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &AttentionPage::takeSample);
    connect(&state, &WorkspaceState::currentModelChanged, this, &AttentionPage::takeMarks);
    connect(&state, &WorkspaceState::currentModelChanged, this, &AttentionPage::takeStage);
    connect(&state, &WorkspaceState::comparisonChanged, this, &AttentionPage::takeComparison);
    connect(&state, &WorkspaceState::sampleEdited, this, [this](const std::string& id) {
        if (id == document_.value().sample) {
            takeSample();
        }
    });
}

void AttentionPage::connectTokens() {
    widgets::AttentionState& attention = session_.attention();
    connect(&attention, &widgets::AttentionState::shownChanged, this, &AttentionPage::takeShown);
    connect(strip_, &SampleStrip::tokenHovered, this, [this](int token) {
        widgets::AttentionHover hover = session_.attention().hover();
        hover.key.reset();
        hover.query = token < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(token));
        session_.attention().setHover(hover);
    });
    connect(strip_, &SampleStrip::tokenClicked, this, &AttentionPage::selectToken);
}

void AttentionPage::selectToken(int token) {
    widgets::AttentionState& attention = session_.attention();
    const auto index = static_cast<std::size_t>(token);
    const engine::Trace* trace = attention.trace();
    if (trace != nullptr && index < trace->axes().front().size()) {
        attention.selectCell(index, attention.selectedKey());
    }
}

void AttentionPage::takeSample() {
    const SampleEntry* entry = document_.state().currentSample();
    const Sample sample = entry != nullptr ? entry->sample : Sample{};
    strip_->setText(bytesOf(sample.text),
                    sample.pair ? std::optional(bytesOf(*sample.pair)) : std::nullopt);
    takeMarks();
}

std::vector<AxisToken> AttentionPage::currentTokens() const {
    const SampleEntry* entry = document_.state().currentSample();
    const ModelEntry* model = document_.state().currentModel();
    if (entry == nullptr || model == nullptr || !model->confirmed) {
        return {};
    }
    const widgets::PicturePointer& picture = session_.attention().picture();
    const Sample& sample = entry->sample;
    if (picture != nullptr && session_.stage() == Stage::Done &&
        picture->trace->sample().text == sample.text &&
        picture->trace->sample().pair == sample.pair) {
        return picture->trace->axes().front().tokens;
    }
    const std::size_t bytes = sample.text.size() + (sample.pair ? sample.pair->size() : 0);
    if (bytes > kMostLiveText) {
        return {};
    }
    const TokenizerPointer tokenizer = session_.tokenizers().find(model->folder);
    return tokenizer != nullptr ? liveTokens(*tokenizer, sample) : std::vector<AxisToken>();
}

void AttentionPage::takeMarks() {
    marks_.tokens = currentTokens();
    takeShown();
    const SampleEntry* entry = document_.state().currentSample();
    if (entry == nullptr) {
        strip_->setCounts({});
    } else if (!marks_.tokens.empty()) {
        strip_->setCounts(countsText(marks_.tokens.size(), entry->sample));
    } else {
        strip_->setCounts(tr("%1 bytes").arg(entry->sample.text.size()));
    }
}

void AttentionPage::takeShown() {
    marks_.query.reset();
    marks_.key.reset();
    if (session_.stage() == Stage::Done) {
        marks_.query = session_.attention().shownQuery();
        marks_.key = session_.attention().shownKey();
    }
    strip_->setMarks(marks_);
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
    takeShown();
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

void AttentionPage::takeComparison() {
    const widgets::PicturePointer& a = session_.attention().picture();
    const widgets::PicturePointer& b = session_.attention().other();
    if (a == nullptr || b == nullptr || session_.stage() != Stage::Done) {
        strip_->endCompared();
        return;
    }
    const bool models = document_.value().comparison.kind == Comparison::Kind::Model;
    const auto side = [&](const widgets::PicturePointer& picture,
                          const widgets::PicturePointer& other) {
        const auto& tokens = picture->trace->axes().front().tokens;
        return widgets::ComparedTokens{
            .name = models ? QString::fromStdString(picture->model.name)
                           : nameOf(picture->trace->sample()),
            .marks = {.tokens = tokens, .query = {}, .key = {}},
            .changed = changedTokens(tokens, other->trace->axes().front().tokens)};
    };
    strip_->setCompared(side(a, b), side(b, a));
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
