#include "app/vitrine/window/helpcard.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/metrics.h"

#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace vitrine::app {

using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr int kWidth = 340;

QString plain(const QString& text) {
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

QString textOf(const QWidget& widget) {
    for (const QString& text :
         {widget.whatsThis(), widget.accessibleDescription(), widget.toolTip()}) {
        if (!text.isEmpty()) {
            return plain(text);
        }
    }
    return {};
}

} // namespace

Explanation explanationOf(const QWidget* widget) {
    for (const QWidget* at = widget; at != nullptr; at = at->parentWidget()) {
        const QString text = textOf(*at);
        if (!text.isEmpty() && !at->accessibleName().isEmpty()) {
            return {.title = at->accessibleName(), .text = text};
        }
    }
    return {.title = HelpCard::tr("Vitrine"),
            .text = HelpCard::tr("Type a sentence: the model reads it and every view follows. "
                                 "Press ? for all keys, Ctrl+K to find a command.")};
}

HelpCard::HelpCard(QWidget* window)
    : FloatingCard(window) {
    title_ = new widgets::Words(TextStyle::Head, Token::T1, this);
    text_ = new widgets::Words(TextStyle::Base, Token::T2, this);
    text_->setWordWrap(true);
    text_->setFixedWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(contentsMargins());
    layout->setSpacing(widgets::metrics::kGrid);
    layout->addWidget(title_);
    layout->addWidget(text_);
    setContentsMargins(0, 0, 0, 0);
}

void HelpCard::fill(const Explanation& explanation) {
    title_->setText(explanation.title);
    text_->setText(explanation.text);
    setAccessibleName(explanation.title);
    setAccessibleDescription(explanation.text);
    layout()->activate();
}

QString HelpCard::title() const {
    return title_->text();
}

QString HelpCard::text() const {
    return text_->text();
}

} // namespace vitrine::app
