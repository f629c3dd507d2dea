#include "widgets/attention/overlay/pictureoverlay.h"

#include "widgets/attention/overlay/overlayfigure.h"
#include "widgets/attention/overlay/overlayfoot.h"
#include "widgets/attention/overlay/overlayraster.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kTitle = 26;
constexpr double kLeastFoot = 400; ///< its words need more width than a narrow picture has

} // namespace

PictureOverlay::PictureOverlay(AttentionState& state, Worker& worker, QWidget* parent)
    : PatchCanvas(parent)
    , state_(state)
    , rollout_(worker) {
    setAccessibleName(tr("Attention over the picture"));
    setAccessibleDescription(tr("Arrows move over the patches, Enter makes a patch the query, C the "
                                "class token. With Alt: who looks at the patch."));
    connect(&state_, &AttentionState::pictureChanged, this, &PictureOverlay::takePicture);
    connect(&state_, &AttentionState::shownChanged, this, &PictureOverlay::takeShown);
    connect(this, &PatchCanvas::patchHovered, this, &PictureOverlay::point);
    connect(this, &PatchCanvas::patchClicked, this,
            [this](int token) { choose(static_cast<std::size_t>(token)); });
    connect(this, &ZoomCanvas::viewportChanged, this, [this] { raster_ = {}; });
    connect(&rollout_, &RolloutSource::arrived, this, &PictureOverlay::takeShown);
    connect(&rollout_, &RolloutSource::failed, this, &PictureOverlay::failed);
    takePicture();
}

PictureOverlay::~PictureOverlay() = default;

void PictureOverlay::takePicture() {
    rollout_.setPicture(state_.picture());
    takeFrame();
    takeShown();
    announceTableReset(*this);
}

void PictureOverlay::takeFrame() {
    const engine::Trace* trace = state_.trace();
    setPicture(trace != nullptr ? trace->sample().pictureAt(state_.selection().frame) : nullptr);
    setPatches(state_.patches());
}

// With Alt the token pointed at is the key; else the query stays while keys are pointed at.
OverlayAsk PictureOverlay::ask() const {
    const AttentionSelection& selection = state_.selection();
    OverlayAsk ask{.head = *state_.shownHead(), .quadrant = selection.overlay.quadrant};
    const bool asking = ask.quadrant == Quadrant::PatchesToClass ||
                        (ask.quadrant == Quadrant::PatchesToPatches &&
                         !patches().isPatch(state_.selectedQuery().value_or(0)));
    ask.query = (asking ? state_.selectedQuery() : state_.shownQuery()).value_or(0);
    if (state_.reversed()) {
        ask.lookedAt = state_.shownKey();
        if (!ask.lookedAt) {
            ask.lookedAt = state_.selectedQuery();
        }
    }
    return ask;
}

void PictureOverlay::takeShown() {
    if (patches() != state_.patches()) {
        takeFrame(); // another one of a clip
    }
    scene_.reset();
    raster_ = {};
    if (state_.shownHead() && !patches().empty()) {
        const OverlayAsk wanted = ask();
        const bool rollout = state_.selection().overlay.method == OverlayMethod::Rollout;
        const std::vector<float>* row = rollout ? rollout_.row(wanted.query) : nullptr;
        if (!rollout || row != nullptr) {
            scene_ = overlaySceneOf(state_.picture(), patches(), state_.selection(), wanted, row);
        }
        if (scene_ && state_.form() == MapForm::Picture) {
            state_.setRangeRule(scene_->rule);
        }
    }
    refreshCanvas();
    update();
    Q_EMIT sceneChanged();
}

double PictureOverlay::footHeight(double width) const {
    return scene_ ? OverlayFoot(*scene_, width, lookOf(this)).height() : 0;
}

double PictureOverlay::footWidth() const {
    return std::clamp(static_cast<double>(canvasRect().width()), std::min(kLeastFoot, width() - 1.0),
                      std::max(1.0, width() - 1.0));
}

QPointF PictureOverlay::footCorner() const {
    return QRectF(canvasRect()).bottomLeft();
}

QRectF PictureOverlay::room() const {
    // Half a casing stays free on all sides: the query may be a patch at the edge.
    const double edge = metrics::kCasingWidth / 2 + 1;
    return {edge, kTitle, std::max(1.0, width() - 2 * edge),
            std::max(1.0, height() - kTitle - footHeight(width()) - edge)};
}

int PictureOverlay::heightFor(int width, int most) const {
    const double foot = footHeight(width);
    const QSizeF whole = viewport().content();
    const double picture = whole.height() * width / whole.width();
    return std::min(most, static_cast<int>(std::ceil(kTitle + picture + foot + metrics::kGrid)));
}

void PictureOverlay::point(int token) {
    AttentionHover hover;
    if (token >= 0 && scene_) {
        const auto index = static_cast<std::size_t>(token);
        if (scene_->row.asks && !state_.reversed()) {
            hover.query = index;
            hover.key = scene_->row.fixed;
        } else {
            hover.query = state_.selectedQuery();
            hover.key = index;
        }
    }
    state_.setHover(hover);
}

void PictureOverlay::choose(std::size_t token) {
    OverlayChoice overlay = state_.selection().overlay;
    if (overlay.quadrant != Quadrant::Row && overlay.quadrant != Quadrant::PatchesToPatches) {
        overlay.quadrant = Quadrant::Row;
        state_.setOverlay(overlay);
    }
    state_.selectCell(token, std::nullopt);
}

std::optional<std::size_t> PictureOverlay::chipAt(const QPointF& point) const {
    return scene_ ? OverlayFoot(*scene_, footWidth(), lookOf(this)).tokenAt(point - footCorner())
                  : std::nullopt;
}

QRectF PictureOverlay::chipRect(std::size_t token) const {
    return scene_ ? OverlayFoot(*scene_, footWidth(), lookOf(this))
                        .chipRect(token)
                        .translated(footCorner())
                  : QRectF();
}

void PictureOverlay::mouseMoveEvent(QMouseEvent* event) {
    state_.setReversed(event->modifiers().testFlag(Qt::AltModifier));
    PatchCanvas::mouseMoveEvent(event);
    if (dragging() || hovered()) {
        return;
    }
    const auto chip = chipAt(event->position());
    setCursor(chip ? Qt::PointingHandCursor : Qt::ArrowCursor);
    point(chip ? static_cast<int>(*chip) : -1);
}

void PictureOverlay::mouseReleaseEvent(QMouseEvent* event) {
    const bool dragged = dragging();
    PatchCanvas::mouseReleaseEvent(event);
    const auto chip = chipAt(event->position());
    if (!dragged && chip && event->button() == Qt::LeftButton) {
        choose(*chip);
    }
}

void PictureOverlay::leaveEvent(QEvent* event) {
    PatchCanvas::leaveEvent(event);
    if (!hovered()) {
        state_.setHover({});
    }
}

void PictureOverlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_C && event->modifiers() == Qt::NoModifier) {
        if (const auto token = patches().classToken()) {
            choose(*token);
        }
        return;
    }
    PatchCanvas::keyPressEvent(event);
}

void PictureOverlay::changeEvent(QEvent* event) {
    PatchCanvas::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange ||
        event->type() == QEvent::StyleChange) {
        raster_ = {};
        refreshCanvas();
    }
}

QString PictureOverlay::patchText(std::size_t token) const {
    if (!scene_) {
        return tr("no weight yet");
    }
    return hoverText(static_cast<double>(scene_->row.weights[token]));
}

std::optional<ReadOut> PictureOverlay::readOut() const {
    if (!scene_ || !hovered()) {
        return std::nullopt;
    }
    const engine::Trace& trace = *state_.trace();
    const std::size_t token = *hovered();
    const bool rollout = state_.selection().overlay.method == OverlayMethod::Rollout;
    if (!rollout && scene_->row.fixed) {
        const bool asks = scene_->row.asks;
        return readOutOf(trace, scene_->ask.head, asks ? token : *scene_->row.fixed,
                         asks ? *scene_->row.fixed : token, asks);
    }
    // A share of several rows, or of a product of maps: no one cell stands for it.
    const std::vector<bool> counted(scene_->row.weights.size(), true);
    const Standing standing = standingOf(scene_->row.weights, counted, token);
    return ReadOut{.first = scene_->title,
                   .verb = {},
                   .second = tokenName(trace, patches(), token),
                   .value = hoverText(static_cast<double>(standing.value)),
                   .detail = tr("rank %1 of %2").arg(standing.rank).arg(standing.count)};
}

void PictureOverlay::paintTitle(QPainter& painter, const Look& look) const {
    const QRectF line(0, 0, width(), kTitle - 2);
    paintWords(painter, line, Qt::AlignLeft | Qt::AlignVCenter, scene_->title, TextStyle::Head,
               scene_->row.asks ? Token::KeyText : Token::QueryText, look, /*elide=*/true);
}

void PictureOverlay::paintCard(QPainter& painter, const Look& look) const {
    const auto card = readOut();
    if (!card) {
        return;
    }
    const QRectF patch = patchRect(*hovered());
    const QRectF bounds(0, 0, width(), footCorner().y());
    paintReadOut(painter, readOutPlace(readOutSize(*card, look), patch, bounds), *card, look);
}

void PictureOverlay::paintEvent(QPaintEvent* event) {
    if (!scene_) {
        PatchCanvas::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const Look& look = lookOf(this);
    const QRectF canvas = canvasRect();
    const double ratio = devicePixelRatioF();
    if (raster_.isNull()) {
        raster_ = overlaid(
            seen(), patches(), scene_->strengths(),
            [&](std::size_t token) {
                const QRectF box = patchRect(token).translated(-canvas.topLeft());
                return QRectF(box.topLeft() * ratio, box.size() * ratio);
            },
            scene_->choice.mode, overlayHue(*scene_, look), look);
        raster_.setDevicePixelRatio(ratio);
    }
    paintTitle(painter, look);
    painter.drawImage(canvas.topLeft(), raster_);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.drawRect(canvas.adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.save();
    const double over = metrics::kCasingWidth / 2;
    painter.setClipRect(canvas.adjusted(-over, -over, over, over));
    paintOverlayMarks(
        painter, *scene_, [this](std::size_t token) { return patchRect(token); }, look);
    if (hovered()) {
        strokeCased(painter, patchRect(*hovered()),
                    look.color(scene_->row.asks ? Token::Query : Token::Key), 2, look);
    }
    painter.restore();
    OverlayFoot(*scene_, footWidth(), look).paint(painter, footCorner(), look);
    paintCard(painter, look);
}

std::unique_ptr<Figure> PictureOverlay::figure() const {
    return scene_ ? makeOverlayFigure(*scene_) : nullptr;
}

} // namespace vitrine::widgets
