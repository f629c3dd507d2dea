#pragma once

#include "core/base/json.h"
#include "core/run/recipe/fields.h"

#include <QString>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace vitrine::widgets {

class RecipeDraft;
class Words;

/// One field of the recipe form: label, editor for its type, unit, and below it its check: what it
/// is for, or what is wrong. An empty field leaves the value to the default, shown faintly.
class FieldRow final : public QWidget {
    Q_OBJECT

public:
    FieldRow(RecipeDraft& draft, const run::Field& field, QWidget* parent = nullptr);

    [[nodiscard]] const run::Field& field() const { return field_; }

    /// The widget that takes the focus and the value.
    [[nodiscard]] QWidget& editor() const;
    [[nodiscard]] QString checkText() const;

    void setNote(const QString& note); ///< shown in place of the help while nothing is wrong
    void setCheckShown(bool shown);    ///< else it is the tool tip

    void take(); ///< what the draft says now

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void placeLabel();
    void takeValue(const Json* value);
    void takeCheck();
    void edited();
    [[nodiscard]] Json valueOf(const QString& text) const;

    RecipeDraft& draft_;
    const run::Field& field_;
    Words* label_ = nullptr;
    QLineEdit* line_ = nullptr;
    QComboBox* combo_ = nullptr;
    QCheckBox* box_ = nullptr;
    Words* check_;
    QString note_;
    bool checkShown_ = true;
    bool taking_ = false;
};

/// The name of a field for people: "Learning rate" for "optimizer.lr".
[[nodiscard]] QString labelOf(const run::Field& field);

} // namespace vitrine::widgets
