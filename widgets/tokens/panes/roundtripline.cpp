#include "widgets/tokens/panes/roundtripline.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panes/stagetexts.h"
#include "widgets/tokens/study/piecewords.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 24;
constexpr double kPadding = 8;
constexpr double kIconRoom = 20;
constexpr std::size_t kMostShown = 2000; ///< bytes looked at for painting one line

void paintWave(QPainter& painter, double left, double right, double y) {
    QPainterPath wave;
    wave.moveTo(left, y);
    for (double x = left; x < right; x += 4) {
        wave.quadTo(x + 1, y - 2, x + 2, y);
        wave.quadTo(x + 3, y + 2, x + 4, y);
    }
    painter.drawPath(wave);
}

} // namespace

RoundTripLine::RoundTripLine(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Round trip"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RoundTripLine::setRoundTrip(const text::RoundTrip& trip, const QByteArray& source) {
    trip_ = trip;
    known_ = true;
    loss_ = lossText(trip, {source.constData(), static_cast<std::size_t>(source.size())});
    const QString verdict = trip.exact ? tr("nothing is lost") : loss_;
    setAccessibleDescription(verdict);
    setToolTip(tr("What the ids give back when they are decoded: %1").arg(verdict));
    update();
}

void RoundTripLine::clear() {
    trip_ = {};
    known_ = false;
    loss_.clear();
    update();
}

void RoundTripLine::setLabelWidth(int width) {
    labelWidth_ = width;
    update();
}

QSize RoundTripLine::sizeHint() const {
    return {400, lookOf(this).scaled(kHeight)};
}

QSize RoundTripLine::minimumSizeHint() const {
    return {200, lookOf(this).scaled(kHeight)};
}

void RoundTripLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    vitrine::widgets::paintWords(painter, QRectF(0, 0, labelWidth_, height()),
                                 Qt::AlignLeft | Qt::AlignVCenter, tr("Round trip"),
                                 TextStyle::Small, Token::T2, look);
    if (!known_) {
        return;
    }
    const double end = paintVerdict(painter) - metrics::kGroupGap;
    paintText(painter, QRectF(labelWidth_, 0, end - labelWidth_, height()));
}

double RoundTripLine::paintVerdict(QPainter& painter) const {
    const Look& look = lookOf(this);
    const QString words = trip_.exact ? tr("nothing is lost") : loss_;
    const double most = std::max(120.0, (width() - labelWidth_) * 0.6);
    const double width = std::min(
        most, wordsWidth(words, TextStyle::Caption, look) + kIconRoom + 2 * kPadding + 1);
    const QRectF pill(this->width() - width, (height() - look.scaled(20)) / 2.0, width,
                      look.scaled(20));
    if (!trip_.exact) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color(Token::WarnGround));
        painter.drawRoundedRect(pill, metrics::kRadius, metrics::kRadius);
    }
    const QRectF icon(pill.left() + kPadding - 2, pill.center().y() - 7, 14, 14);
    const Token token = trip_.exact ? Token::T2 : Token::WarnText;
    paintIcon(painter, icon, trip_.exact ? Icon::Check : Icon::Warning, look.color(token));
    const QRectF area = pill.adjusted(kPadding + kIconRoom - 2, 0, -kPadding + 2, 0);
    vitrine::widgets::paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, words, TextStyle::Caption,
                                 token, look, /*elide=*/true);
    return pill.left();
}

void RoundTripLine::paintText(QPainter& painter, const QRectF& area) const {
    const Look& look = lookOf(this);
    const QFont font = look.font(TextStyle::Small);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const double wave = area.center().y() + metrics.ascent() / 2 + 2;
    double x = area.left();
    std::size_t at = 0;
    // Segments between and inside losses, until the line is full.
    const auto draw = [&](std::size_t end, bool lost, bool unknown) {
        const std::string bytes = trip_.text.substr(at, end - at);
        QString words = visibleSigns(QString::fromStdString(bytes)).replace(QChar(0x00B7), u' ');
        at = end;
        const double room = area.right() - x;
        const bool fits = metrics.horizontalAdvance(words) <= room;
        words = fits ? words : metrics.elidedText(words, Qt::ElideRight, room);
        painter.setPen(look.color(unknown ? Token::DangerText : Token::T1));
        painter.drawText(QRectF(x, area.top(), room + 1, area.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
        const double width = metrics.horizontalAdvance(words);
        if (lost && width > 0) {
            painter.setPen(QPen(look.color(unknown ? Token::DangerMark : Token::WarnMark), 1));
            painter.setBrush(Qt::NoBrush);
            paintWave(painter, x, x + width, wave);
        }
        x += width;
        return fits;
    };
    for (const text::Loss& loss : trip_.losses) {
        if (loss.decoded.begin < at || loss.decoded.begin > kMostShown) {
            continue;
        }
        if (!draw(loss.decoded.begin, false, false)
            || !draw(loss.decoded.end, true, loss.reason == text::Loss::Reason::Unknown)) {
            return;
        }
    }
    draw(std::min(trip_.text.size(), at + kMostShown), false, false);
}

} // namespace vitrine::widgets
