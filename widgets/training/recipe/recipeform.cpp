#include "widgets/training/recipe/recipeform.h"

#include "core/run/recipe/fields.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/recipe/fieldrow.h"
#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/scheduleview.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace vitrine::widgets {

namespace {

constexpr std::array<std::string_view, 22> kUsual{
    "name",          "model",         "init",          "data.train",
    "data.eval",     "task",          "batch.samples", "batch.micro",
    "steps",         "epochs",        "optimizer.type", "optimizer.lr",
    "optimizer.decay", "clip",        "schedule.type", "schedule.warmup_ratio",
    "precision",     "seed",          "eval.every",    "checkpoint.every_steps",
    "checkpoint.metric", "device"};

QString groupName(std::string_view group) {
    QString name = QString::fromUtf8(group.data(), static_cast<qsizetype>(group.size()));
    name.front() = name.front().toUpper();
    return name;
}

// As the schema has them; how it is launched comes last.
std::vector<std::string_view> groupsInOrder() {
    std::vector<std::string_view> order;
    for (const run::Field& field : run::trainFields()) {
        if (field.group != "launch" && std::ranges::find(order, field.group) == order.end()) {
            order.push_back(field.group);
        }
    }
    order.emplace_back("launch");
    return order;
}

} // namespace

RecipeForm::RecipeForm(RecipeDraft& draft, QWidget* parent)
    : QWidget(parent)
    , draft_(draft) {
    build();
    connect(&draft_, &RecipeDraft::changed, this, &RecipeForm::take);
    connect(&draft_, &RecipeDraft::judged, this, &RecipeForm::take);
    take();
}

void RecipeForm::build() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kRowGap, metrics::kPanePadding,
                               metrics::kRowGap);
    layout->setSpacing(metrics::kGrid);
    auto* name = new FieldRow(draft_, *run::fieldAt("name"), this);
    rows_.emplace("name", name);
    layout->addWidget(name);
    for (const std::string_view group : groupsInOrder()) {
        auto* head = new SectionHead(groupName(group), this);
        layout->addWidget(head);
        groups_.emplace_back(head, std::vector<FieldRow*>());
        for (const run::Field& field : run::trainFields()) {
            if (field.group == group && field.path != "name") {
                auto* row = new FieldRow(draft_, field, this);
                rows_.emplace(std::string(field.path), row);
                groups_.back().second.push_back(row);
                layout->addWidget(row);
            }
        }
        if (group == "schedule") {
            schedule_ = new ScheduleView(draft_, this);
            layout->addWidget(schedule_);
        }
    }
    all_ = new QCheckBox(tr("Every field"), this);
    setRole(*all_, Role::Switch);
    connect(all_, &QCheckBox::toggled, this, &RecipeForm::take);
    layout->addWidget(all_);
    layout->addStretch(1);
}

bool RecipeForm::wanted(std::string_view path) const {
    return all_->isChecked() || path == revealed_ ||
           std::ranges::find(kUsual, path) != kUsual.end() || draft_.given(path) != nullptr ||
           !draft_.faultOf(path).isEmpty();
}

void RecipeForm::take() {
    for (const auto& [head, rows] : groups_) {
        bool any = false;
        for (FieldRow* row : rows) {
            const bool shown = wanted(row->field().path);
            row->setVisible(shown);
            row->take();
            any = any || shown;
        }
        head->setVisible(any);
    }
    row("name")->take();
    takeNotes();
}

// What follows from several fields together.
void RecipeForm::takeNotes() {
    const auto& recipe = draft_.recipe();
    QString micro;
    QString rate;
    if (recipe) {
        const run::BatchSettings& batch = recipe->settings.batch;
        if (batch.samples && batch.micro && *batch.micro > 0) {
            const auto parts = (*batch.samples + *batch.micro - 1) / *batch.micro;
            micro = tr("%1 × micro batch of %2").arg(parts).arg(*batch.micro);
        }
        const run::ScheduleSettings& schedule = recipe->settings.schedule;
        rate = tr("at its highest; ends at %1").arg(hoverText(schedule.floor));
    }
    row("batch.samples")->setNote(micro);
    row("optimizer.lr")->setNote(rate);
}

FieldRow* RecipeForm::row(std::string_view path) const {
    const auto found = rows_.find(path);
    return found != rows_.end() ? found->second : nullptr;
}

FieldRow* RecipeForm::reveal(std::string_view path) {
    FieldRow* found = row(path);
    if (found != nullptr && found->isHidden()) {
        revealed_ = std::string(path);
        take();
    }
    return found;
}

void RecipeForm::setChecksShown(bool shown) {
    for (const auto& [path, row] : rows_) {
        row->setCheckShown(shown);
    }
}

void RecipeForm::focusFirst() {
    row("name")->editor().setFocus(Qt::OtherFocusReason);
}

} // namespace vitrine::widgets
