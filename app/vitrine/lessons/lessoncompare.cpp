#include "app/vitrine/lessons/lessoncompare.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/compare/pairrows.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::PairMap;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kGap = metrics::kPanePadding;
constexpr int kLeastRows = 160;
constexpr int kHead = 32;

} // namespace

LessonCompare::LessonCompare(widgets::AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    a_ = new PairMap(state_, PairMap::Side::A, this);
    b_ = new PairMap(state_, PairMap::Side::B, this);
    title_ = new widgets::Words(TextStyle::Head, Token::T1, this);
    note_ = new widgets::Words(tr("filled A, outlined B"), TextStyle::Small, Token::T2, this);
    rows_ = new widgets::PairRows(state_, this);
    for (PairMap* map : {a_, b_}) {
        connect(map, &PairMap::shapeChanged, this, &LessonCompare::place);
    }
    connect(&state_.compare(), &widgets::CompareState::shownChanged, this,
            [this] { title_->setText(rows_->title()); });
    connect(&state_.compare(), &widgets::CompareState::comparisonChanged, this,
            &LessonCompare::place);
}

bool LessonCompare::differenceShown() const {
    return b_->side() == PairMap::Side::Difference;
}

void LessonCompare::setDifferenceShown(bool shown) {
    if (shown != differenceShown()) {
        b_->setSide(shown ? PairMap::Side::Difference : PairMap::Side::B);
        place();
        Q_EMIT differenceChanged(shown);
    }
}

void LessonCompare::place() {
    const widgets::Look& look = widgets::lookOf(this);
    const int wide = (width() - 3 * kGap) / 2;
    const int most = std::max(80, height() - kLeastRows - look.scaled(kHead) - 2 * kGap);
    const int high = std::min(most, std::max(a_->heightFor(wide, most), b_->heightFor(wide, most)));
    a_->setGeometry(kGap, kGap, wide, high);
    b_->setGeometry(2 * kGap + wide, kGap, wide, high);
    const int top = kGap + high + kGap;
    const int head = look.scaled(kHead);
    title_->setText(rows_->title());
    title_->setGeometry(kGap, top, width() / 2, head);
    note_->setGeometry(width() / 2, top, width() / 2 - kGap, head);
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rows_->setGeometry(kGap, top + head, width() - 2 * kGap,
                       std::clamp(height() - top - head - kGap, 0, 260));
}

void LessonCompare::resizeEvent(QResizeEvent*) {
    place();
}

void LessonCompare::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(0, title_->y() - metrics::kRowGap, width(), metrics::kHairline,
                     look.color(Token::Line));
}

} // namespace vitrine::app
