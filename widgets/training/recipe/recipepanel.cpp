#include "widgets/training/recipe/recipepanel.h"

#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/recipe/fieldrow.h"
#include "widgets/training/recipe/linkwords.h"
#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/recipeform.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

namespace vitrine::widgets {

namespace {

constexpr int kMostFaults = 3;

QString labelAt(const std::string& path) {
    const run::Field* field = run::fieldAt(path);
    return field != nullptr ? labelOf(*field) : QString::fromStdString(path);
}

} // namespace

RecipePanel::RecipePanel(QWidget* parent)
    : QWidget(parent)
    , draft_(new RecipeDraft(this)) {
    setAccessibleName(tr("Recipe"));
    build();
    connect(draft_, &RecipeDraft::changed, this, &RecipePanel::take);
    connect(draft_, &RecipeDraft::judged, this, &RecipePanel::take);
    connect(json_, &QPlainTextEdit::textChanged, this, &RecipePanel::takeText);
    connect(views_, &Segments::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
    connect(faults_, &LinkWords::activated, this,
            [this](const QString& path) { goTo(path.toStdString()); });
    connect(launch_, &QPushButton::clicked, this, &RecipePanel::launchRequested);
    connect(command_, &QPushButton::toggled, this, &RecipePanel::takeCommand);
    take();
}

void RecipePanel::build() {
    form_ = new RecipeForm(*draft_, this);
    scroll_ = new QScrollArea(this);
    scroll_->setWidget(form_);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    json_ = new QPlainTextEdit(this);
    json_->setAccessibleName(tr("Recipe as JSON"));
    json_->setFrameShape(QFrame::NoFrame);
    json_->setFont(lookOf(this).font(TextStyle::Mono));
    json_->setTabChangesFocus(true);
    setRingPlace(*json_, RingPlace::Inside);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(scroll_);
    stack_->addWidget(json_);
    views_ = new Segments(tr("How the recipe is shown"), this);
    views_->add(tr("Form"));
    views_->add(tr("JSON"));
    auto* open = new QToolButton(this);
    open->setIcon(themedIcon(Icon::Open));
    open->setToolTip(tr("Open a recipe"));
    open->setAccessibleName(open->toolTip());
    setRole(*open, Role::Quiet);
    connect(open, &QToolButton::clicked, this, [this, open] { Q_EMIT openRequested(open); });
    auto* head = new SectionHead(tr("Recipe"), this);
    head->addWidget(open);
    head->addWidget(views_);
    head->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding,
                             metrics::kGrid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(stack_, 1);
    layout->addWidget(buildFoot());
}

QWidget* RecipePanel::buildFoot() {
    auto* foot = new QWidget(this);
    faults_ = new LinkWords(foot);
    check_ = new Words(TextStyle::Small, Token::T2, foot);
    check_->setWordWrap(true);
    check_->hide();
    commandWords_ = new Words(TextStyle::MonoCaption, Token::T2, foot);
    commandWords_->setWordWrap(true);
    commandWords_->setTextInteractionFlags(Qt::TextSelectableByMouse |
                                           Qt::TextSelectableByKeyboard);
    commandWords_->hide();
    launch_ = new QPushButton(tr("Launch a new run"), foot);
    setRole(*launch_, Role::Primary);
    command_ = new QPushButton(tr("What will run"), foot);
    command_->setCheckable(true);
    command_->setToolTip(tr("The exact command; Launch saves the recipe where it says"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kRowGap);
    buttons->addWidget(launch_, 1);
    buttons->addWidget(command_);
    auto* layout = new QVBoxLayout(foot);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding,
                               metrics::kGroupGap);
    layout->setSpacing(metrics::kRowGap);
    layout->addWidget(faults_);
    layout->addWidget(check_);
    layout->addWidget(commandWords_);
    layout->addLayout(buttons);
    return foot;
}

void RecipePanel::setCommandText(std::function<QString()> commandText) {
    commandText_ = std::move(commandText);
    takeCommand();
}

void RecipePanel::setLaunchProblem(const QString& problem) {
    launchProblem_ = problem;
    take();
}

void RecipePanel::take() {
    const QString text = QString::fromStdString(draft_->text());
    if (json_->toPlainText() != text) {
        taking_ = true;
        json_->setPlainText(text);
        taking_ = false;
    }
    QList<LinkWords::Link> links;
    for (const run::RecipeFault& fault : draft_->faults()) {
        const QString what = QString::fromStdString(fault.what);
        const QString where = fault.path.empty() ? tr("Recipe") : labelAt(fault.path);
        const QString line = fault.line > 0 ? tr(" (line %1)").arg(fault.line) : QString();
        links.append({QString::fromStdString(fault.path), where, where + line + u": " + what});
    }
    faults_->setLinks(links.size() == 1 ? tr("1 fault") : tr("%1 faults").arg(links.size()),
                      links, kMostFaults);
    const bool able = links.isEmpty() && launchProblem_.isEmpty();
    launch_->setEnabled(able);
    launch_->setToolTip(!launchProblem_.isEmpty() ? launchProblem_
                        : able ? tr("In a process of its own: it goes on when the window closes")
                               : tr("The recipe has faults"));
    takeCommand();
}

void RecipePanel::setCheck(const QString& words, bool usable) {
    check_->setStyleAndToken(TextStyle::Small, usable ? Token::T2 : Token::DangerText);
    check_->setText(words);
    check_->setVisible(!words.isEmpty());
}

void RecipePanel::takeText() {
    if (!taking_) {
        draft_->setText(json_->toPlainText().toStdString());
    }
}

void RecipePanel::takeCommand() {
    commandWords_->setVisible(command_->isChecked());
    if (command_->isChecked() && commandText_) {
        commandWords_->setText(commandText_());
    }
}

void RecipePanel::focusFirst() {
    views_->setCurrent(0);
    form_->focusFirst();
}

void RecipePanel::goTo(std::string_view path) {
    FieldRow* row = draft_->wellFormed() ? form_->reveal(path) : nullptr;
    if (row != nullptr) {
        views_->setCurrent(0);
        row->editor().setFocus(Qt::OtherFocusReason);
        scroll_->ensureWidgetVisible(row);
        return;
    }
    // What has no field of its own is shown where it stands.
    views_->setCurrent(1);
    for (const run::RecipeFault& fault : draft_->faults()) {
        if (fault.path == path && fault.line > 0) {
            const QTextBlock block =
                json_->document()->findBlockByNumber(static_cast<int>(fault.line) - 1);
            json_->setTextCursor(QTextCursor(block));
        }
    }
    json_->setFocus(Qt::OtherFocusReason);
}

void RecipePanel::setChecksShown(bool shown) {
    form_->setChecksShown(shown);
}

} // namespace vitrine::widgets
