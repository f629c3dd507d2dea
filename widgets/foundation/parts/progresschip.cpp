#include "widgets/foundation/parts/progresschip.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kGap = 8;
constexpr qint64 kBeforeEstimate = 500; // ms: earlier guesses jump about

QString seconds(double value) {
    if (value < 60) {
        return QStringLiteral("%1 s").arg(std::max(1, static_cast<int>(std::lround(value))));
    }
    const int minutes = static_cast<int>(value / 60);
    return QStringLiteral("%1 min %2 s").arg(minutes).arg(static_cast<int>(value) - 60 * minutes);
}

QString megabytes(qint64 bytes) {
    return QStringLiteral("%1 MB").arg(static_cast<double>(bytes) / 1e6, 0, 'f', 1);
}

} // namespace

ProgressChip::ProgressChip(QWidget* parent)
    : QWidget(parent), cancel_(new QPushButton(tr("Cancel"), this)) {
    setRole(*cancel_, Role::Quiet);
    setCompact(*cancel_);
    cancel_->setAccessibleName(tr("Cancel"));
    setAccessibleName(tr("Progress"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    hide();
    delay_.setSingleShot(true);
    delay_.setInterval(metrics::kProgressDelay);
    connect(&delay_, &QTimer::timeout, this, &QWidget::show);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        stopping_ = true;
        cancel_->setEnabled(false);
        cancel_->setToolTip(tr("Stopping at the next safe place"));
        updateGeometry();
        update();
        Q_EMIT
        cancelRequested();
    });
}

void ProgressChip::begin(const QString& what) {
    what_ = what;
    progress_ = {};
    stopping_ = false;
    running_ = true;
    cancel_->setEnabled(true);
    cancel_->setToolTip({});
    elapsed_.start();
    if (!isVisible()) {
        delay_.start();
    }
    setAccessibleDescription(text());
    update();
}

void ProgressChip::setProgress(const Progress& progress) {
    progress_ = progress;
    setAccessibleDescription(text());
    updateGeometry();
    update();
}

void ProgressChip::end() {
    running_ = false;
    delay_.stop();
    hide();
}

QString ProgressChip::text() const {
    if (stopping_) {
        return tr("Stopping %1").arg(what_);
    }
    if (progress_.total <= 0 || progress_.unit == Unit::None) {
        return what_;
    }
    if (progress_.unit == Unit::Bytes) {
        return tr("%1 %2 of %3").arg(what_, megabytes(progress_.done), megabytes(progress_.total));
    }
    return tr("%1 %2 of %3").arg(what_, countText(progress_.done), countText(progress_.total));
}

QString ProgressChip::timeLeft() const {
    if (!running_ || stopping_ || progress_.total <= 0 || progress_.done <= 0 ||
        elapsed_.elapsed() < kBeforeEstimate) {
        return {};
    }
    const double share = static_cast<double>(progress_.done) / static_cast<double>(progress_.total);
    return seconds(static_cast<double>(elapsed_.elapsed()) / 1000 * (1 - share) / share);
}

QSize ProgressChip::sizeHint() const {
    const Look& look = lookOf(this);
    const double words = wordsWidth(text(), TextStyle::Small, look) +
                         wordsWidth(timeLeft().isEmpty() ? QStringLiteral("00 s") : timeLeft(),
                                    TextStyle::Small, look);
    return {static_cast<int>(words) + look.scaled(metrics::kProgressBarWidth) + 3 * kGap +
                cancel_->sizeHint().width(),
            look.scaled(metrics::kStatusBarHeight)};
}

QSize ProgressChip::minimumSizeHint() const {
    return sizeHint();
}

void ProgressChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    double x = paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignVCenter, text(),
                          TextStyle::Small, Token::T1, look) +
               kGap;
    const QRectF track(x, height() / 2.0 - metrics::kProgressBarHeight / 2.0,
                       look.scaled(metrics::kProgressBarWidth), metrics::kProgressBarHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Press));
    painter.drawRoundedRect(track, 2, 2);
    if (progress_.total > 0) {
        const double share = std::clamp(
            static_cast<double>(progress_.done) / static_cast<double>(progress_.total), 0.0, 1.0);
        painter.setBrush(look.color(Token::Ink));
        painter.drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(track.width() * share, track.height())), 2, 2);
    }
    x = track.right() + kGap;
    paintWords(painter, QRectF(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter,
               timeLeft(), TextStyle::Small, Token::T3, look);
}

void ProgressChip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const QSize size = cancel_->sizeHint();
    cancel_->setGeometry(width() - size.width(), (height() - size.height()) / 2, size.width(),
                         size.height());
}

} // namespace vitrine::widgets
