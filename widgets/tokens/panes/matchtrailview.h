#pragma once

#include "core/text/stages.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QString>
#include <QWidget>

namespace vitrine::widgets {

/// How WordPiece cut a word: one line for each piece found, with the longer candidates that were
/// tried and struck; for an unknown word the place where matching died.
class MatchTrailView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit MatchTrailView(QWidget* parent = nullptr);

    /// `word` is the text that the trail's bytes count in.
    void setTrail(const QString& unknownPiece, const std::string& word,
                  const text::MatchTrail& trail);
    void clear();

    [[nodiscard]] const text::MatchTrail& trail() const { return trail_; }

    /// "dachshund, dachshun, dachshu +4", as struck beside the piece of a step.
    [[nodiscard]] QString triedText(int step) const;
    [[nodiscard]] QString foundText(int step) const;

    /// What the line below says: where matching died, or what struck means.
    [[nodiscard]] QString verdict() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    int tableRows() const override;
    int tableColumns() const override { return 2; }
    QString rowLabel(int row) const override;
    QString columnLabel(int column) const override;
    QString cellText(int row, int column) const override;
    QRect cellRect(int row, int column) const override;
    QPoint cellAt(const QPoint& point) const override;
    QPoint cursorCell() const override { return {-1, -1}; }
    void moveCursorTo(int, int) override {}

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int pitch() const;
    [[nodiscard]] int heightFor(int pitch) const;
    [[nodiscard]] double chipWidthOfAll() const;
    void paintStep(QPainter& painter, int step, double chipWidth) const;
    void refresh();

    QString unknownPiece_;
    std::string word_;
    text::MatchTrail trail_;
};

} // namespace vitrine::widgets
