#pragma once

#include "app/vitrine/labs/labs.h"

#include <QObject>

namespace vitrine::app {

class StatusBand;

/// Writes the foot of the window: the facts and keys of the lab in front, the progress of the
/// session, the keys pressed in presenter mode. GUI thread.
class StatusWatch final : public QObject {
    Q_OBJECT

public:
    StatusWatch(Session& session, const Labs& labs, StatusBand& band);

    void setLab(const Lab& lab); ///< the one in front
    void setWords(bool words); ///< memory and time with words, all hints

    /// A passing word in the first place; empty: back to the state.
    void setPassing(const QString& words);

    void refresh();

private:
    void takeStage();

    Session& session_;
    StatusBand& band_;
    const Lab* lab_;
    QString passing_;
    bool words_ = true;
};

} // namespace vitrine::app
