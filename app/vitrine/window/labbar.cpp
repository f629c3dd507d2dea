#include "app/vitrine/window/labbar.h"

#include "app/vitrine/window/palettebutton.h"

#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace vitrine::app {

using widgets::Token;

namespace metrics = widgets::metrics;

LabBar::LabBar(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Labs, model and device"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    labs_ = new QButtonGroup(this);
    models_ = makeCombo(tr("Model"), tr("Model"));
    devices_ = makeCombo(tr("Device"), tr("Device"));
    auto* search = new PaletteButton(this);
    palette_ = search;

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kGrid * 2, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kGroupGap);
    labsLayout_ = new QHBoxLayout;
    labsLayout_->setSpacing(metrics::kGrid);
    layout->addLayout(labsLayout_);
    layout->addStretch(1);
    layout->addWidget(models_);
    layout->addWidget(devices_);
    layout->addWidget(palette_);

    connect(labs_, &QButtonGroup::idClicked, this, &LabBar::labChosen);
    connect(palette_, &QToolButton::clicked, this, &LabBar::paletteRequested);
    connect(models_, &QComboBox::activated, this,
            [this](int index) { Q_EMIT modelChosen(models_->itemData(index).toString()); });
    connect(devices_, &QComboBox::activated, this,
            [this](int index) { Q_EMIT deviceChosen(devices_->itemData(index).toString()); });
    setFixedHeight(widgets::lookOf(this).scaled(metrics::kLabBarHeight) + metrics::kHairline);
}

QComboBox* LabBar::makeCombo(const QString& word, const QString& name) {
    auto* combo = new QComboBox(this);
    widgets::setComboWord(*combo, word);
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

int LabBar::addLab(widgets::Icon icon, const QString& name, const QString& tip) {
    auto* button = new QToolButton(this);
    widgets::setRole(*button, widgets::Role::Lab);
    button->setCheckable(true);
    button->setIcon(widgets::themedIcon(icon, Token::T1));
    button->setText(name);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(tip);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    const int index = static_cast<int>(names_.size());
    labs_->addButton(button, index);
    labsLayout_->addWidget(button);
    names_.append(name);
    relabel();
    return index;
}

void LabBar::setCurrentLab(int lab) {
    labs_->button(lab)->setChecked(true);
    relabel();
}

int LabBar::currentLab() const {
    return labs_->checkedId();
}

void LabBar::fill(QComboBox* combo, const QList<BarChoice>& choices, const QString& current) {
    const QSignalBlocker blocker(combo);
    combo->clear();
    for (const BarChoice& choice : choices) {
        combo->addItem(choice.text, choice.id);
        combo->setItemData(combo->count() - 1, choice.toolTip, Qt::ToolTipRole);
    }
    combo->setCurrentIndex(combo->findData(current));
    combo->setEnabled(!choices.isEmpty());
    combo->setToolTip(combo->currentData(Qt::ToolTipRole).toString());
}

void LabBar::setModels(const QList<BarChoice>& models, const QString& current) {
    fill(models_, models, current);
}

void LabBar::setDevices(const QList<BarChoice>& devices, const QString& current) {
    fill(devices_, devices, current);
}

void LabBar::setWordsShown(bool labs, bool combos) {
    allWords_ = labs;
    if (comboWords_ != combos) {
        comboWords_ = combos;
        widgets::setComboWord(*models_, combos ? tr("Model") : QString());
        widgets::setComboWord(*devices_, combos ? tr("Device") : QString());
        models_->setAccessibleName(tr("Model"));
        devices_->setAccessibleName(tr("Device"));
    }
    relabel();
}

void LabBar::relabel() {
    for (int lab = 0; lab < names_.size(); ++lab) {
        auto* button = qobject_cast<QToolButton*>(labs_->button(lab));
        const bool words = allWords_ || button->isChecked();
        button->setToolButtonStyle(words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    }
}

void LabBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    painter.fillRect(0, height() - 1, width(), 1, look.color(Token::Line));
}

void LabBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        setFixedHeight(widgets::lookOf(this).scaled(metrics::kLabBarHeight) + metrics::kHairline);
    }
}

} // namespace vitrine::app
