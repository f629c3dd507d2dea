#include "widgets/robustness/chain/chainlist.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/kindwords.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kCard = 30;
constexpr int kGap = 6;
constexpr int kGrip = 20;

QString number(double value) {
    return numberText(value, 2);
}

} // namespace

ChainList::ChainList(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chain of perturbations"));
    setAccessibleDescription(tr("Space switches a stage, Alt with Up and Down moves it, Delete "
                                "removes it, Return opens its settings."));
    makeAccessibleTable(*this, *this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChainList::setChain(const perturb::Chain& chain) {
    chain_ = chain;
    notes_.clear();
    current_ = std::clamp(current_, 0, std::max(0, tableRows() - 1));
    updateGeometry();
    announceTableReset(*this);
    update();
}

void ChainList::setNotes(const QStringList& notes) {
    notes_ = notes;
    update();
}

void ChainList::setCurrent(int stage) {
    if (stage >= 0 && stage < tableRows() && stage != current_) {
        current_ = stage;
        announceCell(*this);
        update();
        Q_EMIT currentChanged(stage);
    }
}

QRect ChainList::cardRect(int stage) const {
    const int height = lookOf(this).scaled(kCard);
    return {0, stage * (height + kGap), width(), height};
}

QRect ChainList::checkRect(int stage) const {
    const QRect card = cardRect(stage);
    const int side = metrics::kCheckBox;
    return {card.left() + kGrip + 4, card.center().y() - side / 2 + 1, side, side};
}

void ChainList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    for (int stage = 0; stage < tableRows(); ++stage) {
        paintCard(painter, stage);
    }
    if (tableRows() == 0) {
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("No perturbation yet: add one"), TextStyle::Small, Token::T3, look);
    }
    if (dropAt_) {
        const int y = *dropAt_ == tableRows() ? cardRect(tableRows() - 1).bottom() + kGap / 2
                                              : cardRect(*dropAt_).top() - kGap / 2;
        painter.fillRect(0, std::max(0, y), width(), 2, look.color(Token::Ink));
    }
}

void ChainList::paintCard(QPainter& painter, int stage) const {
    const Look& look = lookOf(this);
    const perturb::Stage& entry = chain_.stages[static_cast<std::size_t>(stage)];
    const QRectF card = QRectF(cardRect(stage)).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool chosen = stage == current_;
    painter.setPen(QPen(look.color(chosen ? Token::Outline : Token::Line), 1));
    painter.setBrush(look.color(chosen ? Token::Sel : Token::S2));
    painter.drawRoundedRect(card, metrics::kRadius, metrics::kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::T3));
    for (int dot = 0; dot < 6; ++dot) {
        painter.drawEllipse(QPointF(card.left() + 8 + 4 * (dot % 2),
                                    card.center().y() - 4 + 4 * (dot / 2)),
                            1, 1);
    }
    const QRectF check = QRectF(checkRect(stage)).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(look.color(entry.on ? Token::Ink : Token::Outline), 1));
    painter.setBrush(look.color(entry.on ? Token::Ink : Token::S2));
    painter.drawRoundedRect(check, 3, 3);
    if (entry.on) {
        paintIcon(painter, check.adjusted(1, 1, -1, -1), Icon::Check, look.color(Token::OnInk));
    }
    const QString note = notes_.value(stage);
    const double noteWidth = std::min(wordsWidth(note, TextStyle::Small, look), card.width() * 0.5);
    const QRectF words(check.right() + 8, card.top(), card.right() - check.right() - 18,
                       card.height());
    QString name = kindName(entry.kind);
    if (entry.severity) {
        name += tr(", at %1").arg(number(*entry.severity));
    }
    paintWords(painter, words.adjusted(0, 0, -noteWidth - 8, 0), Qt::AlignLeft | Qt::AlignVCenter,
               name, TextStyle::Base, entry.on ? Token::T1 : Token::T3, look, /*elide=*/true);
    paintWords(painter, QRectF(words.right() - noteWidth, words.top(), noteWidth, words.height()),
               Qt::AlignRight | Qt::AlignVCenter, note, TextStyle::Small, Token::T2, look,
               /*elide=*/true);
}

void ChainList::toggle(int stage) {
    perturb::Chain chain = chain_;
    bool& on = chain.stages.at(static_cast<std::size_t>(stage)).on;
    on = !on;
    Q_EMIT chainEdited(chain, on ? tr("Switch a stage on") : tr("Switch a stage off"));
}

void ChainList::remove(int stage) {
    perturb::Chain chain = chain_;
    chain.stages.erase(chain.stages.begin() + stage);
    Q_EMIT chainEdited(chain, tr("Remove a stage"));
}

void ChainList::move(int from, int to) {
    if (to < 0 || to >= tableRows() || from == to) {
        return;
    }
    perturb::Chain chain = chain_;
    perturb::Stage stage = chain.stages.at(static_cast<std::size_t>(from));
    chain.stages.erase(chain.stages.begin() + from);
    chain.stages.insert(chain.stages.begin() + to, std::move(stage));
    current_ = to;
    Q_EMIT chainEdited(chain, tr("Move a stage"));
}

void ChainList::setLinked(int stage, bool linked) {
    perturb::Chain chain = chain_;
    chain.stages.at(static_cast<std::size_t>(stage)).severity =
        linked ? std::nullopt : std::optional(1.0);
    Q_EMIT chainEdited(chain, linked ? tr("Link a severity") : tr("Unlink a severity"));
}

void ChainList::mousePressEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || cell.y() < 0) {
        return;
    }
    pressed_ = event->position().toPoint();
    setCurrent(cell.y());
    if (checkRect(cell.y()).adjusted(-4, -4, 4, 4).contains(pressed_)) {
        toggle(cell.y());
    } else {
        dragged_ = cell.y();
    }
}

void ChainList::mouseMoveEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    if (!dragged_ || (at - pressed_).manhattanLength() < QApplication::startDragDistance()) {
        return;
    }
    const int pitch = cardRect(0).height() + kGap;
    dropAt_ = std::clamp((at.y() + pitch / 2) / pitch, 0, tableRows());
    update();
}

void ChainList::mouseReleaseEvent(QMouseEvent*) {
    const std::optional<int> from = std::exchange(dragged_, std::nullopt);
    const std::optional<int> to = std::exchange(dropAt_, std::nullopt);
    update();
    if (from && to) {
        move(*from, *to > *from ? *to - 1 : *to);
    }
}

void ChainList::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    const QPoint cell = cellAt(at);
    dragged_.reset();
    if (cell.y() >= 0 && !checkRect(cell.y()).contains(at)) {
        Q_EMIT settingsAsked(cell.y());
    }
}

void ChainList::contextMenuEvent(QContextMenuEvent* event) {
    const QPoint cell = event->reason() == QContextMenuEvent::Mouse ? cellAt(event->pos())
                                                                    : cursorCell();
    if (cell.y() < 0) {
        return;
    }
    const int stage = cell.y();
    setCurrent(stage);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool linked = !chain_.stages[static_cast<std::size_t>(stage)].severity;
    connect(menu->addAction(tr("Settings…")), &QAction::triggered, this,
            [this, stage] { Q_EMIT settingsAsked(stage); });
    connect(menu->addAction(linked ? tr("Unlink the severity") : tr("Link the severity")),
            &QAction::triggered, this, [this, stage, linked] { setLinked(stage, !linked); });
    connect(menu->addAction(tr("Move up")), &QAction::triggered, this,
            [this, stage] { move(stage, stage - 1); });
    connect(menu->addAction(tr("Move down")), &QAction::triggered, this,
            [this, stage] { move(stage, stage + 1); });
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this,
            [this, stage] { remove(stage); });
    menu->popup(event->globalPos());
}

void ChainList::keyPressEvent(QKeyEvent* event) {
    if (tableRows() == 0) {
        return QWidget::keyPressEvent(event);
    }
    const bool moves = (event->modifiers() & Qt::AltModifier) != 0;
    switch (event->key()) {
    case Qt::Key_Up: return moves ? move(current_, current_ - 1) : setCurrent(current_ - 1);
    case Qt::Key_Down: return moves ? move(current_, current_ + 1) : setCurrent(current_ + 1);
    case Qt::Key_Space: return toggle(current_);
    case Qt::Key_Delete:
    case Qt::Key_Backspace: return remove(current_);
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT settingsAsked(current_); return;
    default: QWidget::keyPressEvent(event);
    }
}

int ChainList::tableRows() const {
    return static_cast<int>(chain_.stages.size());
}

QString ChainList::rowLabel(int row) const {
    return tr("stage %1").arg(row + 1);
}

QString ChainList::columnLabel(int) const {
    return tr("perturbation");
}

QString ChainList::cellText(int row, int) const {
    const perturb::Stage& stage = chain_.stages.at(static_cast<std::size_t>(row));
    return tr("%1, %2, %3, %4")
        .arg(rowLabel(row), kindName(stage.kind), stage.on ? tr("on") : tr("off"),
             notes_.value(row));
}

QRect ChainList::cellRect(int row, int) const {
    return cardRect(row);
}

QPoint ChainList::cellAt(const QPoint& point) const {
    for (int stage = 0; stage < tableRows(); ++stage) {
        if (cardRect(stage).contains(point)) {
            return {0, stage};
        }
    }
    return {-1, -1};
}

QPoint ChainList::cursorCell() const {
    return tableRows() > 0 ? QPoint(0, current_) : QPoint(-1, -1);
}

void ChainList::moveCursorTo(int row, int) {
    setCurrent(row);
}

QSize ChainList::sizeHint() const {
    const int rows = std::max(1, tableRows());
    return {280, rows * (lookOf(this).scaled(kCard) + kGap)};
}

QSize ChainList::minimumSizeHint() const {
    return {180, sizeHint().height()};
}

} // namespace vitrine::widgets
