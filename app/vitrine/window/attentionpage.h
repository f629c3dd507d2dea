#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/input/samplestrip.h"

#include <QWidget>

class QStackedLayout;

namespace vitrine::widgets {
class AttentionLab;
class FilmStrip;
class PictureCanvas;
}

namespace vitrine::app {

class HistoryRail;
class StatePane;

/// The attention lab with what belongs around it: the Sample on top, the history below, and what
/// stands in the lab's place while there is no picture. GUI thread.
class AttentionPage final : public QWidget {
    Q_OBJECT

public:
    AttentionPage(Document& document, Session& session, QWidget* parent = nullptr);

    [[nodiscard]] widgets::SampleStrip& strip() const { return *strip_; }
    [[nodiscard]] widgets::AttentionLab& lab() const { return *lab_; }
    [[nodiscard]] StatePane& statePane() const { return *statePane_; }
    [[nodiscard]] HistoryRail& rail() const { return *rail_; }
    [[nodiscard]] widgets::FilmStrip& film() const { return *film_; }

    /// The picture of a sample that the model does not read.
    [[nodiscard]] widgets::PictureCanvas& preview() const { return *preview_; }

    void setRailShown(bool shown);
    void setChipsShown(bool shown);
    void setWordsShown(bool shown);

    /// Puts the focus on the lab's first view, or holds it until there is one.
    void focusMain();

    /// Whether the lab shows a picture, and not why there is none.
    [[nodiscard]] bool showsPicture() const;

Q_SIGNALS:
    /// A picture or a clip is wanted, and the workspace has none.
    void openSampleRequested();
    void filesDropped(const QStringList& paths);

private:
    void takePreview();
    void takeStage();
    void takeHistory();

    Document& document_;
    Session& session_;
    widgets::SampleStrip* strip_;
    widgets::AttentionLab* lab_;
    StatePane* statePane_;
    HistoryRail* rail_;
    QStackedLayout* stack_;
    QWidget* waiting_; ///< what stands in the lab's place: the state, and perhaps the picture
    widgets::PictureCanvas* preview_;
    widgets::FilmStrip* film_;
};

} // namespace vitrine::app
