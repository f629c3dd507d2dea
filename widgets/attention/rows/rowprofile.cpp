#include "widgets/attention/rows/rowprofile.h"

#include "widgets/attention/map/mapview.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 132;
constexpr int kLeastHeight = 72;
constexpr double kTop = 22;
constexpr double kBottom = 8;

/// A profile in a file: its own columns with labels under them.
class ProfileFigure final : public Figure {
public:
    ProfileFigure(ProfileScene scene, std::vector<QString> labels, QString caption, QString title)
        : scene_(std::move(scene))
        , labels_(std::move(labels))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        return {static_cast<int>(std::clamp<std::size_t>(labels_.size() * 30, 240, 900)) + 190, 240};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const QRectF area(110, kTop, size.width() - 190, size.height() - kTop - 90);
        const double pitch = area.width() / static_cast<double>(std::max<std::size_t>(1, labels_.size()));
        paintProfile(painter, area, scene_, [&](std::size_t index) {
            return QRectF(area.left() + pitch * static_cast<double>(index), 0, pitch, 1);
        }, look);
        if (pitch < metrics::kLeastLabelPitch) {
            return;
        }
        for (std::size_t index = 0; index < labels_.size(); ++index) {
            painter.save();
            painter.translate(area.left() + pitch * (static_cast<double>(index) + 0.5),
                              area.bottom() + 6);
            painter.rotate(metrics::kKeyLabelAngle);
            paintWords(painter, QRectF(-120, -8, 120, 16), Qt::AlignRight | Qt::AlignVCenter,
                       labels_[index], TextStyle::Small, Token::T2, look);
            painter.restore();
        }
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    ProfileScene scene_;
    std::vector<QString> labels_;
    QString caption_;
    QString title_;
};

} // namespace

RowProfile::RowProfile(AttentionState& state, MapView& map, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , map_(map) {
    setAccessibleName(tr("Row profile"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&state_, &AttentionState::shownChanged, this, [this] {
        describe();
        update();
    });
    connect(&map_, &MapView::frameChanged, this, qOverload<>(&QWidget::update));
    describe();
}

void RowProfile::describe() {
    const auto scene = profileOf(state_);
    setAccessibleDescription(
        !scene ? tr("No row is chosen")
        : scene->reversed
            ? tr("Who looks at “%1”, 0 to %2").arg(scene->token, numberText(scene->top, 2))
            : tr("What “%1” looks at, 0 to %2").arg(scene->token, numberText(scene->top, 2)));
}

void RowProfile::paintEvent(QPaintEvent*) {
    const auto scene = profileOf(state_);
    if (!scene) {
        return;
    }
    QPainter painter(this);
    const MapFrame frame = map_.frame();
    const double shift = map_.x() - x();
    const QRectF area(frame.canvas.left() + shift, kTop, frame.canvas.width(),
                      height() - kTop - kBottom);
    paintProfile(painter, area, *scene, [&](std::size_t index) {
        const QRectF column = frame.rectOf(0, index).translated(shift, 0);
        return column.intersects(QRectF(area.left(), column.top(), area.width(), 1)) ? column
                                                                                     : QRectF();
    }, lookOf(this));
}

std::unique_ptr<Figure> RowProfile::figure() const {
    const auto scene = profileOf(state_);
    const auto head = state_.shownHead();
    if (!scene || !head) {
        return nullptr;
    }
    const engine::Site& site = *state_.site();
    const int axis = scene->reversed ? site.queryAxis : site.keyAxis;
    std::vector<QString> labels;
    for (const AxisToken& token : state_.trace()->axes()[static_cast<std::size_t>(axis)].tokens) {
        labels.push_back(shortLabelOf(token, 16));
    }
    const QString method = scene->reversed ? tr("column of “%1”").arg(scene->token)
                                           : tr("row of “%1”").arg(scene->token);
    return std::make_unique<ProfileFigure>(
        *scene, std::move(labels),
        headCaption(*state_.picture(), *head, method,
                    tr("0–%1, linear").arg(numberText(scene->top, 2))),
        figureTitle(*state_.picture(), *head) + u' ' + method);
}

QSize RowProfile::sizeHint() const {
    return {320, lookOf(this).scaled(kHeight)};
}

QSize RowProfile::minimumSizeHint() const {
    return {120, lookOf(this).scaled(kLeastHeight)};
}

} // namespace vitrine::widgets
