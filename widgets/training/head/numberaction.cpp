#include "widgets/training/head/numberaction.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"

#include <QHBoxLayout>
#include <QLineEdit>

#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kFieldWidth = 96;

} // namespace

NumberAction::NumberAction(const QString& words, const QString& name, QObject* parent)
    : QWidgetAction(parent) {
    auto* row = new QWidget;
    field_ = new QLineEdit(row);
    field_->setAccessibleName(name);
    field_->setPlaceholderText(QStringLiteral("3e-4"));
    field_->setFixedWidth(kFieldWidth);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(metrics::kGroupGap, metrics::kGrid, metrics::kGroupGap,
                               metrics::kGrid);
    layout->addWidget(new Words(words, TextStyle::Base, Token::T1, row));
    layout->addWidget(field_);
    setDefaultWidget(row);
    connect(field_, &QLineEdit::returnPressed, this, &NumberAction::take);
    connect(field_, &QLineEdit::textEdited, this, [this] { setRole(*field_, Role::None); });
}

void NumberAction::take() {
    bool parsed = false;
    const double value = field_->text().toDouble(&parsed);
    if (!parsed || !std::isfinite(value) || value <= 0) {
        setRole(*field_, Role::Fault);
        field_->setToolTip(tr("A number greater than 0, such as 3e-4"));
        return;
    }
    field_->clear();
    Q_EMIT entered(value);
}

} // namespace vitrine::widgets
