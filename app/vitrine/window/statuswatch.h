#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/foundation/paint/keyhint.h"

#include <QList>
#include <QObject>

namespace vitrine::widgets {
class TokensLab;
}

namespace vitrine::app {

class StatusBand;

/// Writes the foot of the window: what goes on, what is held, how long it took, on what; the keys
/// of the lab in front. GUI thread.
class StatusWatch final : public QObject {
    Q_OBJECT

public:
    StatusWatch(Session& session, const widgets::TokensLab& tokens, StatusBand& band);

    void setTokensInFront(bool inFront);
    void setWords(bool words); ///< memory and time with words, all hints

    /// A passing word in the first place; empty: back to the state.
    void setPassing(const QString& words);

    void refresh();

private:
    [[nodiscard]] QString stageWords() const;
    [[nodiscard]] QString hoverWords() const;
    [[nodiscard]] QStringList attentionFacts() const;
    [[nodiscard]] QList<widgets::KeyHint> attentionHints() const;
    void takeStage();

    Session& session_;
    const widgets::TokensLab& tokens_;
    StatusBand& band_;
    QString passing_;
    bool tokensInFront_ = false;
    bool words_ = true;
};

} // namespace vitrine::app
