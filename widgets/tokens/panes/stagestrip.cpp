#include "widgets/tokens/panes/stagestrip.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panes/stagediff.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kCellPadding = 12;
constexpr int kLeastCell = 64;

} // namespace

StageCell::StageCell(QWidget* parent)
    : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageCell::setWords(const StageWords& words) {
    words_ = words;
    setText(words.name);
    setAccessibleName(words.name);
    setAccessibleDescription(words.summary);
    setToolTip(words.help + u'\n' + words.summary);
    updateGeometry();
    update();
}

QSize StageCell::sizeHint() const {
    const Look& look = lookOf(this);
    const double words = std::max(wordsWidth(words_.name, TextStyle::SmallLabel, look),
                                  wordsWidth(words_.summary, TextStyle::Caption, look));
    return {static_cast<int>(words) + 2 * kCellPadding,
            look.lineHeight(TextStyle::Small) + look.lineHeight(TextStyle::Caption) + 4};
}

QSize StageCell::minimumSizeHint() const {
    return {kLeastCell, sizeHint().height()};
}

void StageCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (isDown() || underMouse()) {
        painter.fillRect(rect().adjusted(1, 0, 0, 0),
                         look.color(isDown() ? Token::Press : Token::Hover));
    }
    painter.setPen(QPen(look.color(Token::Line), 1));
    painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height()));
    const double line = look.lineHeight(TextStyle::Small);
    QRectF area(kCellPadding, 2, width() - kCellPadding - 4, line);
    vitrine::widgets::paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, words_.name,
                                 TextStyle::SmallLabel, Token::T1, look, /*elide=*/true);
    area.translate(0, line);
    vitrine::widgets::paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, words_.summary,
                                 TextStyle::Caption,
                                 words_.loses ? Token::DangerText : Token::T2, look,
                                 /*elide=*/true);
    if (hasFocus()) {
        const int inset = metrics::kFocusOutset;
        paintFocusRing(painter, QRectF(rect()).adjusted(inset, inset, -inset, -inset),
                       metrics::kRadius, look);
    }
}

StageStrip::StageStrip(TokenStudy& study, QWidget* parent)
    : QWidget(parent)
    , study_(study)
    , title_(new Words(TextStyle::SmallHead, Token::T1, this))
    , layout_(new QHBoxLayout(this)) {
    setAccessibleName(tr("Stages"));
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(0);
    layout_->addWidget(title_);
    connect(&study, &TokenStudy::explanationChanged, this, &StageStrip::refresh);
    connect(&study, &TokenStudy::currentChanged, this, &StageStrip::refresh);
    refresh();
}

void StageStrip::setLabelWidth(int width) {
    title_->setFixedWidth(width);
    fitTitle();
}

// The tokenizer's name where there is room for it; the marked row above says it too.
void StageStrip::fitTitle() {
    const TokenRow* row = study_.row();
    const QString full = row == nullptr ? tr("Stages") : tr("Stages, %1").arg(row->tokenizer.name);
    const bool fits =
        wordsWidth(full, TextStyle::SmallHead, lookOf(this)) <= title_->contentsRect().width();
    title_->setText(fits ? full : tr("Stages"));
    title_->setAccessibleName(full);
}

StageDiff* StageStrip::diff() const {
    return diff_;
}

void StageStrip::refresh() {
    const text::Explanation* explanation = study_.explanationOf(study_.currentRow());
    const TokenRow* row = study_.row();
    if (explanation == nullptr || row == nullptr) {
        return; // the last known state stays until the next is there
    }
    fitTitle();
    title_->setToolTip(study_.explanation()->coversAll()
                           ? QString()
                           : tr("Of a long text the part around the selection is explained"));
    const std::vector<StageWords> words = stageWords(*explanation, *row);
    while (cells_.size() > words.size()) {
        delete cells_.back();
        cells_.pop_back();
    }
    while (cells_.size() < words.size()) {
        auto* cell = new StageCell(this);
        connect(cell, &StageCell::clicked, this, [this, cell] { open(*cell); });
        layout_->addWidget(cell, 1);
        cells_.push_back(cell);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        cells_[i]->setWords(words[i]);
    }
}

void StageStrip::open(const StageCell& cell) {
    const text::Explanation* explanation = study_.explanationOf(study_.currentRow());
    if (explanation == nullptr) {
        return;
    }
    delete diff_;
    diff_ = new StageDiff(*explanation, cell.words(), this);
    diff_->showAbove(*this, cell.mapToGlobal(QPoint(0, 0)));
}

} // namespace vitrine::widgets
