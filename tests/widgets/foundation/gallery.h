#pragma once

#include <QWidget>

class QPushButton;

namespace vitrine::widgets {

/// Every part of the foundation on one sheet, to be looked at beside the design.
class Gallery final : public QWidget {
    Q_OBJECT

  public:
    explicit Gallery(QWidget* parent = nullptr);

    [[nodiscard]] QWidget* focusExample() const { return focus_; }

  private:
    QWidget* section(const QString& title, QWidget* content);
    QWidget* buttons();
    QWidget* fields();
    QWidget* labs();
    QWidget* values();
    QWidget* tables();

    QWidget* focus_ = nullptr;
};

} // namespace vitrine::widgets
