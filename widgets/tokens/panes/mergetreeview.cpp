#include "widgets/tokens/panes/mergetreeview.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kLeastLeaf = 24;
constexpr double kMostLeaf = 56;
constexpr double kLeastLevel = 32;
constexpr double kMostLevel = 72;
constexpr double kBox = 22;
constexpr double kBoxPadding = 6;
constexpr double kMargin = 20;
constexpr double kRankRoom = 14;

} // namespace

MergeTreeView::MergeTreeView(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Merge tree"));
    setAccessibleDescription(tr("Bytes and the merges that join them, each with its rank: a lower "
                                "rank is merged first"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    makeAccessibleTable(*this, *this);
}

void MergeTreeView::setTree(const text::MergeTree& tree) {
    tree_ = tree;
    places_ = placedNodes(tree_);
    merged_ = merges();
    updateGeometry();
    update();
    announceTableReset(*this);
}

void MergeTreeView::clear() {
    setTree({});
}

void MergeTreeView::setMerged(std::size_t merges) {
    const std::size_t bounded = std::min(merges, this->merges());
    if (bounded != merged_) {
        merged_ = bounded;
        update();
    }
}

double MergeTreeView::leafPitch() const {
    const double leaves = static_cast<double>(std::max<std::size_t>(tree_.leaves, 1));
    return std::clamp((width() - 2 * kMargin) / leaves, kLeastLeaf, kMostLeaf);
}

double MergeTreeView::levelPitch() const {
    const int above = std::max(1, levelsOf(places_) - 1);
    return std::clamp((height() - kBox - kRankRoom - 8) / above, kLeastLevel, kMostLevel);
}

QSize MergeTreeView::minimumSizeHint() const {
    const int above = std::max(0, levelsOf(places_) - 1);
    return {static_cast<int>(double(tree_.leaves) * kLeastLeaf + 2 * kMargin),
            static_cast<int>(above * kLeastLevel + kBox + kRankRoom + 8)};
}

QSize MergeTreeView::sizeHint() const {
    const int above = std::max(0, levelsOf(places_) - 1);
    return {minimumSizeHint().width(), static_cast<int>(above * kMostLevel + kBox + kRankRoom + 8)};
}

QPointF MergeTreeView::middleOf(std::size_t node) const {
    const PlacedNode& place = places_[node];
    const double pitch = leafPitch();
    const double tree = pitch * double(tree_.leaves);
    const double left = std::max(kMargin, (width() - tree) / 2);
    return {left + (place.x + 0.5) * pitch,
            height() - 4 - kBox / 2 - place.level * levelPitch()};
}

QRectF MergeTreeView::nodeRect(std::size_t node) const {
    const Look& look = lookOf(this);
    const double words = wordsWidth(nodeText(tree_.nodes[node]), TextStyle::Base, look);
    const double most = node < tree_.leaves ? leafPitch() - 3 : 1e6;
    const double width = std::min(most, std::max(kBox - 2, words + 2 * kBoxPadding));
    const QPointF middle = middleOf(node);
    return {middle.x() - width / 2, middle.y() - kBox / 2, width, kBox};
}

void MergeTreeView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (tree_.nodes.empty()) {
        return;
    }
    paintLines(painter);
    const std::vector<std::size_t> standing = standingAfter(tree_, merged_);
    for (std::size_t i = 0; i < tree_.leaves + merged_; ++i) {
        paintNode(painter, i, std::find(standing.begin(), standing.end(), i) != standing.end());
    }
}

void MergeTreeView::paintLines(QPainter& painter) const {
    const Look& look = lookOf(this);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    for (std::size_t i = tree_.leaves; i < tree_.leaves + merged_; ++i) {
        const QRectF top = nodeRect(i);
        const double bend = std::round(top.bottom() + levelPitch() * 0.25) + 0.5;
        const QPointF stem(std::round(top.center().x()) + 0.5, top.bottom());
        painter.drawLine(stem, QPointF(stem.x(), bend));
        for (const std::int32_t part : {tree_.nodes[i].left, tree_.nodes[i].right}) {
            const QRectF below = nodeRect(static_cast<std::size_t>(part));
            const double x = std::round(below.center().x()) + 0.5;
            painter.drawLine(QPointF(stem.x(), bend), QPointF(x, bend));
            painter.drawLine(QPointF(x, bend), QPointF(x, below.top()));
        }
    }
}

void MergeTreeView::paintNode(QPainter& painter, std::size_t node, bool standing) const {
    const Look& look = lookOf(this);
    const QRectF box = nodeRect(node);
    const bool token = standing && merged_ == merges();
    const bool newest = merged_ < merges() && node == tree_.leaves + merged_ - 1 && merged_ > 0;
    painter.setPen(QPen(look.color(standing ? Token::Ink : Token::Line), newest ? 2 : 1));
    painter.setBrush(look.color(token || newest ? Token::Sel : Token::S2));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    paintWords(painter, box, Qt::AlignCenter, nodeText(tree_.nodes[node]),
               box.width() < kLeastLeaf && node < tree_.leaves ? TextStyle::Caption
                                                               : TextStyle::Base,
               Token::T1, look);
    if (node >= tree_.leaves) {
        paintWords(painter, QRectF(box.right() + 1, box.top() - 7, 40, 14),
                   Qt::AlignLeft | Qt::AlignVCenter, countText(tree_.nodes[node].rank),
                   TextStyle::Caption, Token::T2, look);
    }
}

bool MergeTreeView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QPoint cell = cellAt(help->pos());
        if (cell.y() >= 0) {
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("<p>") + cellText(cell.y(), 0).toHtmlEscaped()
                                   + QStringLiteral("</p>"),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void MergeTreeView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        updateGeometry();
    }
}

int MergeTreeView::tableRows() const {
    return static_cast<int>(tree_.nodes.size());
}

QString MergeTreeView::rowLabel(int row) const {
    const auto node = static_cast<std::size_t>(row);
    return node < tree_.leaves ? tr("byte %1").arg(row + 1)
                               : tr("merge %1").arg(node - tree_.leaves + 1);
}

QString MergeTreeView::columnLabel(int) const {
    return tr("node");
}

QString MergeTreeView::cellText(int row, int) const {
    const text::MergeNode& node = tree_.nodes[static_cast<std::size_t>(row)];
    if (static_cast<std::size_t>(row) < tree_.leaves) {
        return tr("%1, a byte").arg(nodeText(node));
    }
    return tr("merge %1: %2 and %3 become %4, rank %5")
        .arg(static_cast<std::size_t>(row) - tree_.leaves + 1)
        .arg(nodeText(tree_.nodes[static_cast<std::size_t>(node.left)]),
             nodeText(tree_.nodes[static_cast<std::size_t>(node.right)]), nodeText(node))
        .arg(node.rank);
}

QRect MergeTreeView::cellRect(int row, int) const {
    const auto node = static_cast<std::size_t>(row);
    return node < tree_.leaves + merged_ ? nodeRect(node).toAlignedRect() : QRect();
}

QPoint MergeTreeView::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        if (cellRect(row, 0).contains(point)) {
            return {0, row};
        }
    }
    return {-1, -1};
}

} // namespace vitrine::widgets
