#include "widgets/foundation/icons/iconengine.h"

#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kMostDrawn = 16; // sizes × colours of one icon; more means something loops

} // namespace

ThemedIconEngine::ThemedIconEngine(Icon icon, Token token) : icon_(icon), token_(token) {}

void ThemedIconEngine::paint(QPainter* painter, const QRect& area, QIcon::Mode mode,
                             QIcon::State state) {
    paintIcon(*painter, area, icon_, colour(mode, state));
}

QPixmap ThemedIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap ThemedIconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state,
                                       qreal scale) {
    Q_UNUSED(scale) // `size` is in device pixels already; QIcon sets the ratio
    const QColor ink = colour(mode, state);
    const QString name =
        QStringLiteral("%1×%2 %3").arg(size.width()).arg(size.height()).arg(ink.name());
    if (const auto known = drawn_.constFind(name); known != drawn_.constEnd()) {
        return *known;
    }
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(painter, QRectF(QPointF(), size), icon_, ink);
    painter.end();
    if (drawn_.size() >= kMostDrawn) {
        drawn_.clear();
    }
    drawn_.insert(name, pixmap);
    return pixmap;
}

QIconEngine* ThemedIconEngine::clone() const {
    return new ThemedIconEngine(icon_, token_);
}

QString ThemedIconEngine::key() const {
    return QStringLiteral("vitrine");
}

QColor ThemedIconEngine::colour(QIcon::Mode mode, QIcon::State state) const {
    const Look& look = lookOf(nullptr);
    if (mode == QIcon::Disabled) {
        return look.color(Token::T3);
    }
    if (mode == kChosenMode) {
        return look.color(state == QIcon::On ? Token::OnInk : Token::T1);
    }
    return look.color(token_);
}

} // namespace vitrine::widgets
