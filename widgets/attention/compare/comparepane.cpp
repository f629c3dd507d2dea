#include "widgets/attention/compare/comparepane.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/compare/pairrows.h"
#include "widgets/attention/compare/pairscene.h"
#include "widgets/attention/compare/shiftgrid.h"
#include "widgets/attention/pane/snugcombo.h"
#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <initializer_list>

namespace vitrine::widgets {

namespace {

constexpr int kFlicker = 700; // ms: under two changes a second
constexpr int kLeastLower = 170;
constexpr int kLowerShare = 36; // of a hundred, at most
constexpr std::array kUnits = {study::CompareBy::Word, study::CompareBy::Blank,
                               study::CompareBy::Token};
constexpr std::array kPolicies = {RangePolicy::PerLayer, RangePolicy::Absolute};

} // namespace

ComparePane::ComparePane(AttentionState& state, Exporter& exporter, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , compare_(state.compare())
    , exporter_(exporter)
    , toolBar_(makeToolBar())
    , caption_(new Words(TextStyle::Caption, Token::T2, this))
    , step_(new Words(tr("scroll, zoom and hover move in step"), TextStyle::Caption, Token::T2, this))
    , shifts_(new ShiftGrid(state, this))
    , rows_(new PairRows(state, this)) {
    setAccessibleName(tr("Comparison"));
    maps_ = {new PairMap(state, PairMap::Side::A, this), new PairMap(state, PairMap::Side::B, this),
             new PairMap(state, PairMap::Side::Difference, this)};
    shiftHead_ = makeHead(tr("Shift per head"), shiftTitle_, shiftNote_);
    shiftNote_->setText(tr("Jensen–Shannon ÷ ln 2"));
    rowHead_ = makeHead(rows_->title(), rowTitle_, rowNote_);
    rowNote_->setText(tr("A filled, B hollow"));
    step_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    flicker_.setInterval(kFlicker);
    connect(&flicker_, &QTimer::timeout, this, [this] {
        a().setSide(a().side() == PairMap::Side::A ? PairMap::Side::B : PairMap::Side::A);
    });
    connectMaps();
    connect(&state_, &AttentionState::selectionChanged, this, &ComparePane::describe);
    connect(&compare_, &CompareState::shownChanged, this, &ComparePane::describe);
    connect(&compare_, &CompareState::headChanged, this, &ComparePane::describe);
    connect(&compare_, &CompareState::comparisonChanged, this, &ComparePane::place);
    describe();
}

QWidget* ComparePane::makeToolBar() {
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kRowGap);
    title_ = new Words(TextStyle::Head, Token::T1, bar);
    note_ = new Words(TextStyle::Caption, Token::T2, bar);
    forms_ = new Segments(tr("Comparison as"), bar);
    forms_->add(tr("A | B | difference"));
    forms_->add(tr("Overlay"));
    forms_->add(tr("Flicker"));
    connect(forms_, &Segments::currentChanged, this,
            [this](int index) { setForm(static_cast<Form>(index)); });
    align_ = new SnugCombo(tr("Align"), bar);
    align_->addItems({tr("word"), tr("between blanks"), tr("token")});
    connect(align_, &QComboBox::activated, this,
            [this](int index) { compare_.setBy(kUnits[static_cast<std::size_t>(index)]); });
    range_ = new SnugCombo(tr("Range"), bar);
    range_->addItems({tr("shared A, B"), tr("absolute 0–1")});
    connect(range_, &QComboBox::activated, this, [this](int index) {
        state_.setMapRange(kPolicies[static_cast<std::size_t>(index)]);
    });
    more_ = new QToolButton(bar);
    setRole(*more_, Role::Quiet);
    setCompact(*more_);
    more_->setIcon(themedIcon(Icon::Export));
    more_->setAccessibleName(tr("Save and copy"));
    more_->setToolTip(tr("Save and copy"));
    connect(more_, &QToolButton::clicked, this, &ComparePane::openMenu);
    layout->addWidget(title_);
    layout->addWidget(note_);
    layout->addStretch(1);
    for (QWidget* control : std::initializer_list<QWidget*>{forms_, align_, range_, more_}) {
        layout->addWidget(control);
    }
    return bar;
}

QWidget* ComparePane::makeHead(const QString& title, Words*& titleWords, Words*& note) {
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kGroupGap);
    titleWords = new Words(title, TextStyle::Head, Token::T1, head);
    note = new Words(TextStyle::Small, Token::T2, head);
    layout->addWidget(titleWords);
    layout->addWidget(note);
    layout->addStretch(1);
    return head;
}

void ComparePane::connectMaps() {
    for (PairMap* map : maps_) {
        connect(map, &PairMap::shapeChanged, this, &ComparePane::place);
        connect(map, &ZoomCanvas::viewportChanged, this, [this, map](const Viewport& viewport) {
            for (PairMap* other : maps_) {
                // Maps of one shape only: words that one side lacks would shift the rest.
                if (other != map && other->viewport().content() == viewport.content()
                    && other->canvasRect().size() == map->canvasRect().size()) {
                    const QSignalBlocker quiet(other);
                    other->setViewport(viewport);
                    other->update();
                }
            }
        });
    }
}

void ComparePane::setCrowding(const Crowding& crowding) {
    crowding_ = crowding;
    place();
}

void ComparePane::setForm(Form form) {
    form_ = form;
    forms_->setCurrent(static_cast<int>(form));
    a().setSide(form == Form::Overlay ? PairMap::Side::Both : PairMap::Side::A);
    if (form == Form::Flicker && isVisible()) {
        flicker_.start();
    } else {
        flicker_.stop();
    }
    place();
}

std::vector<PairMap*> ComparePane::shownMaps() const {
    if (form_ == Form::SideBySide) {
        return {maps_.begin(), maps_.end()};
    }
    return {maps_[0], maps_[2]};
}

void ComparePane::describe() {
    const auto head = state_.shownHead();
    title_->setText(head && state_.trace() ? headTitle(*state_.trace(), *head) : tr("No head"));
    range_->setCurrentIndex(state_.selection().mapRange == RangePolicy::Absolute ? 1 : 0);
    rowTitle_->setText(rows_->title());
    if (!compare_.comparison()) {
        note_->clear();
        caption_->setText(compare_.problem());
        return;
    }
    note_->setText(compareNote(*compare_.comparison()));
    const auto unit = std::ranges::find(kUnits, compare_.by());
    align_->setCurrentIndex(static_cast<int>(unit - kUnits.begin()));
    const bool missing = head && !compare_.sites();
    caption_->setText(missing ? tr("B has no such layer")
                      : head  ? headAddress(*state_.trace(), *head)
                                   + tr(" · attention probability · nothing clipped")
                              : QString());
    fitToolBar();
}

void ComparePane::fitToolBar() {
    const auto needed = [this] {
        int width = 2 * metrics::kPanePadding + title_->sizeHint().width();
        for (const QWidget* control :
             std::initializer_list<QWidget*>{note_, forms_, align_, range_, more_}) {
            width += control->isHidden() ? 0 : control->sizeHint().width() + metrics::kRowGap;
        }
        return width;
    };
    for (int dropped = crowding_.words ? 0 : 1; dropped <= 2; ++dropped) {
        note_->setVisible(dropped < 2);
        for (SnugCombo* combo : {align_, range_}) {
            combo->setWordShown(dropped < 1);
        }
        if (needed() <= width()) {
            break;
        }
    }
    toolBar_->layout()->invalidate();
    toolBar_->layout()->activate();
}

void ComparePane::place() {
    const Look& look = lookOf(this);
    const int padding = metrics::kPanePadding;
    const int bar = look.scaled(metrics::kToolBarHeight);
    toolBar_->setGeometry(0, 0, width(), bar);
    fitToolBar();
    const int top = bar + metrics::kHairline + metrics::kRowGap;
    const int captionLine = look.scaled(26);
    const int lower = std::max(kLeastLower, height() * kLowerShare / 100);
    const bool showLower = height() - top - captionLine - lower >= 180;
    const int room = height() - top - captionLine - (showLower ? lower : metrics::kRowGap);
    const std::vector<PairMap*> shown = shownMaps();
    const int count = static_cast<int>(shown.size());
    const int each = (width() - 2 * padding - (count - 1) * padding) / count;
    for (PairMap* map : maps_) {
        map->setVisible(std::ranges::find(shown, map) != shown.end());
    }
    int mapHeight = 0;
    for (int index = 0; index < count; ++index) {
        PairMap& map = *shown[static_cast<std::size_t>(index)];
        const int wanted = map.heightFor(each, room);
        map.setGeometry(padding + index * (each + padding), top, each, wanted);
        mapHeight = std::max(mapHeight, wanted);
    }
    const int captionTop = top + mapHeight;
    caption_->setGeometry(padding, captionTop, width() / 2 + padding, captionLine);
    step_->setGeometry(width() / 2 + 2 * padding, captionTop, width() / 2 - 3 * padding, captionLine);
    lowerTop_ = showLower ? captionTop + captionLine + metrics::kGrid : 0;
    for (QWidget* each2 : std::initializer_list<QWidget*>{shiftHead_, shifts_, rowHead_, rows_}) {
        each2->setVisible(showLower);
    }
    if (showLower) {
        placeLower(lowerTop_ + metrics::kHairline);
    }
    update();
}

void ComparePane::placeLower(int top) {
    const Look& look = lookOf(this);
    const int padding = metrics::kPanePadding;
    const int head = look.scaled(metrics::kToolBarHeight);
    split_ = std::min(width() * 2 / 5, look.scaled(480));
    shiftHead_->setGeometry(0, top, split_, head);
    rowHead_->setGeometry(split_ + 1, top, width() - split_ - 1, head);
    const int body = top + head + metrics::kRowGap;
    const int rest = std::max(1, height() - body - metrics::kRowGap);
    shifts_->setGeometry(padding, body, split_ - 2 * padding, rest);
    rows_->setGeometry(split_ + padding, body, width() - split_ - 2 * padding, rest);
}

void ComparePane::openMenu() {
    QMenu menu(this);
    menu.setAccessibleName(more_->accessibleName());
    for (const Exportable& exportable : exportables()) {
        exporter_.addActs(*menu.addMenu(exportable.name), exportable);
    }
    menu.exec(more_->mapToGlobal(QPoint(more_->width() - menu.sizeHint().width(), more_->height())));
}

void ComparePane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    const QColor line = look.color(Token::Line);
    painter.fillRect(QRect(0, toolBar_->height(), width(), metrics::kHairline), line);
    if (lowerTop_ > 0) {
        painter.fillRect(QRect(0, lowerTop_, width(), metrics::kHairline), line);
        painter.fillRect(QRect(0, shiftHead_->geometry().bottom() + 1, width(), metrics::kHairline),
                         line);
        painter.fillRect(QRect(split_, lowerTop_, metrics::kHairline, height() - lowerTop_), line);
    }
}

void ComparePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void ComparePane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        place();
    }
}

void ComparePane::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    flicker_.stop();
}

} // namespace vitrine::widgets
