#include "widgets/input/samplestrip.h"

#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/input/chiprow.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/input/sideletter.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace vitrine::widgets {

namespace {

constexpr int kTop = 10;
constexpr int kBottom = 7;
constexpr int kMostFrames = 64;
constexpr int kRing = metrics::kFocusOutset; ///< room that the chips keep for a focus ring

QSpinBox* makeFrames(QWidget* parent) {
    auto* frames = new QSpinBox(parent);
    frames->setRange(1, kMostFrames);
    frames->setSuffix(SampleStrip::tr(" frames"));
    frames->setKeyboardTracking(false);
    frames->setMaximumHeight(metrics::kLeastHit);
    frames->setAccessibleName(SampleStrip::tr("Frames that are sampled"));
    frames->setToolTip(
        SampleStrip::tr("How many frames, spread over the clip, the model looks at"));
    return frames;
}

Segments* makeKinds(QWidget* parent) {
    auto* kinds = new Segments(SampleStrip::tr("Kind of sample"), parent);
    kinds->add(Icon::Sample, SampleStrip::tr("Text"));
    kinds->add(Icon::Picture, SampleStrip::tr("Picture"));
    kinds->add(Icon::Film, SampleStrip::tr("Clip"));
    return kinds;
}

} // namespace

SampleStrip::SampleStrip(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Sample"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    editors_ = makeEditors();
    compared_ = makeCompared();
    compared_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::kPanePadding - kRing, kTop, metrics::kPanePadding - kRing,
                               kBottom);
    layout->setSpacing(0);
    layout->addWidget(editors_);
    layout->addWidget(compared_);
}

QWidget* SampleStrip::makeEditors() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kGrid);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(kRing, 0, kRing, 0);
    grid->setVerticalSpacing(metrics::kGrid);
    grid->setHorizontalSpacing(metrics::kGroupGap);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kRing, 0, 0, 0);
    row->setSpacing(metrics::kGroupGap - kRing);
    kinds_ = makeKinds(page);
    row->addWidget(kinds_, 0, Qt::AlignTop);
    row->addLayout(grid, 1);
    column->addLayout(row);
    name_ = new Words(TextStyle::SampleText, Token::T1, page);
    name_->setAccessibleName(tr("Name of the sample"));
    name_->setMinimumWidth(1); // cut where there is no room
    frames_ = makeFrames(page);
    grid->addWidget(name_, 0, 0, 1, 2);
    grid->addWidget(frames_, 0, 3, Qt::AlignTop);
    connect(frames_, &QSpinBox::valueChanged, this, &SampleStrip::framesChosen);
    connect(kinds_, &Segments::currentChanged, this, [this](int index) {
        kinds_->setCurrent(static_cast<int>(kind_)); // until the sample is another one
        Q_EMIT kindChosen(static_cast<SampleKind>(index));
    });
    editor_ = new SampleEditor(page);
    pairEditor_ = new SampleEditor(page);
    pairEditor_->setAccessibleName(tr("Second text of the pair"));
    pairEditor_->setPlaceholderText(tr("Type the second text"));
    pairLabel_ = new Words(tr("pair"), TextStyle::Base, Token::T2, page);
    counts_ = new Words(TextStyle::Base, Token::T2, page);
    counts_->setMinimumWidth(1);
    counts_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    counts_->setAccessibleName(tr("Counts"));
    chips_ = new ChipRow(page);
    grid->addWidget(editor_, 0, 0, 1, 2);
    grid->addWidget(counts_, 0, 2, Qt::AlignTop);
    grid->addWidget(pairLabel_, 1, 0);
    grid->addWidget(pairEditor_, 1, 1, 1, 2);
    column->addWidget(chips_);
    grid->setColumnStretch(1, 1);
    pairLabel_->hide();
    pairEditor_->hide();
    name_->hide();
    frames_->hide();
    connectTokens(editor_);
    connectTokens(pairEditor_);
    connect(chips_, &ChipRow::tokenHovered, this, &SampleStrip::tokenHovered);
    connect(chips_, &ChipRow::tokenClicked, this, &SampleStrip::tokenClicked);
    return page;
}

QWidget* SampleStrip::makeCompared() {
    auto* page = new QWidget(this);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(kRing, 0, kRing, 0);
    grid->setVerticalSpacing(0);
    grid->setHorizontalSpacing(metrics::kGroupGap);
    for (std::size_t side = 0; side < sides_.size(); ++side) {
        auto* letter = new SideLetter(static_cast<int>(side), page);
        sides_[side] = new ChipRow(page);
        sides_[side]->setAccessibleName(side == 0 ? tr("Tokens of A") : tr("Tokens of B"));
        names_[side] = new Words(TextStyle::Base, Token::T2, page);
        grid->addWidget(letter, side, 0);
        grid->addWidget(sides_[side], side, 1);
        grid->addWidget(names_[side], side, 2, Qt::AlignRight | Qt::AlignVCenter);
    }
    grid->setColumnStretch(1, 1);
    connect(sides_[0], &ChipRow::tokenHovered, this, &SampleStrip::tokenHovered);
    connect(sides_[0], &ChipRow::tokenClicked, this, &SampleStrip::tokenClicked);
    return page;
}

void SampleStrip::connectTokens(SampleEditor* editor) {
    connect(editor, &SampleEditor::edited, this, &SampleStrip::announceEdit);
    connect(editor, &SampleEditor::tokenHovered, this, &SampleStrip::tokenHovered);
    connect(editor, &SampleEditor::tokenClicked, this, &SampleStrip::tokenClicked);
    connect(editor->document(), &QTextDocument::contentsChanged, this,
            &SampleStrip::updateGeometry);
}

void SampleStrip::announceEdit() {
    Q_EMIT edited(text(), pair());
}

QByteArray SampleStrip::text() const {
    return editor_->text();
}

std::optional<QByteArray> SampleStrip::pair() const {
    return hasPair_ ? std::optional(pairEditor_->text()) : std::nullopt;
}

void SampleStrip::setText(const QByteArray& text, const std::optional<QByteArray>& pair) {
    editor_->setText(text);
    hasPair_ = pair.has_value();
    pairLabel_->setVisible(hasPair_);
    pairEditor_->setVisible(hasPair_);
    pairEditor_->setText(pair.value_or(QByteArray()));
    kind_ = SampleKind::Text;
    showKind();
}

void SampleStrip::setMedia(SampleKind kind, const QString& name, int frames) {
    kind_ = kind;
    hasPair_ = false;
    pairLabel_->hide();
    pairEditor_->hide();
    fullName_ = name;
    name_->setToolTip(name);
    const QSignalBlocker quiet(frames_);
    frames_->setValue(frames);
    showKind();
}

void SampleStrip::showKind() {
    const bool text = kind_ == SampleKind::Text;
    const QSignalBlocker quiet(kinds_);
    kinds_->setCurrent(static_cast<int>(kind_));
    editor_->setVisible(text);
    chips_->setVisible(text && chipsWanted_);
    name_->setVisible(!text);
    frames_->setVisible(kind_ == SampleKind::Clip);
    fit();
}

void SampleStrip::setWordsShown(bool shown) {
    kinds_->setWordsShown(shown);
    fit();
}

void SampleStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void SampleStrip::setMarks(const TokenMarks& marks) {
    editor_->setMarks(marks, 0);
    pairEditor_->setMarks(marks, 1);
    chips_->setMarks(marks);
}

void SampleStrip::setCounts(const QStringList& counts) {
    parts_ = counts;
    fit();
}

// The strip never makes the window wider: counts give way from the end, then the name is cut.
void SampleStrip::fit() {
    const Look& look = lookOf(this);
    const int frames = frames_->isHidden() ? 0 : frames_->sizeHint().width() + metrics::kGroupGap;
    const int room = width() - kinds_->sizeHint().width() - frames - 2 * metrics::kPanePadding -
                     2 * metrics::kGroupGap;
    const bool media = kind_ != SampleKind::Text;
    const double name = media ? wordsWidth(fullName_, TextStyle::SampleText, look) : 0;
    const int most = static_cast<int>(media ? std::max(room - name, room / 2.0) : room / 2.0);
    QStringList shown = parts_;
    const auto joined = [&] { return shown.join(QStringLiteral(" · ")); };
    while (shown.size() > 1 && wordsWidth(joined(), TextStyle::Base, look) > most) {
        shown.removeLast();
    }
    counts_->setText(joined());
    counts_->setToolTip(shown.size() < parts_.size() ? parts_.join(QStringLiteral(" · "))
                                                     : QString());
    const double left = room - wordsWidth(joined(), TextStyle::Base, look);
    name_->setText(QFontMetrics(name_->font())
                       .elidedText(fullName_, Qt::ElideRight, std::max(0, static_cast<int>(left))));
}

void SampleStrip::setChipsShown(bool shown) {
    chipsWanted_ = shown;
    showKind();
}

void SampleStrip::setCompared(const ComparedTokens& a, const ComparedTokens& b) {
    const std::array<const ComparedTokens*, 2> both = {&a, &b};
    for (std::size_t side = 0; side < both.size(); ++side) {
        sides_[side]->setMarks(both[side]->marks);
        sides_[side]->setChanged(both[side]->changed);
        names_[side]->setText(both[side]->name);
    }
    editors_->hide();
    compared_->show();
}

void SampleStrip::endCompared() {
    compared_->hide();
    editors_->show();
}

bool SampleStrip::comparing() const {
    return !compared_->isHidden();
}

void SampleStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(0, height() - 1, width(), 1, look.color(Token::Line));
}

} // namespace vitrine::widgets
