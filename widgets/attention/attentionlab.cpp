#include "widgets/attention/attentionlab.h"

#include "widgets/attention/grid/headgrid.h"
#include "widgets/foundation/theme/metrics.h"

#include <QVBoxLayout>

namespace vitrine::widgets {

AttentionLab::AttentionLab(AttentionState& state, Worker&, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    setAccessibleName(tr("Attention lab"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, metrics::kPanePadding, metrics::kPanePadding,
                               metrics::kPanePadding);
    layout->addWidget(new HeadGrid(state, this));
}

AttentionLab::~AttentionLab() = default;

void AttentionLab::setPicture(std::shared_ptr<const study::TracePicture> picture) {
    state_.setPicture(std::move(picture));
}

} // namespace vitrine::widgets
