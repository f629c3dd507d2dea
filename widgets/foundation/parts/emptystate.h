#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// Nothing here yet: dashed outline, icon, title, one sentence that names dropping, one act as a
/// link after it.
class EmptyState final : public QWidget {
    Q_OBJECT

  public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// "No clip yet", "Drop one here, or", "open the sample clip".
    void setContent(Icon icon, const QString& title, const QString& sentence, const QString& act);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void actTriggered();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] QRectF titleRect() const;
    [[nodiscard]] QRectF sentenceRect() const;
    [[nodiscard]] QRectF actRect() const;

    Icon icon_ = Icon::Drop;
    QString title_;
    QString sentence_;
    QString act_;
};

} // namespace vitrine::widgets
