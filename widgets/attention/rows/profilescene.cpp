#include "widgets/attention/rows/profilescene.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kBarInset = 4; // the bar is the cell less eight
constexpr double kLeastBar = 1;
constexpr double kGap = 8;

QString words(const char* text) {
    return QCoreApplication::translate("AttentionProfile", text);
}

QString pointText(double value) {
    QString text = numberText(value, value < 0.1 ? 3 : 2);
    return text.startsWith(QStringLiteral("0.")) ? text.mid(1) : text;
}

QRectF barRect(const QRectF& column, const QRectF& area, double share) {
    const double inset = std::min(kBarInset, (column.width() - kLeastBar) / 2);
    const double height = std::max(1.0, std::round(area.height() * share));
    return {column.left() + std::max(inset, 0.0), area.bottom() - height,
            std::max(kLeastBar, column.width() - 2 * std::max(inset, 0.0)), height};
}

void paintWordsBeside(QPainter& painter, const QRectF& area, const ProfileScene& scene,
                      const Look& look) {
    const double line = look.lineHeight(TextStyle::Caption);
    const double right = area.left() - kGap;
    QRectF left(right - 120, area.top() - line, 120, line);
    paintWords(painter, left, Qt::AlignRight | Qt::AlignVCenter, scene.token, TextStyle::CaptionHead,
               scene.reversed ? Token::KeyText : Token::QueryText, look);
    const QString top = boundText(scene.top);
    const QString range = QStringLiteral("0–") + (top.startsWith(QStringLiteral("0.")) ? top.mid(1) : top);
    const QString named = scene.reversed ? words("column, %1").arg(range)
                                         : words("row, %1").arg(range);
    // Beside a map with short labels there is room for the range alone.
    const bool fits = wordsWidth(named, TextStyle::Caption, look) <= right;
    const QString shown = fits ? named : range;
    paintWords(painter, left.translated(0, line), Qt::AlignRight | Qt::AlignVCenter, shown,
               TextStyle::Caption, Token::T2, look);
}

void paintUniform(QPainter& painter, const QRectF& area, const ProfileScene& scene,
                  const Look& look) {
    const double y = std::round(area.bottom() - area.height() * scene.uniform / scene.top) - 0.5;
    QPen pen(look.color(Token::T1), 1, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right() + kGap, y));
    const double line = look.lineHeight(TextStyle::Caption);
    paintWords(painter, QRectF(area.right() + kGap + 4, y - line / 2, 80, line),
               Qt::AlignLeft | Qt::AlignVCenter,
               QStringLiteral("1/n ") + pointText(scene.uniform), TextStyle::Caption, Token::T2,
               look);
}

} // namespace

std::optional<ProfileScene> profileOf(const AttentionState& state) {
    const auto head = state.shownHead();
    const auto query = state.shownQuery();
    const auto key = state.shownKey();
    const auto& chosen = state.reversed() ? key : query;
    if (!head || !chosen) {
        return std::nullopt;
    }
    const engine::Trace& trace = *state.trace();
    const engine::Site& site = *state.site();
    const int axis = state.reversed() ? site.keyAxis : site.queryAxis;
    ProfileScene scene;
    scene.reversed = state.reversed();
    scene.token = shortLabelOf(trace.axes()[static_cast<std::size_t>(axis)].tokens[*chosen], 14);
    scene.weights = scene.reversed ? columnOf(trace, *head, *key) : rowOf(trace, *head, *query);
    scene.visible = scene.reversed ? visibleInColumn(trace, head->site, *key)
                                   : visibleInRow(trace, head->site, *query);
    scene.marked = scene.reversed ? query : key;
    const auto count = std::ranges::count(scene.visible, true);
    scene.uniform = scene.reversed || count == 0 ? 0 : 1.0 / static_cast<double>(count);
    double largest = 0;
    for (const float weight : scene.weights) {
        largest = std::isfinite(weight) ? std::max(largest, static_cast<double>(weight)) : largest;
    }
    scene.top = axisTop(largest);
    return scene;
}

double axisTop(double largest) {
    const double wanted = std::max(largest * 1.02, 1e-4);
    double step = 0.1;
    while (step > wanted) {
        step /= 10;
    }
    return std::min(1.0, (std::floor(wanted / step) + 1) * step);
}

void paintProfile(QPainter& painter, const QRectF& area, const ProfileScene& scene,
                  const ColumnPlace& place, const Look& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t index = 0; index < scene.weights.size(); ++index) {
        const QRectF column = place(index);
        const float weight = scene.weights[index];
        if (column.isEmpty() || !scene.visible[index] || !std::isfinite(weight)) {
            continue;
        }
        const Token marked = scene.reversed ? Token::Query : Token::Key;
        painter.fillRect(barRect(column, area, static_cast<double>(weight) / scene.top),
                         look.color(scene.marked == index ? marked : Token::T2));
    }
    painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), look.color(Token::Outline));
    if (scene.uniform > 0 && scene.uniform < scene.top) {
        paintUniform(painter, area, scene, look);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintWordsBeside(painter, area, scene, look);
    painter.restore();
}

} // namespace vitrine::widgets
