#include "widgets/attention/lines/tokenlines.h"

#include "widgets/attention/state/figurecaption.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kAtOnce = 128 * 128; // cells: fewer are read while painting

class LinesFigure final : public Figure {
public:
    LinesFigure(LineScene scene, QString caption, QString title)
        : scene_(std::move(scene))
        , caption_(std::move(caption))
        , title_(std::move(title)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const std::size_t rows = std::max(scene_.queries.size(), scene_.keys.size());
        return {600, static_cast<int>(rows) * 24 + 28};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        const LineLayout layout(scene_, size, look);
        paintLines(painter, scene_, layout, QRectF(0, 0, layout.width, layout.height), look);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override { return title_; }

private:
    LineScene scene_;
    QString caption_;
    QString title_;
};

std::vector<QString> labelsOf(const Axis& axis) {
    std::vector<QString> labels;
    std::ranges::transform(axis.tokens, std::back_inserter(labels), labelOf);
    return labels;
}

} // namespace

struct TokenLines::Private {
    Private(Worker& worker, TokenLines& view)
        : lane(worker, [&view](Generation, Outcome<LinkSet> set) {
            if (set) {
                view.setLinks(*std::move(set));
            }
        }) {}

    LatestWins<LinkSet> lane;
    std::shared_ptr<const engine::Trace> trace; ///< whose links are there or asked for
    std::optional<engine::HeadRef> head;
    double mass = -1;
};

TokenLines::TokenLines(AttentionState& state, Worker& worker, QWidget* parent)
    : QAbstractScrollArea(parent)
    , state_(state)
    , d_(std::make_unique<Private>(worker, *this)) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Token lines"));
    setAccessibleDescription(tr("Queries left, keys right. Arrows move between tokens."));
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::pictureChanged, this, &TokenLines::takeShown);
    connect(&state_, &AttentionState::selectionChanged, this, &TokenLines::takeShown);
    connect(&state_, &AttentionState::shownChanged, this, &TokenLines::takeShown);
    takeShown();
}

TokenLines::~TokenLines() = default;

void TokenLines::takeShown() {
    if (!isVisible()) {
        return;
    }
    if (const engine::Site* site = state_.site()) {
        const auto axes = state_.trace()->axes();
        if (d_->trace.get() != state_.trace() || !d_->head || d_->head->site != state_.shownHead()->site) {
            scene_.queries = labelsOf(axes[static_cast<std::size_t>(site->queryAxis)]);
            scene_.keys = labelsOf(axes[static_cast<std::size_t>(site->keyAxis)]);
        }
        find();
        takePointer();
    } else {
        scene_ = {};
        set_ = {};
    }
    const LineLayout measures = layout();
    verticalScrollBar()->setRange(
        0, std::max(0, static_cast<int>(measures.height) - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(static_cast<int>(measures.pitch));
    viewport()->update();
}

void TokenLines::find() {
    const auto head = state_.shownHead();
    const double mass = state_.selection().linkMass;
    const auto& trace = state_.picture()->trace;
    if (d_->trace == trace && d_->head == head && d_->mass == mass) {
        return;
    }
    d_->trace = trace;
    d_->head = head;
    d_->mass = mass;
    if (scene_.queries.size() * scene_.keys.size() <= kAtOnce) {
        setLinks(*strongestLinks(*trace, *head, mass, {}));
        return;
    }
    d_->lane.submit([trace, head = *head, mass](const Tick& tick) {
        return strongestLinks(*trace, head, mass, tick);
    });
}

void TokenLines::setLinks(LinkSet set) {
    set_ = std::move(set);
    scene_.links = set_.links;
    viewport()->update();
    Q_EMIT linksChanged();
}

void TokenLines::takePointer() {
    scene_.query = state_.shownQuery();
    scene_.key = state_.shownKey();
    if (state_.reversed() && scene_.key) {
        scene_.query.reset();
    }
    scene_.slivers.clear();
    if (!scene_.query && !scene_.key) {
        return;
    }
    const auto add = [&](engine::HeadRef head, std::optional<int> letter) {
        scene_.slivers.push_back({.letter = letter,
                                  .weights = scene_.query
                                                 ? rowOf(*state_.trace(), head, *scene_.query)
                                                 : columnOf(*state_.trace(), head, *scene_.key)});
    };
    for (const Pin& pin : state_.selection().pins) {
        if (const auto head = state_.headOf(pin)) {
            add(*head, pin.letter);
        }
    }
    if (const auto head = state_.shownHead(); head && state_.pinOf(*head) == nullptr) {
        add(*head, std::nullopt);
    }
}

QString TokenLines::countText() const {
    const QString share = tr("%1 %").arg(std::lround(set_.mass * 100));
    const int drawn = static_cast<int>(set_.links.size());
    if (set_.wanted > set_.links.size()) {
        return tr("the strongest %1 lines make up %2, more are not drawn")
            .arg(widgets::countText(drawn), share);
    }
    return tr("%1 lines make up %2 of the attention").arg(widgets::countText(drawn), share);
}

LineLayout TokenLines::layout() const {
    return {scene_, QSizeF(viewport()->size()), lookOf(this)};
}

void TokenLines::paintEvent(QPaintEvent*) {
    if (scene_.queries.empty()) {
        return;
    }
    QPainter painter(viewport());
    const QRectF visible(0, verticalScrollBar()->value(), viewport()->width(), viewport()->height());
    painter.translate(0, -visible.top());
    paintLines(painter, scene_, layout(), visible, lookOf(this));
}

std::unique_ptr<Figure> TokenLines::figure() const {
    const auto head = state_.shownHead();
    if (!head || scene_.queries.empty()) {
        return nullptr;
    }
    return std::make_unique<LinesFigure>(
        scene_,
        headCaption(*state_.picture(), *head, tr("attention probability as lines"), countText()),
        figureTitle(*state_.picture(), *head) + QStringLiteral(" lines"));
}

void TokenLines::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    takeShown();
}

void TokenLines::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    takeShown();
}

void TokenLines::pointAt(const QPoint& cell) {
    AttentionHover hover;
    if (cell.y() >= 0) {
        const auto index = static_cast<std::size_t>(cell.y());
        (cell.x() == 0 ? hover.query : hover.key) = index;
    }
    state_.setHover(hover);
}

void TokenLines::mouseMoveEvent(QMouseEvent* event) {
    pointAt(cellAt(event->position().toPoint()));
}

void TokenLines::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || cell.y() < 0) {
        return;
    }
    const auto index = static_cast<std::size_t>(cell.y());
    if (cell.x() == 0) {
        state_.selectCell(index, std::nullopt);
    } else if (const auto query = state_.selectedQuery()) {
        state_.pinCell(*query, index);
    }
}

bool TokenLines::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Leave) {
        state_.setHover({});
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TokenLines::moveCursorTo(int row, int column) {
    const std::size_t rows = column == 0 ? scene_.queries.size() : scene_.keys.size();
    if (row < 0 || column < 0 || column > 1 || static_cast<std::size_t>(row) >= rows) {
        return;
    }
    cursor_ = {column, row};
    const QRect rect = cellRect(row, column);
    if (rect.top() < layout().head || rect.bottom() > viewport()->height()) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rect.center().y()
                                      - viewport()->height() / 2);
    }
    pointAt(cursor_);
    announceCell(*this);
}

void TokenLines::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up: moveCursorTo(cursor_.y() - 1, std::max(cursor_.x(), 0)); return;
    case Qt::Key_Down: moveCursorTo(cursor_.y() + 1, std::max(cursor_.x(), 0)); return;
    case Qt::Key_Left: moveCursorTo(std::max(cursor_.y(), 0), 0); return;
    case Qt::Key_Right: moveCursorTo(std::max(cursor_.y(), 0), 1); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursor_.x() == 0 && cursor_.y() >= 0) {
            state_.selectCell(static_cast<std::size_t>(cursor_.y()), std::nullopt);
        }
        return;
    default: QWidget::keyPressEvent(event);
    }
}

int TokenLines::tableRows() const {
    return static_cast<int>(std::max(scene_.queries.size(), scene_.keys.size()));
}

QString TokenLines::rowLabel(int row) const {
    return tr("token %1").arg(row);
}

QString TokenLines::columnLabel(int column) const {
    return column == 0 ? tr("query") : tr("key");
}

QString TokenLines::cellText(int row, int column) const {
    const auto& labels = column == 0 ? scene_.queries : scene_.keys;
    const auto index = static_cast<std::size_t>(row);
    if (index >= labels.size()) {
        return tr("no token");
    }
    const Link* best = nullptr;
    for (const Link& link : scene_.links) {
        if ((column == 0 ? link.query : link.key) == index) {
            best = &link;
            break;
        }
    }
    const QString said = tr("%1 “%2”").arg(columnLabel(column), labels[index]);
    if (best == nullptr) {
        return tr("%1, no line").arg(said);
    }
    const QString partner = column == 0 ? scene_.keys[best->key] : scene_.queries[best->query];
    return column == 0 ? tr("%1, strongest line to “%2”, %3")
                             .arg(said, partner, hoverText(static_cast<double>(best->weight)))
                       : tr("%1, strongest line from “%2”, %3")
                             .arg(said, partner, hoverText(static_cast<double>(best->weight)));
}

QRect TokenLines::cellRect(int row, int column) const {
    const LineLayout measures = layout();
    const auto index = static_cast<std::size_t>(row);
    const QRectF rect = column == 0 ? measures.queryRow(index) : measures.keyRow(index);
    return rect.translated(0, -verticalScrollBar()->value()).toRect();
}

QPoint TokenLines::cellAt(const QPoint& point) const {
    const LineLayout measures = layout();
    const double y = point.y() + verticalScrollBar()->value() - measures.head;
    if (y < 0 || point.y() < measures.head) {
        return {-1, -1};
    }
    const int column = point.x() < (measures.left + measures.right) / 2 ? 0 : 1;
    const auto row = static_cast<std::size_t>(y / measures.pitch);
    const std::size_t rows = column == 0 ? scene_.queries.size() : scene_.keys.size();
    return row < rows ? QPoint(column, static_cast<int>(row)) : QPoint(-1, -1);
}

} // namespace vitrine::widgets
