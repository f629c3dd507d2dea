#include "widgets/robustness/split/splitview.h"

#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/parts/counted.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kRibbon = 18;
constexpr double kRowGap = 12;

QString pieces(std::size_t count) {
    return counted(static_cast<qsizetype>(count),
                   QCoreApplication::translate("SplitView", "%1 piece"),
                   QCoreApplication::translate("SplitView", "%1 pieces"));
}

/// Paints a row of chips; answers where it ends.
double paintChips(QPainter& painter, const QPointF& at, const std::vector<AxisToken>& tokens,
                  double most, const Look& look) {
    double x = at.x();
    std::vector<Chip> chips;
    for (const AxisToken& token : tokens) {
        chips.push_back(chipOf(token));
    }
    for (std::size_t index = 0; index < chips.size(); ++index) {
        const double gap = index == 0 ? 0 : chipGapBefore(chips[index], look);
        const double wide = chipWidth(chips[index], look);
        if (x + gap + wide > most) {
            paintWords(painter, QRectF(x + 4, at.y(), 20, chipHeight(look)),
                       Qt::AlignLeft | Qt::AlignVCenter, QString(QChar(0x2026)), TextStyle::Base,
                       Token::T2, look);
            return x + 20;
        }
        x += gap;
        const bool joins = index + 1 < chips.size() &&
                           chips[index + 1].shape == Chip::Shape::Continuation;
        paintChip(painter, QRectF(x, at.y(), wide, chipHeight(look)), chips[index], look, joins);
        x += wide;
    }
    return x;
}

QString labelsOf(const std::vector<AxisToken>& tokens) {
    QStringList labels;
    for (const AxisToken& token : tokens) {
        labels.append(QString::fromStdString(token.label));
    }
    return labels.join(u' ');
}

class SplitFigure final : public Figure {
public:
    SplitFigure(std::shared_ptr<const ReadOuts> readOuts, QString caption)
        : readOuts_(std::move(readOuts))
        , caption_(std::move(caption)) {}

    [[nodiscard]] QSize naturalSize() const override {
        const double row = splitRowHeight(Look::builtIn(/*dark=*/false));
        const std::size_t words = std::max<std::size_t>(1, readOuts_->split.words.size());
        return {420, static_cast<int>(row * static_cast<double>(words) + 16)};
    }

    void paint(QPainter& painter, const QSizeF& size, const Look& look) const override {
        painter.translate(8, 8);
        paintSplits(painter, size.width() - 16, readOuts_->split, look);
        painter.translate(-8, -8);
    }

    [[nodiscard]] QString caption() const override { return caption_; }
    [[nodiscard]] QString title() const override {
        return QCoreApplication::translate("SplitView", "How it splits");
    }

private:
    std::shared_ptr<const ReadOuts> readOuts_;
    QString caption_;
};

} // namespace

double splitRowHeight(const Look& look) {
    return 2 * chipHeight(look) + kRibbon + kRowGap;
}

void paintSplits(QPainter& painter, double width, const study::WordSplits& split,
                 const Look& look) {
    painter.setRenderHint(QPainter::Antialiasing);
    const double chip = chipHeight(look);
    const double counts = wordsWidth(QStringLiteral("00 pieces"), TextStyle::Small, look) + 12;
    double top = 0;
    for (const study::WordSplit& word : split.words) {
        const double lower = top + chip + kRibbon;
        const double before = paintChips(painter, {0, top}, word.before, width - counts, look);
        const double after = paintChips(painter, {0, lower}, word.after, width - counts, look);
        QPainterPath ribbon(QPointF(1, top + chip));
        ribbon.lineTo(before - 1, top + chip);
        ribbon.lineTo(after - 1, lower);
        ribbon.lineTo(1, lower);
        ribbon.closeSubpath();
        painter.setPen(QPen(look.color(Token::Line), 1));
        painter.setBrush(look.color(Token::Sunk));
        painter.drawPath(ribbon);
        const auto say = [&](double y, std::size_t count, Token token) {
            paintWords(painter, QRectF(width - counts, y, counts, chip),
                       Qt::AlignRight | Qt::AlignVCenter, pieces(count), TextStyle::Small, token,
                       look);
        };
        say(top, word.before.size(), Token::T2);
        say(lower, word.after.size(), word.same() ? Token::T2 : Token::WarnText);
        top += splitRowHeight(look);
    }
}

SplitView::SplitView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("How it splits"));
    makeAccessibleTable(*this, *this);
}

void SplitView::setReadOuts(std::shared_ptr<const ReadOuts> readOuts) {
    const int before = tableRows();
    readOuts_ = std::move(readOuts);
    if (tableRows() != before) {
        updateGeometry();
        announceTableReset(*this);
    }
    update();
}

std::unique_ptr<Figure> SplitView::figure(const QString& caption) const {
    return tableRows() == 0 ? nullptr : std::make_unique<SplitFigure>(readOuts_, caption);
}

void SplitView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (tableRows() == 0) {
        const QString words = readOuts_ ? tr("No word was touched") : tr("No read-out yet");
        paintWords(painter, rect(), Qt::AlignLeft | Qt::AlignTop, words, TextStyle::Small,
                   Token::T3, look);
        return;
    }
    paintSplits(painter, width() - metrics::kScrollBar - 2, readOuts_->split, look);
}

void SplitView::keyPressEvent(QKeyEvent* event) {
    const QPoint from(std::max(0, cursor_.x()), std::max(0, cursor_.y()));
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(from.y(), 0);
    case Qt::Key_Right: return moveCursorTo(from.y(), 1);
    case Qt::Key_Up: return moveCursorTo(from.y() - 1, from.x());
    case Qt::Key_Down: return moveCursorTo(from.y() + 1, from.x());
    default: QWidget::keyPressEvent(event);
    }
}

QSize SplitView::sizeHint() const {
    return {260, static_cast<int>(splitRowHeight(lookOf(this)) * std::max(1, tableRows()))};
}

QSize SplitView::minimumSizeHint() const {
    return {160, sizeHint().height()};
}

int SplitView::tableRows() const {
    return readOuts_ ? static_cast<int>(readOuts_->split.words.size()) : 0;
}

QString SplitView::rowLabel(int row) const {
    return labelsOf(readOuts_->split.words.at(static_cast<std::size_t>(row)).before);
}

QString SplitView::columnLabel(int column) const {
    return column == 0 ? tr("clean") : tr("perturbed");
}

QString SplitView::cellText(int row, int column) const {
    const study::WordSplit& word = readOuts_->split.words.at(static_cast<std::size_t>(row));
    const auto& tokens = column == 0 ? word.before : word.after;
    return tr("%1, %2: %3").arg(columnLabel(column), pieces(tokens.size()), labelsOf(tokens));
}

QRect SplitView::cellRect(int row, int column) const {
    const Look& look = lookOf(this);
    const double top = splitRowHeight(look) * row + (column == 0 ? 0 : chipHeight(look) + kRibbon);
    return QRectF(0, top, width(), chipHeight(look)).toRect();
}

QPoint SplitView::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < 2; ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

void SplitView::moveCursorTo(int row, int column) {
    if (row >= 0 && row < tableRows()) {
        cursor_ = {column, row};
        announceCell(*this);
    }
}

} // namespace vitrine::widgets
