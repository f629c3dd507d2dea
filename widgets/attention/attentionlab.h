#pragma once

#include "widgets/attention/export/exporter.h"
#include "widgets/attention/state/attentionstate.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

class ComparePane;
class NavigatorPane;
class Splitter;
class StagePane;
class Worker;

/// The attention lab without the frame around it: navigator (all heads, pinned rows, statistic by
/// layer) at the left, stage (map or lines of one head, profile, bar, caption) at the right. The
/// inspector is a NumberPanel over the same state. Full maps are made on `worker`; hovering never
/// waits for it. Crowding follows the size of the window that the lab is in (DESIGN 7).
///
/// Keys anywhere in the lab: `[` `]` layer, `,` `.` head, Space plays through the queries, `0` resets
/// the range, Esc drops the last pin, `N` navigator, Alt looks from the key.
class AttentionLab final : public QWidget {
    Q_OBJECT

public:
    /// State and worker must outlive the lab.
    AttentionLab(AttentionState& state, Worker& worker, QWidget* parent = nullptr);
    ~AttentionLab() override;

    [[nodiscard]] AttentionState& state() const { return state_; }
    [[nodiscard]] NavigatorPane& navigator() const { return *navigator_; }
    [[nodiscard]] StagePane& stage() const { return *stage_; }

    /// In front while the state has a second picture.
    [[nodiscard]] ComparePane& comparison() const { return *compare_; }

    void setPicture(std::shared_ptr<const study::TracePicture> picture);

    /// All views that can be exported now, the stage's first: for menus and reports.
    [[nodiscard]] std::vector<Exportable> exportables() const;

    /// Whether the navigator is beside (or as a drawer over) the stage.
    [[nodiscard]] bool navigatorShown() const;
    void setNavigatorShown(bool shown);

    /// Points at one query after the other; any other input pauses.
    [[nodiscard]] bool playing() const { return player_.isActive(); }
    void setPlaying(bool playing);

    /// Opens a menu with all views, each with its ways to be saved and copied.
    void openExports();

    /// Puts the focus on the first view: the heads, or A of a comparison.
    void focusMain();

Q_SIGNALS:
    /// A file was written, a picture or number could not be made: for the window's places for notes
    /// and problems.
    void saved(const QString& file);
    void failed(const vitrine::Problem& problem);

    void playingChanged(bool playing);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyCrowding();
    void takeOther();
    void placeDrawer();
    void playNext();
    [[nodiscard]] bool commandKey(int key);

    AttentionState& state_;
    Splitter* splitter_;
    NavigatorPane* navigator_;
    StagePane* stage_;
    ComparePane* compare_;
    QTimer player_;
    std::size_t playingQuery_ = 0;
    bool drawer_ = false;
    int navigatorWidth_ = 0;          ///< what the window's size asks for
    std::optional<int> draggedWidth_; ///< what the person asked for since
};

} // namespace vitrine::widgets
