#include "widgets/attention/lines/linescene.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostPitch = 40;
constexpr double kLeastPitch = 15;
constexpr double kMostLabel = 168;
constexpr double kEnd = 8; // between a label and its lines
constexpr double kSliver = 7;
constexpr double kMostStroke = 5;

double widest(const std::vector<QString>& labels, const Look& look) {
    double width = 40;
    const std::size_t step = std::max<std::size_t>(1, labels.size() / 512);
    for (std::size_t index = 0; index < labels.size(); index += step) {
        width = std::max(width, wordsWidth(labels[index], TextStyle::SmallHead, look));
    }
    return std::min(std::ceil(width), kMostLabel);
}

bool pointed(const LineScene& scene) {
    return scene.query || scene.key;
}

/// With a cell chosen, its query's lines are strong; a key alone has the lines that end there.
bool strong(const LineScene& scene, const Link& link) {
    return scene.query ? link.query == *scene.query : scene.key == link.key;
}

void paintLink(QPainter& painter, const LineLayout& layout, const Link& link, bool emphasised,
               bool others, const Look& look) {
    const QPointF from = layout.queryEnd(link.query) + QPointF(kEnd, 0);
    const QPointF to = layout.keyEnd(link.key) - QPointF(kEnd, 0);
    const double middle = (from.x() + to.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(QPointF(middle, from.y()), QPointF(middle, to.y()), to);
    const double place = std::sqrt(std::clamp(static_cast<double>(link.weight), 0.0, 1.0));
    QColor color = look.color(emphasised ? Token::Ink : Token::T2);
    color.setAlphaF(static_cast<float>(others && !emphasised ? 0.14 : 0.12 + 0.88 * place));
    painter.strokePath(path, QPen(color, std::max(0.6, kMostStroke * place), Qt::SolidLine,
                                  Qt::FlatCap));
}

void paintSlivers(QPainter& painter, const LineScene& scene, const LineLayout& layout,
                  std::size_t partner, const QRectF& row, const Look& look) {
    double x = scene.query ? layout.right - 2 : layout.left + 2;
    for (const LineScene::Sliver& sliver : scene.slivers) {
        const float weight = partner < sliver.weights.size() ? sliver.weights[partner] : 0;
        const double share = std::clamp(static_cast<double>(weight), 0.0, 1.0);
        const double height = (row.height() - 4) * share;
        const QColor color = sliver.letter ? look.color(pinToken(*sliver.letter))
                                           : look.color(Token::Outline);
        const double left = scene.query ? x : x - kSliver;
        if (height >= 0.5) {
            painter.fillRect(QRectF(left, row.bottom() - 2 - height, kSliver - 1, height), color);
        }
        x += scene.query ? kSliver : -kSliver;
    }
}

void paintLabel(QPainter& painter, const QRectF& row, const QString& text, bool strongLabel,
                bool ofQuery, const Look& look) {
    const TextStyle style = strongLabel ? TextStyle::SmallHead : TextStyle::Small;
    const QString shown = QFontMetricsF(look.font(style)).elidedText(text, Qt::ElideMiddle, kMostLabel);
    const Token hue = ofQuery ? Token::QueryText : Token::KeyText;
    paintWords(painter, row, (ofQuery ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, shown,
               style, strongLabel ? hue : Token::T2, look);
}

QString title(bool ofQuery) {
    return ofQuery ? QCoreApplication::translate("AttentionLines", "query (asks)")
                   : QCoreApplication::translate("AttentionLines", "key (is looked at)");
}

void paintTitles(QPainter& painter, const LineLayout& layout, double top, const Look& look) {
    painter.fillRect(QRectF(0, top, layout.width, layout.head), look.color(Token::S2));
    const QRectF line(0, top, layout.width, layout.head - 6);
    paintWords(painter, QRectF(0, line.top(), layout.left, line.height()),
               Qt::AlignRight | Qt::AlignVCenter, title(true), TextStyle::Caption, Token::QueryText,
               look);
    paintWords(painter, QRectF(layout.right, line.top(), 200, line.height()),
               Qt::AlignLeft | Qt::AlignVCenter, title(false), TextStyle::Caption, Token::KeyText,
               look);
}

} // namespace

LineLayout::LineLayout(const LineScene& scene, const QSizeF& room, const Look& look)
    : head(look.lineHeight(TextStyle::Caption) + 8)
    , width(room.width()) {
    const auto rows = static_cast<double>(std::max({scene.queries.size(), scene.keys.size(),
                                                    std::size_t{1}}));
    pitch = std::clamp(std::floor((room.height() - head) / rows), kLeastPitch, kMostPitch);
    height = head + rows * pitch;
    const double labels = std::max(widest(scene.queries, look),
                                   wordsWidth(title(true), TextStyle::Caption, look) + 1);
    const double partners = std::max(widest(scene.keys, look)
                                         + static_cast<double>(scene.slivers.size()) * kSliver,
                                     wordsWidth(title(false), TextStyle::Caption, look) + 1);
    const double most = std::min(room.width(), 620.0);
    left = labels + (room.width() - most) / 4;
    right = std::max(left + 80, left - labels + most - partners);
}

QPointF LineLayout::queryEnd(std::size_t query) const {
    return {left, head + (static_cast<double>(query) + 0.5) * pitch};
}

QPointF LineLayout::keyEnd(std::size_t key) const {
    return {right, head + (static_cast<double>(key) + 0.5) * pitch};
}

QRectF LineLayout::queryRow(std::size_t query) const {
    return {0, head + static_cast<double>(query) * pitch, left, pitch};
}

QRectF LineLayout::keyRow(std::size_t key) const {
    return {right, head + static_cast<double>(key) * pitch, width - right, pitch};
}

void paintLines(QPainter& painter, const LineScene& scene, const LineLayout& layout,
                const QRectF& visible, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool others = pointed(scene);
    for (const bool emphasised : {false, true}) {
        // Weak ones first, so that strong lines lie above.
        for (auto link = scene.links.rbegin(); link != scene.links.rend(); ++link) {
            const bool isStrong = others && strong(scene, *link);
            const QRectF box = QRectF(layout.queryEnd(link->query), layout.keyEnd(link->key)).normalized();
            if (isStrong == emphasised && box.adjusted(0, -3, 0, 3).intersects(visible)) {
                paintLink(painter, layout, *link, isStrong, others, look);
            }
        }
    }
    const double shift = scene.query ? static_cast<double>(scene.slivers.size()) * kSliver + 2 : 0;
    for (std::size_t query = 0; query < scene.queries.size(); ++query) {
        const QRectF row = layout.queryRow(query);
        if (row.intersects(visible)) {
            if (!scene.query && scene.key) {
                paintSlivers(painter, scene, layout, query, row, look);
            }
            paintLabel(painter, row, scene.queries[query], scene.query == query, true, look);
        }
    }
    for (std::size_t key = 0; key < scene.keys.size(); ++key) {
        const QRectF row = layout.keyRow(key);
        if (row.intersects(visible)) {
            if (scene.query) {
                paintSlivers(painter, scene, layout, key, row, look);
            }
            paintLabel(painter, row.adjusted(shift, 0, 0, 0), scene.keys[key], scene.key == key,
                       false, look);
        }
    }
    paintTitles(painter, layout, visible.top(), look);
    painter.restore();
}

} // namespace vitrine::widgets
