#include "widgets/attention/rows/pinnedscene.h"

#include "widgets/attention/heat/cellraster.h"
#include "widgets/attention/heat/pooling.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/canvas/viewport.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kHeader = 78; // pin, gap, name
constexpr double kCell = 22;
constexpr double kRowGap = 6;
constexpr double kLabelGap = 5;
constexpr double kMostLabel = 84;
constexpr double kLeastShown = 0.095; // smaller weights are not printed
constexpr double kNumberCell = 17;
const double kSin = std::sin(qDegreesToRadians(-metrics::kKeyLabelAngle));
const double kCos = std::cos(qDegreesToRadians(-metrics::kKeyLabelAngle));

PinnedScene::Row rowFor(const AttentionState& state, engine::HeadRef head, std::size_t query,
                        std::optional<int> letter) {
    return {.head = head,
            .letter = letter,
            .name = headName(*state.trace(), head),
            .weights = rowOf(*state.trace(), head, query)};
}

void paintHeader(QPainter& painter, const QRectF& row, const PinnedScene::Row& content,
                 const Look& look) {
    const double side = look.scaled(metrics::kPin);
    if (content.letter) {
        paintPin(painter, QRectF(0, std::round(row.center().y() - side / 2), side, side),
                 *content.letter, look);
    }
    paintWords(painter, QRectF(side + 8, row.top(), kHeader - side - 8, row.height()),
               Qt::AlignLeft | Qt::AlignVCenter, content.name, TextStyle::Small, Token::T1, look);
}

void paintLabels(QPainter& painter, const PinnedScene& scene, const PinnedLayout& layout,
                 const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    for (std::size_t key = 0; key < scene.keys.size(); ++key) {
        const bool strong = scene.key == key;
        const TextStyle style = strong ? TextStyle::CaptionHead : TextStyle::Caption;
        if (wordsWidth(scene.keys[key], style, look) > kMostLabel + 1) {
            continue;
        }
        painter.save();
        painter.translate(layout.cell(0, key).center().x(), layout.labels - kLabelGap);
        painter.rotate(metrics::kKeyLabelAngle);
        paintWords(painter, QRectF(0, -line / 2, kMostLabel, line), Qt::AlignLeft | Qt::AlignVCenter,
                   scene.keys[key], style, strong ? Token::KeyText : Token::T2, look);
        painter.restore();
    }
}

void paintNumbers(QPainter& painter, const PinnedLayout& layout, const PinnedScene::Row& row,
                  std::size_t index, const ColourMap& map, const Look& look) {
    painter.setFont(look.font(TextStyle::Caption));
    for (std::size_t key = 0; key < row.weights.size(); ++key) {
        const auto weight = static_cast<double>(row.weights[key]);
        if (weight >= kLeastShown) {
            painter.setPen(QColor::fromRgb(textOver(map.color(row.weights[key]))));
            painter.drawText(layout.cell(index, key), Qt::AlignCenter, cellText(weight));
        }
    }
}

void paintRow(QPainter& painter, const PinnedScene& scene, const PinnedLayout& layout,
              std::size_t index, double pixelRatio, const Look& look) {
    const PinnedScene::Row& row = scene.rows[index];
    const QRectF area = snapped(layout.row(index), pixelRatio);
    const double floor = 0.1 / static_cast<double>(std::max<std::size_t>(1, layout.keys));
    const ColourMap map(look.unsignedRamp(), ValueRange{}.scale(scene.response, floor));
    const auto device = static_cast<std::size_t>(std::max(1.0, area.width() * pixelRatio));
    // On device pixels, so that a single key among thousands is not lost.
    const Grid weights(1, row.weights.size(), row.weights);
    QImage image = map.paint(pooled(weights, 1, std::max(device, row.weights.size()),
                                    Pooling::Largest));
    if (row.weights.size() <= device) {
        image = QImage(static_cast<int>(device), 1, QImage::Format_RGB32);
        blitCells(image, map.paint(weights), {0, 0},
                  pixelCells(QRectF(0, 0, static_cast<double>(row.weights.size()), 1), image.size(),
                             QSize(static_cast<int>(row.weights.size()), 1)));
    }
    painter.drawImage(area, image);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::Line), 1));
    painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
    if (layout.pitch >= look.scaled(int(kNumberCell))) {
        paintNumbers(painter, layout, row, index, map, look);
    }
}

} // namespace

PinnedScene pinnedOf(const AttentionState& state) {
    PinnedScene scene;
    const auto query = state.shownQuery();
    const engine::Site* shown = state.site();
    if (shown == nullptr || !query) {
        return scene;
    }
    const auto axes = state.trace()->axes();
    const Axis& queries = axes[static_cast<std::size_t>(shown->queryAxis)];
    const Axis& keys = axes[static_cast<std::size_t>(shown->keyAxis)];
    scene.token = shortLabelOf(queries.tokens[*query]);
    scene.key = state.shownKey();
    scene.response = state.selection().response;
    std::ranges::transform(keys.tokens, std::back_inserter(scene.keys), labelOf);
    const auto sites = state.trace()->sites();
    for (const Pin& pin : state.selection().pins) {
        const auto head = state.headOf(pin);
        const bool sameAxes = head
                              && sites[static_cast<std::size_t>(head->site)].queryAxis
                                     == shown->queryAxis
                              && sites[static_cast<std::size_t>(head->site)].keyAxis
                                     == shown->keyAxis;
        if (sameAxes) {
            scene.rows.push_back(rowFor(state, *head, *query, pin.letter));
        }
    }
    const auto open = state.shownHead();
    if (open && state.pinOf(*open) == nullptr) {
        scene.rows.push_back(rowFor(state, *open, *query, std::nullopt));
    }
    return scene;
}

PinnedLayout::PinnedLayout(const PinnedScene& scene, double width, const Look& look)
    : left(look.scaled(int(kHeader)))
    , labels(0)
    , rowHeight(look.scaled(int(kCell)))
    , keys(scene.keys.size()) {
    const auto count = static_cast<double>(std::max<std::size_t>(1, keys));
    pitch = (width - left - 2) / count;
    const double last = keys == 0 ? 0 : wordsWidth(scene.keys.back(), TextStyle::CaptionHead, look);
    if (pitch >= metrics::kLeastLabelPitch && last <= kMostLabel) {
        // The last label leans over its cell.
        const double reach = last * kCos + look.lineHeight(TextStyle::Caption) * kSin / 2;
        pitch -= std::max(0.0, reach - pitch / 2) / count;
    }
    if (pitch >= metrics::kLeastLabelPitch) {
        double widest = 24;
        for (const QString& key : scene.keys) {
            const double each = wordsWidth(key, TextStyle::CaptionHead, look);
            widest = each <= kMostLabel ? std::max(widest, each) : widest;
        }
        labels = std::ceil(widest * kSin + look.lineHeight(TextStyle::Caption) * kCos / 2) + kLabelGap;
    }
    const auto rows = static_cast<double>(scene.rows.size());
    height = labels + rows * rowHeight + std::max(0.0, rows - 1) * kRowGap + 2;
}

QRectF PinnedLayout::row(std::size_t index) const {
    return {left, labels + static_cast<double>(index) * (rowHeight + kRowGap),
            pitch * static_cast<double>(keys), rowHeight};
}

QRectF PinnedLayout::cell(std::size_t rowIndex, std::size_t key) const {
    const QRectF whole = row(rowIndex);
    return {whole.left() + pitch * static_cast<double>(key), whole.top(), pitch, whole.height()};
}

void paintPinned(QPainter& painter, const PinnedScene& scene, const PinnedLayout& layout,
                 double pixelRatio, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    for (std::size_t index = 0; index < scene.rows.size(); ++index) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        paintRow(painter, scene, layout, index, pixelRatio, look);
        painter.setRenderHint(QPainter::Antialiasing);
        paintHeader(painter, layout.row(index), scene.rows[index], look);
    }
    if (layout.labels > 0) {
        paintLabels(painter, scene, layout, look);
    }
    painter.restore();
}

} // namespace vitrine::widgets
