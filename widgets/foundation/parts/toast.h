#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;

namespace vitrine::widgets {

class Words;

/// A passing note at the bottom left of its parent, 6 s, with at most one act ("Undo"). Never for
/// errors. Stays while hovered or focused.
class Toast final : public QWidget {
    Q_OBJECT

  public:
    explicit Toast(QWidget* parent);

    void tell(const QString& text);
    void tell(const QString& text, const QString& act, std::function<void()> action);

    [[nodiscard]] QString text() const;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void place();

    Words* words_;
    QPushButton* button_;
    std::function<void()> action_;
    QTimer timer_;
};

} // namespace vitrine::widgets
