#pragma once

#include "core/perturb/chain.h"
#include "core/perturb/kindrecord.h"

#include <QWidget>

#include <functional>

class QFormLayout;

namespace vitrine::widgets {

/// The settings of one stage: its severity, linked to the dial or its own, and a field for every
/// parameter of the kind's record. A field that stands on "default" leaves the parameter to the
/// severity and the preset.
class StageForm final : public QWidget {
    Q_OBJECT

public:
    StageForm(const perturb::KindRecord& record, const perturb::Stage& stage,
              QWidget* parent = nullptr);

    [[nodiscard]] const perturb::Stage& stage() const { return stage_; }

Q_SIGNALS:
    void stageEdited(const vitrine::perturb::Stage& stage);

private:
    void addSeverity(QFormLayout& form);
    void addParameter(QFormLayout& form, const perturb::Parameter& parameter);
    QWidget* flagField(const perturb::Parameter& parameter);
    QWidget* wholeField(const perturb::Parameter& parameter);
    QWidget* numberField(const perturb::Parameter& parameter);
    QWidget* choiceField(const perturb::Parameter& parameter);
    QWidget* textField(const perturb::Parameter& parameter);
    void put(const std::string& name, const Json& value); ///< null takes it away
    [[nodiscard]] const Json* given(const std::string& name) const;

    perturb::Stage stage_;
};

} // namespace vitrine::widgets
