#pragma once

#include "widgets/input/bytemap.h"
#include "widgets/input/tokenmarks.h"

#include <QByteArray>
#include <QPlainTextEdit>

namespace vitrine::widgets {

/// The text of a Sample with its tokens underlined as one types. It has no undo of its own: the
/// document's serves. Up to `kMostLines` lines high, then it scrolls. A text of more than
/// `kMostEditable` bytes, or one that is no UTF-8, is shown (its beginning) but not edited in
/// place; pasting over it replaces it.
class SampleEditor final : public QPlainTextEdit {
    Q_OBJECT

public:
    static constexpr qsizetype kMostEditable = 64 << 10;
    static constexpr qsizetype kPreview = 4 << 10;
    static constexpr int kMostLines = 3;

    explicit SampleEditor(QWidget* parent = nullptr);

    /// Bytes as given, UTF-8 or not.
    [[nodiscard]] const QByteArray& text() const { return text_; }

    /// Emits nothing. The cursor stays where it is as far as the text allows.
    void setText(const QByteArray& utf8);

    /// Marks with spans beyond the text are not drawn. `segment` is the one this editor shows.
    void setMarks(const TokenMarks& marks, int segment);

    /// The token under a viewport point, −1 for none: an index into the marks.
    [[nodiscard]] int tokenAt(const QPoint& point) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QByteArray& utf8);
    void tokenHovered(int token); ///< −1: none
    void tokenClicked(int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    void contentEdited();
    void restyle();
    void fitHeight();
    void hoverAt(const QPoint& point);
    void paintMark(QPainter& painter, std::size_t index) const;
    [[nodiscard]] std::vector<QRectF> rectsOf(Span source) const;

    QByteArray text_;
    ByteMap map_;
    TokenMarks marks_;
    int segment_ = 0;
    int hovered_ = -1;
    bool setting_ = false;
};

} // namespace vitrine::widgets
