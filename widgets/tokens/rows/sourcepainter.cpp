#include "widgets/tokens/rows/sourcepainter.h"

#include "core/base/unicode/properties.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"
#include "widgets/tokens/study/piecewords.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kLeastGlyphPitch = 5; ///< below, characters are dashes
constexpr double kTick = 4;
constexpr double kLabelRoom = 90;

bool isInvalid(const Snapshot& snapshot, Span bytes) {
    const auto found =
        std::partition_point(snapshot.invalid.begin(), snapshot.invalid.end(),
                             [&](const Span& span) { return span.end <= bytes.begin; });
    return found != snapshot.invalid.end() && found->begin < bytes.end;
}

} // namespace

SourcePainter::SourcePainter(const Look& look)
    : glyphs_(TextStyle::Mono, look, 9)
    , codes_(TextStyle::MonoCaption, look, 7) {}

void SourcePainter::paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
                          const RowsView& view, const Look& look) {
    const ByteAxis& axis = view.axis;
    const double from = std::max(axis.byteAt(layout.canvasLeft), double(axis.begin));
    const double to = std::min(axis.byteAt(layout.canvasRight), double(axis.end));
    if (to < from) {
        return;
    }
    const auto first = static_cast<std::size_t>(from);
    const auto last = static_cast<std::size_t>(to);
    const auto [begin, end] = snapshot.clustersIn({first, last + 1});
    for (std::size_t i = begin; i < end; ++i) {
        const Span bytes = snapshot.clusters[i];
        if (bytes.begin >= axis.end) {
            break;
        }
        const QRectF area(axis.x(double(bytes.begin)), layout.sourceTop,
                          axis.pitch * double(bytes.size()), layout.sourceHeight);
        paintCluster(painter, snapshot, bytes, area, view, look);
    }
    paintRuler(painter, layout, view, look, first, last);
}

void SourcePainter::paintCluster(QPainter& painter, const Snapshot& snapshot, Span bytes,
                                 const QRectF& area, const RowsView& view, const Look& look) {
    const std::string_view raw = snapshot.bytes().substr(bytes.begin, bytes.size());
    if (isInvalid(snapshot, bytes)) {
        painter.fillRect(area.adjusted(0.5, 3, -0.5, -3), look.color(Token::DangerGround));
        painter.setPen(look.color(Token::DangerText));
        codes_.paint(painter, area.adjusted(-2, 0, 2, 0), hexText(raw, QChar()));
        return;
    }
    const Utf8Step step = utf8Step(raw, 0);
    const bool white = unicode::Properties(step.character).whiteSpace();
    if (view.axis.pitch < kLeastGlyphPitch) {
        if (!white) {
            const double middle = area.center().y();
            painter.fillRect(QRectF(area.left(), middle - 1, area.width(), 2),
                             look.color(Token::T3));
        }
        return;
    }
    if (white) {
        if (view.whiteSpace) {
            painter.setPen(look.color(Token::T3));
            glyphs_.paint(painter, area.adjusted(-4, 0, 4, 0),
                          visibleSigns(QString(QChar(static_cast<char16_t>(step.character)))));
        }
        return;
    }
    const QString glyph = snapshot.sourceText(bytes);
    const unicode::Category category = unicode::Properties(step.character).category();
    const bool shapeless = category == unicode::Category::Cc || category == unicode::Category::Cf
        || category == unicode::Category::Co;
    if (shapeless || !glyphs_.hasGlyph(step.character)) {
        painter.setPen(QPen(look.color(Token::Outline), 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(1.5, 3.5, -1.5, -3.5));
        painter.setPen(look.color(Token::T2));
        codes_.paint(painter, area.adjusted(2, 0, -2, 0),
                     QString::number(static_cast<uint>(step.character), 16).toUpper());
        return;
    }
    painter.setPen(look.color(Token::T1));
    glyphs_.paint(painter, area.adjusted(-2, 0, 2, 0), glyph);
}

void SourcePainter::paintRuler(QPainter& painter, const RowsLayout& layout, const RowsView& view,
                               const Look& look, std::size_t first, std::size_t last) {
    const std::size_t step = rulerStep(view.axis.pitch, look.scaled(static_cast<int>(kLabelRoom)));
    painter.setFont(look.font(TextStyle::Caption));
    for (std::size_t byte = (first + step - 1) / step * step; byte <= last; byte += step) {
        const double x = std::floor(view.axis.x(double(byte))) + 0.5;
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.drawLine(QPointF(x, layout.rulerTop + 2), QPointF(x, layout.rulerTop + 2 + kTick));
        painter.setPen(look.color(Token::T3));
        painter.drawText(QRectF(x + 3, layout.rulerTop, kLabelRoom, layout.lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         countText(static_cast<qint64>(byte)));
    }
}

} // namespace vitrine::widgets
