#pragma once

#include "core/base/tick.h"

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>

class QPushButton;

namespace vitrine::widgets {

/// Long work in the status bar: what, n of m, bar, time left, Cancel. Appears 300 ms after `begin`,
/// so that short work does not flicker.
class ProgressChip final : public QWidget {
    Q_OBJECT

  public:
    explicit ProgressChip(QWidget* parent = nullptr);

    void begin(const QString& what);
    void setProgress(const Progress& progress);
    void end();

    [[nodiscard]] bool running() const { return running_; }

    [[nodiscard]] QString text() const;     ///< "Trace 7 of 12"
    [[nodiscard]] QString timeLeft() const; ///< "2 s", empty while unknown

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void cancelRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QString what_;
    Progress progress_;
    QElapsedTimer elapsed_;
    QTimer delay_;
    QPushButton* cancel_;
    bool running_ = false;
    bool stopping_ = false;
};

} // namespace vitrine::widgets
