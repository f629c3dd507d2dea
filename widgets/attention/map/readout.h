#pragma once

#include "core/engine/trace.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

class QPainter;

namespace vitrine::widgets {

class Look;

/// What the card beside the pointer says: "it looks at ##bee 0.4959 / rank 1 of 15 · sum so far
/// 0.50 · 7.4 × uniform". Numbers are recomputed by the Trace.
struct ReadOut {
    QString first;  ///< the token that the sentence begins with
    QString verb;   ///< "looks at"
    QString second;
    QString value;  ///< "0.4959"; empty where masked
    QString detail; ///< the second line
    bool firstIsQuery = true;

    /// Both lines as one sentence, for speech.
    [[nodiscard]] QString spoken() const;
};

/// `reversed`: the key begins, and the rank counts queries.
[[nodiscard]] ReadOut readOutOf(const engine::Trace& trace, engine::HeadRef head, std::size_t query,
                                std::size_t key, bool reversed);

[[nodiscard]] QSizeF readOutSize(const ReadOut& readOut, const Look& look);

/// The place of a card: 8 px below the cell, above it where there is no room, inside `bounds`.
[[nodiscard]] QRectF readOutPlace(const QSizeF& size, const QRectF& cell, const QRectF& bounds);

void paintReadOut(QPainter& painter, const QRectF& card, const ReadOut& readOut, const Look& look);

} // namespace vitrine::widgets
