#include "widgets/attention/number/numberhead.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vitrine::widgets {

namespace {

const QString kArrow = QStringLiteral(" → ");
const QString kDot = QStringLiteral("  ·  ");
constexpr int kGap = 6;
constexpr int kBesideNumber = 8;

} // namespace

NumberHead::NumberHead(QWidget* parent)
    : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void NumberHead::setContent(const Content& content) {
    if (content == content_) {
        return;
    }
    content_ = content;
    setAccessibleName(content.key.isEmpty() ? content.query
                                            : content.query + kArrow + content.key);
    setAccessibleDescription(content.number + u' ' + content.what + QStringLiteral(", ")
                             + content.address);
    updateGeometry();
    update();
}

double NumberHead::pairWidth() const {
    const Look& look = lookOf(this);
    double width = wordsWidth(content_.query, TextStyle::SmallHead, look);
    if (!content_.key.isEmpty()) {
        width += wordsWidth(kArrow, TextStyle::Small, look)
                 + wordsWidth(content_.key, TextStyle::SmallHead, look);
    }
    return width;
}

bool NumberHead::broken(int width) const {
    return pairWidth() + wordsWidth(kDot + content_.address, TextStyle::Small, lookOf(this)) > width;
}

int NumberHead::heightForWidth(int width) const {
    const Look& look = lookOf(this);
    const int line = look.lineHeight(TextStyle::Small);
    return line * (broken(width) ? 2 : 1) + kGap + look.lineHeight(TextStyle::Number);
}

QSize NumberHead::sizeHint() const {
    return {240, heightForWidth(width() > 0 ? width() : 240)};
}

QSize NumberHead::minimumSizeHint() const {
    return {160, heightForWidth(160)};
}

void NumberHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double line = look.lineHeight(TextStyle::Small);
    const auto left = Qt::AlignLeft | Qt::AlignVCenter;
    QRectF row(0, 0, width(), line);
    const auto say = [&](const QString& text, TextStyle style, Token token) {
        row.setLeft(row.left() + paintWords(painter, row, left, text, style, token, look));
    };
    say(content_.query, TextStyle::SmallHead, Token::QueryText);
    if (!content_.key.isEmpty()) {
        say(kArrow, TextStyle::Small, Token::T3);
        say(content_.key, TextStyle::SmallHead, Token::KeyText);
    }
    if (broken(width())) {
        row = QRectF(0, line, width(), line);
        paintWords(painter, row, left, content_.address, TextStyle::Small, Token::T2, look, true);
    } else {
        say(kDot + content_.address, TextStyle::Small, Token::T2);
    }
    const QRectF numbers(0, row.bottom() + kGap, width(), look.lineHeight(TextStyle::Number));
    const double number = paintWords(painter, numbers, left, content_.number, TextStyle::Number,
                                     Token::T1, look);
    const QRectF beside(number + kBesideNumber, numbers.top() + 3, width() - number - kBesideNumber,
                        numbers.height());
    paintWords(painter, beside, left, content_.what, TextStyle::Small, Token::T2, look, true);
}

} // namespace vitrine::widgets
