#include "app/vitrine/window/statusband.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr double kBandPadding = 12;
constexpr double kFactGap = 12; ///< on both sides of the separator
constexpr double kHintGap = 14;

} // namespace

StatusBand::StatusBand(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Status"));
    progress_ = new widgets::ProgressChip(this);
    progress_->hide();
    progress_->installEventFilter(this);
}

void StatusBand::setFacts(const QStringList& facts) {
    if (facts_ != facts) {
        facts_ = facts;
        setAccessibleDescription(facts.join(QStringLiteral(", ")));
        place();
        update();
    }
}

void StatusBand::setHints(const QList<widgets::KeyHint>& hints) {
    hints_ = hints;
    update();
}

QSize StatusBand::sizeHint() const {
    return {200, widgets::lookOf(this).scaled(metrics::kStatusBarHeight)};
}

QSize StatusBand::minimumSizeHint() const {
    return {80, sizeHint().height()};
}

double StatusBand::factsWidth() const {
    double width = kBandPadding;
    for (const QString& fact : facts_) {
        width += widgets::wordsWidth(fact, TextStyle::Small, widgets::lookOf(this)) + 2 * kFactGap;
    }
    return width;
}

void StatusBand::place() {
    const QSize size = progress_->sizeHint();
    progress_->setGeometry(static_cast<int>(factsWidth()), (height() - size.height() + 1) / 2,
                           size.width(), size.height());
}

void StatusBand::resizeEvent(QResizeEvent*) {
    place();
}

bool StatusBand::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide ||
        event->type() == QEvent::LayoutRequest) {
        place();
        update();
    }
    return QWidget::eventFilter(watched, event);
}

void StatusBand::paintHints(QPainter& painter, double left) const {
    const widgets::Look& look = widgets::lookOf(this);
    double total = 0;
    for (const widgets::KeyHint& hint : hints_) {
        total += widgets::keyHintWidth(hint, look) + kHintGap;
    }
    double x = width() - kBandPadding - total + kHintGap;
    for (const widgets::KeyHint& hint : hints_) {
        if (x >= left) {
            widgets::paintKeyHint(painter, QPointF(x, height() / 2.0 + 0.5), hint, look);
        }
        x += widgets::keyHintWidth(hint, look) + kHintGap;
    }
}

void StatusBand::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    painter.fillRect(0, 0, width(), 1, look.color(Token::Line));
    double x = kBandPadding;
    for (qsizetype index = 0; index < facts_.size(); ++index) {
        if (index > 0) {
            painter.fillRect(QRectF(x, 8, 1, height() - 15), look.color(Token::Line));
            x += kFactGap;
        }
        x += widgets::paintWords(painter, QRectF(x, 1, width() - x, height() - 1),
                                 Qt::AlignLeft | Qt::AlignVCenter, facts_[index],
                                 TextStyle::Small, index == 0 ? Token::T1 : Token::T2, look);
        x += kFactGap;
    }
    if (!progress_->isHidden()) {
        x = progress_->geometry().right() + kFactGap;
    }
    paintHints(painter, x);
}

} // namespace vitrine::app
