#include "widgets/tokens/rows/boxpainter.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"
#include "widgets/tokens/study/piecewords.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kInset = 0.75;       ///< between words that touch
constexpr double kLeastWords = 6;     ///< narrower boxes stay empty
constexpr double kLeastBox = 2.5;     ///< narrower boxes are bars
constexpr double kRadius = 3;

/// The one character of a text, or 0.
char32_t onlyCharacter(const QString& text) {
    if (text.size() == 1) {
        return text[0].unicode();
    }
    return text.size() == 2 && text[0].isHighSurrogate()
        ? QChar::surrogateToUcs4(text[0], text[1])
        : 0;
}

} // namespace

struct BoxPainter::Job {
    QPainter& painter;
    const Snapshot& snapshot;
    const RowsLayout& layout;
    const RowsView& view;
    const TokenRow& row;
    const Look& look;
    int number;
    bool byteLevel;

    [[nodiscard]] const text::Token& token(std::size_t index) const { return row.tokens()[index]; }

    [[nodiscard]] RowPlace place(std::size_t index) const {
        return {number, static_cast<int>(index)};
    }

    [[nodiscard]] bool current(std::size_t index) const {
        return view.current == place(index);
    }

    /// Has some of the selected bytes, and others: the band alone would not tell.
    [[nodiscard]] bool partlyChosen(std::size_t index) const {
        const Span source = token(index).source;
        return source.begin < view.selected.end && view.selected.begin < source.end
            && (source.begin < view.selected.begin || source.end > view.selected.end);
    }

    [[nodiscard]] QRectF box(std::size_t index) const {
        return boxOf(snapshot, layout, view.axis, place(index), look);
    }

    /// The box without the white space that the piece begins with.
    [[nodiscard]] QRectF solid(std::size_t index) const {
        QRectF solid = box(index);
        solid.setLeft(solid.left() + view.axis.pitch * row.pieces[index].leading);
        return solid;
    }
};

BoxPainter::BoxPainter(const Look& look)
    : pieces_(TextStyle::Base, look, 10)
    , hex_(TextStyle::MonoCaption, look, 7)
    , ids_(TextStyle::Caption, look, 8)
    , pills_(TextStyle::CaptionLabel, look, 9) {}

void BoxPainter::paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
                       const RowsView& view, int number, const Look& look) {
    const TokenRow& row = snapshot.rows[static_cast<std::size_t>(number)];
    const Job job{painter, snapshot, layout, view,
                  row,     look,     number, isByteLevel(*row.tokenizer.tokenizer)};
    const ByteAxis& axis = view.axis;
    const double from = std::max(axis.byteAt(layout.canvasLeft) - 1, double(axis.begin));
    const double to = std::min(axis.byteAt(layout.canvasRight) + 1, double(axis.end));
    auto [first, end] = row.drawnIn(from, to);
    // A piece that only touches the border belongs to the neighbouring line of a figure.
    while (first < end && !row.pieces[first].empty() && row.pieces[first].end <= from) {
        ++first;
    }
    while (end > first && !row.pieces[end - 1].empty() && row.pieces[end - 1].begin >= to) {
        --end;
    }
    paintDropped(job);
    for (std::size_t i = first; i < end;) {
        std::size_t next = i + 1;
        if (job.token(i).special) {
            paintPill(job, i);
        } else {
            while (next < end && row.pieces[next].joins && !row.pieces[next].empty()
                   && row.pieces[next].begin == row.pieces[next - 1].end) {
                ++next;
            }
            paintRun(job, i, next);
        }
        i = next;
    }
    for (std::size_t i = first; i < end; ++i) {
        if (!job.token(i).special && (job.partlyChosen(i) || job.current(i))) {
            paintMarked(job, i);
        }
    }
    if (view.ids && view.words == BoxWords::Pieces) {
        paintIds(job, first, end);
    }
}

void BoxPainter::paintRun(const Job& job, std::size_t first, std::size_t end) {
    QRectF run(job.solid(first).topLeft(), job.box(end - 1).bottomRight());
    QPainter& painter = job.painter;
    if (run.width() < kLeastBox) {
        painter.fillRect(QRectF(run.left(), run.top() + 4, std::max(1.0, run.width() - 0.5),
                                run.height() - 8),
                         job.look.color(Token::Outline));
        return;
    }
    run.adjust(kInset, 0.5, -kInset, -0.5);
    const bool ghost = job.row.pieces[first].inserted;
    const bool unknown = job.token(first).kind == TokenKind::Unknown;
    QPen edge(job.look.color(unknown ? Token::DangerMark : Token::Outline), 1);
    if (ghost) {
        edge.setStyle(Qt::DotLine);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    if (job.view.whiteSpace && job.row.pieces[first].leading > 0) {
        paintLeading(job, first, run);
    }
    painter.setPen(edge);
    painter.setBrush(job.look.color(unknown ? Token::DangerGround : Token::S2));
    painter.drawRoundedRect(run, kRadius, kRadius);
    for (std::size_t i = first; i < end; ++i) {
        const QRectF box = job.solid(i);
        paintGround(job, i, box.intersected(run));
        paintWords(job, i, box);
    }
    QPen cut(job.look.color(Token::T2), 1, Qt::CustomDashLine, Qt::FlatCap);
    cut.setDashPattern({3, 2});
    painter.setPen(cut);
    for (std::size_t i = first + 1; i < end; ++i) {
        const double x = std::round(job.box(i).left()) + 0.5;
        painter.drawLine(QPointF(x, run.top() + 1), QPointF(x, run.bottom() - 1));
    }
    // Goes on after dropped bytes: the cut inside a word again.
    if (job.row.pieces[first].joins && !ghost) {
        painter.drawLine(QPointF(run.left(), run.top() + 1), QPointF(run.left(), run.bottom() - 1));
    }
}

void BoxPainter::paintGround(const Job& job, std::size_t index, const QRectF& box) {
    const text::Token& token = job.token(index);
    const bool hovered = job.view.hovered == job.place(index);
    if (token.kind == TokenKind::Unknown && !hovered) {
        return;
    }
    if (hovered || token.kind == TokenKind::Byte) {
        job.painter.fillRect(box.adjusted(0.5, 0.5, -0.5, -0.5),
                             job.look.color(hovered ? Token::Hover : Token::Sunk));
    }
}

void BoxPainter::paintWords(const Job& job, std::size_t index, const QRectF& box) {
    if (box.width() < kLeastWords) {
        return;
    }
    const text::Token& token = job.token(index);
    QPainter& painter = job.painter;
    if (job.view.words == BoxWords::Ids) {
        painter.setPen(job.look.color(
            token.kind == TokenKind::Unknown ? Token::DangerText : Token::T1));
        const QString id = QString::number(token.id);
        if (!ids_.paint(painter, box.adjusted(1, 0, -1, 0), id, /*elide=*/false)) {
            ids_.paintTurned(painter, box.adjusted(1, 1, -1, -1), id);
        }
        return;
    }
    PieceWords words = pieceWords(token, job.byteLevel);
    if (const char32_t only = onlyCharacter(words.text); only != 0 && !pieces_.hasGlyph(only)) {
        words = {QString::number(static_cast<uint>(only), 16).toUpper(), PieceWords::Shape::Code};
    }
    const bool mono =
        words.shape == PieceWords::Shape::Hex || words.shape == PieceWords::Shape::Code;
    painter.setPen(job.look.color(token.kind == TokenKind::Unknown ? Token::DangerText
                                  : words.shape == PieceWords::Shape::White ? Token::T3
                                  : mono                                    ? Token::T2
                                                                            : Token::T1));
    const double room = mono ? 1 : 0.5;
    (mono ? hex_ : pieces_).paint(painter, box.adjusted(room, 0, -room, 0), words.text);
}

void BoxPainter::paintMarked(const Job& job, std::size_t index) {
    const bool current = job.current(index);
    const QRectF box = job.view.whiteSpace ? job.box(index) : job.solid(index);
    if (box.width() < kLeastBox) {
        return;
    }
    const double width = current ? 2 : 1;
    job.painter.setPen(QPen(job.look.color(Token::Ink), width));
    job.painter.setBrush(Qt::NoBrush);
    job.painter.drawRoundedRect(box.adjusted(kInset, 0.5, -kInset, -0.5), kRadius, kRadius);
}

void BoxPainter::paintPill(const Job& job, std::size_t index) {
    const QRectF box = job.box(index);
    if (box.isEmpty()) {
        return;
    }
    QPainter& painter = job.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hovered = job.view.hovered == job.place(index);
    painter.setPen(job.current(index) ? QPen(job.look.color(Token::Ink), 2)
                   : hovered          ? QPen(job.look.color(Token::Outline), 1)
                                      : QPen(Qt::NoPen));
    painter.setBrush(job.look.color(Token::Sunk));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2,
                            box.height() / 2);
    painter.setPen(job.look.color(Token::T2));
    pills_.paint(painter, box, pieceWords(job.token(index), false).text);
}

// White space that belongs to a piece: a lighter room before its letters.
void BoxPainter::paintLeading(const Job& job, std::size_t index, const QRectF& run) {
    QPainter& painter = job.painter;
    const QRectF room(QPointF(job.box(index).left() + kInset + 1, run.top() + 3),
                      QPointF(run.left() + kRadius, run.bottom() - 3));
    painter.setPen(QPen(job.look.color(Token::Outline), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(room, 2, 2);
}

bool BoxPainter::denseIds(const Job& job, std::size_t first, std::size_t end) {
    std::size_t narrow = 0;
    for (std::size_t i = first; i < end; ++i) {
        const double width = job.box(i).width();
        narrow += ids_.width(QString::number(job.token(i).id)) > width + 2 ? 1 : 0;
    }
    return narrow * 2 > end - first;
}

void BoxPainter::paintIds(const Job& job, std::size_t first, std::size_t end) {
    job.painter.setPen(job.look.color(Token::T2));
    const double top = job.layout.idsTop(job.number);
    const double height = job.layout.lineBelow(job.number) - top - 2;
    const bool dense = denseIds(job, first, end);
    double free = -1e9;
    for (std::size_t i = first; i < end; ++i) {
        const QRectF box = job.solid(i);
        if (box.isEmpty() || job.row.pieces[i].inserted) {
            continue;
        }
        const QString id = QString::number(job.token(i).id);
        const double width = ids_.width(id);
        if (dense && width + 6 > box.width()) {
            ids_.paintTurned(job.painter,
                             QRectF(box.left(), top + 1, box.width(),
                                    std::min(height, width + 1)),
                             id);
            continue;
        }
        const double left = box.center().x() - width / 2;
        // A number may reach over its narrow box, never into another number or under two boxes.
        if (left < free || width > box.width() + 20) {
            continue;
        }
        ids_.paint(job.painter, QRectF(left, top, width + 1, job.layout.lineHeight), id);
        free = left + width + 3;
    }
}

void BoxPainter::paintDropped(const Job& job) {
    const ByteAxis& axis = job.view.axis;
    QPainter& painter = job.painter;
    for (const text::Dropped& dropped : job.row.dropped) {
        const double left = axis.x(double(dropped.source.begin));
        const double right = axis.x(double(dropped.source.end));
        if (right < job.layout.canvasLeft || left > job.layout.canvasRight
            || dropped.source.begin >= axis.end || dropped.source.end <= axis.begin) {
            continue;
        }
        const QRectF box =
            QRectF(left, job.layout.boxTop(job.number), right - left, job.layout.boxHeight)
                .adjusted(kInset + 0.5, 3.5, -kInset - 0.5, -3.5);
        QPen edge(job.look.color(Token::DangerMark), 1, Qt::DotLine);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(edge);
        painter.setBrush(job.look.color(Token::DangerGround));
        painter.drawRoundedRect(box, 2, 2);
        painter.setPen(QPen(job.look.color(Token::DangerText), 1));
        const double middle = std::floor(box.center().y()) + 0.5;
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle));
    }
}

} // namespace vitrine::widgets
