#include "app/vitrine/window/statepane.h"

#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/errorcard.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kEmptyWidth = 420;
constexpr int kErrorWidth = 720;
constexpr int kTop = 48;

} // namespace

StatePane::StatePane(QWidget* parent)
    : QStackedWidget(parent) {
    setAccessibleName(tr("State of the lab"));
    waiting_ = new widgets::Words(TextStyle::Base, Token::T2, this);
    waiting_->setAlignment(Qt::AlignCenter);
    empty_ = new widgets::EmptyState(this);
    error_ = new widgets::ErrorCard(this);
    addWidget(waiting_);
    emptyPage_ = framed(empty_, kEmptyWidth);
    errorPage_ = framed(error_, kErrorWidth);
    addWidget(emptyPage_);
    addWidget(errorPage_);
    connect(empty_, &widgets::EmptyState::actTriggered, this, [this] {
        switch (stage_) {
        case Stage::Unconfirmed: Q_EMIT confirmRequested(); return;
        case Stage::Stopped: Q_EMIT retryRequested(); return;
        case Stage::Unsuitable:
            if (mismatch_ == Mismatch::ModelReadsPictures) {
                Q_EMIT openSampleRequested();
                return;
            }
            break;
        default: break;
        }
        Q_EMIT openModelRequested();
    });
}

QWidget* StatePane::framed(QWidget* inner, int width) {
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout;
    inner->setMaximumWidth(width);
    row->addStretch(1);
    row->addWidget(inner, 100);
    row->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    constexpr int kSide = metrics::kPanePadding;
    layout->setContentsMargins(kSide, kTop, kSide, kSide);
    layout->addLayout(row);
    layout->addStretch(1);
    return page;
}

void StatePane::wait(const QString& words) {
    waiting_->setText(words);
    setCurrentWidget(waiting_);
}

void StatePane::empty(widgets::Icon icon, const QString& title, const QString& sentence,
                      const QString& act) {
    empty_->setContent(icon, title, sentence, act);
    setCurrentWidget(emptyPage_);
}

void StatePane::show(const Session& session, const QString& modelName, const QString& path) {
    stage_ = session.stage();
    mismatch_ = session.mismatch();
    switch (stage_) {
    case Stage::StartingEngine: return wait(tr("Starting the engine"));
    case Stage::OpeningModel: return wait(tr("Opening %1").arg(modelName));
    case Stage::Decoding: return wait(tr("Opening the picture"));
    case Stage::Unsuitable: return showMismatch(modelName);
    case Stage::Tracing:
    case Stage::Done: return wait(tr("Tracing"));
    case Stage::NoModel:
        return empty(widgets::Icon::Model, tr("No model is open"),
                     tr("Drop a model folder here, or"), tr("open one"));
    case Stage::Unconfirmed:
        return empty(widgets::Icon::Warning, tr("This workspace names a model elsewhere"),
                     tr("%1. If you know it, or drop another,").arg(path), tr("open it"));
    case Stage::Stopped:
        return empty(widgets::Icon::Pause, tr("Stopped"), tr("Drop another text, or"),
                     tr("trace again"));
    case Stage::Failed: break;
    }
    error_->setProblem(session.problem().value_or(Problem{}));
    error_->clearActs();
    error_->addAct(tr("Try again"), [this] { Q_EMIT retryRequested(); });
    error_->addAct(tr("Open another model…"), [this] { Q_EMIT openModelRequested(); });
    setCurrentWidget(errorPage_);
}

void StatePane::showMismatch(const QString& modelName) {
    if (mismatch_ == Mismatch::ModelReadsText) {
        return empty(widgets::Icon::Picture, tr("%1 reads text").arg(modelName),
                     tr("Choose a model that reads pictures above, drop one here, or"),
                     tr("open one"));
    }
    empty(widgets::Icon::Picture, tr("%1 reads pictures").arg(modelName),
          tr("Choose a picture or a clip in the library, drop one here, or"), tr("open one"));
}

void StatePane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), widgets::lookOf(this).color(Token::S2));
}

} // namespace vitrine::app
