#include "widgets/attention/attentionlab.h"

#include "widgets/attention/compare/comparepane.h"
#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/export/mapcsv.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/attention/rows/pinnedrows.h"
#include "widgets/attention/strip/layerstrip.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/parts/splitter.h"
#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kPlayPause = 700; // ms for each query
constexpr int kStageEnough = 1'000; // the stage takes extra width up to here, then the navigator
constexpr int kFrame = 476; // library and inspector around the lab, where it is a window of its own

std::vector<engine::HeadRef> allHeads(const engine::Trace& trace) {
    std::vector<engine::HeadRef> heads;
    for (std::size_t site = 0; site < trace.sites().size(); ++site) {
        for (int head = 0; head < trace.sites()[site].heads; ++head) {
            heads.push_back({static_cast<int>(site), head});
        }
    }
    return heads;
}

} // namespace

AttentionLab::AttentionLab(AttentionState& state, Worker& worker, QWidget* parent)
    : QWidget(parent)
    , state_(state)
    , splitter_(new Splitter(Qt::Horizontal, this))
    , navigator_(new NavigatorPane(state, this))
    , stage_(new StagePane(state, worker, this))
    , compare_(new ComparePane(state, stage_->exporter(), this)) {
    setAccessibleName(tr("Attention lab"));
    splitter_->addWidget(navigator_);
    splitter_->addWidget(stage_);
    splitter_->setStretchFactor(0, 0);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter_);
    layout->addWidget(compare_);
    state_.compare().setWorker(&worker);
    connect(splitter_, &QSplitter::splitterMoved, this,
            [this] { draggedWidth_ = navigator_->width(); });
    connect(&state_, &AttentionState::otherChanged, this, &AttentionLab::takeOther);
    connect(&navigator_->grid(), &HeadGrid::soloRequested, this,
            [this] { setNavigatorShown(!navigatorShown()); });
    connect(&stage_->exporter(), &Exporter::saved, this, &AttentionLab::saved);
    connect(&stage_->exporter(), &Exporter::failed, this, &AttentionLab::failed);
    player_.setInterval(kPlayPause);
    connect(&player_, &QTimer::timeout, this, &AttentionLab::playNext);
    connect(&state_, &AttentionState::pictureChanged, this, [this] {
        setPlaying(false);
        applyCrowding();
    });
    takeOther();
    applyCrowding();
}

AttentionLab::~AttentionLab() {
    state_.compare().setWorker(nullptr);
}

void AttentionLab::takeOther() {
    const bool comparing = state_.other() != nullptr;
    // Else the focus of what is hidden goes to whatever comes next in the window.
    const QWidget* focused = focusWidget();
    const bool inside = focused != nullptr && focused->hasFocus();
    splitter_->setVisible(!comparing);
    compare_->setVisible(comparing);
    if (inside) {
        focusMain();
    }
    if (drawer_ && comparing) {
        navigator_->hide();
    }
}

void AttentionLab::focusMain() {
    if (!compare_->isHidden()) {
        compare_->a().setFocus(Qt::OtherFocusReason);
    } else {
        navigator_->grid().setFocus(Qt::OtherFocusReason);
    }
}

void AttentionLab::setPicture(std::shared_ptr<const study::TracePicture> picture) {
    state_.setPicture(std::move(picture));
}

void AttentionLab::applyCrowding() {
    const QSize size = window() == this ? QSize(width() + kFrame, height()) : window()->size();
    const Crowding crowding = crowdingOf(size);
    navigator_->setCrowding(crowding);
    stage_->setCrowding(crowding);
    compare_->setCrowding(crowding);
    const int most = navigator_->widthForThumbnails(crowding.mostThumbnail);
    const int wanted = std::clamp(width() - kStageEnough, crowding.navigatorWidth,
                                  std::max(crowding.navigatorWidth, most));
    if (drawer_ == crowding.navigator) {
        drawer_ = !crowding.navigator;
        if (drawer_) {
            navigator_->setParent(this);
            navigator_->hide();
        } else {
            splitter_->insertWidget(0, navigator_);
            navigator_->show();
        }
    }
    if (drawer_) {
        placeDrawer();
    } else {
        if (wanted != navigatorWidth_) {
            draggedWidth_.reset();
        }
        // On every resize: on the way to its size the window may have been too narrow for both.
        const int navigator = draggedWidth_.value_or(wanted);
        splitter_->setSizes({navigator, std::max(1, width() - navigator)});
    }
    navigatorWidth_ = wanted;
}

void AttentionLab::placeDrawer() {
    navigator_->setGeometry(0, 0, std::min(navigatorWidth_, width()), height());
    navigator_->raise();
}

bool AttentionLab::navigatorShown() const {
    return !navigator_->isHidden();
}

void AttentionLab::setNavigatorShown(bool shown) {
    navigator_->setVisible(shown);
    if (shown && drawer_) {
        placeDrawer();
        navigator_->grid().setFocus(Qt::OtherFocusReason);
    }
}

void AttentionLab::setPlaying(bool playing) {
    if (playing == player_.isActive() || (playing && state_.site() == nullptr)) {
        return;
    }
    if (playing) {
        playingQuery_ = state_.shownQuery().value_or(0);
        player_.start();
        window()->installEventFilter(this);
        playNext();
    } else {
        player_.stop();
        window()->removeEventFilter(this);
    }
    Q_EMIT playingChanged(playing);
}

void AttentionLab::playNext() {
    const engine::Site* site = state_.site();
    if (site == nullptr) {
        setPlaying(false);
        return;
    }
    const auto axis = static_cast<std::size_t>(site->queryAxis);
    AttentionHover hover;
    hover.query = playingQuery_ % std::max<std::size_t>(1, state_.trace()->axes()[axis].size());
    playingQuery_ = *hover.query + 1;
    state_.setHover(hover);
}

std::vector<Exportable> AttentionLab::exportables() const {
    if (state_.other()) {
        return compare_->exportables();
    }
    std::vector<Exportable> result = stage_->exportables();
    result.push_back({.name = tr("All heads"),
                      .figure = [this] { return navigator_->grid().figure(); },
                      .csv = [this]() -> std::function<Outcome<std::string>(const Tick&)> {
                          if (!state_.picture()) {
                              return {};
                          }
                          const WeightChoice all{.trace = state_.picture()->trace,
                                                 .heads = allHeads(*state_.trace())};
                          return [all](const Tick& tick) { return weightsCsv(all, tick); };
                      }});
    result.push_back({.name = tr("Row in pinned heads"),
                      .figure = [this] { return navigator_->rows().figure(); },
                      .csv = [this]() -> std::function<Outcome<std::string>(const Tick&)> {
                          WeightChoice rows = navigator_->rows().weights();
                          if (rows.heads.empty()) {
                              return {};
                          }
                          return [rows](const Tick& tick) { return weightsCsv(rows, tick); };
                      }});
    result.push_back({.name = navigator_->strip().title(),
                      .figure = [this] { return navigator_->strip().figure(); },
                      .csv = [this]() -> std::function<Outcome<std::string>(const Tick&)> {
                          return [picture = state_.picture()](const Tick&) -> Outcome<std::string> {
                              return picture ? statisticsCsv(*picture) : std::string();
                          };
                      }});
    return result;
}

void AttentionLab::openExports() {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Export a view"));
    for (const Exportable& view : exportables()) {
        stage_->exporter().addActs(*menu->addMenu(view.name), view);
    }
    menu->popup(mapToGlobal(QPoint(width() / 2, metrics::kToolBarHeight)));
}

bool AttentionLab::commandKey(int key) {
    switch (key) {
    case Qt::Key_BracketLeft: state_.stepLayer(-1); return true;
    case Qt::Key_BracketRight: state_.stepLayer(1); return true;
    case Qt::Key_Comma: state_.stepHead(-1); return true;
    case Qt::Key_Period: state_.stepHead(1); return true;
    case Qt::Key_0: state_.resetRange(); return true;
    case Qt::Key_N: setNavigatorShown(!navigatorShown()); return true;
    case Qt::Key_Space: setPlaying(!playing()); return true;
    case Qt::Key_Escape:
        if (playing()) {
            setPlaying(false);
        } else if (drawer_ && navigatorShown()) {
            setNavigatorShown(false);
        } else {
            state_.dropLastPin();
        }
        return true;
    case Qt::Key_Alt: state_.setReversed(true); return true;
    default: return false;
    }
}

void AttentionLab::keyPressEvent(QKeyEvent* event) {
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::AltModifier);
    if (modifiers != Qt::NoModifier || !commandKey(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

void AttentionLab::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Alt) {
        state_.setReversed(false);
        return;
    }
    QWidget::keyReleaseEvent(event);
}

bool AttentionLab::eventFilter(QObject* watched, QEvent* event) {
    const bool input = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::Wheel;
    if (input && playing()) {
        setPlaying(false);
    }
    return QWidget::eventFilter(watched, event);
}

void AttentionLab::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyCrowding();
}

void AttentionLab::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

} // namespace vitrine::widgets
