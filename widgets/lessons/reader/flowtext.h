#pragma once

#include "widgets/foundation/theme/type.h"
#include "widgets/lessons/host.h"

#include <QTextBrowser>
#include <QTextObjectInterface>

#include <functional>

namespace vitrine::widgets {

/// Running text of a lesson with live values in it: numbers underlined, words in their hue, pieces
/// as chips, keys as caps. As high as it needs; selectable; plain text from files stays plain.
class FlowText final : public QTextBrowser, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    using Answer = std::function<LiveValue(const LiveCall&)>;

    FlowText(TextStyle plain, TextStyle strong, QWidget* parent = nullptr);

    /// `answer` is asked for the live runs, now and on every `refresh`.
    void setContent(const LessonText& text, Answer answer);
    void refresh();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& area, QTextDocument* document, int position,
                    const QTextFormat& format) override;

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    /// What one run became.
    struct Piece {
        LessonRun::Style style = LessonRun::Style::Plain;
        QString text;
        LiveValue value;
    };

    void rebuild();
    void write(class QTextCursor& cursor, const Piece& piece, int index);
    [[nodiscard]] QTextCharFormat formatOf(const Piece& piece) const;

    TextStyle plain_;
    TextStyle strong_;
    LessonText text_;
    Answer answer_;
    QList<Piece> pieces_;
};

} // namespace vitrine::widgets
