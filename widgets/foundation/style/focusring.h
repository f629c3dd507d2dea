#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace vitrine::widgets {

/// The one focus ring of the application: an overlay around whatever has the focus, shown while
/// the keyboard leads. Owned by the Theme that is installed on the application.
class FocusRing final : public QObject {
    Q_OBJECT

  public:
    explicit FocusRing(QObject* parent);
    ~FocusRing() override;

    /// The ring's overlay, null while hidden: for tests.
    [[nodiscard]] const QWidget* overlay() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void follow(QWidget* target);
    void release();
    void place();

    bool keyboardLeads_ = false;
    QPointer<QWidget> target_;
    QList<QPointer<QWidget>> watched_;
    QPointer<QWidget> overlay_;
};

} // namespace vitrine::widgets
