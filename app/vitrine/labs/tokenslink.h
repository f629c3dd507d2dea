#pragma once

#include "app/vitrine/session/session.h"

#include <QObject>

namespace vitrine::widgets {
class TokensLab;
}

namespace vitrine::app {

/// Keeps the tokens lab in step with the document: text, tokenizers (the current model's, those of
/// the workspace, characters, bytes), and the selection that it shares with the attention lab.
/// GUI thread.
class TokensLink final : public QObject {
    Q_OBJECT

public:
    TokensLink(Document& document, Session& session, widgets::TokensLab& lab);

Q_SIGNALS:
    /// A tokenizer of the workspace could not be opened.
    void problemMet(const vitrine::Problem& problem);

private:
    void takeSample();
    void takeTokenizers();
    void takeSelection();
    void select(Span source);

    Document& document_;
    Session& session_;
    widgets::TokensLab& lab_;
    bool selecting_ = false;
};

} // namespace vitrine::app
