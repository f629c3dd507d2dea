#include "app/vitrine/lessons/liveview.h"

#include "app/vitrine/lessons/lessoncompare.h"
#include "app/vitrine/lessons/lessonstrips.h"
#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/window/statepane.h"
#include "app/vitrine/window/striplink.h"

#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/input/samplestrip.h"
#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/tokenslab.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <charconv>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::LiveArgument;
using widgets::LiveCall;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kLeastWidth = 320;

int numberOf(const LiveArgument& argument) {
    int value = 0;
    std::from_chars(argument.text.data(), argument.text.data() + argument.text.size(), value);
    return value;
}

bool namesHead(const LiveCall& view) {
    return view.name == "head" || view.name == "row" || view.name == "compare";
}

} // namespace

LiveView::LiveView(Document& document, Session& session, LiveHost& host, widgets::TokensLab& tokens,
                   QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , session_(session)
    , host_(host)
    , walks_(
          session.host(),
          [](engine::Model& model, const WalkQuestion& asked, const Tick& tick) {
              return model.walk(asked.sample,
                                {.axis = asked.axis,
                                 .layer = asked.layer,
                                 .position = asked.position,
                                 .head = asked.head},
                                tick);
          },
          [this] { answered(walks_.problem()); })
    , writings_(
          session.host(),
          [](engine::Model& model, const WritingQuestion& asked, const Tick& tick) {
              return model.generate(asked.sample, {}, {}, tick);
          },
          [this] { answered(writings_.problem()); }) {
    setAccessibleName(tr("Live view"));
    strip_ = new widgets::SampleStrip(this);
    new StripLink(document_, session_, *strip_); // a child of the strip
    stack_ = new QStackedWidget(this);
    stack_->setMinimumWidth(kLeastWidth); // and not that of its widest page
    state_ = new StatePane(stack_);
    hint_ = new widgets::Words(TextStyle::Base, Token::T2, stack_);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    rows_ = new widgets::TokenizerRows(tokens.study(), stack_);
    connect(rows_, &widgets::TokenizerRows::sourceSelected, &tokens,
            &widgets::TokensLab::sourceSelected); // shared with the other labs
    rows_->setIdsShown(true);
    map_ = new widgets::StagePane(session_.attention(), session_.pictureWorker(), stack_);
    heads_ = new widgets::NavigatorPane(session_.attention(), stack_);
    strips_ = new widgets::StripView(stack_);
    unfold_ = new widgets::RowUnfold(stack_);
    writing_ = new widgets::WritingView(stack_);
    compare_ = new LessonCompare(session_.attention(), stack_);
    build();
    connect(compare_, &LessonCompare::differenceChanged, &host_, &LiveHost::setDifferenceShown);
    connect(&host_, &LiveHost::viewChanged, this, &LiveView::takeView);
    connect(&host_, &LiveHost::changed, this, &LiveView::take);
    take();
}

void LiveView::answered(const std::optional<Problem>& problem) {
    host_.setStepProblem(problem);
    shownOf_ = nullptr;
    take();
}

void LiveView::build() {
    for (QWidget* page : std::initializer_list<QWidget*>{state_, hint_, rows_, map_, heads_,
                                                         strips_, unfold_, writing_, compare_}) {
        stack_->addWidget(page);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0); // the hairline to the reader
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(strip_);
    layout->addWidget(stack_, 1);
}

QWidget* LiveView::makeHead() {
    auto* head = new QWidget(this);
    title_ = new widgets::Words(TextStyle::Head, Token::T1, head);
    tags_ = new widgets::Words(TextStyle::Small, Token::T2, head);
    open_ = new QPushButton(tr("Open in the lab"), head);
    connect(open_, &QPushButton::clicked, this, [this] {
        Q_EMIT labRequested(host_.view().name == "tokens" ? LabId::Tokens : LabId::Attention);
    });
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kGrid, metrics::kPanePadding,
                               metrics::kGrid);
    layout->setSpacing(metrics::kGroupGap);
    layout->addWidget(title_);
    layout->addWidget(tags_);
    layout->addStretch(1);
    layout->addWidget(open_);
    return head;
}

void LiveView::setCrowding(const QSize& window) {
    widgets::Crowding crowding = widgets::crowdingOf(window);
    crowding.words = false; // half a window
    map_->setCrowding(crowding);
    heads_->setCrowding(crowding);
}

void LiveView::takeView() {
    compare_->setDifferenceShown(false);
    selectionPending_ = true;
    shownOf_ = nullptr;
    take();
}

QWidget* LiveView::current() const {
    return stack_->currentWidget();
}

bool LiveView::settled() const {
    return current() != state_ && !selectionPending_ && !walks_.waits() && !writings_.waits();
}

void LiveView::toggleDifference() {
    if (current() == compare_) {
        compare_->setDifferenceShown(!compare_->differenceShown());
    }
}

void LiveView::take() {
    if (selectionPending_) {
        select();
    }
    QWidget* page = wanted();
    if (page != current()) {
        // What is covered takes its focus along; the reader's keys go on working.
        const QWidget* focused = stack_->focusWidget();
        const bool inside = focused != nullptr && focused->hasFocus();
        stack_->setCurrentWidget(page);
        if (inside) {
            parentWidget()->setFocus(Qt::OtherFocusReason);
        }
    }
    describe();
}

// The head and the word that the step names, once their trace is there; afterwards the person
// chooses.
void LiveView::select() {
    const auto words = host_.words(LiveHost::Side::Current);
    widgets::AttentionState& attention = session_.attention();
    if (words == nullptr || session_.stage() != Stage::Done ||
        attention.picture().get() != &words->picture()) {
        return;
    }
    selectionPending_ = false;
    const LiveCall& view = host_.view();
    if (!namesHead(view)) {
        return;
    }
    const auto head = words->head(view.arguments[0].text, numberOf(view.arguments[1]));
    if (head && attention.selectedHead() != head) {
        attention.openHead(*head);
    }
    attention.setForm(widgets::MapForm::Map);
    if (!head) {
        return;
    }
    const auto query = placeOf(2, words->queryAxis(*head));
    const auto key = placeOf(3, words->keyAxis(*head));
    if (query && attention.selectedQuery() != query->token) {
        attention.selectCell(query->token, key ? std::optional(key->token) : std::nullopt);
    }
}

std::optional<LiveView::Place> LiveView::placeOf(std::size_t argument,
                                                 std::optional<std::size_t> axis) const {
    const auto words = host_.words(LiveHost::Side::Current);
    const LiveCall& view = host_.view();
    if (words == nullptr || argument >= view.arguments.size()) {
        return std::nullopt;
    }
    const auto word = host_.find(*words, LiveHost::Side::Current, view.arguments[argument], axis);
    return word ? std::optional(Place{word->axis, words->tokensOf(*word).front()}) : std::nullopt;
}

QWidget* LiveView::say(const QString& words) {
    hint_->setText(words);
    return hint_;
}

QWidget* LiveView::wanted() {
    const LiveCall& view = host_.view();
    if (view.name == "tokens") {
        return rows_;
    }
    if (view.name.empty() || session_.attention().picture() == nullptr ||
        (session_.stage() != Stage::Done && session_.stage() != Stage::Tracing)) {
        const ModelEntry* model = document_.state().currentModel();
        state_->show(session_, model != nullptr ? QString::fromStdString(model->name) : QString(),
                     model != nullptr ? QString::fromStdString(model->folder.string())
                                      : QString());
        return state_;
    }
    if (view.name == "head") {
        return map_;
    }
    if (view.name == "heads") {
        return heads_;
    }
    if (view.name == "compare") {
        return host_.compares() ? static_cast<QWidget*>(compare_)
                                : say(tr("Change a word of the sentence first: then both "
                                         "sentences stand here side by side."));
    }
    if (view.name == "writing") {
        return wantedWriting();
    }
    return view.name == "row" ? wantedRow() : wantedStrips();
}

void LiveView::askWalk(int layer, int head, const Place& place) {
    if (const SampleEntry* sample = document_.state().currentSample()) {
        walks_.ask({.model = session_.currentKey(),
                    .sample = sample->sample,
                    .axis = static_cast<int>(place.axis),
                    .layer = layer,
                    .position = place.token,
                    .head = head});
    }
}

QWidget* LiveView::wantedWriting() {
    const SampleEntry* sample = document_.state().currentSample();
    const auto words = host_.words(LiveHost::Side::Current);
    if (sample == nullptr || words == nullptr) {
        return writing_;
    }
    writings_.ask({.model = session_.currentKey(), .sample = sample->sample});
    if (writings_.problem()) {
        return say(QString::fromStdString(writings_.problem()->text()));
    }
    if (writings_.answer() != nullptr && writings_.answer() != shownOf_) {
        shownOf_ = writings_.answer();
        const bool twoHalves = words->trace().axes().size() > 1;
        const AxisToken& last =
            twoHalves ? words->tokens(1).front() : words->tokens().back();
        writing_->setSteps(writingSteps(*writings_.answer(), QString::fromStdString(last.label)));
    }
    return writing_;
}

QWidget* LiveView::wantedStrips() {
    const LiveCall& view = host_.view();
    if (view.name == "meaning") {
        const auto a = host_.words(LiveHost::Side::A);
        const auto b = host_.words(LiveHost::Side::B);
        const void* made = b != nullptr ? static_cast<const void*>(b.get()) : a.get();
        if (a != nullptr && made != shownOf_) {
            shownOf_ = made;
            strips_->setStrips(
                meaningStrips(a->picture(), b != nullptr ? &b->picture() : nullptr),
                tr("one range, square root"));
        }
        return strips_;
    }
    const auto words = host_.words(LiveHost::Side::Current);
    const bool embedding = view.name == "embedding";
    const auto place = placeOf(embedding ? 0 : 1);
    if (words == nullptr || !place) {
        return say(tr("The word of this step is not in the sentence any more."));
    }
    const int layer = embedding ? -1 : numberOf(view.arguments[0]);
    if (layer >= static_cast<int>(words->picture().model.layers)) {
        return say(tr("This model has no layer %1.").arg(layer));
    }
    askWalk(layer, 0, *place);
    if (walks_.problem()) {
        return say(QString::fromStdString(walks_.problem()->text()));
    }
    if (walks_.answer() != nullptr && walks_.answer() != shownOf_) {
        shownOf_ = walks_.answer();
        const AxisToken& shown = words->tokens(place->axis)[place->token];
        strips_->setStrips(embedding ? embeddingStrips(*walks_.answer(), shown, place->token)
                                     : layerStrips(*walks_.answer()),
                           tr("one range for all, square root"));
    }
    return strips_;
}

QWidget* LiveView::wantedRow() {
    const LiveCall& view = host_.view();
    const auto words = host_.words(LiveHost::Side::Current);
    const auto head = words != nullptr
                          ? words->head(view.arguments[0].text, numberOf(view.arguments[1]))
                          : std::nullopt;
    const auto query = head ? placeOf(2, words->queryAxis(*head)) : std::nullopt;
    if (!head || !query) {
        return say(tr("This head, or the word of this step, is not there."));
    }
    // The values of cross-attention are those of the other text: its rows come without them.
    const bool self = words->queryAxis(*head) == words->keyAxis(*head);
    if (self) {
        askWalk(words->trace().sites()[static_cast<std::size_t>(head->site)].layer, head->head,
                *query);
    }
    const engine::Walk* walk = self ? walks_.answer() : nullptr;
    const void* made = walk != nullptr ? static_cast<const void*>(walk) : words.get();
    if (made != shownOf_) {
        shownOf_ = made;
        unfold_->setRow(unfoldedRow(*words, *head, query->token, walk));
    }
    return unfold_;
}

void LiveView::describe() {
    const LiveCall& view = host_.view();
    const engine::Trace* trace = session_.attention().trace();
    const auto head = session_.attention().selectedHead();
    title_->setText(view.name == "tokens"      ? tr("Live: Tokens")
                    : view.name == "heads"     ? tr("Live: Attention, all heads")
                    : view.name == "head"      ? tr("Live: Attention, one head")
                    : view.name == "row"       ? tr("Live: one row drawn out")
                    : view.name == "compare"   ? tr("Live: Attention, compare")
                    : view.name == "embedding" ? tr("Live: Embedding")
                    : view.name == "layer"     ? tr("Live: one layer, step by step")
                    : view.name == "meaning"   ? tr("Live: Sentence embedding")
                    : view.name == "writing"   ? tr("Live: what it writes")
                                               : tr("Live"));
    const bool headed = namesHead(view) && trace != nullptr && head;
    QString tags = headed ? widgets::headTitle(*trace, *head) : QString();
    if (view.name == "compare") {
        tags += tr(" · by word");
    }
    tags_->setText(tags);
}

void LiveView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(0, 0, 1, height(), look.color(Token::Line));
}

} // namespace vitrine::app
