#include "widgets/tokens/comparebutton.h"

#include "widgets/tokens/study/piecewords.h"

#include <QMenu>

#include <utility>

namespace vitrine::widgets {

CompareButton::CompareButton(QWidget* parent)
    : QPushButton(parent) {
    setMenu(new QMenu(this));
    setFocusPolicy(Qt::StrongFocus);
    setToolTip(tr("Which tokenizers are shown"));
    refresh();
}

void CompareButton::setTokenizers(std::vector<NamedTokenizer> tokenizers) {
    all_ = std::move(tokenizers);
    menu()->clear();
    for (const NamedTokenizer& tokenizer : all_) {
        QAction* action = menu()->addAction(tokenizer.name);
        action->setCheckable(true);
        action->setChecked(!hidden_.contains(tokenizer.name));
        connect(action, &QAction::toggled, this,
                [this, name = tokenizer.name](bool shown) { setShown(name, shown); });
    }
    if (chosen().empty()) {
        hidden_.clear();
    }
    refresh();
}

std::vector<NamedTokenizer> CompareButton::chosen() const {
    std::vector<NamedTokenizer> chosen;
    for (const NamedTokenizer& tokenizer : all_) {
        if (!hidden_.contains(tokenizer.name)) {
            chosen.push_back(tokenizer);
        }
    }
    return chosen;
}

void CompareButton::setShown(const QString& name, bool shown) {
    if (shown != hidden_.contains(name) || (!shown && chosen().size() == 1)) {
        return;
    }
    if (shown) {
        hidden_.remove(name);
    } else {
        hidden_.insert(name);
    }
    refresh();
    Q_EMIT chosenChanged();
}

void CompareButton::refresh() {
    const std::vector<NamedTokenizer> shown = chosen();
    const QString words =
        counted(static_cast<qint64>(shown.size()), tr("tokenizer"), tr("tokenizers"));
    setText(tr("Compare  %1").arg(words));
    setAccessibleName(tr("Compare %1").arg(words));
    setEnabled(all_.size() > 1);
    for (QAction* action : menu()->actions()) {
        const bool is = !hidden_.contains(action->text());
        action->setChecked(is);
        action->setEnabled(!is || shown.size() > 1);
    }
}

} // namespace vitrine::widgets
