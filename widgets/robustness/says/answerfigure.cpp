#include "widgets/robustness/says/answerfigure.h"

#include "core/perturb/kindrecord.h"

#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace vitrine::widgets {

namespace {

using Step = AnswerScene::Step;

constexpr double kMost = perturb::kMostSeverity;

constexpr double kValueGap = 8; ///< between a value and its line

/// The ends, and the middle where it has a line of its own between them.
std::vector<double> axisValues(const AnswerScene& scene, double height, double line) {
    if (height < 2 * line) {
        return {scene.low, scene.high};
    }
    return {scene.low, (scene.low + scene.high) / 2, scene.high};
}

/// From severities and scores to the chart.
struct Frame {
    QRectF plot;
    double low;
    double high;

    [[nodiscard]] double x(double severity) const {
        return plot.left() + plot.width() * severity / kMost;
    }
    [[nodiscard]] double y(double value) const {
        return plot.bottom() - plot.height() * (value - low) / (high - low);
    }
};

using Value = double Step::*;

QPainterPath stepPath(const std::vector<Step>& steps, Value value, const Frame& frame) {
    QPainterPath path;
    bool begun = false;
    for (const Step& step : steps) {
        if (!std::isfinite(step.*value)) {
            begun = false;
            continue;
        }
        const QPointF to(frame.x(step.severity), frame.y(step.*value));
        if (begun) {
            path.lineTo(to.x(), path.currentPosition().y());
            path.lineTo(to);
        } else {
            path.moveTo(to);
            begun = true;
        }
    }
    if (begun) {
        path.lineTo(frame.x(kMost), path.currentPosition().y());
    }
    return path;
}

void paintAxes(QPainter& painter, const QRectF& area, const Frame& frame, const AnswerScene& scene,
               const Look& look) {
    const double line = look.lineHeight(TextStyle::Small);
    const double room = frame.plot.left() - area.left() - kValueGap;
    for (const double value : axisValues(scene, frame.plot.height(), line)) {
        const double y = std::round(frame.y(value));
        painter.fillRect(QRectF(frame.plot.left(), y, frame.plot.width(), 1),
                         look.color(Token::Line));
        paintWords(painter, QRectF(area.left(), y - line / 2, room, line), Qt::AlignRight | Qt::AlignVCenter, boundText(value), TextStyle::Small, Token::T2, look);
    }
    for (int tick = 0; tick <= static_cast<int>(kMost); ++tick) {
        paintWords(painter, QRectF(frame.x(tick) - 20, frame.plot.bottom() + 3, 40, line),
                   Qt::AlignCenter, QString::number(tick), TextStyle::Small, Token::T2, look);
    }
}

class AnswerFigure final : public Figure {
public:
    AnswerFigure(AnswerScene scene, QString caption)
        : scene_(std::move(scene))
        , caption_(std::move(caption)) {}

    [[nodiscard]] QSize naturalSize() const override { return {480, 260}; }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const double line = look.lineHeight(TextStyle::Label);
        paintWords(painter, QRectF(8, 0, size.width() - 16, line), Qt::AlignLeft, scene_.title,
                   TextStyle::Label, Token::T1, look);
        paintAnswers(painter, QRectF(8, line + 4, size.width() - 16, size.height() - line - 4),
                     scene_, look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return scene_.title; }

private:
    AnswerScene scene_;
    QString caption_;
};

} // namespace

QRectF answerPlot(const QRectF& area, const AnswerScene& scene, const Look& look) {
    const double line = look.lineHeight(TextStyle::Small);
    const QRectF plot = area.adjusted(0, line / 2, -8, -line - 6);
    double words = 0;
    for (const double value : axisValues(scene, plot.height(), line)) {
        words = std::max(words, std::ceil(wordsWidth(boundText(value), TextStyle::Small, look)));
    }
    return plot.adjusted(words + kValueGap, 0, 0, 0);
}

std::unique_ptr<Figure> makeAnswerFigure(AnswerScene scene, const QString& caption) {
    QString words = caption;
    if (!scene.note.isEmpty()) {
        words += QStringLiteral("; ") + scene.note;
    }
    return std::make_unique<AnswerFigure>(std::move(scene), words);
}

void paintAnswers(QPainter& painter, const QRectF& area, const AnswerScene& scene,
                  const Look& look) {
    const Frame frame{answerPlot(area, scene, look), scene.low, scene.high};
    for (const study::FlipSpan& span : scene.spans) {
        const double left = frame.x(span.begin);
        painter.fillRect(QRectF(left, frame.plot.top(), frame.x(span.back.value_or(kMost)) - left,
                                frame.plot.height()),
                         look.color(Token::WarnGround));
    }
    paintAxes(painter, area, frame, scene, look);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::T3), 1.5, Qt::DotLine));
    painter.drawPath(stepPath(scene.steps, &Step::rival, frame));
    painter.setPen(QPen(look.color(Token::T2), 1.5, Qt::DashLine));
    painter.drawPath(stepPath(scene.other, &Step::score, frame));
    painter.setPen(QPen(look.color(Token::Ink), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(stepPath(scene.steps, &Step::score, frame));
    const double now = frame.x(scene.severity);
    painter.setPen(QPen(look.color(Token::T1), 1));
    painter.drawLine(QPointF(now, frame.plot.top()), QPointF(now, frame.plot.bottom()));
    const Step* here = AnswerScene::at(scene.steps, scene.severity);
    if (here != nullptr && std::isfinite(here->score)) {
        painter.setPen(QPen(look.color(Token::Ink), 2));
        painter.setBrush(look.color(Token::S2));
        painter.drawEllipse(QPointF(now, frame.y(here->score)), 4, 4);
    }
    painter.restore();
}

} // namespace vitrine::widgets
