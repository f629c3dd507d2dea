#pragma once

#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/parts/progresschip.h"

#include <QList>
#include <QStringList>
#include <QWidget>

namespace vitrine::app {

/// The foot of the window: facts at the left, progress with Cancel, key hints at the right. Painted
/// except for the progress chip. Hints that do not fit are left out, the last one ("?") last.
class StatusBand final : public QWidget {
    Q_OBJECT

public:
    explicit StatusBand(QWidget* parent = nullptr);

    /// "Trace done", "0.3 MB held", "9 ms", "CPU, 2 threads". What is passing (hover, messages)
    /// stands in the first place.
    void setFacts(const QStringList& facts);
    [[nodiscard]] const QStringList& facts() const { return facts_; }

    void setHints(const QList<widgets::KeyHint>& hints);

    [[nodiscard]] widgets::ProgressChip& progress() const { return *progress_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] double factsWidth() const;
    void place();
    void paintHints(QPainter& painter, double left) const;

    QStringList facts_;
    QList<widgets::KeyHint> hints_;
    widgets::ProgressChip* progress_;
};

} // namespace vitrine::app
