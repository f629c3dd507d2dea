#include "widgets/attention/compare/shiftgrid.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/shiftscene.h"
#include "widgets/attention/state/figurecaption.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vitrine::widgets {

namespace {

ShiftScene sceneOf(const AttentionState& state, const CompareState& compare) {
    ShiftScene scene;
    if (!compare.shifts() || !compare.comparison()) {
        return scene;
    }
    scene.shifts = compare.shifts()->shifts;
    const auto shown = compare.sites();
    const auto& pairs = compare.comparison()->sites();
    for (std::size_t row = 0; row < pairs.size(); ++row) {
        const auto site = static_cast<std::size_t>(pairs[row].siteA);
        scene.layers.push_back(state.trace()->sites()[site].layer);
        if (shown && shown->siteA == pairs[row].siteA && compare.headNumber() >= 0) {
            scene.selected = {compare.headNumber(), static_cast<int>(row)};
        }
    }
    return scene;
}

class ShiftFigure final : public Figure {
public:
    ShiftFigure(ShiftScene scene, QString caption, QString title)
        : scene_(std::move(scene))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        return {static_cast<int>(scene_.shifts.columns()) * 36 + 30,
                static_cast<int>(scene_.shifts.rows()) * 30 + 60};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        paintShifts(painter, scene_, ShiftLayout(scene_, size, look), look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    ShiftScene scene_;
    QString caption_;
    QString title_;
};

} // namespace

ShiftGrid::ShiftGrid(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , compare_(state.compare()) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Shift per head"));
    setAccessibleDescription(tr("Jensen–Shannon divergence divided by ln 2. Enter opens a head."));
    makeAccessibleTable(*this, *this);
    connect(&compare_, &CompareState::shiftsChanged, this, [this] {
        announceTableReset(*this);
        update();
    });
    connect(&compare_, &CompareState::headChanged, this, qOverload<>(&QWidget::update));
    connect(&compare_, &CompareState::comparisonChanged, this, qOverload<>(&QWidget::update));
}

void ShiftGrid::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const ShiftScene scene = sceneOf(state_, compare_);
    if (scene.shifts.empty()) {
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignTop, tr("Comparing all heads…"),
                   TextStyle::Small, Token::T3, look);
        return;
    }
    paintShifts(painter, scene, ShiftLayout(scene, size(), look), look);
}

std::unique_ptr<Figure> ShiftGrid::figure() const {
    ShiftScene scene = sceneOf(state_, compare_);
    if (scene.shifts.empty()) {
        return nullptr;
    }
    scene.selected = {-1, -1};
    const QString method = tr("shift per head, Jensen–Shannon ÷ ln 2, full scale is 1");
    return std::make_unique<ShiftFigure>(std::move(scene), gridCaption(*state_.picture(), method),
                                         figureTitle(*state_.picture(), std::nullopt)
                                             + tr(" shift"));
}

int ShiftGrid::tableRows() const {
    return compare_.shifts() ? static_cast<int>(compare_.shifts()->shifts.rows()) : 0;
}

int ShiftGrid::tableColumns() const {
    return compare_.shifts() ? static_cast<int>(compare_.shifts()->shifts.columns()) : 0;
}

QString ShiftGrid::rowLabel(int row) const {
    return tr("layer %1").arg(
        sceneOf(state_, compare_).layers.at(static_cast<std::size_t>(row)));
}

QString ShiftGrid::columnLabel(int column) const {
    return tr("head %1").arg(column);
}

QString ShiftGrid::cellText(int row, int column) const {
    const float shift = compare_.shifts()->shifts.at(static_cast<std::size_t>(row),
                                                     static_cast<std::size_t>(column));
    return tr("%1, %2, shift %3")
        .arg(rowLabel(row), columnLabel(column), hoverText(static_cast<double>(shift)));
}

QRect ShiftGrid::cellRect(int row, int column) const {
    return ShiftLayout(sceneOf(state_, compare_), size(), lookOf(this)).cell(row, column).toRect();
}

QPoint ShiftGrid::cellAt(const QPoint& point) const {
    const ShiftScene scene = sceneOf(state_, compare_);
    return ShiftLayout(scene, size(), lookOf(this)).at(point, scene);
}

void ShiftGrid::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        cursor_ = {column, row};
        announceCell(*this);
        open(cursor_);
    }
}

void ShiftGrid::open(const QPoint& cell) {
    if (cell.x() < 0 || !compare_.comparison()) {
        return;
    }
    const study::SitePair& pair = compare_.comparison()->sites().at(static_cast<std::size_t>(cell.y()));
    if (cell.x() < pair.heads) {
        state_.openHead({pair.siteA, cell.x()});
    }
}

void ShiftGrid::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        cursor_ = cellAt(event->position().toPoint());
        open(cursor_);
    }
}

void ShiftGrid::keyPressEvent(QKeyEvent* event) {
    const QPoint from = cursor_.x() < 0 ? sceneOf(state_, compare_).selected : cursor_;
    switch (event->key()) {
    case Qt::Key_Left: moveCursorTo(from.y(), from.x() - 1); return;
    case Qt::Key_Right: moveCursorTo(from.y(), from.x() + 1); return;
    case Qt::Key_Up: moveCursorTo(from.y() - 1, from.x()); return;
    case Qt::Key_Down: moveCursorTo(from.y() + 1, from.x()); return;
    default: QWidget::keyPressEvent(event);
    }
}

bool ShiftGrid::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           cell.x() < 0 ? QString() : cellText(cell.y(), cell.x()), this);
        return true;
    }
    return QWidget::event(event);
}

QSize ShiftGrid::sizeHint() const {
    return {440, 240};
}

QSize ShiftGrid::minimumSizeHint() const {
    return {220, 120};
}

} // namespace vitrine::widgets
