#include "widgets/lessons/reader/stepview.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/reader/card.h"
#include "widgets/lessons/reader/flowtext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kPageSide = 40;
constexpr int kTop = 32;
constexpr int kBetween = 16;
constexpr int kMostGuess = 99;

/// A click leaves the focus where the keys of the reader are; Tab still reaches the button.
QPushButton* makeButton(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

LiveValue numberValue(const std::optional<int>& number) {
    if (!number) {
        return {.why = StepView::tr("This is not known yet")};
    }
    return {.kind = LiveValue::Kind::Number, .text = QString::number(*number), .number = *number};
}

} // namespace

StepView::StepView(Course& course, QWidget* parent)
    : QWidget(parent)
    , course_(course) {
    setAccessibleName(tr("Lesson"));
    scroll_ = new QScrollArea(this);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    scroll_->setAccessibleName(tr("Lesson"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll_);
    connect(&course_, &Course::stepChanged, this, &StepView::rebuild);
    connect(&course_, &Course::valuesChanged, this, &StepView::refresh);
    connect(&course_, &Course::progressChanged, this, &StepView::refresh);
    rebuild();
}

void StepView::rebuild() {
    texts_.clear();
    conditions_.clear();
    answers_.clear();
    offers_.clear();
    guess_ = nullptr;
    predict_ = nullptr;
    lacking_ = nullptr;
    questions_ = 0;
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(kPageSide, kTop, kPageSide, kBetween);
    layout->setSpacing(kBetween);
    scroll_->setWidget(content); // deletes the one before
    content->setAutoFillBackground(false); // which the scroll area turns on
    if (course_.lesson() != nullptr) {
        addHead(*layout);
        for (const LessonBlock& block : course_.currentStep().blocks) {
            addBlock(*layout, block);
        }
    } else {
        layout->addWidget(new Words(tr("Choose a lesson at the left"), TextStyle::SampleText,
                                    Token::T2, content));
    }
    layout->addStretch(1);
    refresh();
}

void StepView::addHead(QVBoxLayout& layout) {
    const Lesson& lesson = *course_.lesson();
    auto* number = new Words(
        tr("Step %1 of %2").arg(course_.step() + 1).arg(lesson.steps.size()), TextStyle::Base,
        Token::T2);
    auto* title = new Words(QString::fromStdString(course_.currentStep().title), TextStyle::LessonHead);
    title->setWordWrap(true);
    auto* head = new QVBoxLayout;
    head->setSpacing(metrics::kGrid);
    head->addWidget(number);
    head->addWidget(title);
    layout.addLayout(head);
    lacking_ = new Words(TextStyle::Base, Token::WarnText);
    lacking_->setWordWrap(true);
    layout.addWidget(lacking_);
}

void StepView::addBlock(QVBoxLayout& layout, const LessonBlock& block) {
    if (const auto* paragraph = std::get_if<LessonParagraph>(&block)) {
        addText(layout, *paragraph);
    } else if (const auto* act = std::get_if<LessonAct>(&block)) {
        addAct(layout, *act);
    } else if (const auto* prediction = std::get_if<LessonPrediction>(&block)) {
        addPrediction(layout, *prediction);
    } else if (const auto* recall = std::get_if<LessonRecall>(&block)) {
        addRecall(layout, *recall);
    } else if (const auto* question = std::get_if<LessonQuestion>(&block)) {
        addQuestion(layout, *question);
    } else if (const auto* offer = std::get_if<LessonOffer>(&block)) {
        addOffer(layout, *offer);
    }
}

FlowText* StepView::textIn(QWidget* parent, const LessonText& text, bool large, std::size_t step) {
    auto* flow = large ? new FlowText(TextStyle::SampleText, TextStyle::RunTitle, parent)
                       : new FlowText(TextStyle::Base, TextStyle::Head, parent);
    flow->setContent(text, [this, step](const LiveCall& call) {
        if (call.name == "said") {
            return numberValue(course_.progressOf(step).said);
        }
        if (call.name == "truth") {
            return numberValue(course_.progressOf(step).truth);
        }
        return course_.host().value(call);
    });
    texts_.append(flow);
    return flow;
}

void StepView::addText(QVBoxLayout& layout, const LessonParagraph& paragraph) {
    FlowText* text = textIn(scroll_->widget(), paragraph.text, /*large=*/true, course_.step());
    if (!paragraph.bullet) {
        layout.addWidget(text);
        return;
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kRowGap);
    row->addWidget(new Words(QString(QChar(0x2022)), TextStyle::SampleText, Token::T2), 0,
                   Qt::AlignTop);
    row->addWidget(text, 1);
    layout.addLayout(row);
}

void StepView::addAct(QVBoxLayout& layout, const LessonAct& act) {
    auto* card = new LessonCard(Icon::ArrowRight, tr("Do this"), LessonCard::Ground::Raised);
    card->add(textIn(card, act.text, /*large=*/false, course_.step()));
    for (const LessonAct::Condition& condition : act.conditions) {
        auto* box = new QCheckBox(QString::fromStdString(condition.label), card);
        box->setFocusPolicy(Qt::NoFocus); // the window ticks it, not the person
        box->setAttribute(Qt::WA_TransparentForMouseEvents);
        card->add(box);
        conditions_.append(box);
    }
    addHint(*card, act.hint);
    layout.addWidget(card);
}

void StepView::addHint(LessonCard& card, const std::string& hint) {
    if (hint.empty()) {
        return;
    }
    auto* words = new Words(QString::fromStdString(hint), TextStyle::Small, Token::T2, &card);
    words->setWordWrap(true);
    words->hide();
    auto* button = makeButton(tr("Hint"), &card);
    setRole(*button, Role::Quiet);
    setCompact(*button);
    connect(button, &QPushButton::clicked, words, [words, button] {
        words->show();
        button->hide();
    });
    auto* row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch(1);
    card.add(row);
    card.add(words);
}

void StepView::addPrediction(QVBoxLayout& layout, const LessonPrediction& prediction) {
    auto* card = new LessonCard(Icon::Eye, tr("Your prediction"), LessonCard::Ground::Raised);
    card->add(textIn(card, prediction.text, /*large=*/false, course_.step()));
    guess_ = new QSpinBox(card);
    guess_->setRange(0, kMostGuess);
    guess_->setAccessibleName(tr("Your prediction"));
    predict_ = makeButton(tr("Predict"), card);
    connect(predict_, &QPushButton::clicked, this, [this] { course_.predict(guess_->value()); });
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::kRowGap);
    row->addWidget(guess_);
    row->addWidget(predict_);
    row->addStretch(1);
    card->add(row);
    const std::size_t step = course_.step();
    FlowText* right = textIn(card, prediction.right, /*large=*/false, step);
    FlowText* wrong = textIn(card, prediction.wrong, /*large=*/false, step);
    card->add(right);
    card->add(wrong);
    const auto reply = [this, step, right, wrong] {
        const StepProgress& progress = course_.progressOf(step);
        const bool known = progress.said && progress.truth;
        right->setVisible(known && progress.said == progress.truth);
        wrong->setVisible(known && progress.said != progress.truth);
    };
    connect(&course_, &Course::progressChanged, right, reply);
    reply();
    layout.addWidget(card);
    setTabOrder(guess_, predict_);
}

void StepView::addRecall(QVBoxLayout& layout, const LessonRecall& recall) {
    auto* card = new LessonCard(Icon::Eye, tr("Your prediction, step %1").arg(recall.step + 1),
                                LessonCard::Ground::Sunk);
    FlowText* text = textIn(card, recall.text, /*large=*/false, recall.step);
    auto* words = new Words(TextStyle::Base, Token::T2, card);
    words->setWordWrap(true);
    card->add(text);
    card->add(words);
    const auto show = [this, step = recall.step, text, words] {
        const StepProgress& progress = course_.progressOf(step);
        text->setVisible(progress.truth.has_value());
        words->setVisible(!progress.truth);
        words->setText(progress.said
                           ? tr("You said %1. The model has not answered yet.").arg(*progress.said)
                           : tr("You have not predicted anything there yet."));
    };
    connect(&course_, &Course::progressChanged, text, show);
    show();
    layout.addWidget(card);
}

void StepView::addQuestion(QVBoxLayout& layout, const LessonQuestion& question) {
    auto* card = new LessonCard(Icon::Info, tr("A question"), LessonCard::Ground::Raised);
    card->add(textIn(card, question.text, /*large=*/false, course_.step()));
    const std::size_t number = questions_++;
    for (std::size_t index = 0; index < question.answers.size(); ++index) {
        const LessonQuestion::Answer& answer = question.answers[index];
        auto* button = makeButton(QString::fromStdString(answer.text), card);
        button->setCheckable(true);
        button->setAccessibleName(tr("Answer: %1").arg(QString::fromStdString(answer.text)));
        connect(button, &QPushButton::clicked, this,
                [this, number, index] { course_.answer(number, index); });
        auto* row = new QHBoxLayout;
        row->addWidget(button);
        row->addStretch(1);
        card->add(row);
        answers_.append(button);
        FlowText* reply = textIn(card, answer.reply, /*large=*/false, course_.step());
        card->add(reply);
        const auto show = [this, number, index, button, reply, right = answer.right] {
            const auto& answered = course_.progressOf(course_.step()).answered;
            const auto chosen = answered.find(number);
            const bool this_one = chosen != answered.end() && chosen->second == index;
            button->setChecked(this_one);
            button->setIcon(!this_one ? QIcon()
                                      : themedIcon(right ? Icon::Check : Icon::Close, Token::T1));
            reply->setVisible(this_one);
        };
        connect(&course_, &Course::progressChanged, reply, show);
        show();
    }
    addHint(*card, question.hint);
    layout.addWidget(card);
}

void StepView::addOffer(QVBoxLayout& layout, const LessonOffer& offer) {
    auto* button = makeButton(QString::fromStdString(offer.label), scroll_->widget());
    button->setToolTip(QString::fromStdString(offer.sentence).toHtmlEscaped());
    connect(button, &QPushButton::clicked, this,
            [this, sentence = QString::fromStdString(offer.sentence)] { Q_EMIT offerTaken(sentence); });
    layout.addWidget(button, 0, Qt::AlignLeft);
    offers_.append(button);
}

void StepView::refresh() {
    for (FlowText* text : texts_) {
        text->refresh();
    }
    if (course_.lesson() == nullptr || lacking_ == nullptr) {
        return;
    }
    const StepProgress& progress = course_.progressOf(course_.step());
    for (int index = 0; index < conditions_.size(); ++index) {
        conditions_[index]->setChecked(progress.met.contains(static_cast<std::size_t>(index)));
    }
    const QString why = course_.lacking(course_.step());
    lacking_->setText(why);
    lacking_->setVisible(!why.isEmpty());
    if (guess_ != nullptr) {
        guess_->setEnabled(!progress.said);
        predict_->setEnabled(!progress.said);
        if (progress.said) {
            guess_->setValue(*progress.said);
        }
    }
}

QString StepView::spoken() const {
    QStringList words;
    for (const FlowText* text : texts_) {
        words.append(text->accessibleDescription());
    }
    return words.join(u'\n');
}

void StepView::scrollBy(int pages) {
    QScrollBar* bar = scroll_->verticalScrollBar();
    bar->setValue(bar->value() + pages * bar->pageStep());
}

void StepView::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

} // namespace vitrine::widgets
