#include "app/vitrine/labs/tokensroom.h"

#include "app/vitrine/labs/tokenslink.h"
#include "app/vitrine/report/collect.h"

#include "widgets/tokens/tokenpanel.h"
#include "widgets/tokens/tokenslab.h"

namespace vitrine::app {

using widgets::KeyHint;

TokensRoom::TokensRoom(const WindowParts& parts, QWidget* stage)
    : Lab(stage) {
    lab_ = new widgets::TokensLab(stage);
    token_ = new widgets::TokenPanel(lab_->study(), lab_);
    token_->hide(); // until the inspector takes it
    auto* link = new TokensLink(parts.document, parts.session, *lab_);
    connect(link, &TokensLink::problemMet, this, &Lab::problemMet);
    connect(lab_, &widgets::TokensLab::problemMet, this, &Lab::problemMet);
    connect(lab_, &widgets::TokensLab::statusChanged, this, &Lab::statusChanged);
}

LabFace TokensRoom::face() const {
    return {.id = LabId::Tokens,
            .key = "tokens",
            .icon = widgets::Icon::Tokens,
            .name = tr("Tokens"),
            .help = tr("Several tokenizers side by side, aligned by source byte.")};
}

QWidget& TokensRoom::page() const {
    return *lab_;
}

void TokensRoom::focusMain() {
    lab_->focusMain();
}

void TokensRoom::focusText() {
    lab_->setFocus(Qt::ShortcutFocusReason);
}

void TokensRoom::openExports() {
    lab_->openExports();
}

QWidget* TokensRoom::inspector() const {
    return token_;
}

QStringList TokensRoom::facts(bool words) const {
    QStringList facts = lab_->status();
    if (words) {
        facts.append(tr("selection shared with Attention"));
    }
    return facts;
}

QList<KeyHint> TokensRoom::hints(bool words) const {
    return lab_->keyHints() +
           QList<KeyHint>{{{QStringLiteral("?")}, words ? tr("all keys") : tr("keys")}};
}

void TokensRoom::addTo(ReportContent& content) const {
    addFigure(content, tr("Tokenizers"), lab_->figure());
}

} // namespace vitrine::app
