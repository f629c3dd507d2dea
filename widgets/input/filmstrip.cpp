#include "widgets/input/filmstrip.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kFrame = 118;
constexpr double kFrameGap = 24;
constexpr double kLeastGap = 10; ///< rings of neighbours do not touch
constexpr int kLine = 24;    // height of the time line
constexpr int kFrameRing = 4;     // 2 surface + 2 ink around the current frame
constexpr double kTick = 8;
constexpr double kDot = 3.5;
constexpr double kCurrentDot = 5;
constexpr double kLeastTickGap = 3; // closer ticks are thinned by halves

// Of the whole clip; where that is unknown, the last one that was sampled. At least 1.
std::int64_t lastFrame(const Film& film) {
    std::int64_t last = std::max<std::int64_t>(film.sourceFrames - 1, 1);
    for (const FilmFrame& frame : film.frames) {
        last = std::max(last, frame.number);
    }
    return last;
}

} // namespace

QString secondsText(double seconds) {
    if (seconds < 60) {
        return QStringLiteral("%1 s").arg(seconds, 0, 'f', 2);
    }
    const double minutes = std::floor(seconds / 60);
    return QStringLiteral("%1:%2")
        .arg(minutes, 0, 'f', 0)
        .arg(seconds - 60 * minutes, 4, 'f', 1, QLatin1Char('0'));
}

FilmStrip::FilmStrip(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Film strip"));
    setAccessibleDescription(tr("Sampled frames of the clip. Arrows choose the frame to look at."));
    makeAccessibleTable(*this, *this);
}

void FilmStrip::setFilm(Film film) {
    film_ = std::move(film);
    const int last = static_cast<int>(film_.frames.size()) - 1;
    film_.current = std::clamp(film_.current, 0, std::max(0, last));
    offset_ = 0;
    updateGeometry();
    reveal(film_.current);
    update();
    announceTableReset(*this);
}

void FilmStrip::setPicture(int frame, const QImage& picture) {
    film_.frames.at(static_cast<std::size_t>(frame)).picture = picture;
    update(pictureRect(frame).toAlignedRect());
}

void FilmStrip::setState(int frame, FilmFrame::State state, const QString& note) {
    FilmFrame& changed = film_.frames.at(static_cast<std::size_t>(frame));
    changed.state = state;
    changed.note = note;
    update();
}

void FilmStrip::setCurrent(int frame) {
    if (frame != film_.current && frame >= 0 &&
        frame < static_cast<int>(film_.frames.size())) {
        film_.current = frame;
        reveal(frame);
        update();
    }
}

double FilmStrip::pitch() const {
    const double side = lookOf(this).scaled(kFrame);
    const auto frames = static_cast<double>(film_.frames.size());
    const double room = width() - 2.0 * metrics::kPanePadding;
    // A strip that nearly fits moves its frames together rather than scrolling.
    const double gap = frames > 1 ? (room - frames * side) / (frames - 1) : kFrameGap;
    return side + std::floor(std::clamp(gap < kLeastGap ? kFrameGap : gap, kLeastGap, kFrameGap));
}

double FilmStrip::contentWidth() const {
    const double side = lookOf(this).scaled(kFrame);
    return static_cast<double>(film_.frames.size()) * pitch() - (pitch() - side);
}

QRectF FilmStrip::pictureRect(int frame) const {
    const double side = lookOf(this).scaled(kFrame);
    return {metrics::kPanePadding + frame * pitch() - offset_, double(kLine + kFrameRing), side, side};
}

QPointF FilmStrip::dot(int frame) const {
    const double length = width() - 2.0 * metrics::kPanePadding;
    const FilmFrame& shown = film_.frames.at(static_cast<std::size_t>(frame));
    const auto last = static_cast<double>(lastFrame(film_));
    return {metrics::kPanePadding + length * std::min(1.0, static_cast<double>(shown.number) / last),
            kLine / 2.0};
}

int FilmStrip::dotAt(const QPointF& point) const {
    int nearest = -1;
    double least = metrics::kLeastHit / 2.0;
    for (int frame = 0; frame < tableColumns(); ++frame) {
        const double distance = std::abs(dot(frame).x() - point.x());
        if (distance < least) {
            least = distance;
            nearest = frame;
        }
    }
    return nearest;
}

void FilmStrip::scrollTo(double offset) {
    const double room = width() - 2.0 * metrics::kPanePadding;
    const double most = std::max(0.0, contentWidth() - room);
    const double wanted = std::clamp(offset, 0.0, most);
    if (wanted != offset_) {
        offset_ = wanted;
        update();
    }
}

void FilmStrip::reveal(int frame) {
    const double left = frame * pitch();
    const double room = width() - 2.0 * metrics::kPanePadding;
    const double side = lookOf(this).scaled(kFrame);
    scrollTo(std::clamp(offset_, left + side - room, std::max(left + side - room, left)));
}

void FilmStrip::choose(int frame) {
    if (frame >= 0 && frame < tableColumns() && frame != film_.current) {
        setCurrent(frame);
        announceCell(*this);
        Q_EMIT frameChosen(frame);
    }
}

void FilmStrip::paintTimeLine(QPainter& painter) const {
    const Look& look = lookOf(this);
    const double left = metrics::kPanePadding;
    const double length = width() - 2.0 * left;
    const double middle = kLine / 2.0;
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.drawLine(QPointF(left, middle), QPointF(left + length, middle));
    const std::int64_t last = lastFrame(film_);
    std::int64_t step = 1;
    while (length * static_cast<double>(step) / static_cast<double>(last) < kLeastTickGap) {
        step *= 2;
    }
    for (std::int64_t frame = 0; frame <= last; frame += step) {
        const double x = std::round(left + length * static_cast<double>(frame) /
                                               static_cast<double>(last)) + 0.5;
        painter.drawLine(QPointF(x, middle - kTick / 2), QPointF(x, middle + kTick / 2));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (int frame = 0; frame < tableColumns(); ++frame) {
        const bool current = frame == film_.current;
        painter.setPen(QPen(look.color(Token::S2), 1.5));
        painter.setBrush(look.color(current ? Token::Query : Token::Ink));
        const double radius = current ? kCurrentDot : kDot;
        painter.drawEllipse(dot(frame), radius, radius);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
}

void FilmStrip::paintFrame(QPainter& painter, int frame) const {
    const Look& look = lookOf(this);
    const FilmFrame& shown = film_.frames[static_cast<std::size_t>(frame)];
    const QRectF place = pictureRect(frame);
    painter.fillRect(place, look.color(Token::Sunk));
    if (!shown.picture.isNull()) {
        QSizeF size = QSizeF(shown.picture.size()).scaled(place.size(), Qt::KeepAspectRatio);
        const QRectF fitted(QPointF(place.x() + (place.width() - size.width()) / 2,
                                    place.y() + (place.height() - size.height()) / 2),
                            size);
        painter.setRenderHint(QPainter::SmoothPixmapTransform,
                              shown.picture.width() > fitted.width());
        painter.drawImage(fitted, shown.picture);
    }
    if (shown.state == FilmFrame::State::Failed) {
        paintHatch(painter, place, look.color(Token::DangerMark));
    }
    if (frame == film_.current) {
        paintFocusRing(painter, place.adjusted(-1, -1, 1, 1), 0, look);
    } else {
        painter.setPen(QPen(look.color(Token::Outline), 1));
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void FilmStrip::paintCaption(QPainter& painter, int frame) const {
    const Look& look = lookOf(this);
    const FilmFrame& shown = film_.frames[static_cast<std::size_t>(frame)];
    const QRectF place = pictureRect(frame);
    const QRectF line(place.left(), place.bottom() + kFrameRing, place.width(),
                      look.lineHeight(TextStyle::Caption));
    const bool current = frame == film_.current;
    const double name = paintWords(painter, line, Qt::AlignLeft | Qt::AlignVCenter,
                                   tr("t %1").arg(frame),
                                   current ? TextStyle::CaptionHead : TextStyle::Caption,
                                   current ? Token::T1 : Token::T2, look);
    QString when = shown.state == FilmFrame::State::Waiting
                       ? tr("waiting")
                       : tr("frame %1 · %2").arg(shown.number).arg(secondsText(shown.seconds));
    if (shown.state == FilmFrame::State::Failed) {
        when = tr("not seen");
    }
    if (name + metrics::kGrid + wordsWidth(when, TextStyle::Caption, look) > line.width()) {
        when = secondsText(shown.seconds);
    }
    paintWords(painter, line, Qt::AlignRight | Qt::AlignVCenter, when, TextStyle::Caption,
               shown.state == FilmFrame::State::Failed ? Token::DangerText : Token::T2, look);
}

void FilmStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), lookOf(this).color(Token::S2));
    painter.fillRect(0, height() - 1, width(), 1, lookOf(this).color(Token::Line));
    if (film_.frames.empty()) {
        return;
    }
    paintTimeLine(painter);
    for (int frame = 0; frame < tableColumns(); ++frame) {
        const QRectF place = pictureRect(frame);
        if (place.right() + kFrameRing >= 0 && place.left() - kFrameRing <= width()) {
            paintFrame(painter, frame);
            paintCaption(painter, frame);
        }
    }
}

void FilmStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const bool onLine = event->position().y() < kLine;
    choose(onLine ? dotAt(event->position()) : cellAt(event->position().toPoint()).x());
}

void FilmStrip::wheelEvent(QWheelEvent* event) {
    const QPoint delta = event->pixelDelta().isNull() ? event->angleDelta() : event->pixelDelta();
    scrollTo(offset_ - (delta.x() != 0 ? delta.x() : delta.y()));
    event->accept();
}

void FilmStrip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: choose(film_.current - 1); return;
    case Qt::Key_Right: choose(film_.current + 1); return;
    case Qt::Key_Home: choose(0); return;
    case Qt::Key_End: choose(tableColumns() - 1); return;
    default: QWidget::keyPressEvent(event);
    }
}

void FilmStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    reveal(film_.current);
}

QSize FilmStrip::sizeHint() const {
    const Look& look = lookOf(this);
    return {400, kLine + look.scaled(kFrame) + 2 * kFrameRing + look.lineHeight(TextStyle::Caption) +
                     metrics::kRowGap};
}

QSize FilmStrip::minimumSizeHint() const {
    return {160, sizeHint().height()};
}

int FilmStrip::tableColumns() const {
    return static_cast<int>(film_.frames.size());
}

QString FilmStrip::rowLabel(int) const {
    return tr("frames");
}

QString FilmStrip::columnLabel(int column) const {
    return tr("t %1").arg(column);
}

QString FilmStrip::cellText(int, int column) const {
    const FilmFrame& frame = film_.frames.at(static_cast<std::size_t>(column));
    QString text = tr("t %1, frame %2 of %3, %4")
                       .arg(column)
                       .arg(frame.number)
                       .arg(film_.sourceFrames)
                       .arg(secondsText(frame.seconds));
    if (frame.state == FilmFrame::State::Waiting) {
        text += tr(", waiting to be seen");
    } else if (frame.state == FilmFrame::State::Failed) {
        text += tr(", not seen: %1").arg(frame.note);
    }
    return column == film_.current ? text + tr(", in front") : text;
}

QRect FilmStrip::cellRect(int, int column) const {
    return pictureRect(column).toRect().intersected(rect());
}

QPoint FilmStrip::cellAt(const QPoint& point) const {
    for (int frame = 0; frame < tableColumns(); ++frame) {
        if (pictureRect(frame).contains(point)) {
            return {frame, 0};
        }
    }
    return {-1, -1};
}

QPoint FilmStrip::cursorCell() const {
    return film_.frames.empty() ? QPoint(-1, -1) : QPoint(film_.current, 0);
}

void FilmStrip::moveCursorTo(int, int column) {
    choose(column);
}

} // namespace vitrine::widgets
