#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace vitrine::app {

/// One entry of a combo of the lab bar.
struct BarChoice {
    QString id;
    QString text;
    QString toolTip;

    bool operator==(const BarChoice&) const = default;
};

/// The bar below the menu: labs at the left; model, device and the command palette at the right.
class LabBar final : public QWidget {
    Q_OBJECT

public:
    explicit LabBar(QWidget* parent = nullptr);

    /// Adds a lab and answers its index; `tip` names its key.
    int addLab(widgets::Icon icon, const QString& name, const QString& tip);
    void setCurrentLab(int lab);
    [[nodiscard]] int currentLab() const;

    void setModels(const QList<BarChoice>& models, const QString& current);
    void setDevices(const QList<BarChoice>& devices, const QString& current);

    /// Words of the labs that are not chosen, and the words before the combos' values.
    void setWordsShown(bool labs, bool combos);

Q_SIGNALS:
    void labChosen(int lab);
    void modelChosen(const QString& id);
    void deviceChosen(const QString& id);
    void paletteRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QComboBox* makeCombo(const QString& word, const QString& name);
    void fill(QComboBox* combo, const QList<BarChoice>& choices, const QString& current);
    void relabel();

    QHBoxLayout* labsLayout_;
    QButtonGroup* labs_;
    QList<QString> names_;
    QComboBox* models_;
    QComboBox* devices_;
    QToolButton* palette_;
    bool allWords_ = true;
    bool comboWords_ = true;
};

} // namespace vitrine::app
