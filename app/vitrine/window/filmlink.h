#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/foundation/picture/displaypicture.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace vitrine::widgets {
class FilmStrip;
}

namespace vitrine::app {

/// Keeps the film strip in step with the session: the sampled frames of the current clip, and over
/// each the weights of the head in front, in one range for all. Hidden where there is no clip. GUI
/// thread.
class FilmLink final : public QObject {
    Q_OBJECT

public:
    FilmLink(const Document& document, Session& session, widgets::FilmStrip& strip);

private:
    void takeClip();
    void takeFrame(int frame);
    void takeFrames();
    void paintOverlays();
    void showPlain(int frame);

    Session& session_;
    widgets::FilmStrip& strip_;
    std::shared_ptr<const Clip> clip_;
    std::vector<widgets::DisplayPicture> pictures_;
    QTimer repaint_; ///< several changes in one go make one picture
};

} // namespace vitrine::app
