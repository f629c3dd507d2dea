#include "widgets/attention/overlay/overlayfoot.h"

#include "widgets/attention/overlay/overlayraster.h"
#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kTrack = 104;
constexpr double kTrackHeight = 8;
constexpr double kBar = 104;
constexpr double kGap = 8;
constexpr double kSample = 26; ///< a line of the key
constexpr std::size_t kMostChips = 2;

QString footWords(const char* text) {
    return QCoreApplication::translate("AttentionOverlay", text);
}

const AxisToken& tokenOf(const OverlayScene& scene, std::size_t token) {
    for (const Axis& axis : scene.picture->trace->axes()) {
        if (axis.size() == scene.grid.tokens()) {
            return axis.tokens[token];
        }
    }
    return scene.picture->trace->axes().front().tokens.at(token);
}

QString responseWords(Response response) {
    switch (response) {
    case Response::SquareRoot: return footWords("√ response");
    case Response::Linear: return footWords("linear");
    case Response::Log: return footWords("log");
    }
    return {};
}

} // namespace

QString overlayBarRule(const OverlayScene& scene) {
    const QString high = numberText(scene.scale.high, scene.scale.high < 0.1 ? 4 : 3);
    QStringList parts;
    switch (scene.choice.mode) {
    case OverlayMode::GreyOut: parts << footWords("grey = 0, full colour = %1").arg(high); break;
    case OverlayMode::Tint: parts << footWords("clear = 0, full tint = %1").arg(high); break;
    case OverlayMode::Lines: parts << footWords("largest = %1").arg(high); break;
    }
    if (scene.choice.mode != OverlayMode::Lines) {
        parts << responseWords(scene.scale.response);
    }
    parts << footWords("1/n = %1").arg(
        hoverText(1.0 / static_cast<double>(std::max<std::size_t>(scene.grid.tokens(), 1))));
    return parts.join(QStringLiteral(" · "));
}

OverlayFoot::OverlayFoot(const OverlayScene& scene, double width, const Look& look)
    : scene_(scene)
    , width_(width)
    , lineHeight_(look.lineHeight(TextStyle::Caption) + 4) {
    layOutChips(look);
    chipLine_ = chipHeight(look) + kGap;
    height_ = kGap + chipLine_ + 3 * lineHeight_;
}

void OverlayFoot::layOutChips(const Look& look) {
    double x = 0;
    for (const std::size_t token : scene_.grid.others()) {
        if (parts_.size() == kMostChips) {
            break;
        }
        const AxisToken& axisToken = tokenOf(scene_, token);
        const double chip = chipWidth(chipOf(axisToken), look);
        Part part{.token = token,
                  .label = QString::fromStdString(axisToken.label),
                  .weight = static_cast<double>(scene_.row.weights[token])};
        part.chip = {x, kGap, chip, chipHeight(look)};
        part.track = {part.chip.right() + kGap, part.chip.center().y() - kTrackHeight / 2, kTrack,
                      kTrackHeight};
        x = part.track.right() + 64;
        parts_.push_back(std::move(part));
    }
}

std::optional<std::size_t> OverlayFoot::tokenAt(const QPointF& point) const {
    for (const Part& part : parts_) {
        if (part.chip.contains(point) || part.track.adjusted(0, -8, 0, 8).contains(point)) {
            return part.token;
        }
    }
    return std::nullopt;
}

QRectF OverlayFoot::chipRect(std::size_t token) const {
    const auto found = std::ranges::find(parts_, token, &Part::token);
    return found == parts_.end() ? QRectF() : found->chip;
}

void OverlayFoot::paintChips(QPainter& painter, const QPointF& topLeft, const Look& look) const {
    for (const Part& part : parts_) {
        Chip chip = chipOf(tokenOf(scene_, part.token));
        if (scene_.row.fixed == part.token) {
            chip.edge = scene_.row.asks ? Chip::Edge::Key : Chip::Edge::Query;
        }
        paintChip(painter, part.chip.translated(topLeft), chip, look);
        const QRectF track = part.track.translated(topLeft);
        painter.fillRect(track, look.color(Token::Sunk));
        const QRectF text(track.right() + kGap, part.chip.top() + topLeft.y(), 56,
                          part.chip.height());
        if (!scene_.row.others) {
            paintHatch(painter, track, look.color(Token::T3));
            paintWords(painter, text, Qt::AlignLeft | Qt::AlignVCenter, footWords("left out"),
                       TextStyle::Small, Token::T2, look);
            continue;
        }
        if (std::isfinite(part.weight)) {
            QRectF fill = track;
            fill.setWidth(track.width() * std::clamp(part.weight, 0.0, 1.0));
            painter.fillRect(fill, look.color(Token::T2));
        }
        paintWords(painter, text, Qt::AlignLeft | Qt::AlignVCenter, numberText(part.weight, 2),
                   TextStyle::Small, Token::T1, look);
    }
    // Of a column the sum has no meaning: each weight belongs to a row of its own.
    if (!scene_.row.asks) {
        const QRectF line(topLeft.x(), topLeft.y() + kGap, width_, chipHeight(look));
        const double value = paintWords(painter, line, Qt::AlignRight | Qt::AlignVCenter,
                                        numberText(scene_.row.onPatches(scene_.grid), 2),
                                        TextStyle::Small, Token::T1, look);
        paintWords(painter, line.adjusted(0, 0, -value - kGap, 0),
                   Qt::AlignRight | Qt::AlignVCenter, footWords("on patches"), TextStyle::Small,
                   Token::T2, look);
    }
}

void OverlayFoot::paintBar(QPainter& painter, const QRectF& line, const Look& look) const {
    const QRectF bar(line.left(), line.center().y() - metrics::kFlatColourBar / 2.0, kBar,
                     metrics::kFlatColourBar);
    if (scene_.choice.mode != OverlayMode::Lines) {
        const QColor full = scene_.choice.mode == OverlayMode::Tint ? overlayHue(scene_, look)
                                                                    : look.color(Token::Value);
        const auto grey = static_cast<std::size_t>(qGray(full.rgb()));
        QLinearGradient gradient(bar.topLeft(), bar.topRight());
        gradient.setColorAt(0, scene_.choice.mode == OverlayMode::Tint
                                   ? look.color(Token::S2)
                                   : QColor::fromRgb(fadedGreys(look)[grey]));
        gradient.setColorAt(1, full);
        painter.setPen(QPen(look.color(Token::Line), 1));
        painter.setBrush(gradient);
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
        // 1/n at its place on the bar.
        const double uniform = 1.0 / static_cast<double>(std::max<std::size_t>(scene_.grid.tokens(), 1));
        if (uniform < scene_.scale.high) {
            const double x = bar.left() + bar.width() * scene_.scale.position(uniform);
            painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4));
        }
    }
    const double left = scene_.choice.mode == OverlayMode::Lines ? line.left()
                                                                 : bar.right() + 2 * kGap;
    paintWords(painter, QRectF(left, line.top(), line.right() - left, line.height()),
               Qt::AlignLeft | Qt::AlignVCenter, overlayBarRule(scene_), TextStyle::Caption,
               Token::T2, look, /*elide=*/true);
}

void OverlayFoot::paintKey(QPainter& painter, const QRectF& line, const Look& look) const {
    if (scene_.choice.lines == OverlayLines::None || !scene_.row.patches) {
        return;
    }
    struct Sample {
        QString text;
        QList<qreal> dash;
    };

    std::vector<Sample> samples{{footWords("50 % of the mass on patches"), {}},
                                {footWords("80 %"), {4, 8.0 / 3}}};
    if (scene_.choice.lines == OverlayLines::AndNinetyFive) {
        samples.push_back({footWords("95 %"), {1, 3}});
    }
    double x = line.left();
    for (const Sample& sample : samples) {
        QPainterPath path(QPointF(x, line.center().y()));
        path.lineTo(x + kSample, line.center().y());
        QPen pen(look.color(Token::T1), metrics::kCrosshairWidth, Qt::SolidLine, Qt::FlatCap);
        if (!sample.dash.isEmpty()) {
            pen.setDashPattern(sample.dash);
        }
        painter.strokePath(path, pen);
        x += kSample + kGap;
        x += paintWords(painter, QRectF(x, line.top(), line.right() - x, line.height()),
                        Qt::AlignLeft | Qt::AlignVCenter, sample.text, TextStyle::Caption,
                        Token::T2, look)
             + 2 * kGap;
    }
}

void OverlayFoot::paint(QPainter& painter, const QPointF& topLeft, const Look& look) const {
    painter.save();
    paintChips(painter, topLeft, look);
    QRectF line(topLeft.x(), topLeft.y() + kGap + chipLine_, width_, lineHeight_);
    paintBar(painter, line, look);
    line.translate(0, lineHeight_);
    paintWords(painter, line, Qt::AlignLeft | Qt::AlignVCenter, scene_.rule, TextStyle::Caption,
               Token::T2, look, /*elide=*/true);
    line.translate(0, lineHeight_);
    paintKey(painter, line, look);
    painter.restore();
}

} // namespace vitrine::widgets
