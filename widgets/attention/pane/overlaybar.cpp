#include "widgets/attention/pane/overlaybar.h"

#include "widgets/foundation/theme/metrics.h"

#include <QHBoxLayout>

namespace vitrine::widgets {

OverlayBar::OverlayBar(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , mode_(new SnugCombo(tr("Mode"), this))
    , lines_(new SnugCombo(tr("Outlines"), this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kRowGap);
    layout->addWidget(mode_);
    layout->addWidget(lines_);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    mode_->addItem(tr("grey-out"));
    mode_->addItem(tr("tint"));
    mode_->addItem(tr("outlines alone"));
    mode_->setAccessibleDescription(tr("How the weight of a patch shows on the picture"));
    lines_->addItem(tr("none"));
    lines_->addItem(tr("50, 80 %"));
    lines_->addItem(tr("50, 80, 95 %"));
    lines_->setAccessibleDescription(tr("Around the patches that hold these shares of the mass"));
    connect(mode_, &QComboBox::activated, this, [this](int index) {
        OverlayChoice overlay = state_.selection().overlay;
        overlay.mode = static_cast<OverlayMode>(index);
        state_.setOverlay(overlay);
    });
    connect(lines_, &QComboBox::activated, this, [this](int index) {
        OverlayChoice overlay = state_.selection().overlay;
        overlay.lines = static_cast<OverlayLines>(index);
        state_.setOverlay(overlay);
    });
    connect(&state_, &AttentionState::selectionChanged, this, &OverlayBar::refresh);
    refresh();
}

void OverlayBar::refresh() {
    mode_->setCurrentIndex(static_cast<int>(state_.selection().overlay.mode));
    lines_->setCurrentIndex(static_cast<int>(state_.selection().overlay.lines));
}

void OverlayBar::setWordsShown(bool shown) {
    mode_->setWordShown(shown);
    lines_->setWordShown(shown);
}

} // namespace vitrine::widgets
