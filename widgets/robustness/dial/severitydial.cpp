#include "widgets/robustness/dial/severitydial.h"

#include "core/perturb/kindrecord.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMargin = 14;
constexpr double kTrackTop = 12;
constexpr double kHatchDrop = 6; // under the middle of the track
constexpr double kHatchHeight = 4;
constexpr double kTriangle = 4.5;
constexpr double kStep = 0.1;
constexpr double kPage = 1;
constexpr double kMost = perturb::kMostSeverity;
constexpr double kNear = 6; // pixels at which a click goes to a mark

double snapped(double severity) {
    return std::clamp(std::round(severity * 100) / 100, 0.0, kMost);
}

} // namespace

QString severityText(double severity) {
    return QString::number(severity, 'g', 4);
}

QString spansWords(const std::vector<study::FlipSpan>& spans) {
    QStringList parts;
    for (const study::FlipSpan& span : spans) {
        parts.append(span.back ? QStringLiteral("%1–%2").arg(severityText(span.begin),
                                                             severityText(*span.back))
                               : QCoreApplication::translate("SeverityDial", "%1 and up")
                                     .arg(severityText(span.begin)));
    }
    return parts.isEmpty() ? QString()
                           : QCoreApplication::translate("SeverityDial", "answer differs on %1")
                                 .arg(parts.join(QStringLiteral(", ")));
}

SeverityDial::SeverityDial(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Severity"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void SeverityDial::describe() {
    const QString spans = spansWords(spans_);
    setAccessibleDescription(
        tr("%1 of 5. %2").arg(severityText(severity_), spans.isEmpty() ? QString() : spans + u'.') +
        tr(" Arrows move by 0.1, Page Up and Page Down by 1, F goes to the next flip."));
}

void SeverityDial::setSeverity(double severity) {
    if (severity_ != severity) {
        severity_ = severity;
        describe();
        update();
    }
}

void SeverityDial::setSpans(const std::vector<study::FlipSpan>& spans) {
    spans_ = spans;
    describe();
    update();
}

double SeverityDial::xOf(double severity) const {
    return kMargin + (width() - 2 * kMargin) * severity / kMost;
}

double SeverityDial::severityAtX(double x) const {
    return std::clamp((x - kMargin) / (width() - 2 * kMargin), 0.0, 1.0) * kMost;
}

std::vector<SeverityDial::Mark> SeverityDial::marks() const {
    std::vector<Mark> marks;
    for (const study::FlipSpan& span : spans_) {
        marks.push_back({span.begin, tr("flips %1").arg(severityText(span.begin))});
        if (span.back) {
            marks.push_back({*span.back, tr("back %1").arg(severityText(*span.back))});
        }
    }
    return marks;
}

void SeverityDial::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTrack(painter);
    paintFlips(painter);
    paintHandle(painter);
}

void SeverityDial::paintTrack(QPainter& painter) const {
    const Look& look = lookOf(this);
    const double half = metrics::kSliderTrack / 2.0;
    const auto track = [&](double from, double to) {
        return QRectF(xOf(from), kTrackTop - half, xOf(to) - xOf(from), metrics::kSliderTrack);
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Line));
    painter.drawRoundedRect(track(0, kMost), half, half);
    painter.setBrush(look.color(Token::Ink));
    painter.drawRoundedRect(track(0, severity_), half, half);
    const double line = look.lineHeight(TextStyle::Small);
    for (int tick = 0; tick <= static_cast<int>(kMost); ++tick) {
        painter.fillRect(QRectF(std::round(xOf(tick)), kTrackTop - 6, 1, 12),
                         look.color(Token::Outline));
        paintWords(painter, QRectF(xOf(tick) - 20, kTrackTop + 12, 40, line), Qt::AlignCenter,
                   QString::number(tick), TextStyle::Small, Token::T2, look);
    }
}

// Words that would run into each other move apart; a mark without room keeps its triangle alone.
void SeverityDial::paintFlips(QPainter& painter) const {
    const Look& look = lookOf(this);
    for (const study::FlipSpan& span : spans_) {
        const double end = span.back.value_or(kMost);
        paintHatch(painter,
                   QRectF(xOf(span.begin), kTrackTop + kHatchDrop - kHatchHeight / 2,
                          xOf(end) - xOf(span.begin), kHatchHeight),
                   look.color(Token::WarnMark));
    }
    const double line = look.lineHeight(TextStyle::Small);
    const double top = kTrackTop + 12 + line;
    double free = 0;
    for (const Mark& mark : marks()) {
        const double x = xOf(mark.severity);
        QPainterPath triangle(QPointF(x, kTrackTop + kHatchDrop - kTriangle));
        triangle.lineTo(x - kTriangle, kTrackTop + kHatchDrop + kTriangle);
        triangle.lineTo(x + kTriangle, kTrackTop + kHatchDrop + kTriangle);
        triangle.closeSubpath();
        painter.fillPath(triangle, look.color(Token::WarnMark));
        const double wide = wordsWidth(mark.words, TextStyle::SmallLabel, look);
        const double left = std::clamp(x - wide / 2, free, std::max(free, width() - wide));
        if (left + wide <= width() && std::abs(left + wide / 2 - x) <= wide) {
            paintWords(painter, QRectF(left, top, wide + 1, line), Qt::AlignLeft | Qt::AlignVCenter,
                       mark.words, TextStyle::SmallLabel, Token::WarnText, look);
            free = left + wide + 8;
        }
    }
}

void SeverityDial::paintHandle(QPainter& painter) const {
    const Look& look = lookOf(this);
    const double radius = metrics::kSliderHandle / 2.0 - 1;
    painter.setPen(QPen(look.color(Token::Ink), 2));
    painter.setBrush(look.color(Token::S2));
    painter.drawEllipse(QPointF(xOf(severity_), kTrackTop), radius, radius);
}

void SeverityDial::drag(const QPointF& point) {
    Q_EMIT severityMoved(snapped(severityAtX(point.x())));
}

// A click on a mark goes there exactly.
void SeverityDial::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const QPointF at = event->position();
    const bool onWords = at.y() > kTrackTop + 2 * kHatchDrop + kTriangle;
    if (at.y() > kTrackTop + kHatchDrop) {
        for (const Mark& mark : marks()) {
            const double half = wordsWidth(mark.words, TextStyle::SmallLabel, lookOf(this)) / 2;
            if (std::abs(at.x() - xOf(mark.severity)) <= (onWords ? half : kNear)) {
                Q_EMIT severityMoved(mark.severity);
                return;
            }
        }
    }
    drag(event->position());
}

void SeverityDial::mouseMoveEvent(QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) != 0) {
        drag(event->position());
    }
}

void SeverityDial::wheelEvent(QWheelEvent* event) {
    if (event->angleDelta().y() != 0) {
        Q_EMIT severityMoved(snapped(severity_ + (event->angleDelta().y() > 0 ? kStep : -kStep)));
        event->accept();
    }
}

void SeverityDial::keyPressEvent(QKeyEvent* event) {
    const auto by = [this](double step) { Q_EMIT severityMoved(snapped(severity_ + step)); };
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up: return by(kStep);
    case Qt::Key_Left:
    case Qt::Key_Down: return by(-kStep);
    case Qt::Key_PageUp: return by(kPage);
    case Qt::Key_PageDown: return by(-kPage);
    case Qt::Key_Home: Q_EMIT severityMoved(0); return;
    case Qt::Key_End: Q_EMIT severityMoved(kMost); return;
    case Qt::Key_F: Q_EMIT flipAsked(); return;
    default: QWidget::keyPressEvent(event);
    }
}

QSize SeverityDial::sizeHint() const {
    const int line = lookOf(this).lineHeight(TextStyle::Small);
    return {480, static_cast<int>(kTrackTop) + 14 + 2 * line};
}

QSize SeverityDial::minimumSizeHint() const {
    return {220, sizeHint().height()};
}

} // namespace vitrine::widgets
