#include "widgets/tokens/panes/matchtrailview.h"

#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kPitch = 40;
constexpr int kLeastPitch = 27;
constexpr int kTop = 8;
constexpr int kVerdict = 28;
constexpr int kNumber = 20;
constexpr double kLeastChip = 54;
constexpr std::size_t kMostTried = 3;

QString textOf(const std::string& word, Span bytes) {
    return QString::fromUtf8(word.data() + bytes.begin, static_cast<qsizetype>(bytes.size()));
}

} // namespace

MatchTrailView::MatchTrailView(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("WordPiece match trail"));
    setAccessibleDescription(tr("One line for each piece, with the longer candidates that the "
                                "vocabulary lacks"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    makeAccessibleTable(*this, *this);
}

void MatchTrailView::setTrail(const QString& unknownPiece, const std::string& word,
                              const text::MatchTrail& trail) {
    unknownPiece_ = unknownPiece;
    word_ = word;
    trail_ = trail;
    refresh();
}

void MatchTrailView::clear() {
    setTrail({}, {}, {});
}

void MatchTrailView::refresh() {
    updateGeometry();
    update();
    announceTableReset(*this);
}

QString MatchTrailView::triedText(int step) const {
    const text::MatchStep& at = trail_.steps[static_cast<std::size_t>(step)];
    QStringList words;
    for (std::size_t i = 0; i < std::min(kMostTried, at.tried.size()); ++i) {
        words.append(textOf(word_, at.tried[i]));
    }
    return words.join(u' ');
}

QString MatchTrailView::foundText(int step) const {
    const text::MatchStep& at = trail_.steps[static_cast<std::size_t>(step)];
    return at.id < 0 ? unknownPiece_ : QString::fromStdString(at.piece);
}

QString MatchTrailView::verdict() const {
    if (trail_.tooLong) {
        return tr("More characters than WordPiece looks at: one %1, nothing was tried")
            .arg(unknownPiece_);
    }
    if (trail_.diedAt) {
        const QString rest = textOf(word_, {*trail_.diedAt, word_.size()});
        return tr("Died at “%1”: no piece begins so, and the whole word is one %2")
            .arg(rest.left(24), unknownPiece_);
    }
    return trail_.steps.empty() ? QString() : tr("struck = tried and not in the vocabulary");
}

// Lines move together before they have to scroll.
int MatchTrailView::pitch() const {
    const Look& look = lookOf(this);
    const int lines = std::max(1, static_cast<int>(trail_.steps.size()));
    return std::clamp((height() - look.scaled(kTop + kVerdict)) / lines, look.scaled(kLeastPitch),
                      look.scaled(kPitch));
}

int MatchTrailView::heightFor(int pitch) const {
    const Look& look = lookOf(this);
    const int lines = static_cast<int>(trail_.steps.size());
    return look.scaled(kTop + kVerdict) + lines * look.scaled(pitch);
}

QSize MatchTrailView::sizeHint() const {
    return {240, heightFor(kPitch)};
}

QSize MatchTrailView::minimumSizeHint() const {
    return {160, heightFor(kLeastPitch)};
}

double MatchTrailView::chipWidthOfAll() const {
    double width = lookOf(this).scaled(static_cast<int>(kLeastChip));
    for (int i = 0; i < static_cast<int>(trail_.steps.size()); ++i) {
        Chip chip;
        chip.text = foundText(i);
        width = std::max(width, chipWidth(chip, lookOf(this)));
    }
    return std::min(width, this->width() * 0.45);
}

void MatchTrailView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double chipWidth = chipWidthOfAll();
    const int steps = static_cast<int>(trail_.steps.size());
    for (int i = 0; i < steps; ++i) {
        paintStep(painter, i, chipWidth);
    }
    const bool died = trail_.tooLong || trail_.diedAt.has_value();
    painter.setFont(look.font(TextStyle::Caption));
    painter.setPen(look.color(died ? Token::DangerText : Token::T3));
    const QRectF area(0, look.scaled(kTop) + steps * pitch(), width(), look.scaled(40));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, verdict());
}

void MatchTrailView::paintStep(QPainter& painter, int step, double chipWidth) const {
    const Look& look = lookOf(this);
    const text::MatchStep& at = trail_.steps[static_cast<std::size_t>(step)];
    const double top = look.scaled(kTop) + step * pitch();
    const double height = chipHeight(look);
    const double left = look.scaled(kNumber);
    vitrine::widgets::paintWords(painter, QRectF(0, top, left, height),
                                 Qt::AlignLeft | Qt::AlignVCenter, QString::number(step + 1),
                                 TextStyle::Caption, Token::T2, look);
    Chip chip;
    chip.text = foundText(step);
    chip.shape = at.id < 0 ? Chip::Shape::Unknown : Chip::Shape::Piece;
    if (at.id >= 0 && chip.text.startsWith(QStringLiteral("##"))) {
        chip.mark = QStringLiteral("##");
        chip.text.remove(0, 2);
    }
    paintChip(painter, QRectF(left, top, chipWidth, height), chip, look);
    QRectF rest(left + chipWidth + 10, top, 0, height);
    rest.setRight(width());
    if (at.tried.empty()) {
        vitrine::widgets::paintWords(painter, rest, Qt::AlignLeft | Qt::AlignVCenter,
                                     tr("first try"), TextStyle::Caption, Token::T2, look);
        return;
    }
    const qsizetype more = static_cast<qsizetype>(at.tried.size())
        - static_cast<qsizetype>(std::min(kMostTried, at.tried.size()));
    const QString count = more > 0 ? QStringLiteral(" +%1").arg(more) : QString();
    const double countWidth = wordsWidth(count, TextStyle::Caption, look);
    QFont font = look.font(TextStyle::Small);
    font.setStrikeOut(true);
    const QFontMetricsF metrics(font);
    const QString tried =
        metrics.elidedText(triedText(step), Qt::ElideRight, rest.width() - countWidth);
    painter.setFont(font);
    painter.setPen(look.color(Token::T3));
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tried);
    rest.setLeft(rest.left() + metrics.horizontalAdvance(tried));
    vitrine::widgets::paintWords(painter, rest, Qt::AlignLeft | Qt::AlignVCenter, count,
                                 TextStyle::Caption, Token::T2, look);
}

void MatchTrailView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        updateGeometry();
    }
}

int MatchTrailView::tableRows() const {
    return static_cast<int>(trail_.steps.size());
}

QString MatchTrailView::rowLabel(int row) const {
    return tr("step %1").arg(row + 1);
}

QString MatchTrailView::columnLabel(int column) const {
    return column == 0 ? tr("piece found") : tr("tried before");
}

QString MatchTrailView::cellText(int row, int column) const {
    const text::MatchStep& at = trail_.steps[static_cast<std::size_t>(row)];
    if (column == 0) {
        return at.id < 0 ? tr("step %1: nothing fits, %2").arg(row + 1).arg(foundText(row))
                         : tr("step %1: %2, id %3").arg(row + 1).arg(foundText(row)).arg(at.id);
    }
    return at.tried.empty() ? tr("first try")
                            : tr("%1 longer candidates are not in the vocabulary: %2")
                                  .arg(at.tried.size())
                                  .arg(triedText(row));
}

QRect MatchTrailView::cellRect(int row, int column) const {
    const int left = lookOf(this).scaled(kNumber);
    const int split = left + static_cast<int>(chipWidthOfAll()) + 6;
    const int top = lookOf(this).scaled(kTop) + row * pitch();
    const int height = static_cast<int>(chipHeight(lookOf(this)));
    return column == 0 ? QRect(left, top, split - left, height)
                       : QRect(split, top, width() - split, height);
}

QPoint MatchTrailView::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < 2; ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

} // namespace vitrine::widgets
