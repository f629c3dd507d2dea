#include "widgets/training/recipe/scheduleview.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/recipe/recipedraft.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 48;
constexpr double kPadding = 8;
constexpr std::int64_t kShapeSteps = 1000; // where the number of updates is unknown

std::int64_t stepsOf(const run::TrainSettings& settings) {
    return settings.steps.value_or(kShapeSteps);
}

} // namespace

ScheduleView::ScheduleView(RecipeDraft& draft, QWidget* parent)
    : QWidget(parent)
    , draft_(draft) {
    setAccessibleName(tr("Course of the learning rate"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&draft_, &RecipeDraft::changed, this, &ScheduleView::take);
    take();
}

void ScheduleView::take() {
    setVisible(draft_.recipe().has_value());
    if (draft_.recipe()) {
        const run::TrainSettings& settings = draft_.recipe()->settings;
        const std::int64_t steps = stepsOf(settings);
        const run::Schedule schedule = settings.scheduleOver(steps);
        setAccessibleDescription(tr("begins at %1, ends at %2")
                                     .arg(hoverText(schedule.rate(0)),
                                          hoverText(schedule.rate(steps - 1))));
    }
    update();
}

QSize ScheduleView::sizeHint() const {
    return {120, lookOf(this).scaled(kHeight)};
}

void ScheduleView::paintEvent(QPaintEvent*) {
    if (!draft_.recipe()) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    painter.setPen(QPen(look.color(Token::Line), 1));
    painter.setBrush(look.color(Token::S1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                            metrics::kRadius);
    const run::TrainSettings& settings = draft_.recipe()->settings;
    const std::int64_t steps = stepsOf(settings);
    const run::Schedule schedule = settings.scheduleOver(steps);
    const QRectF area = QRectF(rect()).adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const double most = std::max(schedule.base, 1e-30);
    QPolygonF line;
    const auto columns = static_cast<std::int64_t>(area.width());
    for (std::int64_t i = 0; i <= columns; ++i) {
        const std::int64_t step =
            std::min(steps - 1, steps * i / std::max<std::int64_t>(columns, 1));
        const double share = std::clamp(schedule.rate(step) / most, 0.0, 1.0);
        line.append({area.left() + static_cast<double>(i), area.bottom() - share * area.height()});
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::Ink), 1.5));
    painter.drawPolyline(line);
    const QString words = settings.steps ? tr("%1 steps").arg(countText(steps)) : tr("shape");
    paintWords(painter, area, Qt::AlignRight | Qt::AlignTop, words, TextStyle::Caption, Token::T3,
               look);
}

} // namespace vitrine::widgets
