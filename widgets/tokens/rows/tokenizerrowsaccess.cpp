// What TokenizerRows tells to assistive technology and in tool tips.
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

namespace vitrine::widgets {

int TokenizerRows::tableRows() const {
    return static_cast<int>(snapshot_->rows.size());
}

int TokenizerRows::tableColumns() const {
    std::size_t most = 0;
    for (const TokenRow& row : snapshot_->rows) {
        most = std::max(most, row.tokens().size());
    }
    return static_cast<int>(most);
}

QString TokenizerRows::rowLabel(int row) const {
    return snapshot_->rows[static_cast<std::size_t>(row)].tokenizer.name;
}

QString TokenizerRows::columnLabel(int column) const {
    return tr("token %1").arg(column + 1);
}

QString TokenizerRows::cellText(int row, int column) const {
    const TokenRow& tokens = snapshot_->rows[static_cast<std::size_t>(row)];
    const auto index = static_cast<std::size_t>(column);
    if (index >= tokens.tokens().size()) {
        return tr("no token");
    }
    const text::Token& token = tokens.tokens()[index];
    return tr("%1, token %2 of %3, %4, id %5, bytes %6, %7")
        .arg(tokens.tokenizer.name)
        .arg(column + 1)
        .arg(tokens.tokens().size())
        .arg(QString::fromStdString(token.text))
        .arg(token.id)
        .arg(bytesText(token.source), kindText(token));
}

QRect TokenizerRows::cellRect(int row, int column) const {
    if (static_cast<std::size_t>(column)
        >= snapshot_->rows[static_cast<std::size_t>(row)].tokens().size()) {
        return {};
    }
    return boxRect(row, column).intersected(layout_.canvas()).toAlignedRect();
}

QPoint TokenizerRows::cellAt(const QPoint& point) const {
    const RowPlace place = placeAt(*snapshot_, layout_, view_.axis, point, lookOf(this));
    return {place.token, place.row};
}

QPoint TokenizerRows::cursorCell() const {
    return view_.current.valid() ? QPoint(view_.current.token, view_.current.row)
                                 : QPoint(-1, -1);
}

void TokenizerRows::moveCursorTo(int row, int column) {
    const auto index = static_cast<std::size_t>(row);
    if (row >= 0 && index < snapshot_->rows.size() && column >= 0
        && static_cast<std::size_t>(column) < snapshot_->rows[index].tokens().size()) {
        study_.setCurrent(row, column);
        Q_EMIT sourceSelected(study_.selected());
    }
}

bool TokenizerRows::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            // Text of a file must not be taken for markup.
            QToolTip::showText(help->globalPos(),
                               QStringLiteral("<p style='white-space:pre'>")
                                   + text.toHtmlEscaped() + QStringLiteral("</p>"),
                               this);
        }
        return true;
    }
    return QWidget::event(event);
}

QString TokenizerRows::toolTipAt(QPointF point) const {
    const RowPlace place = placeAt(*snapshot_, layout_, view_.axis, point, lookOf(this));
    if (place.valid()) {
        const TokenRow& row = snapshot_->rows[static_cast<std::size_t>(place.row)];
        const text::Token& token = row.tokens()[static_cast<std::size_t>(place.token)];
        QStringList lines = {
            tr("%1   id %2").arg(QString::fromStdString(token.text)).arg(token.id),
            tr("bytes %1 · %2").arg(bytesText(token.source), kindText(token))};
        if (token.kind == TokenKind::Unknown) {
            lines.append(tr("The vocabulary cannot spell this word: the model sees only that "
                            "something was here"));
        } else if (row.pieces[static_cast<std::size_t>(place.token)].shares) {
            lines.append(tr("A part of a character: its neighbours carry the same source bytes"));
        }
        return lines.join(u'\n');
    }
    if (const Span bytes = clusterAt(point); !bytes.empty()) {
        const std::string_view raw = snapshot_->bytes().substr(bytes.begin, bytes.size());
        return tr("bytes %1: %2").arg(bytesText(bytes), hexText(raw, u' '));
    }
    const int row = layout_.rowAt(point.y());
    if (row < 0) {
        return {};
    }
    const double byte = view_.axis.byteAt(point.x());
    for (const text::Dropped& dropped : snapshot_->rows[static_cast<std::size_t>(row)].dropped) {
        if (byte >= double(dropped.source.begin) && byte < double(dropped.source.end)
            && point.x() >= layout_.canvasLeft) {
            return tr("bytes %1 (%2) belong to no token")
                .arg(bytesText(dropped.source), QString::fromStdString(nameOf(dropped.reason)));
        }
    }
    if (point.x() < layout_.canvasLeft) {
        const TokenRow& tokens = snapshot_->rows[static_cast<std::size_t>(row)];
        return tr("%1 · %2 of vocabulary\nClick to see its stages and tokens")
            .arg(tokens.tokenizer.name,
                 counted(static_cast<qint64>(tokens.tokenizer.tokenizer->vocabularySize()),
                         tr("entry"), tr("entries")));
    }
    return {};
}

} // namespace vitrine::widgets
