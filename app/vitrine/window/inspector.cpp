#include "app/vitrine/window/inspector.h"

#include "app/vitrine/window/dockgrip.h"

#include "widgets/attention/numberpanel.h"
#include "widgets/tokens/tokenpanel.h"

namespace vitrine::app {

Inspector::Inspector(Session& session, widgets::TokenStudy& study, QWidget* parent)
    : QStackedWidget(parent)
    , session_(session) {
    setAccessibleName(tr("Inspector"));
    setContentsMargins(0, -DockGrip::kHeight, 0, 0);
    nothing_ = new QWidget(this);
    number_ = new widgets::NumberPanel(session.attention(), this);
    token_ = new widgets::TokenPanel(study, this);
    addWidget(nothing_);
    addWidget(number_);
    addWidget(token_);
    connect(&session_, &Session::stageChanged, this, &Inspector::refresh);
    refresh();
}

void Inspector::setTokensInFront(bool inFront) {
    tokensInFront_ = inFront;
    refresh();
}

void Inspector::setBrief(bool brief) {
    number_->setBrief(brief);
}

void Inspector::refresh() {
    if (tokensInFront_) {
        return setCurrentWidget(token_);
    }
    const Stage stage = session_.stage();
    const bool keeps = stage == Stage::Tracing && currentWidget() == number_;
    setCurrentWidget(stage == Stage::Done || keeps ? static_cast<QWidget*>(number_) : nothing_);
}

} // namespace vitrine::app
