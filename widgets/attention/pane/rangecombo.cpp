#include "widgets/attention/pane/rangecombo.h"

#include <QHBoxLayout>

#include <vector>

namespace vitrine::widgets {

namespace {

enum class Entry { Policy, Response };

constexpr int kKindRole = Qt::UserRole;
constexpr int kValueRole = Qt::UserRole + 1;

void addEntry(QComboBox& combo, const QString& text, Entry kind, int value) {
    combo.addItem(text);
    combo.setItemData(combo.count() - 1, static_cast<int>(kind), kKindRole);
    combo.setItemData(combo.count() - 1, value, kValueRole);
}

int entryOf(const QComboBox& combo, Entry kind, int value) {
    for (int index = 0; index < combo.count(); ++index) {
        const QVariant own = combo.itemData(index, kKindRole);
        if (own.isValid() && own.toInt() == static_cast<int>(kind)
            && combo.itemData(index, kValueRole).toInt() == value) {
            return index;
        }
    }
    return 0;
}

} // namespace

RangeCombo::RangeCombo(AttentionState& state, Of of, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , of_(of)
    , combo_(new SnugCombo(tr("Range"), this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(combo_);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    std::vector<RangePolicy> policies = {RangePolicy::PerLayer, RangePolicy::Absolute,
                                         RangePolicy::PerHead};
    if (of != Of::Grid) {
        policies.push_back(RangePolicy::PerRow);
        policies.push_back(RangePolicy::Percentile);
    }
    for (const RangePolicy policy : policies) {
        addEntry(*combo_, nameOf(policy), Entry::Policy, static_cast<int>(policy));
    }
    combo_->insertSeparator(combo_->count());
    for (const Response response : {Response::SquareRoot, Response::Linear, Response::Log}) {
        addEntry(*combo_, nameOf(response), Entry::Response, static_cast<int>(response));
    }
    connect(combo_, &QComboBox::activated, this, &RangeCombo::choose);
    connect(&state_, &AttentionState::selectionChanged, this, &RangeCombo::refresh);
    refresh();
}

void RangeCombo::refresh() {
    const AttentionSelection& selection = state_.selection();
    const RangePolicy policy = of_ == Of::Grid   ? selection.gridRange
                               : of_ == Of::Map ? selection.mapRange
                                                : selection.overlay.range;
    combo_->setCurrentIndex(entryOf(*combo_, Entry::Policy, static_cast<int>(policy)));
    for (int index = 0; index < combo_->count(); ++index) {
        const bool current = index == combo_->currentIndex()
                             || index == entryOf(*combo_, Entry::Response,
                                              static_cast<int>(selection.response));
        if (combo_->itemData(index, kKindRole).isValid()) {
            QFont font = combo_->font();
            font.setBold(current);
            combo_->setItemData(index, font, Qt::FontRole);
        }
    }
}

void RangeCombo::choose(int index) {
    const int value = combo_->itemData(index, kValueRole).toInt();
    if (combo_->itemData(index, kKindRole).toInt() == static_cast<int>(Entry::Response)) {
        state_.setResponse(static_cast<Response>(value));
    } else if (of_ == Of::Grid) {
        state_.setGridRange(static_cast<RangePolicy>(value));
    } else if (of_ == Of::Map) {
        state_.setMapRange(static_cast<RangePolicy>(value));
    } else {
        OverlayChoice overlay = state_.selection().overlay;
        overlay.range = static_cast<RangePolicy>(value);
        state_.setOverlay(overlay);
    }
    refresh(); // a response is no value of the combo: show the policy again
}

} // namespace vitrine::widgets
