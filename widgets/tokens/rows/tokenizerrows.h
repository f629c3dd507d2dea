#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/tokens/rows/rowsview.h"

#include <QWidget>

#include <memory>
#include <optional>

class QScrollBar;

namespace vitrine::widgets {

class RowsPainter;
class TokenStudy;

/// The text by byte and below it one row of boxes for each tokenizer, all in the same columns.
/// Click selects a token, drag or Shift extends, double click takes the word; the wheel scrolls,
/// Ctrl + wheel zooms about the pointer. Keys: arrows, Shift, Home, End, + - Ctrl+0, Return (word),
/// Escape.
class TokenizerRows final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit TokenizerRows(TokenStudy& study, QWidget* parent = nullptr);
    ~TokenizerRows() override;

    void setWhiteSpaceShown(bool shown);
    void setIdsShown(bool shown);
    void setWords(BoxWords words);
    [[nodiscard]] bool whiteSpaceShown() const { return view_.whiteSpace; }
    [[nodiscard]] bool idsShown() const { return view_.ids; }
    [[nodiscard]] BoxWords words() const { return view_.words; }

    /// Where things are now, for tests and for what is placed over the rows.
    [[nodiscard]] QRectF boxRect(int row, int token) const;
    [[nodiscard]] QRectF bytesRect(Span bytes) const; ///< in the source line

    void zoomAt(double x, double factor);
    void zoomToFit();
    void reveal(Span bytes); ///< scrolls by the least

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    int tableRows() const override;
    int tableColumns() const override;
    QString rowLabel(int row) const override;
    QString columnLabel(int column) const override;
    QString cellText(int row, int column) const override;
    QRect cellRect(int row, int column) const override;
    QPoint cellAt(const QPoint& point) const override;
    QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    /// The person selected source bytes here.
    void sourceSelected(vitrine::Span source);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeSnapshot();
    void takeCurrent();
    void place();
    void setScroll(double scroll);
    void hover(QPointF point);
    void pressAt(QPointF point, bool extend);
    void dragTo(QPointF point);
    void selectWord();
    void setPitch(double pitch);
    void restyle();
    [[nodiscard]] Span clusterAt(QPointF point) const;
    [[nodiscard]] QString toolTipAt(QPointF point) const;
    [[nodiscard]] double contentWidth() const;

    TokenStudy& study_;
    SnapshotPointer snapshot_;
    RowsLayout layout_;
    RowsView view_;
    std::optional<double> pitch_; ///< chosen by zooming; else what fits
    std::unique_ptr<RowsPainter> painter_;
    QScrollBar* bar_;
    std::optional<Span> dragged_; ///< the bytes the press took
    bool keyboardFocus_ = false;
};

} // namespace vitrine::widgets
