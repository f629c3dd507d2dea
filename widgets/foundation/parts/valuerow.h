#pragma once

#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// One line of the inspector: name left (t2), value right (t1), unit in its own column (t3).
class ValueRow final : public QWidget {
    Q_OBJECT

  public:
    explicit ValueRow(const QString& name, QWidget* parent = nullptr);

    void setName(const QString& name);
    void setValue(const QString& value, const QString& unit = {});

    [[nodiscard]] const QString& value() const { return value_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void describe();

    QString name_;
    QString value_;
    QString unit_;
};

} // namespace vitrine::widgets
