#include "widgets/training/curves/curvelegend.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/runs/linesample.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace vitrine::widgets {

namespace {

constexpr int kWidth = 168;
constexpr double kSample = 24;
constexpr double kGap = 12;
constexpr double kPadding = 8;

} // namespace

CurveLegend::CurveLegend(RunBook& book, QWidget* parent)
    : QWidget(parent)
    , book_(book) {
    setAccessibleName(tr("Legend"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&book_, &RunBook::shownChanged, this, &CurveLegend::describe);
    connect(&book_, &RunBook::currentChanged, this, &CurveLegend::describe);
    describe();
}

void CurveLegend::describe() {
    QStringList names;
    for (const RunRecord* record : book_.shown()) {
        names.append(record->name());
    }
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    update();
}

QSize CurveLegend::sizeHint() const {
    return {lookOf(this).scaled(kWidth), 80};
}

QSize CurveLegend::minimumSizeHint() const {
    return sizeHint();
}

void CurveLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const double row = look.rows().tree;
    double y = kPadding;
    const auto words = [&](const QString& text, Token token) {
        paintWords(painter, {kPadding + kSample + kGap, y, width() - 2 * kPadding - kSample - kGap,
                             row},
                   Qt::AlignLeft | Qt::AlignVCenter, text,
                   token == Token::T1 ? TextStyle::Base : TextStyle::Small, token, look,
                   /*elide=*/true);
    };
    for (const RunRecord* record : book_.shown()) {
        paintLineSample(painter, {kPadding, y, kSample, row}, *record, look);
        words(record->name(), Token::T1);
        y += row;
    }
    y += kPadding;
    const double middle = kPadding + kSample / 2;
    const QPointF corners[] = {{middle - 3, y + row / 2 - 4},
                               {middle + 4, y + row / 2},
                               {middle - 3, y + row / 2 + 4}};
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::T2));
    painter.drawPolygon(corners, 3);
    words(tr("checkpoint"), Token::T2);
    y += row;
    painter.setPen(QPen(look.color(Token::WarnMark), 1, Qt::DashLine));
    painter.drawLine(QPointF(middle, y + 4), QPointF(middle, y + row - 4));
    words(tr("control edit"), Token::T2);
    y += row;
    painter.fillRect(QRectF(middle - 1, y + row / 2 - 4, 2, 8), look.color(Token::DangerMark));
    words(tr("not a number"), Token::T2);
    y += row;
    QColor area = look.color(Token::T3);
    area.setAlphaF(0.26F);
    painter.fillRect(QRectF(kPadding, y + row / 2 - 4, kSample, 8), area);
    words(tr("min–max"), Token::T2);
}

bool CurveLegend::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) { // names may be cut short
        auto* help = static_cast<QHelpEvent*>(event);
        const int row = static_cast<int>((help->pos().y() - kPadding) / lookOf(this).rows().tree);
        const std::vector<const RunRecord*> shown = book_.shown();
        if (row >= 0 && row < static_cast<int>(shown.size())) {
            QToolTip::showText(help->globalPos(), shown[static_cast<std::size_t>(row)]->name(),
                               this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace vitrine::widgets
