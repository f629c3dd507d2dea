#include "widgets/attention/pane/stagepane.h"

#include "widgets/attention/lines/tokenlines.h"
#include "widgets/attention/map/mapsource.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/overlay/pictureoverlay.h"
#include "widgets/attention/pane/overlaybar.h"
#include "widgets/attention/pane/pinbadge.h"
#include "widgets/attention/pane/rangecombo.h"
#include "widgets/attention/rows/rowprofile.h"
#include "widgets/attention/state/labels.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr int kTop = 6;
constexpr int kProfileGap = 0;
constexpr int kCaptionLine = 28;
constexpr std::array<double, 6> kMasses = {0.5, 0.7, 0.8, 0.9, 0.95, 0.99};

} // namespace

StagePane::StagePane(AttentionState& state, Worker& worker, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , source_(new MapSource(worker, this))
    , toolBar_(makeToolBar())
    , map_(new MapView(state, *source_, this))
    , lines_(new TokenLines(state, worker, this))
    , overlay_(new PictureOverlay(state, worker, this))
    , profile_(new RowProfile(state, *map_, this))
    , caption_(new Words(TextStyle::Caption, Token::T2, this))
    , exporter_(new Exporter(worker, *this)) {
    setAccessibleName(tr("Stage"));
    connect(&state_, &AttentionState::selectionChanged, this, &StagePane::takeState);
    connect(&state_, &AttentionState::pictureChanged, this, &StagePane::takePicture);
    connect(overlay_, &PictureOverlay::sceneChanged, this, &StagePane::describe);
    connect(overlay_, &PictureOverlay::failed, exporter_, &Exporter::failed);
    connect(&state_, &AttentionState::shownChanged, this, &StagePane::describe);
    connect(map_, &MapView::frameChanged, this, &StagePane::describe);
    connect(map_, &MapView::shapeChanged, this, &StagePane::place);
    connect(lines_, &TokenLines::linksChanged, this, &StagePane::describe);
    takePicture();
}

QWidget* StagePane::makeToolBar() {
    auto* bar = new QWidget(this);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::kPanePadding, 0, metrics::kPanePadding, 0);
    layout->setSpacing(metrics::kRowGap);
    title_ = new Words(TextStyle::Head, Token::T1, bar);
    pin_ = new PinBadge(bar);
    form_ = new Segments(tr("Form"), bar);
    form_->add(Icon::Map, tr("Map"));
    form_->add(Icon::Lines, tr("Lines"));
    form_->add(Icon::Picture, tr("Picture"));
    connect(form_, &Segments::currentChanged, this,
            [this](int index) { state_.setForm(static_cast<MapForm>(index)); });
    shown_ = new SnugCombo(tr("Show"), bar);
    shown_->addItem(tr("attention"));
    shown_->addItem(tr("head mean"));
    connect(shown_, &QComboBox::activated, this, &StagePane::chooseShown);
    makeLinkCombo(bar);
    overlayBar_ = new OverlayBar(state_, bar);
    range_ = new RangeCombo(state_, RangeCombo::Of::Map, bar);
    overlayRange_ = new RangeCombo(state_, RangeCombo::Of::Overlay, bar);
    more_ = new QToolButton(bar);
    setRole(*more_, Role::Quiet);
    setCompact(*more_);
    more_->setAccessibleName(tr("Save and copy"));
    more_->setToolTip(tr("Save and copy"));
    connect(more_, &QToolButton::clicked, this, &StagePane::openMenu);
    layout->addWidget(title_);
    layout->addWidget(pin_);
    layout->addStretch(1);
    for (QWidget* control : std::initializer_list<QWidget*>{form_, overlayBar_, shown_, links_,
                                                            range_, overlayRange_, more_}) {
        layout->addWidget(control);
    }
    return bar;
}

void StagePane::makeLinkCombo(QWidget* bar) {
    links_ = new SnugCombo(tr("Mass"), bar);
    links_->setAccessibleDescription(tr("The strongest lines that make up this share are drawn"));
    for (const double mass : kMasses) {
        links_->addItem(tr("%1 %").arg(std::lround(mass * 100)));
    }
    connect(links_, &QComboBox::activated, this, [this](int index) {
        state_.setLinkMass(kMasses[static_cast<std::size_t>(index)]);
    });
}

void StagePane::setCrowding(const Crowding& crowding) {
    crowding_ = crowding;
    more_->setIcon(themedIcon(crowding.words ? Icon::Export : Icon::More));
    takeState();
}

// Words go before controls do: first those before the combos' values, then those in the segments,
// then the choice of what is shown, which the grid's column of means offers too.
void StagePane::fitToolBar() {
    const auto needed = [this] {
        int width = 2 * metrics::kPanePadding + title_->sizeHint().width();
        for (const QWidget* control :
             std::initializer_list<QWidget*>{pin_, form_, overlayBar_, shown_, links_, range_,
                                             overlayRange_, more_}) {
            width += control->isHidden() ? 0 : control->sizeHint().width() + metrics::kRowGap;
        }
        return width;
    };
    const MapForm form = state_.form();
    constexpr int kMostDropped = 4;
    range_->setVisible(form == MapForm::Map);
    links_->setVisible(form == MapForm::Lines);
    overlayBar_->setVisible(form == MapForm::Picture);
    overlayRange_->setVisible(form == MapForm::Picture);
    for (int dropped = crowding_.words ? 0 : 3; dropped <= kMostDropped; ++dropped) {
        overlayBar_->setWordsShown(dropped < 1);
        for (SnugCombo* combo : {shown_, links_, &range_->combo(), &overlayRange_->combo()}) {
            combo->setWordShown(dropped < 1);
        }
        form_->setWordsShown(dropped < 2);
        overlayBar_->lines().setVisible(dropped < 3);
        // Rollout is offered nowhere else, the head mean by the grid's last column too.
        shown_->setVisible(dropped < 3 || form == MapForm::Picture);
        title_->setText(titleText(/*brief=*/dropped == kMostDropped));
        // The caption says the range as well.
        overlayRange_->setVisible(form == MapForm::Picture && dropped < kMostDropped);
        if (needed() <= width()) {
            break;
        }
    }
    // At once: the words may have changed since the layout last asked for widths.
    toolBar_->layout()->invalidate();
    toolBar_->layout()->activate();
}

void StagePane::takeState() {
    const AttentionSelection& selection = state_.selection();
    form_->setCurrent(static_cast<int>(state_.form()));
    const bool rollout = state_.form() == MapForm::Picture &&
                         selection.overlay.method == OverlayMethod::Rollout;
    shown_->setCurrentIndex(rollout                                    ? 2
                            : selection.shown == ShownMap::Attention ? 0
                                                                     : 1);
    const auto nearest = std::ranges::min_element(
        kMasses, {}, [&](double mass) { return std::abs(mass - selection.linkMass); });
    links_->setCurrentIndex(static_cast<int>(nearest - kMasses.begin()));
    takeForm();
    describe();
}

void StagePane::takePicture() {
    const bool picture = !state_.patches().empty();
    form_->setChoiceUnavailable(static_cast<int>(MapForm::Picture),
                                picture ? QString() : tr("There is no picture in this trace"));
    while (shown_->count() > (picture ? 3 : 2)) {
        shown_->removeItem(shown_->count() - 1);
    }
    if (picture && shown_->count() == 2) {
        shown_->addItem(tr("rollout"));
        shown_->setItemData(2, tr("Over all layers: mixing, not importance; it knows neither class "
                                  "nor sign"),
                            Qt::ToolTipRole);
    }
    takeState();
}

void StagePane::chooseShown(int index) {
    OverlayChoice overlay = state_.selection().overlay;
    overlay.method = index == 2 ? OverlayMethod::Rollout : OverlayMethod::Head;
    if (index == 2 && state_.form() != MapForm::Picture) {
        state_.setForm(MapForm::Picture);
    }
    state_.setOverlay(overlay);
    if (index < 2) {
        state_.setShown(index == 0 ? ShownMap::Attention : ShownMap::HeadMean);
    }
}

void StagePane::takeForm() {
    map_->setVisible(state_.form() == MapForm::Map);
    lines_->setVisible(state_.form() == MapForm::Lines);
    overlay_->setVisible(state_.form() == MapForm::Picture);
    place();
}

QString StagePane::titleText(bool brief) const {
    const auto head = state_.shownHead();
    if (!head) {
        return tr("No head");
    }
    const bool rollout = state_.form() == MapForm::Picture &&
                         state_.selection().overlay.method == OverlayMethod::Rollout;
    return rollout ? (brief ? tr("Rollout") : tr("Rollout, all layers"))
           : brief ? headName(*state_.trace(), *head)
                   : headTitle(*state_.trace(), *head);
}

void StagePane::describe() {
    const auto head = state_.shownHead();
    fitToolBar();
    const Pin* pin = head ? state_.pinOf(*head) : nullptr;
    pin_->setLetter(pin != nullptr ? std::optional(pin->letter) : std::nullopt);
    caption_->setToolTip(captionText());
    caption_->setText(captionThatFits());
}

QStringList StagePane::captionParts() const {
    const auto head = state_.shownHead();
    if (!head) {
        return {};
    }
    const bool rollout = state_.form() == MapForm::Picture &&
                         state_.selection().overlay.method == OverlayMethod::Rollout;
    QStringList parts{rollout ? tr("all layers") : headAddress(*state_.trace(), *head)};
    if (state_.form() == MapForm::Picture) {
        parts << (overlay_->scene() ? overlay_->scene()->rule : tr("rollout is being made"));
    } else if (state_.form() == MapForm::Lines) {
        parts << lines_->countText();
    } else {
        parts << state_.rangeRule();
        const int clipped = map_->clippedCells();
        if (clipped > 0) {
            parts << (clipped == 1 ? tr("1 cell clipped") : tr("%1 cells clipped").arg(clipped));
        } else if (clipped == 0) {
            parts << tr("nothing clipped");
        }
    }
    parts.insert(1, rollout ? tr("attention rollout: mixing, not importance")
                            : tr("attention probability"));
    parts.prepend(QString::fromStdString(state_.picture()->model.name));
    return parts;
}

// Address and rule are never left out; what is said elsewhere in the window goes first.
QString StagePane::captionThatFits() const {
    QStringList parts = captionParts();
    const QString dot = QStringLiteral(" · ");
    const QFontMetrics metrics(caption_->font());
    const auto fits = [&] { return metrics.horizontalAdvance(parts.join(dot)) <= caption_->width(); };
    if (!fits()) {
        parts.removeOne(tr("attention probability"));
    }
    if (!fits() && parts.size() > 2) {
        parts.removeFirst();
    }
    if (!fits()) {
        parts.removeOne(tr("nothing clipped"));
    }
    return metrics.elidedText(parts.join(dot), Qt::ElideRight, caption_->width());
}

void StagePane::place() {
    const Look& look = lookOf(this);
    const int padding = metrics::kPanePadding;
    const int bar = look.scaled(metrics::kToolBarHeight);
    const int captionLine = look.scaled(kCaptionLine);
    toolBar_->setGeometry(0, 0, width(), bar);
    fitToolBar();
    caption_->setGeometry(padding, height() - captionLine - metrics::kRowGap, width() - 2 * padding,
                          captionLine);
    const int top = bar + metrics::kHairline + kTop;
    const int room = caption_->y() - top;
    const int inner = width() - 2 * padding;
    lines_->setGeometry(padding, top, inner, room);
    overlay_->setGeometry(padding, top, inner, std::max(1, room));
    const bool asMap = state_.form() == MapForm::Map;
    const bool profile = asMap && crowding_.profile;
    profile_->setVisible(profile);
    const int below = profile ? profile_->sizeHint().height() + kProfileGap : 0;
    // The map's own right side is the bar's words: it needs no padding there.
    const int mapWidth = width() - padding;
    const int mapHeight = std::max(1, map_->heightFor(mapWidth, room - below));
    map_->setGeometry(padding, top, mapWidth, mapHeight);
    profile_->setGeometry(padding, top + map_->profileTop(), mapWidth, below);
    describe();
}

void StagePane::openMenu() {
    QMenu menu(this);
    menu.setAccessibleName(more_->accessibleName());
    for (const Exportable& exportable : exportables()) {
        menu.addSection(exportable.name);
        exporter_->addActs(menu, exportable);
    }
    if (state_.form() == MapForm::Map) {
        menu.addSection(tr("Cells under one pixel"));
        const auto add = [&](const QString& text, Pooling pooling) {
            QAction* action = menu.addAction(text, this, [this, pooling] { state_.setPooling(pooling); });
            action->setCheckable(true);
            action->setChecked(state_.selection().pooling == pooling);
        };
        add(tr("show the largest"), Pooling::Largest);
        add(tr("show the mean"), Pooling::Average);
    }
    menu.exec(more_->mapToGlobal(QPoint(more_->width() - menu.sizeHint().width(), more_->height())));
}

void StagePane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S2));
    painter.fillRect(QRect(0, toolBar_->height(), width(), metrics::kHairline),
                     look.color(Token::Line));
}

void StagePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void StagePane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        place();
    }
}

} // namespace vitrine::widgets
