#pragma once

#include <QWidgetAction>

class QLineEdit;

namespace vitrine::widgets {

/// A menu entry that takes a positive number: words, a field, Enter.
class NumberAction final : public QWidgetAction {
    Q_OBJECT

public:
    NumberAction(const QString& words, const QString& name, QObject* parent);

    [[nodiscard]] QLineEdit& field() const { return *field_; }

Q_SIGNALS:
    void entered(double value);

private:
    void take();

    QLineEdit* field_;
};

} // namespace vitrine::widgets
