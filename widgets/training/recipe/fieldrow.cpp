#include "widgets/training/recipe/fieldrow.h"

#include "core/base/json.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/recipe/recipedraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <charconv>

namespace vitrine::widgets {

using run::FieldType;

namespace {

QString qstring(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// As a person writes it: strings bare, lists separated by commas.
QString plainText(const Json& value, FieldType type) {
    if (const std::string* text = value.string()) {
        return QString::fromStdString(*text);
    }
    const bool list = type == FieldType::Texts || type == FieldType::Numbers;
    if (list && value.array() != nullptr) {
        QStringList items;
        for (const Json& item : *value.array()) {
            items.append(plainText(item, type));
        }
        return items.join(QStringLiteral(", "));
    }
    return value.isNull() ? QString() : QString::fromStdString(value.dump());
}

Json fallbackOf(const run::Field& field) {
    auto parsed = parseJson(field.fallback, field.path);
    return parsed.ok() ? std::move(*parsed) : Json();
}

// A number where it is one; else the text, which the check then names as a fault.
Json numberOf(const QString& text) {
    const std::string bytes = text.trimmed().toStdString();
    const char* end = bytes.data() + bytes.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(bytes.data(), end, whole);
        read.ec == std::errc() && read.ptr == end) {
        return Json(whole);
    }
    double number = 0;
    if (const auto read = std::from_chars(bytes.data(), end, number);
        read.ec == std::errc() && read.ptr == end) {
        return Json(number);
    }
    return Json(bytes);
}

} // namespace

QString labelOf(const run::Field& field) {
    static const std::pair<std::string_view, const char*> kNames[] = {
        {"name", QT_TRANSLATE_NOOP("FieldRow", "Name")},
        {"model", QT_TRANSLATE_NOOP("FieldRow", "Start from")},
        {"init", QT_TRANSLATE_NOOP("FieldRow", "Weights")},
        {"label_smoothing", QT_TRANSLATE_NOOP("FieldRow", "Smoothing")},
        {"data.train", QT_TRANSLATE_NOOP("FieldRow", "Train")},
        {"data.eval", QT_TRANSLATE_NOOP("FieldRow", "Evaluate")},
        {"data.max_length", QT_TRANSLATE_NOOP("FieldRow", "Longest")},
        {"batch.samples", QT_TRANSLATE_NOOP("FieldRow", "Batch")},
        {"batch.micro", QT_TRANSLATE_NOOP("FieldRow", "Micro batch")},
        {"optimizer.type", QT_TRANSLATE_NOOP("FieldRow", "Optimizer")},
        {"optimizer.lr", QT_TRANSLATE_NOOP("FieldRow", "Learning rate")},
        {"optimizer.decay", QT_TRANSLATE_NOOP("FieldRow", "Weight decay")},
        {"schedule.type", QT_TRANSLATE_NOOP("FieldRow", "Schedule")},
        {"schedule.warmup_ratio", QT_TRANSLATE_NOOP("FieldRow", "Warm-up")},
        {"schedule.warmup_steps", QT_TRANSLATE_NOOP("FieldRow", "Warm-up")},
        {"clip", QT_TRANSLATE_NOOP("FieldRow", "Clip norm")},
        {"eval.every", QT_TRANSLATE_NOOP("FieldRow", "Evaluate every")},
        {"checkpoint.every_steps", QT_TRANSLATE_NOOP("FieldRow", "Checkpoint")},
        {"checkpoint.metric", QT_TRANSLATE_NOOP("FieldRow", "Best by")},
        {"checkpoint.mode", QT_TRANSLATE_NOOP("FieldRow", "Best is")}};
    for (const auto& [path, name] : kNames) {
        if (path == field.path) {
            return FieldRow::tr(name);
        }
    }
    QString label = qstring(field.path.substr(field.path.rfind('.') + 1)).replace(u'_', u' ');
    label.front() = label.front().toUpper();
    return label;
}

FieldRow::FieldRow(RecipeDraft& draft, const run::Field& field, QWidget* parent)
    : QWidget(parent)
    , draft_(draft)
    , field_(field) {
    build();
    take();
}

void FieldRow::build() {
    label_ = new Words(labelOf(field_), TextStyle::Base, Token::T2, this);
    label_->setToolTip(qstring(field_.path));
    placeLabel();
    check_ = new Words(TextStyle::Caption, Token::T3, this);
    check_->setWordWrap(true);
    const QString fallback = plainText(fallbackOf(field_), field_.type);
    if (field_.type == FieldType::Choice) {
        combo_ = new QComboBox(this);
        combo_->addItem(fallback.isEmpty() ? tr("choose") : fallback);
        combo_->setItemData(0, tr("The default"), Qt::ToolTipRole);
        combo_->addItems(qstring(field_.choices).split(u'|'));
        combo_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(combo_, &QComboBox::activated, this, &FieldRow::edited);
    } else if (field_.type == FieldType::Switch) {
        box_ = new QCheckBox(this);
        setRole(*box_, Role::Switch);
        connect(box_, &QCheckBox::clicked, this, &FieldRow::edited);
    } else {
        line_ = new QLineEdit(this);
        line_->setPlaceholderText(fallback);
        connect(line_, &QLineEdit::textEdited, this, &FieldRow::edited);
    }
    editor().setAccessibleName(labelOf(field_));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, metrics::kGrid);
    grid->setHorizontalSpacing(metrics::kRowGap);
    grid->setVerticalSpacing(2);
    grid->addWidget(label_, 0, 0, Qt::AlignVCenter);
    grid->addWidget(&editor(), 0, 1);
    grid->setColumnStretch(1, 1);
    if (!field_.unit.empty()) {
        auto* unit = new Words(qstring(field_.unit), TextStyle::Small, Token::T3, this);
        grid->addWidget(unit, 0, 2, Qt::AlignVCenter);
    }
    grid->addWidget(check_, 1, 1, 1, 2);
}

// All labels are as wide, so that the editors stand below each other.
void FieldRow::placeLabel() {
    label_->setFixedWidth(lookOf(this).scaled(metrics::kFieldLabel - metrics::kGrid * 2));
}

void FieldRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (label_ != nullptr &&
        (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)) {
        placeLabel();
    }
}

QWidget& FieldRow::editor() const {
    return line_ != nullptr    ? static_cast<QWidget&>(*line_)
           : combo_ != nullptr ? static_cast<QWidget&>(*combo_)
                               : static_cast<QWidget&>(*box_);
}

QString FieldRow::checkText() const {
    return check_->text();
}

void FieldRow::setNote(const QString& note) {
    if (note != note_) {
        note_ = note;
        takeCheck();
    }
}

void FieldRow::setCheckShown(bool shown) {
    checkShown_ = shown;
    takeCheck();
}

void FieldRow::take() {
    taking_ = true;
    takeValue(draft_.given(field_.path));
    taking_ = false;
    editor().setEnabled(draft_.wellFormed());
    takeCheck();
}

void FieldRow::takeValue(const Json* value) {
    const QString text = value != nullptr ? plainText(*value, field_.type) : QString();
    if (box_ != nullptr) {
        const Json fallback = fallbackOf(field_);
        const Json* shown = value != nullptr ? value : &fallback;
        box_->setChecked(shown->boolean() != nullptr && *shown->boolean());
    } else if (combo_ != nullptr) {
        combo_->setCurrentIndex(value != nullptr ? combo_->findText(text) : 0);
    } else if (!line_->hasFocus() || valueOf(line_->text()) != (value ? *value : Json())) {
        line_->setText(text); // else what is being typed stays as it is typed
        line_->setCursorPosition(0); // a long value is read from its beginning
    }
}

void FieldRow::takeCheck() {
    const QString fault = draft_.faultOf(field_.path);
    const bool wrong = !fault.isEmpty();
    const QString help = note_.isEmpty() ? qstring(field_.help) : note_;
    setRole(editor(), wrong ? Role::Fault : box_ != nullptr ? Role::Switch : Role::None);
    check_->setStyleAndToken(TextStyle::Caption, wrong ? Token::DangerText : Token::T3);
    check_->setText(wrong ? fault : help);
    check_->setVisible(checkShown_ || wrong);
    editor().setToolTip(wrong ? fault : qstring(field_.help));
    editor().setAccessibleDescription(check_->text());
}

Json FieldRow::valueOf(const QString& text) const {
    if (text.trimmed().isEmpty()) {
        return {};
    }
    switch (field_.type) {
    case FieldType::Whole:
    case FieldType::Number: return numberOf(text);
    case FieldType::Texts:
    case FieldType::Numbers: {
        Json::Array items;
        for (const QString& item : text.split(u',')) {
            items.push_back(field_.type == FieldType::Numbers
                                ? numberOf(item)
                                : Json(item.trimmed().toStdString()));
        }
        return items;
    }
    case FieldType::Free: {
        auto parsed = parseJson(text.toStdString(), field_.path);
        return parsed.ok() ? std::move(*parsed) : Json(text.toStdString());
    }
    case FieldType::Text:
    case FieldType::Path:
    case FieldType::Switch:
    case FieldType::Choice: break;
    }
    return Json(text.toStdString());
}

void FieldRow::edited() {
    if (taking_) {
        return;
    }
    if (box_ != nullptr) {
        draft_.set(field_.path, Json(box_->isChecked()));
    } else if (combo_ != nullptr) {
        const bool byDefault = combo_->currentIndex() <= 0;
        byDefault ? draft_.clear(field_.path)
                  : draft_.set(field_.path, Json(combo_->currentText().toStdString()));
    } else if (const Json value = valueOf(line_->text()); value.isNull()) {
        draft_.clear(field_.path);
    } else {
        draft_.set(field_.path, value);
    }
}

} // namespace vitrine::widgets
