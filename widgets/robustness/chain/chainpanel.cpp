#include "widgets/robustness/chain/chainpanel.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/chainlist.h"
#include "widgets/robustness/chain/kindwords.h"
#include "widgets/robustness/chain/stageform.h"
#include "widgets/robustness/parts/counted.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kMostListHeight = 108; // three stages; more are scrolled to
constexpr int kFormWidth = 340;
constexpr int kMostFormHeight = 460;

/// The settings of a stage, floating beside the chain until something else is clicked.
class SettingsPopup final : public QFrame {
public:
    SettingsPopup(StageForm* form, QWidget* parent)
        : QFrame(parent, Qt::Popup) {
        setAttribute(Qt::WA_DeleteOnClose);
        setFrameShape(QFrame::StyledPanel);
        auto* scroll = new QScrollArea(this);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidget(form);
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(scroll);
        resize(kFormWidth, std::min(kMostFormHeight, form->sizeHint().height() + 4));
    }
};

bool takesPresets(const perturb::KindRecord& record) {
    const perturb::Parameter* preset = perturb::parameterOf(record, "preset");
    return preset != nullptr && preset->type == perturb::ParameterType::Choice;
}

} // namespace

ChainPanel::ChainPanel(RobustnessStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , head_(new SectionHead(tr("Chain"), this))
    , add_(new QToolButton(this))
    , kinds_(new QMenu(add_))
    , list_(new ChainList(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGrid);
    add_->setIcon(themedIcon(Icon::Plus));
    add_->setAccessibleName(tr("Add a perturbation"));
    add_->setToolTip(tr("Add a perturbation to the end of the chain"));
    add_->setPopupMode(QToolButton::InstantPopup);
    add_->setFocusPolicy(Qt::StrongFocus);
    add_->setMenu(kinds_);
    setRole(*add_, Role::Quiet);
    setCompact(*add_);
    head_->addWidget(add_);
    layout->addWidget(head_);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(list_);
    scroll->viewport()->setAutoFillBackground(false);
    list_->setAutoFillBackground(false);
    scroll->setMaximumHeight(lookOf(this).scaled(kMostListHeight));
    layout->addWidget(scroll, 1);
    fillKinds();
    connect(list_, &ChainList::chainEdited, this,
            [this](const perturb::Chain& chain, const QString& words) {
                study_.editChain(chain, ChoiceChange::Chain, words);
            });
    connect(list_, &ChainList::settingsAsked, this, &ChainPanel::openSettings);
    connect(&study_, &RobustnessStudy::choiceChanged, this, &ChainPanel::describe);
    connect(&study_, &RobustnessStudy::textChanged, this, &ChainPanel::describe);
    describe();
}

void ChainPanel::fillKinds() {
    auto* presets = new QMenu(tr("With a published preset"), kinds_);
    for (const perturb::Perturbation* kind : study_.catalogue().kinds()) {
        const perturb::KindRecord& record = kind->record();
        QAction* action = kinds_->addAction(kindName(record.id));
        action->setToolTip(QString::fromStdString(record.about));
        action->setObjectName(QString::fromStdString(record.id));
        if (!record.needs.empty()) {
            action->setEnabled(false);
            action->setText(tr("%1: needs %2")
                                .arg(action->text(), QString::fromStdString(record.needs.front())));
        }
        connect(action, &QAction::triggered, this, [this, id = record.id] { addStage(id, {}); });
        if (record.needs.empty() && takesPresets(record)) {
            QMenu* of = presets->addMenu(kindName(record.id));
            for (const std::string& preset : perturb::parameterOf(record, "preset")->choices) {
                connect(of->addAction(QString::fromStdString(preset)), &QAction::triggered, this,
                        [this, id = record.id, preset] { addStage(id, preset); });
            }
        }
    }
    kinds_->setToolTipsVisible(true);
    kinds_->addSeparator();
    kinds_->addMenu(presets);
}

void ChainPanel::addStage(const std::string& kind, const std::string& preset) {
    perturb::Chain chain = study_.choice().chain;
    perturb::Stage stage{.kind = kind};
    if (!preset.empty()) {
        stage.parameters.emplace_back("preset", preset);
    }
    chain.stages.push_back(std::move(stage));
    study_.editChain(chain, ChoiceChange::Chain, tr("Add a stage"));
    list_->setCurrent(static_cast<int>(chain.stages.size()) - 1);
}

void ChainPanel::openSettings(int stage) {
    const auto& stages = study_.choice().chain.stages;
    const auto index = static_cast<std::size_t>(stage);
    const perturb::Perturbation* kind =
        index < stages.size() ? study_.catalogue().find(stages[index].kind) : nullptr;
    if (kind == nullptr) {
        return;
    }
    auto* form = new StageForm(kind->record(), stages[index]);
    connect(form, &StageForm::stageEdited, this, [this, index](const perturb::Stage& edited) {
        perturb::Chain chain = study_.choice().chain;
        if (index < chain.stages.size()) {
            chain.stages[index] = edited;
            study_.editChain(chain, ChoiceChange::Parameters, tr("Change a stage"));
        }
    });
    auto* popup = new SettingsPopup(form, this);
    popup->move(list_->mapToGlobal(list_->cardRect(stage).bottomLeft() + QPoint(0, 4)));
    popup->show();
    form->setFocus(Qt::PopupFocusReason);
}

void ChainPanel::describe() {
    const perturb::Chain& chain = study_.choice().chain;
    const bool linked = std::ranges::none_of(
        chain.stages, [](const perturb::Stage& stage) { return stage.severity.has_value(); });
    head_->setNote(chain.stages.empty() ? QString()
                   : linked             ? tr("severities linked")
                                        : tr("some severities unlinked"));
    list_->setChain(chain);
    QStringList notes;
    for (const perturb::Stage& stage : chain.stages) {
        notes.append(stage.on ? QString() : tr("off"));
    }
    const auto& text = study_.text();
    if (text && text->chain == chain) {
        for (const perturb::StageResult& stage : text->result.stages) {
            const auto edits = static_cast<qsizetype>(stage.script.text.size());
            notes[static_cast<qsizetype>(stage.stage)] =
                stage.effect == perturb::Effect::Changed
                    ? counted(edits, tr("%1 edit"), tr("%1 edits"))
                    : tr("unchanged: %1").arg(QString::fromStdString(stage.reason));
        }
    }
    list_->setNotes(notes);
}

} // namespace vitrine::widgets
