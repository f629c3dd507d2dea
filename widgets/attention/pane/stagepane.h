#pragma once

#include "widgets/attention/export/exporter.h"
#include "widgets/attention/pane/crowding.h"
#include "widgets/attention/state/attentionstate.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QToolButton;

namespace vitrine::widgets {

class MapSource;
class MapView;
class OverlayBar;
class PictureOverlay;
class PinBadge;
class RangeCombo;
class RowProfile;
class Segments;
class SnugCombo;
class TokenLines;
class Words;
class Worker;

/// The middle of the lab: one head as map or as lines, its row profile, and in one line what the
/// picture shows and by which rule.
class StagePane final : public QWidget {
    Q_OBJECT

public:
    StagePane(AttentionState& state, Worker& worker, QWidget* parent = nullptr);

    void setCrowding(const Crowding& crowding);

    [[nodiscard]] MapView& map() const { return *map_; }
    [[nodiscard]] TokenLines& lines() const { return *lines_; }
    [[nodiscard]] PictureOverlay& overlay() const { return *overlay_; }
    [[nodiscard]] Segments& forms() const { return *form_; }
    [[nodiscard]] SnugCombo& shown() const { return *shown_; }
    [[nodiscard]] RowProfile& profile() const { return *profile_; }
    [[nodiscard]] Exporter& exporter() const { return *exporter_; }

    /// The views of the stage, the one in front first.
    [[nodiscard]] std::vector<Exportable> exportables() const;

    /// The line under the picture: "MiniLM-L6 · text.3.self · head 1 · attention probability · …".
    [[nodiscard]] QString captionText() const { return captionParts().join(QStringLiteral(" · ")); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeToolBar();
    void makeLinkCombo(QWidget* bar);
    void takeState();
    void takePicture();
    void takeForm();
    void chooseShown(int index);
    [[nodiscard]] QString titleText(bool brief) const;
    void describe();
    void fitToolBar();
    [[nodiscard]] QString captionThatFits() const;
    void place();
    void openMenu();
    [[nodiscard]] QStringList captionParts() const;
    [[nodiscard]] Exportable mapExport() const;
    [[nodiscard]] Exportable linesExport() const;
    [[nodiscard]] Exportable overlayExport() const;
    [[nodiscard]] Exportable profileExport() const;

    AttentionState& state_;
    Crowding crowding_;
    MapSource* source_;
    QWidget* toolBar_;
    Words* title_;
    PinBadge* pin_;
    Segments* form_;
    SnugCombo* shown_;
    SnugCombo* links_;
    OverlayBar* overlayBar_;
    RangeCombo* range_;
    RangeCombo* overlayRange_;
    QToolButton* more_;
    MapView* map_;
    TokenLines* lines_;
    PictureOverlay* overlay_;
    RowProfile* profile_;
    Words* caption_;
    Exporter* exporter_;
};

} // namespace vitrine::widgets
