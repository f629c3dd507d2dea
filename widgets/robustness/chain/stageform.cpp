#include "widgets/robustness/chain/stageform.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/kindwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace vitrine::widgets {

namespace {

constexpr int kNumberDigits = 3;
constexpr double kNumberStep = 0.05;
constexpr int kNoWhole = -1; // below every range: "default"
constexpr double kNoNumber = -1;

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

} // namespace

StageForm::StageForm(const perturb::KindRecord& record, const perturb::Stage& stage,
                     QWidget* parent)
    : QWidget(parent)
    , stage_(stage) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding, 12, metrics::kPanePadding, 12);
    layout->setSpacing(metrics::kRowGap);
    layout->addWidget(new Words(kindName(record.id), TextStyle::Head, Token::T1, this));
    auto* about = new Words(text(record.about), TextStyle::Small, Token::T2, this);
    about->setWordWrap(true);
    layout->addWidget(about);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    layout->addLayout(form);
    addSeverity(*form);
    for (const perturb::Parameter& parameter : record.parameters) {
        addParameter(*form, parameter);
    }
    setAccessibleName(tr("Settings of %1").arg(kindName(record.id)));
}

void StageForm::addSeverity(QFormLayout& form) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* linked = new QCheckBox(tr("Linked to the dial"), row);
    linked->setObjectName(QStringLiteral("linked"));
    linked->setAccessibleName(linked->text());
    linked->setChecked(!stage_.severity);
    auto* own = new QDoubleSpinBox(row);
    own->setObjectName(QStringLiteral("severity"));
    own->setAccessibleName(tr("Severity of this stage"));
    own->setRange(0, perturb::kMostSeverity);
    own->setSingleStep(0.1);
    own->setValue(stage_.severity.value_or(1));
    own->setEnabled(stage_.severity.has_value());
    layout->addWidget(linked);
    layout->addWidget(own);
    form.addRow(tr("Severity"), row);
    connect(linked, &QCheckBox::toggled, this, [this, own](bool isLinked) {
        own->setEnabled(!isLinked);
        stage_.severity = isLinked ? std::nullopt : std::optional(own->value());
        Q_EMIT stageEdited(stage_);
    });
    connect(own, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        stage_.severity = value;
        Q_EMIT stageEdited(stage_);
    });
}

void StageForm::addParameter(QFormLayout& form, const perturb::Parameter& parameter) {
    QWidget* field = nullptr;
    switch (parameter.type) {
    case perturb::ParameterType::Flag: field = flagField(parameter); break;
    case perturb::ParameterType::Whole: field = wholeField(parameter); break;
    case perturb::ParameterType::Number: field = numberField(parameter); break;
    case perturb::ParameterType::Choice: field = choiceField(parameter); break;
    case perturb::ParameterType::Text:
    case perturb::ParameterType::Texts: field = textField(parameter); break;
    }
    field->setObjectName(text(parameter.name));
    field->setAccessibleName(parameterName(parameter.name));
    field->setToolTip(text(parameter.about));
    form.addRow(parameterName(parameter.name), field);
}

const Json* StageForm::given(const std::string& name) const {
    const auto found = std::ranges::find(stage_.parameters, name, &Json::Member::first);
    return found != stage_.parameters.end() ? &found->second : nullptr;
}

void StageForm::put(const std::string& name, const Json& value) {
    std::erase_if(stage_.parameters, [&](const Json::Member& each) { return each.first == name; });
    if (!value.isNull()) {
        stage_.parameters.emplace_back(name, value);
    }
    Q_EMIT stageEdited(stage_);
}

QWidget* StageForm::flagField(const perturb::Parameter& parameter) {
    auto* field = new QComboBox(this);
    field->addItems({tr("default"), tr("yes"), tr("no")});
    if (const Json* value = given(parameter.name)) {
        field->setCurrentIndex(*value->boolean() ? 1 : 2);
    }
    connect(field, &QComboBox::currentIndexChanged, this, [this, name = parameter.name](int index) {
        put(name, index == 0 ? Json() : Json(index == 1));
    });
    return field;
}

QWidget* StageForm::wholeField(const perturb::Parameter& parameter) {
    auto* field = new QSpinBox(this);
    const double most = std::min(parameter.most, double{std::numeric_limits<int>::max()});
    field->setRange(kNoWhole, static_cast<int>(most));
    field->setSpecialValueText(tr("default"));
    const Json* value = given(parameter.name);
    field->setValue(value != nullptr ? static_cast<int>(value->number()) : kNoWhole);
    connect(field, &QSpinBox::valueChanged, this,
            [this, name = parameter.name, least = parameter.least](int whole) {
                put(name, whole < least ? Json() : Json(whole));
            });
    return field;
}

QWidget* StageForm::numberField(const perturb::Parameter& parameter) {
    auto* field = new QDoubleSpinBox(this);
    field->setDecimals(kNumberDigits);
    field->setSingleStep(kNumberStep);
    field->setRange(std::min(kNoNumber, parameter.least - 1), parameter.most);
    field->setSpecialValueText(tr("default"));
    const Json* value = given(parameter.name);
    field->setValue(value != nullptr ? value->number() : field->minimum());
    connect(field, &QDoubleSpinBox::valueChanged, this,
            [this, name = parameter.name, least = parameter.least](double number) {
                put(name, number < least ? Json() : Json(number));
            });
    return field;
}

QWidget* StageForm::choiceField(const perturb::Parameter& parameter) {
    auto* field = new QComboBox(this);
    const std::string* otherwise = parameter.otherwise.string();
    field->addItem(otherwise != nullptr ? tr("default (%1)").arg(text(*otherwise)) : tr("default"));
    for (const std::string& choice : parameter.choices) {
        field->addItem(text(choice));
    }
    if (const Json* value = given(parameter.name)) {
        field->setCurrentIndex(field->findText(text(*value->string())));
    }
    connect(field, &QComboBox::currentIndexChanged, this,
            [this, name = parameter.name, choices = parameter.choices](int index) {
                put(name, index <= 0 ? Json() : Json(choices[static_cast<std::size_t>(index) - 1]));
            });
    return field;
}

// Lists of texts are written with blanks between them.
QWidget* StageForm::textField(const perturb::Parameter& parameter) {
    const bool list = parameter.type == perturb::ParameterType::Texts;
    auto* field = new QLineEdit(this);
    field->setPlaceholderText(list ? tr("default; words with blanks between") : tr("default"));
    if (const Json* value = given(parameter.name)) {
        QStringList words;
        if (list) {
            for (const Json& each : *value->array()) {
                words.append(text(*each.string()));
            }
        } else {
            words.append(text(*value->string()));
        }
        field->setText(words.join(u' '));
    }
    connect(field, &QLineEdit::editingFinished, this, [this, field, list, name = parameter.name] {
        if (!list) {
            put(name, field->text().isEmpty() ? Json() : Json(field->text().toStdString()));
            return;
        }
        Json::Array words;
        for (const QString& word : field->text().split(u' ', Qt::SkipEmptyParts)) {
            words.emplace_back(word.toStdString());
        }
        put(name, words.empty() ? Json() : Json(std::move(words)));
    });
    return field;
}

} // namespace vitrine::widgets
