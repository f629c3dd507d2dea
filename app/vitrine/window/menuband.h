#pragma once

#include <QWidget>

class QMenuBar;

namespace vitrine::widgets {
class Words;
}

namespace vitrine::app {

/// The top row of the window: its name, the menus, the document at the right.
class MenuBand final : public QWidget {
    Q_OBJECT

public:
    explicit MenuBand(QWidget* parent = nullptr);

    [[nodiscard]] QMenuBar& menus() const { return *menus_; }
    void setDocument(const QString& name, const QString& path);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QMenuBar* menus_;
    widgets::Words* document_;
};

} // namespace vitrine::app
