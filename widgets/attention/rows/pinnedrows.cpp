#include "widgets/attention/rows/pinnedrows.h"

#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitrine::widgets {

namespace {

class PinnedFigure final : public Figure {
public:
    PinnedFigure(PinnedScene scene, QString caption, QString title)
        : scene_(std::move(scene))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const double width = std::clamp(static_cast<double>(scene_.keys.size()) * 30, 240.0, 900.0);
        const Look look = Look::builtIn(/*dark=*/false);
        const PinnedLayout layout(scene_, width + 110, look);
        return {static_cast<int>(width) + 140, static_cast<int>(layout.height) + 4};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintPinned(painter, scene_, PinnedLayout(scene_, size.width() - 30, look), 1, look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    PinnedScene scene_;
    QString caption_;
    QString title_;
};

} // namespace

PinnedRows::PinnedRows(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Row in pinned heads"));
    setAccessibleDescription(tr("One row of cells for each pinned head. Enter opens the head."));
    setRingPlace(*this, RingPlace::Inside);
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::shownChanged, this, &PinnedRows::takeShown);
    connect(&state_, &AttentionState::selectionChanged, this, &PinnedRows::takeShown);
    takeShown();
}

void PinnedRows::takeShown() {
    const PinnedScene before = std::exchange(scene_, pinnedOf(state_));
    // The labels' length is part of the height.
    if (before.rows.size() != scene_.rows.size() || before.token != scene_.token ||
        before.keys != scene_.keys) {
        updateGeometry();
        announceTableReset(*this);
        Q_EMIT sceneChanged();
    }
    update();
}

QString PinnedRows::rule(bool brief) const {
    const Response response = state_.selection().response;
    const QString sign = response == Response::SquareRoot ? QStringLiteral("√") : nameOf(response);
    return brief ? tr("0–1, %1").arg(sign) : tr("one range for all, 0–1, %1").arg(sign);
}

// The size hints are those of the width they were asked at; layouts keep them.
void PinnedRows::resizeEvent(QResizeEvent* event) {
    if (event->size().width() != event->oldSize().width()) {
        updateGeometry();
    }
    QWidget::resizeEvent(event);
}

void PinnedRows::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (scene_.rows.empty()) {
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("Point at a row of the map to see it in the pinned heads"), TextStyle::Small,
                   Token::T3, look, /*elide=*/true);
        return;
    }
    paintPinned(painter, scene_, PinnedLayout(scene_, width(), look), devicePixelRatioF(), look);
}

std::unique_ptr<Figure> PinnedRows::figure() const {
    if (scene_.rows.empty()) {
        return nullptr;
    }
    const QString method =
        scene_.rows.size() == 1
            ? tr("row of “%1” in one head").arg(scene_.token)
            : tr("row of “%1” in %2 heads").arg(scene_.token).arg(scene_.rows.size());
    const QString model = QString::fromStdString(state_.picture()->model.name);
    return std::make_unique<PinnedFigure>(
        scene_, gridCaption(*state_.picture(), rule()) + QStringLiteral(" · ") + method,
        model + u' ' + method);
}

WeightChoice PinnedRows::weights() const {
    WeightChoice choice;
    if (!scene_.rows.empty()) {
        choice.trace = state_.picture()->trace;
        choice.query = state_.shownQuery();
        std::ranges::transform(scene_.rows, std::back_inserter(choice.heads),
                               &PinnedScene::Row::head);
    }
    return choice;
}

int PinnedRows::tableRows() const {
    return static_cast<int>(scene_.rows.size());
}

int PinnedRows::tableColumns() const {
    return scene_.rows.empty() ? 0 : static_cast<int>(scene_.keys.size());
}

QString PinnedRows::rowLabel(int row) const {
    return tr("head %1").arg(scene_.rows.at(static_cast<std::size_t>(row)).name);
}

QString PinnedRows::columnLabel(int column) const {
    return scene_.keys.at(static_cast<std::size_t>(column));
}

QString PinnedRows::cellText(int row, int column) const {
    const auto& content = scene_.rows.at(static_cast<std::size_t>(row));
    const auto weight = static_cast<double>(content.weights.at(static_cast<std::size_t>(column)));
    return tr("head %1, “%2” to “%3”, %4")
        .arg(content.name, scene_.token, columnLabel(column), hoverText(weight));
}

QRect PinnedRows::cellRect(int row, int column) const {
    return PinnedLayout(scene_, width(), lookOf(this))
        .cell(static_cast<std::size_t>(row), static_cast<std::size_t>(column))
        .toRect();
}

QPoint PinnedRows::cellAt(const QPoint& point) const {
    const PinnedLayout layout(scene_, width(), lookOf(this));
    for (std::size_t row = 0; row < scene_.rows.size(); ++row) {
        const QRectF area = layout.row(row).adjusted(-layout.left, -3, 0, 3);
        if (area.contains(point)) {
            const int key = static_cast<int>(std::floor((point.x() - layout.left) / layout.pitch));
            return {std::clamp(key, -1, static_cast<int>(layout.keys) - 1), static_cast<int>(row)};
        }
    }
    return {-1, -1};
}

QPoint PinnedRows::cursorCell() const {
    return cursor_;
}

void PinnedRows::pointAt(const QPoint& cell) {
    AttentionHover hover;
    hover.query = state_.shownQuery();
    if (cell.x() >= 0) {
        hover.key = static_cast<std::size_t>(cell.x());
    }
    state_.setHover(cell.y() >= 0 ? hover : AttentionHover{});
}

void PinnedRows::moveCursorTo(int row, int column) {
    if (row >= 0 && row < tableRows() && column >= 0 && column < tableColumns()) {
        cursor_ = {column, row};
        pointAt(cursor_);
        announceCell(*this);
    }
}

void PinnedRows::mouseMoveEvent(QMouseEvent* event) {
    pointAt(cellAt(event->position().toPoint()));
}

void PinnedRows::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && cell.y() >= 0) {
        state_.openHead(scene_.rows[static_cast<std::size_t>(cell.y())].head);
    }
}

void PinnedRows::leaveEvent(QEvent* event) {
    QWidget::leaveEvent(event);
    state_.setHover({});
}

void PinnedRows::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left: moveCursorTo(std::max(cursor_.y(), 0), cursor_.x() - 1); return;
    case Qt::Key_Right: moveCursorTo(std::max(cursor_.y(), 0), cursor_.x() + 1); return;
    case Qt::Key_Up: moveCursorTo(cursor_.y() - 1, std::max(cursor_.x(), 0)); return;
    case Qt::Key_Down: moveCursorTo(cursor_.y() + 1, std::max(cursor_.x(), 0)); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursor_.y() >= 0 && cursor_.y() < tableRows()) {
            state_.openHead(scene_.rows[static_cast<std::size_t>(cursor_.y())].head);
        }
        return;
    default: QWidget::keyPressEvent(event);
    }
}

int PinnedRows::heightForWidth(int width) const {
    const Look& look = lookOf(this);
    return scene_.rows.empty()
               ? look.scaled(28)
               : static_cast<int>(std::ceil(PinnedLayout(scene_, width, look).height));
}

QSize PinnedRows::sizeHint() const {
    return {320, heightForWidth(std::max(width(), 240))};
}

QSize PinnedRows::minimumSizeHint() const {
    return {200, sizeHint().height()};
}

} // namespace vitrine::widgets
