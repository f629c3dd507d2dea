#include "widgets/lessons/strips/rowunfold.h"

#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/paint/colourbar.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/lessons/strips/stripview.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kSide = 16;
constexpr int kLabel = 92;
constexpr int kNumber = 52;
constexpr int kGap = 16;
constexpr int kHeadLines = 2;
constexpr double kMostLine = 28;
constexpr double kLeastLine = 14;

} // namespace

RowUnfold::RowUnfold(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setRingPlace(*this, RingPlace::Inside);
    setAccessibleName(tr("One row drawn out"));
    setAccessibleDescription(tr("For each key its score, its weight after the softmax, its value "
                                "and its share of the sum."));
    makeAccessibleTable(*this, *this);
}

void RowUnfold::setRow(UnfoldedRow row) {
    row_ = std::move(row);
    const std::vector<float> values(row_.values.values().begin(), row_.values.values().end());
    const std::array<const std::vector<float>*, 2> both{&values, &row_.mixed};
    scale_ = sharedScale(both);
    largestScore_ = 1e-6;
    for (const UnfoldedRow::Key& key : row_.keys) {
        if (!key.masked) {
            largestScore_ = std::max(largestScore_, std::abs(static_cast<double>(key.score)));
        }
    }
    cursor_ = {-1, -1};
    announceTableReset(*this);
    update();
}

RowUnfold::Columns RowUnfold::columns() const {
    const Look& look = lookOf(this);
    Columns at;
    const double rows = static_cast<double>(row_.keys.size()) + kHeadLines + 4;
    at.line = std::clamp((height() - 2.0 * kSide) / rows, kLeastLine, kMostLine);
    at.label = kSide;
    at.score = at.label + look.scaled(kLabel);
    const double room = width() - at.score - kSide - 3 * kGap;
    const double strips = row_.values.empty() ? 0 : 0.55 * room;
    at.bar = std::max(40.0, (room - strips) / 2 - look.scaled(kNumber));
    at.weight = at.score + at.bar + look.scaled(kNumber) + kGap;
    at.value = at.weight + at.bar + look.scaled(kNumber) + kGap;
    const auto wide = static_cast<double>(std::max<std::size_t>(1, row_.values.columns()));
    at.cell = std::max(1.0, (strips / 2) / wide);
    at.weighted = at.value + at.cell * wide + kGap;
    return at;
}

void RowUnfold::paintHeads(QPainter& painter, const Columns& at) const {
    const Look& look = lookOf(this);
    const auto head = [&](double left, double wide, const QString& title, const QString& note) {
        paintWords(painter, {left, kSide * 1.0, wide, look.lineHeight(TextStyle::Label) * 1.0},
                   Qt::AlignLeft | Qt::AlignVCenter, title, TextStyle::Label, Token::T1, look,
                   /*elide=*/true);
        paintWords(painter,
                   {left, kSide + look.lineHeight(TextStyle::Label) * 1.0, wide,
                    look.lineHeight(TextStyle::Caption) * 1.0},
                   Qt::AlignLeft | Qt::AlignVCenter, note, TextStyle::Caption, Token::T3, look,
                   /*elide=*/true);
    };
    const double bar = at.bar + look.scaled(kNumber);
    head(at.label, at.score - at.label, tr("key"), tr("row of %1").arg(row_.query));
    head(at.score, bar, tr("score"), tr("q · k ÷ √d"));
    head(at.weight, bar, tr("weight"), tr("after softmax, sum 1"));
    if (!row_.values.empty()) {
        const double wide = at.weighted - at.value - kGap;
        head(at.value, wide, tr("value"), tr("%1 numbers").arg(row_.values.columns()));
        head(at.weighted, wide, tr("weight · value"), tr("what is added up"));
    }
}

void RowUnfold::paintStrip(QPainter& painter, const QPointF& place, const Columns& at,
                           std::span<const float> values, float factor) const {
    const Look& look = lookOf(this);
    const ColourMap map(look.signedRamp(), scale_);
    QImage cells(static_cast<int>(values.size()), 1, QImage::Format_RGB32);
    for (std::size_t index = 0; index < values.size(); ++index) {
        cells.setPixel(static_cast<int>(index), 0, map.color(values[index] * factor));
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF(place.x(), place.y() + 2,
                             at.cell * static_cast<double>(values.size()), at.line - 4),
                      cells);
}

void RowUnfold::paintKey(QPainter& painter, const Columns& at, std::size_t index,
                         double top) const {
    const Look& look = lookOf(this);
    const UnfoldedRow::Key& key = row_.keys[index];
    const auto words = [&](double left, double wide, Qt::Alignment side, const QString& text,
                           Token token) {
        paintWords(painter, {left, top, wide, at.line}, side | Qt::AlignVCenter, text,
                   at.line < 18 ? TextStyle::Caption : TextStyle::Small, token, look,
                   /*elide=*/true);
    };
    const double number = look.scaled(kNumber);
    words(at.label, at.score - at.label - 8, Qt::AlignLeft, key.label, Token::KeyText);
    if (key.masked) {
        return words(at.score, at.bar, Qt::AlignLeft, tr("masked"), Token::T3);
    }
    const double high = at.line - 6;
    const double zero = at.score + at.bar / 2;
    const double reach = at.bar / 2 * static_cast<double>(key.score) / largestScore_;
    const QRectF score(std::min(zero, zero + reach), top + 3, std::abs(reach), high);
    painter.setPen(key.score < 0 ? QPen(look.color(Token::T2)) : QPen(Qt::NoPen));
    painter.setBrush(key.score < 0 ? QBrush(Qt::NoBrush) : QBrush(look.color(Token::T2)));
    painter.drawRect(score);
    words(at.score + at.bar, number, Qt::AlignRight,
          numberText(static_cast<double>(key.score), 2), Token::T1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(Token::Sunk));
    painter.drawRect(QRectF(at.weight, top + 3, at.bar, high));
    painter.setBrush(look.color(Token::Key));
    painter.drawRect(QRectF(at.weight, top + 3, at.bar * static_cast<double>(key.weight), high));
    words(at.weight + at.bar, number, Qt::AlignRight,
          hoverText(static_cast<double>(key.weight)), Token::T1);
    if (index < row_.values.rows()) {
        paintStrip(painter, {at.value, top}, at, row_.values.row(index), 1);
        paintStrip(painter, {at.weighted, top}, at, row_.values.row(index), key.weight);
    }
}

void RowUnfold::paintSum(QPainter& painter, const Columns& at, double top) const {
    const Look& look = lookOf(this);
    painter.setPen(look.color(Token::Outline));
    painter.drawLine(QPointF(at.label, top), QPointF(width() - kSide, top));
    double sum = 0;
    for (const UnfoldedRow::Key& key : row_.keys) {
        sum += static_cast<double>(key.weight);
    }
    const QRectF line(at.weight, top + 4, at.bar + look.scaled(kNumber), at.line);
    paintWords(painter, {at.label, line.top(), at.weight - at.label, at.line},
               Qt::AlignLeft | Qt::AlignVCenter, tr("Σ weight · value = what the head hands on"),
               TextStyle::Small, Token::T1, look, /*elide=*/true);
    paintWords(painter, line, Qt::AlignRight | Qt::AlignVCenter, hoverText(sum), TextStyle::Small,
               Token::T1, look);
    if (row_.mixed.empty()) {
        return;
    }
    paintStrip(painter, {at.weighted, line.top()}, at, row_.mixed, 1);
    const ColourBarModel bar{.ramp = nullptr,
                             .scale = scale_,
                             .uniform = {},
                             .rule = {tr("values, one range, square root")}};
    paintFlatBar(painter,
                 {at.label, line.bottom() + 12, width() - at.label - kSide,
                  look.lineHeight(TextStyle::Small) * 1.0},
                 bar, look);
}

void RowUnfold::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    if (row_.keys.empty()) {
        return;
    }
    const Columns at = columns();
    paintHeads(painter, at);
    for (std::size_t key = 0; key < row_.keys.size(); ++key) {
        paintKey(painter, at, key, cellRect(static_cast<int>(key), 0).top());
    }
    paintSum(painter, at, cellRect(tableRows() - 1, 0).top());
    if (cursor_.x() >= 0) {
        painter.setPen(QPen(look.color(Token::Ink), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellRect(cursor_.y(), cursor_.x()));
    }
}

int RowUnfold::tableRows() const {
    return row_.keys.empty() ? 0 : static_cast<int>(row_.keys.size()) + 1;
}

QString RowUnfold::rowLabel(int row) const {
    const auto index = static_cast<std::size_t>(row);
    return index < row_.keys.size() ? row_.keys[index].label : tr("sum");
}

QString RowUnfold::columnLabel(int column) const {
    return column == 0 ? tr("score") : tr("weight");
}

QString RowUnfold::cellText(int row, int column) const {
    const auto index = static_cast<std::size_t>(row);
    if (index >= row_.keys.size()) {
        return column == 0 ? QString() : tr("1");
    }
    const UnfoldedRow::Key& key = row_.keys[index];
    if (key.masked) {
        return tr("masked");
    }
    return column == 0 ? numberText(static_cast<double>(key.score), 4)
                       : hoverText(static_cast<double>(key.weight));
}

QRect RowUnfold::cellRect(int row, int column) const {
    const Columns at = columns();
    const Look& look = lookOf(this);
    const double top = kSide + look.lineHeight(TextStyle::Label) +
                       look.lineHeight(TextStyle::Caption) + 4 + row * at.line;
    return QRectF(column == 0 ? at.score : at.weight, top, at.bar + look.scaled(kNumber), at.line)
        .toAlignedRect();
}

QPoint RowUnfold::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < tableColumns(); ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

void RowUnfold::moveCursorTo(int row, int column) {
    cursor_ = {column, row};
    announceCell(*this);
    update();
}

void RowUnfold::keyPressEvent(QKeyEvent* event) {
    const int side = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    const int line = event->key() == Qt::Key_Up ? -1 : event->key() == Qt::Key_Down ? 1 : 0;
    if ((side == 0 && line == 0) || tableRows() == 0) {
        return QWidget::keyPressEvent(event);
    }
    moveCursorTo(std::clamp(cursor_.y() + line, 0, tableRows() - 1),
                 std::clamp(cursor_.x() + side, 0, tableColumns() - 1));
}

QSize RowUnfold::sizeHint() const {
    return {720, 480};
}

QSize RowUnfold::minimumSizeHint() const {
    return {480, 240};
}

} // namespace vitrine::widgets
