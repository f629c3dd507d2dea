#include "widgets/robustness/says/scorebars.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kMostLabels = 6;
constexpr double kBar = 12;
constexpr double kRow = 24;
constexpr double kNumber = 48;

QString tr(const char* text) {
    return QCoreApplication::translate("ScoreBars", text);
}

QString signedText(double value, int digits) {
    return value > 0 ? u'+' + numberText(value, digits) : numberText(value, digits);
}

/// Two digits, or three where the best two would read the same.
int digitsFor(const std::vector<ScoreRow>& rows) {
    std::vector<double> scores;
    for (const ScoreRow& row : rows) {
        scores.push_back(row.now);
    }
    std::ranges::sort(scores, std::ranges::greater());
    const bool close = scores.size() > 1 && numberText(scores[0], 2) == numberText(scores[1], 2);
    return close ? 3 : 2;
}

} // namespace

std::vector<ScoreRow> scoreRows(const ReadOuts& readOuts, std::size_t most) {
    const study::Verdict& clean = readOuts.cleanVerdict;
    const study::Verdict& now = readOuts.verdict;
    if (!now.best || clean.scores.size() != now.scores.size()) {
        return readOuts.cosine
                   ? std::vector<ScoreRow>{{.label = tr("clean text"), .clean = 1,
                                            .now = *readOuts.cosine}}
                   : std::vector<ScoreRow>();
    }
    std::vector<std::size_t> order(now.scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t label) {
        return std::max(clean.scores[label], now.scores[label]);
    });
    // The two answers have the highest scores of their texts, so that both stay.
    order.resize(std::min(order.size(), std::max<std::size_t>(most, 2)));
    std::ranges::sort(order);
    std::vector<ScoreRow> rows;
    for (const std::size_t label : order) {
        rows.push_back({.label = QString::fromStdString(now.labels[label]),
                        .clean = clean.scores[label],
                        .now = now.scores[label],
                        .answer = label == *now.best});
    }
    return rows;
}

QString scoreWords(study::VerdictKind kind) {
    switch (kind) {
    case study::VerdictKind::Classes: return tr("probability of each class");
    case study::VerdictKind::Prototypes:
        return tr("cosine to the mean embedding of each label's texts; the nearest is the answer");
    case study::VerdictKind::Embedding:
        return tr("cosine of the embeddings; no classes, no answer that could flip");
    case study::VerdictKind::None: break;
    }
    return tr("this model gives neither classes nor an embedding of the text");
}

double scoreRowHeight(const Look& look) {
    return look.scaled(static_cast<int>(kRow));
}

void paintScores(QPainter& painter, const QRectF& area, const std::vector<ScoreRow>& rows,
                 const Look& look) {
    double labels = 0;
    for (const ScoreRow& row : rows) {
        labels = std::max(labels, wordsWidth(row.label, TextStyle::Small, look));
    }
    labels = std::min(labels + 10, area.width() * 0.35);
    const double numbers = look.scaled(static_cast<int>(kNumber));
    const double height = scoreRowHeight(look);
    const int digits = digitsFor(rows);
    for (std::size_t index = 0; index < rows.size(); ++index) {
        const ScoreRow& row = rows[index];
        const QRectF line(area.left(), area.top() + height * static_cast<double>(index),
                          area.width(), height);
        paintWords(painter, QRectF(line.left(), line.top(), labels, height),
                   Qt::AlignLeft | Qt::AlignVCenter, row.label,
                   row.answer ? TextStyle::SmallHead : TextStyle::Small, Token::T1, look,
                   /*elide=*/true);
        const QRectF bar(line.left() + labels, line.center().y() - kBar / 2,
                         line.width() - labels - 2 * numbers, kBar);
        painter.fillRect(bar, look.color(Token::Sunk));
        const auto x = [&](double score) {
            return bar.left() + bar.width() * std::clamp(score, 0.0, 1.0);
        };
        painter.fillRect(QRectF(bar.left(), bar.top(), x(row.now) - bar.left(), kBar),
                         look.color(Token::T2));
        const double tick = std::round(x(row.clean));
        painter.fillRect(QRectF(tick - 2, bar.top() - 3, 4, kBar + 6), look.color(Token::S2));
        painter.fillRect(QRectF(tick - 1, bar.top() - 3, 2, kBar + 6), look.color(Token::Ink));
        paintWords(painter, QRectF(bar.right(), line.top(), numbers, height),
                   Qt::AlignRight | Qt::AlignVCenter, numberText(row.now, digits), TextStyle::Small,
                   Token::T1, look);
        paintWords(painter, QRectF(bar.right() + numbers, line.top(), numbers, height),
                   Qt::AlignRight | Qt::AlignVCenter, signedText(row.now - row.clean, digits),
                   TextStyle::Small, Token::T3, look);
    }
}

ScoreBars::ScoreBars(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(ScoreBars::tr("What the model says"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeAccessibleTable(*this, *this);
}

void ScoreBars::setReadOuts(std::shared_ptr<const ReadOuts> readOuts) {
    const std::size_t before = rows_.size();
    rows_ = readOuts ? scoreRows(*readOuts, kMostLabels) : std::vector<ScoreRow>();
    if (rows_.size() != before) {
        updateGeometry();
        announceTableReset(*this);
    }
    update();
}

void ScoreBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintScores(painter, rect(), rows_, lookOf(this));
}

void ScoreBars::keyPressEvent(QKeyEvent* event) {
    const QPoint from(std::max(0, cursor_.x()), std::max(0, cursor_.y()));
    switch (event->key()) {
    case Qt::Key_Left: return moveCursorTo(from.y(), from.x() - 1);
    case Qt::Key_Right: return moveCursorTo(from.y(), from.x() + 1);
    case Qt::Key_Up: return moveCursorTo(from.y() - 1, from.x());
    case Qt::Key_Down: return moveCursorTo(from.y() + 1, from.x());
    default: QWidget::keyPressEvent(event);
    }
}

QSize ScoreBars::sizeHint() const {
    return {260, static_cast<int>(scoreRowHeight(lookOf(this)) *
                                  static_cast<double>(std::max<std::size_t>(1, rows_.size())))};
}

int ScoreBars::tableRows() const {
    return static_cast<int>(rows_.size());
}

QString ScoreBars::rowLabel(int row) const {
    return rows_.at(static_cast<std::size_t>(row)).label;
}

QString ScoreBars::columnLabel(int column) const {
    return column == 0 ? ScoreBars::tr("clean")
                       : column == 1 ? ScoreBars::tr("perturbed") : ScoreBars::tr("change");
}

QString ScoreBars::cellText(int row, int column) const {
    const ScoreRow& score = rows_.at(static_cast<std::size_t>(row));
    const double value = column == 0   ? score.clean
                         : column == 1 ? score.now
                                       : score.now - score.clean;
    return ScoreBars::tr("%1, %2 %3").arg(score.label, columnLabel(column), hoverText(value));
}

QRect ScoreBars::cellRect(int row, int) const {
    const int height = static_cast<int>(scoreRowHeight(lookOf(this)));
    return {0, row * height, width(), height};
}

QPoint ScoreBars::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        if (cellRect(row, 0).contains(point)) {
            return {1, row};
        }
    }
    return {-1, -1};
}

void ScoreBars::moveCursorTo(int row, int column) {
    if (row >= 0 && column >= 0 && row < tableRows() && column < tableColumns()) {
        cursor_ = {column, row};
        announceCell(*this);
    }
}

} // namespace vitrine::widgets
