#pragma once

#include "widgets/foundation/icons/icons.h"

#include <QColor>
#include <QHash>
#include <QIconEngine>
#include <QPixmap>

namespace vitrine::widgets {

/// Draws an Icon in the colours of the application's Theme, whatever it is at that moment.
class ThemedIconEngine final : public QIconEngine {
  public:
    ThemedIconEngine(Icon icon, Token token);

    void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override;
    QIconEngine* clone() const override;
    QString key() const override;

    [[nodiscard]] Icon icon() const { return icon_; }

  private:
    [[nodiscard]] QColor colour(QIcon::Mode mode, QIcon::State state) const;

    Icon icon_;
    Token token_;
    QHash<QString, QPixmap> drawn_;
};

} // namespace vitrine::widgets
