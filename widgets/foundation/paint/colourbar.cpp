#include "widgets/foundation/paint/colourbar.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::widgets {

namespace {

constexpr double kTick = 4;
constexpr double kTickGap = 4;
constexpr double kRuleGap = 10;
constexpr double kFlatGap = 6;

const Ramp& rampOf(const ColourBarModel& bar, const Look& look) {
    if (bar.ramp != nullptr) {
        return *bar.ramp;
    }
    return bar.scale.isSigned ? look.signedRamp() : look.unsignedRamp();
}

struct Label {
    double place; ///< 0 … 1 along the bar
    QString text;
    bool uniform;
};

// Ends first, then 1/n, then the rest where room is left: a tick never covers another.
std::vector<Label> labelsOf(const ColourBarModel& bar, double length, double apart) {
    std::vector<double> values = tickValues(bar.scale);
    std::vector<Label> wanted = {
        {bar.scale.position(values.front()), tickText(values.front()), false},
        {bar.scale.position(values.back()), tickText(values.back()), false}};
    if (bar.uniform && *bar.uniform > bar.scale.low && *bar.uniform < bar.scale.high) {
        wanted.push_back({bar.scale.position(*bar.uniform), QStringLiteral("1/n"), true});
    }
    for (const double value : values) {
        wanted.push_back({bar.scale.position(value), tickText(value), false});
    }
    std::vector<Label> kept;
    for (Label& label : wanted) {
        const bool free = std::ranges::all_of(kept, [&](const Label& other) {
            return std::abs(other.place - label.place) * length >= apart;
        });
        if (free || label.uniform) {
            kept.push_back(std::move(label));
        }
    }
    return kept;
}

// The ramp as one picture, low end at the left: turned for upright bars.
void paintRamp(QPainter& painter, const QRectF& box, const Ramp& ramp, bool upright) {
    QImage strip(upright ? 1 : 256, upright ? 256 : 1, QImage::Format_RGB32);
    for (int i = 0; i < 256; ++i) {
        const QRgb color = ramp.table()[static_cast<std::size_t>(i)];
        upright ? strip.setPixel(0, 255 - i, color) : strip.setPixel(i, 0, color);
    }
    painter.drawImage(box, strip);
}

void paintFrame(QPainter& painter, const QRectF& box, const Look& look) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::Line), 1));
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void paintUprightLabel(QPainter& painter, const QRectF& box, const Label& label, const Look& look) {
    const double y = box.bottom() - label.place * box.height();
    if (label.uniform) {
        const double over = (metrics::kUniformTick - box.width()) / 2;
        painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(box.left() - over, y), QPointF(box.right() + over, y));
    } else {
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.drawLine(QPointF(box.right() + 1, y), QPointF(box.right() + 1 + kTick, y));
    }
    const double left = box.right() + kTick + kTickGap;
    const double line = look.lineHeight(TextStyle::Caption);
    paintWords(painter, QRectF(left, y - line / 2, 200, line), Qt::AlignLeft | Qt::AlignVCenter,
               label.text, TextStyle::Caption, Token::T2, look);
}

QString joinedRule(const ColourBarModel& bar) {
    return bar.rule.join(QStringLiteral(", "));
}

} // namespace

void paintUprightBar(QPainter& painter, const QRectF& area, const ColourBarModel& bar,
                     const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    const double words = bar.rule.isEmpty() ? 0 : kRuleGap + line * double(bar.rule.size());
    const double length = std::clamp(area.height() - words - line / 2, 1.0,
                                     double(look.scaled(metrics::kMostColourBar)));
    const double over = (metrics::kUniformTick - metrics::kColourBar) / 2.0;
    const QRectF box(area.left() + over, area.top(), metrics::kColourBar, length);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRamp(painter, box, rampOf(bar, look), /*upright=*/true);
    paintFrame(painter, box, look);
    for (const Label& label : labelsOf(bar, length, line)) {
        paintUprightLabel(painter, box, label, look);
    }
    double y = box.bottom() + kRuleGap + line / 4;
    for (const QString& text : bar.rule) {
        paintWords(painter, QRectF(area.left(), y, area.width(), line),
                   Qt::AlignLeft | Qt::AlignVCenter, text, TextStyle::Caption, Token::T2, look);
        y += line;
    }
    painter.restore();
}

void paintFlatBar(QPainter& painter, const QRectF& area, const ColourBarModel& bar,
                  const Look& look) {
    const QString low = tickText(tickValues(bar.scale).front());
    const QString high = tickText(tickValues(bar.scale).back());
    const QString rule = joinedRule(bar);
    const double lowWidth = wordsWidth(low, TextStyle::Caption, look) + kFlatGap;
    const double highWidth = wordsWidth(high, TextStyle::Caption, look) + kFlatGap;
    const double ruleWidth =
        rule.isEmpty() ? 0 : wordsWidth(rule, TextStyle::Caption, look) + 2 * kFlatGap;
    const double length = std::clamp(area.width() - lowWidth - highWidth - ruleWidth, 24.0,
                                     double(look.scaled(metrics::kMostColourBar)));
    const QRectF box(area.left() + lowWidth, area.center().y() - metrics::kFlatColourBar / 2.0,
                     length, metrics::kFlatColourBar);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRamp(painter, box, rampOf(bar, look), /*upright=*/false);
    paintFrame(painter, box, look);
    if (bar.uniform && *bar.uniform > bar.scale.low && *bar.uniform < bar.scale.high) {
        const double x = box.left() + bar.scale.position(*bar.uniform) * box.width();
        painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(x, box.top() - 3), QPointF(x, box.bottom() + 3));
    }
    const auto words = [&](double x, const QString& text) {
        paintWords(painter, QRectF(x, area.top(), area.width(), area.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, text, TextStyle::Caption, Token::T2, look);
    };
    words(area.left(), low);
    words(box.right() + kFlatGap, high);
    words(box.right() + highWidth + 2 * kFlatGap, rule);
    painter.restore();
}

QSizeF uprightBarSize(const ColourBarModel& bar, double length, const Look& look) {
    double label = wordsWidth(QStringLiteral("1/n"), TextStyle::Caption, look);
    for (const double value : tickValues(bar.scale)) {
        label = std::max(label, wordsWidth(tickText(value), TextStyle::Caption, look));
    }
    const double over = (metrics::kUniformTick - metrics::kColourBar) / 2.0;
    double width = over + metrics::kColourBar + kTick + kTickGap + label;
    for (const QString& text : bar.rule) {
        width = std::max(width, wordsWidth(text, TextStyle::Caption, look));
    }
    const double line = look.lineHeight(TextStyle::Caption);
    const double words = bar.rule.isEmpty() ? 0 : kRuleGap + line * double(bar.rule.size());
    return {std::ceil(width), std::ceil(length + words + line)};
}

QSizeF flatBarSize(const ColourBarModel& bar, double length, const Look& look) {
    const QString rule = joinedRule(bar);
    const std::vector<double> ticks = tickValues(bar.scale);
    double width = length + 2 * kFlatGap;
    width += wordsWidth(tickText(ticks.front()), TextStyle::Caption, look);
    width += wordsWidth(tickText(ticks.back()), TextStyle::Caption, look);
    if (!rule.isEmpty()) {
        width += 2 * kFlatGap + wordsWidth(rule, TextStyle::Caption, look);
    }
    return {std::ceil(width), double(look.lineHeight(TextStyle::Caption))};
}

QString spokenBar(const ColourBarModel& bar) {
    const std::vector<double> ticks = tickValues(bar.scale);
    QString text = tickText(ticks.front()) + QStringLiteral(" to ") + tickText(ticks.back());
    if (!bar.rule.isEmpty()) {
        text += QStringLiteral(", ") + joinedRule(bar);
    }
    return text;
}

} // namespace vitrine::widgets
