#pragma once

#include "widgets/attention/export/exporter.h"
#include "widgets/attention/pane/crowding.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QToolButton;

namespace vitrine::widgets {

class AttentionState;
class CompareState;
class PairMap;
class PairRows;
class Segments;
class ShiftGrid;
class SnugCombo;
class Words;

/// Two pictures compared: A | B | difference (or one over the other, or in turn), the shift of every
/// head, one row in both. Scroll, zoom and pointer move in step.
class ComparePane final : public QWidget {
    Q_OBJECT

public:
    enum class Form { SideBySide, Overlay, Flicker };

    ComparePane(AttentionState& state, Exporter& exporter, QWidget* parent = nullptr);

    void setCrowding(const Crowding& crowding);

    [[nodiscard]] Form form() const { return form_; }
    void setForm(Form form);

    /// A, B, difference: which of them are shown depends on the form.
    [[nodiscard]] PairMap& a() const { return *maps_[0]; }
    [[nodiscard]] PairMap& b() const { return *maps_[1]; }
    [[nodiscard]] PairMap& difference() const { return *maps_[2]; }
    [[nodiscard]] ShiftGrid& shifts() const { return *shifts_; }
    [[nodiscard]] PairRows& rows() const { return *rows_; }

    [[nodiscard]] std::vector<Exportable> exportables() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeToolBar();
    QWidget* makeHead(const QString& title, Words*& titleWords, Words*& note);
    void connectMaps();
    void describe();
    void fitToolBar();
    void place();
    void placeLower(int top);
    void openMenu();
    [[nodiscard]] std::vector<PairMap*> shownMaps() const;

    AttentionState& state_;
    CompareState& compare_;
    Exporter& exporter_;
    Crowding crowding_;
    Form form_ = Form::SideBySide;
    QWidget* toolBar_;
    Words* title_;
    Words* note_;
    Segments* forms_;
    SnugCombo* align_;
    SnugCombo* range_;
    QToolButton* more_;
    std::array<PairMap*, 3> maps_{};
    Words* caption_;
    Words* step_;
    QWidget* shiftHead_;
    Words* shiftTitle_;
    Words* shiftNote_;
    ShiftGrid* shifts_;
    QWidget* rowHead_;
    Words* rowTitle_;
    Words* rowNote_;
    PairRows* rows_;
    QTimer flicker_;
    int lowerTop_ = 0; ///< of the panes under the maps; 0 where they do not fit
    int split_ = 0;    ///< between them
};

} // namespace vitrine::widgets
