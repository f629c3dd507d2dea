#include "widgets/attention/strip/layerstrip.h"

#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace vitrine::widgets {

namespace {

constexpr double kReach = 9; // how far from a mark the pointer still means it
constexpr int kLayerPitch = 30;
constexpr int kLeastLayerPitch = 11;

class LayerFigure final : public Figure {
public:
    LayerFigure(LayerScene scene, QString caption, QString title)
        : scene_(std::move(scene))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        return {480, static_cast<int>(scene_.layers.size()) * kLayerPitch + 24};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintLayers(painter, scene_, LayerLayout(scene_, QRectF(QPointF(), size), look), look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    LayerScene scene_;
    QString caption_;
    QString title_;
};

} // namespace

LayerStrip::LayerStrip(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&state_, &AttentionState::shownChanged, this, &LayerStrip::takeState);
    connect(&state_, &AttentionState::selectionChanged, this, &LayerStrip::takeState);
    takeState();
}

void LayerStrip::takeState() {
    scene_ = layersOf(state_);
    setAccessibleName(title());
    setAccessibleDescription(note());
    update();
}

QString LayerStrip::title() const {
    QString label = scene_.label.isEmpty() ? tr("statistic") : scene_.label;
    label[0] = label[0].toUpper();
    return tr("%1 by layer").arg(label);
}

QString LayerStrip::note() const {
    return scene_.statistic == "entropy" ? tr("0 one key · 1 uniform · each mark one head")
                                         : tr("each mark one head");
}

LayerLayout LayerStrip::layout() const {
    return {scene_, rect(), lookOf(this)};
}

QPointF LayerStrip::placeOf(engine::HeadRef head) const {
    const LayerLayout places = layout();
    for (std::size_t layer = 0; layer < scene_.layers.size(); ++layer) {
        for (const LayerScene::Mark& mark : scene_.layers[layer].marks) {
            if (mark.head == head) {
                return places.place(layer, mark.value);
            }
        }
    }
    return {-1e6, -1e6};
}

const LayerScene::Mark* LayerStrip::markAt(const QPointF& point) const {
    const LayerLayout places = layout();
    const LayerScene::Mark* nearest = nullptr;
    double best = kReach * kReach;
    for (std::size_t layer = 0; layer < scene_.layers.size(); ++layer) {
        for (const LayerScene::Mark& mark : scene_.layers[layer].marks) {
            const QPointF away = places.place(layer, mark.value) - point;
            const double distance = QPointF::dotProduct(away, away);
            if (distance < best) {
                best = distance;
                nearest = &mark;
            }
        }
    }
    return nearest;
}

void LayerStrip::paintEvent(QPaintEvent*) {
    if (scene_.layers.empty()) {
        return;
    }
    QPainter painter(this);
    const Look& look = lookOf(this);
    paintLayers(painter, scene_, layout(), look);
    const bool none = std::ranges::all_of(
        scene_.layers, [](const LayerScene::Layer& layer) { return layer.marks.empty(); });
    if (none) {
        paintWords(painter, rect(), Qt::AlignCenter, tr("Not defined for this input"),
                   TextStyle::Small, Token::T2, look);
    }
}

void LayerStrip::mouseMoveEvent(QMouseEvent* event) {
    AttentionHover hover;
    if (const LayerScene::Mark* mark = markAt(event->position())) {
        hover.site = state_.trace()->sites()[static_cast<std::size_t>(mark->head.site)].name;
        hover.head = mark->head.head;
    }
    state_.setHover(hover);
}

void LayerStrip::mouseReleaseEvent(QMouseEvent* event) {
    const LayerScene::Mark* mark = markAt(event->position());
    if (event->button() == Qt::LeftButton && mark != nullptr) {
        state_.openPinned(mark->head);
    }
}

void LayerStrip::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    state_.setHover({});
}

bool LayerStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        if (const LayerScene::Mark* mark = markAt(help->pos())) {
            QToolTip::showText(help->globalPos(),
                               tr("Head %1, %2 %3")
                                   .arg(headName(*state_.trace(), mark->head), scene_.label,
                                        hoverText(mark->value)),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

std::unique_ptr<Figure> LayerStrip::figure() const {
    if (scene_.layers.empty()) {
        return nullptr;
    }
    const QString model = QString::fromStdString(state_.picture()->model.name);
    return std::make_unique<LayerFigure>(
        scene_, tr("%1 · %2 · %3").arg(model, title(), note()), model + u' ' + title());
}

QSize LayerStrip::sizeHint() const {
    return {320, static_cast<int>(scene_.layers.size()) * kLayerPitch + 24};
}

QSize LayerStrip::minimumSizeHint() const {
    return {200, static_cast<int>(scene_.layers.size()) * kLeastLayerPitch + 24};
}

} // namespace vitrine::widgets
