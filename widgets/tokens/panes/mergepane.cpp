#include "widgets/tokens/panes/mergepane.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panes/mergetreeview.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kStepMilliseconds = 260;

} // namespace

MergePane::MergePane(QWidget* parent)
    : QWidget(parent)
    , view_(new MergeTreeView)
    , scroll_(new QScrollArea(this))
    , slider_(new QSlider(Qt::Horizontal))
    , controls_(new QWidget(this))
    , count_(new Words(TextStyle::Caption, Token::T2))
    , nothing_(new Words(TextStyle::Small, Token::T2, this)) {
    scroll_->setWidgetResizable(true);
    scroll_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setBackgroundRole(QPalette::Base);
    scroll_->setAccessibleName(tr("Merge tree, scrollable"));
    scroll_->setWidget(view_);
    view_->setAutoFillBackground(false);

    auto* row = new QHBoxLayout(controls_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::kRowGap);
    auto* label = new Words(tr("merge"), TextStyle::Caption, Token::T2);
    row->addWidget(label);
    row->addWidget(slider_, 1);
    row->addWidget(count_);
    label->setBuddy(slider_);
    slider_->setAccessibleName(tr("Merges made"));
    slider_->setToolTip(
        tr("How many merges are made, in the order of their ranks. M replays them"));
    slider_->setPageStep(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kRowGap);
    nothing_->setWordWrap(true);
    nothing_->setContentsMargins(0, metrics::kRowGap, 0, 0);
    layout->addWidget(nothing_);
    layout->addWidget(scroll_);
    layout->addWidget(controls_);
    layout->addStretch();
    connect(slider_, &QSlider::valueChanged, this, &MergePane::showStep);
    connect(slider_, &QSlider::sliderPressed, &timer_, &QTimer::stop);
    timer_.setInterval(kStepMilliseconds);
    connect(&timer_, &QTimer::timeout, this, [this] {
        slider_->setValue(slider_->value() + 1);
        if (slider_->value() == slider_->maximum()) {
            timer_.stop();
        }
    });
    setNothing({});
}

// The slider stays close below the tree; what the pane has beyond that stays empty.
void MergePane::fitTree() {
    constexpr int kSlack = 12; // a scroll bar below a wide tree
    scroll_->setMaximumHeight(view_->sizeHint().height() + kSlack);
    scroll_->setMinimumHeight(std::min(view_->minimumSizeHint().height(), 60));
    scroll_->setVisible(!view_->tree().nodes.empty());
}

void MergePane::setTree(const text::MergeTree& tree) {
    timer_.stop();
    view_->setTree(tree);
    const int merges = static_cast<int>(view_->merges());
    slider_->setRange(0, merges);
    slider_->setValue(merges);
    showStep(merges);
    nothing_->setText(tree.whole ? tr("Taken whole from the vocabulary, without merges")
                                 : QString());
    nothing_->setVisible(tree.whole);
    controls_->setVisible(merges > 0);
    fitTree();
}

void MergePane::setNothing(const QString& reason) {
    timer_.stop();
    view_->clear();
    slider_->setRange(0, 0);
    controls_->hide();
    nothing_->setText(reason);
    nothing_->setVisible(!reason.isEmpty());
    fitTree();
}

void MergePane::replay() {
    if (slider_->maximum() == 0) {
        return;
    }
    if (timer_.isActive()) {
        timer_.stop();
        slider_->setValue(slider_->maximum());
        return;
    }
    slider_->setValue(0);
    timer_.start();
}

void MergePane::showStep(int merges) {
    view_->setMerged(static_cast<std::size_t>(merges));
    count_->setText(tr("%1 of %2").arg(merges).arg(slider_->maximum()));
}

} // namespace vitrine::widgets
