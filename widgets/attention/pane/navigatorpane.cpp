#include "widgets/attention/pane/navigatorpane.h"

#include "widgets/attention/grid/gridlegendview.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/lens/quadrantlens.h"
#include "widgets/attention/overlay/overlayrow.h"
#include "widgets/attention/pane/rangecombo.h"
#include "widgets/attention/rows/pinnedrows.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/statisticnames.h"
#include "widgets/attention/strip/layerstrip.h"
#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/hairline.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <initializer_list>

namespace vitrine::widgets {

namespace {

constexpr int kSectionGap = 10;
constexpr int kLeastGrid = 120;
constexpr int kFewHeads = 6; // grids this small get larger thumbnails
constexpr int kFewThumbnail = 40;

/// Of a section around the lens, with its head.
int lensSectionHeight(const QuadrantLens& lens, const Look& look) {
    return lens.sizeHint().height() + look.lineHeight(TextStyle::Head) + metrics::kGrid +
           2 * kSectionGap + metrics::kHairline;
}

} // namespace

NavigatorPane::NavigatorPane(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , toolBar_(makeToolBar())
    , lens_(new QuadrantLens(state, this))
    , grid_(new HeadGrid(state, this))
    , legend_(new GridLegendView(this))
    , rows_(new PinnedRows(state, this))
    , strip_(new LayerStrip(state, this)) {
    setAccessibleName(tr("Navigator"));
    lensSection_ = makeSection(*lens_, lensTitle_, lensNote_);
    lensTitle_->setText(tr("Quadrant lens"));
    lensNote_->setText(tr("share of the attention"));
    rowsSection_ = makeSection(*rows_, rowsTitle_, rowsNote_);
    stripSection_ = makeSection(*strip_, stripTitle_, stripNote_);
    connect(&state_, &AttentionState::pictureChanged, this, &NavigatorPane::takePicture);
    connect(&state_, &AttentionState::selectionChanged, this, &NavigatorPane::takeSelection);
    connect(&state_, &AttentionState::shownChanged, this, &NavigatorPane::describe);
    connect(rows_, &PinnedRows::sceneChanged, this, &NavigatorPane::place);
    connect(sort_, &QComboBox::activated, this, [this](int index) {
        state_.setSort(index == 0 ? std::string() : statistics_[static_cast<std::size_t>(index) - 1]);
    });
    connect(badge_, &QComboBox::activated, this, [this](int index) {
        state_.setBadge(index == 0 ? std::string()
                                   : statistics_[static_cast<std::size_t>(index) - 1]);
    });
    takePicture();
}

QWidget* NavigatorPane::makeToolBar() {
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kRowGap);
    title_ = new Words(tr("All heads"), TextStyle::Head, Token::T1, bar);
    size_ = new Words(TextStyle::Base, Token::T2, bar);
    sort_ = new SnugCombo(tr("Sort"), bar);
    badge_ = new SnugCombo(tr("Badge"), bar);
    range_ = new RangeCombo(state_, RangeCombo::Of::Grid, bar);
    layout->addWidget(title_);
    layout->addWidget(size_);
    layout->addStretch(1);
    pictures_ = new QToolButton(bar);
    setRole(*pictures_, Role::Quiet);
    setCompact(*pictures_);
    pictures_->setCheckable(true);
    pictures_->setIcon(themedIcon(Icon::Picture));
    pictures_->setAccessibleName(tr("Heads as little pictures"));
    pictures_->setToolTip(tr("Each head as a little picture of what the query looks at, or as its "
                             "whole map"));
    connect(pictures_, &QToolButton::clicked, this, [this](bool checked) {
        OverlayChoice overlay = state_.selection().overlay;
        overlay.pictureThumbnails = checked;
        state_.setOverlay(overlay);
    });
    layout->addWidget(pictures_);
    layout->addWidget(sort_);
    layout->addWidget(badge_);
    layout->addWidget(range_);
    return bar;
}

QWidget* NavigatorPane::makeSection(QWidget& body, Words*& title, Words*& note) {
    auto* section = new QWidget(this);
    auto* layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new Hairline(Qt::Horizontal, section));
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(metrics::kPanePadding, kSectionGap, metrics::kPanePadding, kSectionGap);
    inside->setSpacing(metrics::kGrid);
    auto* head = new QHBoxLayout;
    title = new Words(TextStyle::Head, Token::T1, section);
    note = new Words(TextStyle::Small, Token::T2, section);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(note);
    inside->addLayout(head);
    inside->addWidget(&body, 1);
    layout->addLayout(inside, 1);
    return section;
}

void NavigatorPane::setCrowding(const Crowding& crowding) {
    crowding_ = crowding;
    takePicture();
}

void NavigatorPane::takePicture() {
    fillStatistics();
    const engine::Trace* trace = state_.trace();
    int heads = 0;
    if (trace != nullptr) {
        for (const engine::Site& site : trace->sites()) {
            heads = std::max(heads, site.heads);
        }
    }
    few_ = heads > 0 && heads <= kFewHeads;
    size_->setText(trace == nullptr
                       ? QString()
                       : QStringLiteral("%1 × %2").arg(trace->sites().size()).arg(heads));
    takeSelection();
    describe();
    place();
}

void NavigatorPane::fillStatistics() {
    std::vector<std::string> ids;
    std::vector<StatisticName> names;
    if (state_.picture()) {
        names = statisticsOf(*state_.picture());
        std::ranges::transform(names, std::back_inserter(ids), &StatisticName::id);
    }
    if (ids == statistics_ && sort_->count() > 0) {
        return;
    }
    statistics_ = std::move(ids);
    sort_->clear();
    badge_->clear();
    sort_->addItem(tr("index"));
    badge_->addItem(tr("none"));
    for (const StatisticName& name : names) {
        for (SnugCombo* combo : {sort_, badge_}) {
            combo->addItem(name.label);
            combo->setItemData(combo->count() - 1, name.tooltip, Qt::ToolTipRole);
        }
    }
}

void NavigatorPane::takeSelection() {
    const AttentionSelection& selection = state_.selection();
    const auto indexOf = [&](const std::string& id) {
        const auto found = std::ranges::find(statistics_, id);
        return found == statistics_.end() ? 0 : static_cast<int>(found - statistics_.begin()) + 1;
    };
    sort_->setCurrentIndex(indexOf(selection.sort));
    badge_->setCurrentIndex(indexOf(selection.badge));
    pictures_->setChecked(selection.overlay.pictureThumbnails);
    legend_->setLegend({.range = selection.gridRange,
                        .response = selection.response,
                        .badge = selection.badge,
                        .brief = !crowding_.words});
    describe();
    place();
}

void NavigatorPane::describe() {
    const auto query = state_.shownQuery();
    const engine::Site* site = state_.site();
    QString token;
    if (site != nullptr && query) {
        const Axis& axis = state_.trace()->axes()[static_cast<std::size_t>(site->queryAxis)];
        token = shortLabelOf(axis.tokens[*query], 16);
    }
    const bool brief = !crowding_.words;
    const bool pictures = !state_.patches().empty();
    pictures_->setVisible(pictures);
    title_->setText(pictures && state_.selection().overlay.pictureThumbnails ? tr("Heads, %1")
                                                                                   .arg(headsShow())
                                                                             : tr("All heads"));
    if (token.isEmpty()) {
        rowsTitle_->setText(tr("Row in pinned heads"));
        rowsNote_->clear();
    } else {
        const QString whole = tr("Row of “%1” in pinned heads").arg(token);
        const QString note = rows_->rule(/*brief=*/false);
        const bool fits = !brief && fitsHead(whole, note);
        rowsTitle_->setText(fits ? whole : tr("Row of “%1”").arg(token));
        rowsNote_->setText(fits ? note : rows_->rule(/*brief=*/true));
    }
    stripTitle_->setText(strip_->title());
    const bool stripFits = !brief && fitsHead(strip_->title(), strip_->note());
    stripNote_->setText(stripFits ? strip_->note() : QString());
}

bool NavigatorPane::fitsHead(const QString& title, const QString& note) const {
    const Look& look = lookOf(this);
    return wordsWidth(title, TextStyle::Head, look) + wordsWidth(note, TextStyle::Small, look) +
               2 * metrics::kPanePadding + metrics::kGroupGap <=
           width();
}

// What the little pictures are of: the chosen query, or the quadrant.
QString NavigatorPane::headsShow() const {
    switch (state_.selection().overlay.quadrant) {
    case Quadrant::ClassToClass: return tr("class → class");
    case Quadrant::ClassToPatches: return tr("class → patches");
    case Quadrant::PatchesToClass: return tr("patches → class");
    case Quadrant::PatchesToPatches: return tr("patches → patches");
    case Quadrant::Row: break;
    }
    return tr("query %1").arg(tokenName(*state_.trace(), state_.patches(),
                                        state_.selectedQuery().value_or(0)));
}

int NavigatorPane::widthForThumbnails(int pixels) const {
    return grid_->widthForThumbnails(pixels) + 2 * metrics::kPanePadding;
}

void NavigatorPane::place() {
    const Look& look = lookOf(this);
    const int padding = metrics::kPanePadding;
    const int bar = look.scaled(metrics::kToolBarHeight);
    toolBar_->setGeometry(0, 0, width(), bar);
    fitToolBar();
    const int inner = width() - 2 * padding;
    const int legend = legend_->sizeHint().height();
    const bool lens = !state_.patches().empty() && crowding_.rows;
    const int lensHeight = lens ? lensSectionHeight(*lens_, look) : 0;
    lensSection_->setVisible(lens);
    lensSection_->setGeometry(0, height() - lensHeight, width(), lensHeight);
    const int top = bar + metrics::kHairline + metrics::kRowGap;
    int left = height() - lensHeight - top - legend - metrics::kRowGap;
    const int head = look.lineHeight(TextStyle::Head) + metrics::kGrid + 2 * kSectionGap + 1;
    const int rows = crowding_.rows ? head + rows_->heightForWidth(inner) : 0;
    const int wanted = fitThumbnails(inner, left - rows);
    const bool showRows = rows > 0 && left - rows >= std::min(wanted, kLeastGrid);
    left -= showRows ? rows : 0;
    const bool showStrip = crowding_.strip
                           && left - wanted >= head + strip_->minimumSizeHint().height();
    const int grid = std::max(0, std::min(wanted, left));
    grid_->setGeometry(padding, top, inner, grid);
    legend_->setGeometry(padding + grid_->rowHeader(), top + grid, inner - grid_->rowHeader(), legend);
    int y = top + grid + legend + metrics::kRowGap;
    rowsSection_->setVisible(showRows);
    rowsSection_->setGeometry(0, y, width(), rows);
    y += showRows ? rows : 0;
    stripSection_->setVisible(showStrip);
    stripSection_->setGeometry(0, y, width(),
                               std::min(height() - lensHeight - y,
                                        head + strip_->sizeHint().height()));
}

// Few heads are drawn larger where all of them fit. Answers the height that the grid wants.
int NavigatorPane::fitThumbnails(int width, int room) {
    if (few_) {
        grid_->setMostThumbnail(std::max(crowding_.mostThumbnail, kFewThumbnail));
        if (const int wanted = grid_->heightForAll(width); wanted <= room) {
            return wanted;
        }
    }
    grid_->setMostThumbnail(crowding_.mostThumbnail);
    return grid_->heightForAll(width);
}

// Words before values go first, then the size of the grid, then sorting, then the title. What is
// left is the least width of the pane: no choice is ever cut.
void NavigatorPane::fitToolBar() {
    constexpr int kMostDropped = 4;
    const auto neededWith = [this](int dropped) {
        for (SnugCombo* combo : {sort_, badge_, &range_->combo()}) {
            combo->setWordShown(dropped < 1);
        }
        size_->setVisible(dropped < 2);
        sort_->setVisible(dropped < 3);
        title_->setVisible(dropped < kMostDropped);
        int width = 2 * metrics::kPanePadding;
        for (const QWidget* part :
             std::initializer_list<QWidget*>{title_, size_, pictures_, sort_, badge_, range_}) {
            width += part->isHidden() ? 0 : part->sizeHint().width() + metrics::kRowGap;
        }
        return width;
    };
    setMinimumWidth(neededWith(kMostDropped));
    int dropped = crowding_.words ? 0 : 2;
    while (neededWith(dropped) > width() && dropped < kMostDropped) {
        ++dropped;
    }
    // At once: the words may have changed since the layout last asked for widths.
    toolBar_->layout()->invalidate();
    toolBar_->layout()->activate();
}

void NavigatorPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(QRect(0, toolBar_->height(), width(), metrics::kHairline),
                     look.color(Token::Line));
}

void NavigatorPane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    describe();
    place();
}

void NavigatorPane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        place();
    }
}

} // namespace vitrine::widgets
