#include "widgets/tokens/field/sourcefield.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/field/sourceeditor.h"
#include "widgets/tokens/field/utf16map.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/snapshot.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr int kMostLines = 3;
constexpr int kPaddingX = 12;
constexpr int kPaddingY = 7;

} // namespace

SourceField::SourceField(QWidget* parent)
    : QWidget(parent)
    , map_(std::make_unique<Utf16Map>(QByteArray()))
    , editor_(new SourceEditor(this))
    , counts_(new Words(TextStyle::Small, Token::T2, this)) {
    editor_->setAccessibleName(tr("Text"));
    editor_->setAccessibleDescription(tr("The text that all tokenizers cut"));
    editor_->setPlaceholderText(tr("Type or paste a text"));
    setFocusProxy(editor_);
    auto* layout = new QHBoxLayout(this);
    const int margin = metrics::kFocusOutset;
    layout->setContentsMargins(kPaddingX + margin, kPaddingY + margin, kPaddingX + margin,
                               kPaddingY + margin);
    layout->setSpacing(metrics::kGroupGap);
    layout->addWidget(editor_, 1);
    layout->addWidget(counts_, 0, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(editor_, &QPlainTextEdit::textChanged, this, &SourceField::takeEdit);
    connect(editor_, &SourceEditor::inserted, this, &SourceField::insert);
    connect(editor_, &SourceEditor::focusChanged, this, [this] { update(); });
    restyle();
}

SourceField::~SourceField() = default;

QPlainTextEdit* SourceField::editor() const {
    return editor_;
}

void SourceField::setText(const QByteArray& utf8) {
    if (utf8 != bytes_) {
        show(utf8, editor_->textCursor().position());
    }
}

void SourceField::show(const QByteArray& utf8, qsizetype cursor) {
    showing_ = true;
    bytes_ = utf8;
    const bool whole = utf8.size() <= kMostEdited;
    map_ = std::make_unique<Utf16Map>(utf8.left(kMostEdited));
    editor_->setReadOnly(!whole);
    editor_->setToolTip(whole ? QString()
                              : tr("Too long to be edited here: the first %1 bytes are shown. "
                                   "Dropping or opening another text replaces it.")
                                    .arg(countText(kMostEdited)));
    editor_->setPlainText(map_->raw());
    QTextCursor place = editor_->textCursor();
    place.setPosition(static_cast<int>(std::min(cursor, map_->raw().size())));
    editor_->setTextCursor(place);
    showing_ = false;
    fitHeight();
}

void SourceField::takeEdit() {
    if (showing_) {
        return;
    }
    const QString raw = editor_->document()->toRawText();
    if (raw == map_->raw()) {
        return; // formats changed, or an input method shows what it has not committed
    }
    bytes_ = map_->editedTo(raw);
    map_ = std::make_unique<Utf16Map>(bytes_);
    fitHeight();
    Q_EMIT textEdited(bytes_);
}

void SourceField::insert(const QString& text) {
    const QTextCursor cursor = editor_->textCursor();
    const auto begin = static_cast<qsizetype>(map_->byteOf(cursor.selectionStart()));
    const auto end = static_cast<qsizetype>(map_->byteOf(cursor.selectionEnd()));
    const QByteArray added = utf8Of(text);
    const QByteArray whole = bytes_.left(begin) + added + bytes_.mid(end);
    const QString raw = Utf16Map(added.left(kMostEdited)).raw();
    if (whole == bytes_) {
        return;
    }
    if (whole.size() > kMostEdited) {
        show(whole, cursor.selectionStart() + raw.size());
    } else {
        showing_ = true; // what is inserted is a picture of the bytes, not the bytes
        QTextCursor(cursor).insertText(raw);
        showing_ = false;
        bytes_ = whole;
        map_ = std::make_unique<Utf16Map>(bytes_);
        fitHeight();
    }
    Q_EMIT textEdited(bytes_);
}

void SourceField::setCounts(const Snapshot& snapshot) {
    QStringList counts = {
        counted(static_cast<qint64>(snapshot.characters), tr("character"), tr("characters")),
        counted(snapshot.text.size(), tr("byte"), tr("bytes")),
        counted(static_cast<qint64>(snapshot.words), tr("word"), tr("words"))};
    if (!snapshot.invalid.empty()) {
        const auto invalid = static_cast<qint64>(snapshot.invalid.size());
        counts.append(counted(invalid, tr("part not UTF-8"), tr("parts not UTF-8")));
    }
    counts_->setText(counts.join(QStringLiteral(" · ")));
    counts_->setStyleAndToken(TextStyle::Small,
                              snapshot.invalid.empty() ? Token::T2 : Token::WarnText);
    counts_->setToolTip(tr("Characters are Unicode code points, words are runs without white "
                           "space"));
}

void SourceField::fitHeight() {
    const int lines = std::clamp(editor_->blockCount(), 1, kMostLines);
    const int line = static_cast<int>(std::ceil(
        std::max<double>(QFontMetricsF(editor_->font()).lineSpacing(),
                         lookOf(this).lineHeight(TextStyle::SampleText))));
    // One line keeps the height of a line of running text even if the font is lower.
    editor_->setFixedHeight(lines * line);
    editor_->setVerticalScrollBarPolicy(editor_->blockCount() > kMostLines
                                            ? Qt::ScrollBarAsNeeded
                                            : Qt::ScrollBarAlwaysOff);
}

void SourceField::restyle() {
    if (restyling_) {
        return;
    }
    restyling_ = true;
    const Look& look = lookOf(this);
    editor_->setFont(look.font(TextStyle::SampleText));
    fitHeight();
    restyling_ = false;
}

void SourceField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        restyle();
    }
}

void SourceField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const int margin = metrics::kFocusOutset;
    const QRectF box = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.setBrush(look.color(Token::S2));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                            metrics::kRadius);
    if (editor_->hasFocus()) {
        paintFocusRing(painter, box, metrics::kRadius, look);
    }
}

} // namespace vitrine::widgets
