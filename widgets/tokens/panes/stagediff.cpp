#include "widgets/tokens/panes/stagediff.h"

#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/field/utf16map.h"
#include "widgets/tokens/study/piecewords.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr int kWidth = 560;
constexpr std::size_t kMostMarks = 500;
constexpr qsizetype kMostChanges = 500;
constexpr int kTextLines = 3;
constexpr int kListLines = 6;

} // namespace

StageDiff::StageDiff(const text::Explanation& explanation, const StageWords& words,
                     QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Changes of the step %1").arg(words.name));
    setFixedWidth(lookOf(this).scaled(kWidth));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(metrics::kRowGap);
    layout->addWidget(new Words(words.name, TextStyle::Head, Token::T1, this));
    auto* help = new Words(words.help, TextStyle::Small, Token::T2, this);
    help->setWordWrap(true);
    layout->addWidget(help);
    switch (words.kind) {
    case StageWords::Kind::Stage: addStage(explanation, words.stage); break;
    case StageWords::Kind::PreTokens: addParts(explanation, /*pieces=*/false); break;
    case StageWords::Kind::Pieces: addParts(explanation, /*pieces=*/true); break;
    }
    addChanges();
}

void StageDiff::addStage(const text::Explanation& explanation, std::size_t stage) {
    const text::Stage& after = explanation.stages[stage];
    std::vector<Span> removed;
    std::vector<Span> added;
    for (const text::Edit& edit : after.edits) {
        if (removed.size() < kMostMarks) {
            removed.push_back(edit.before);
            added.push_back(edit.after);
        }
        if (changes_.size() < kMostChanges) {
            changes_.append(bytesText(sourceOfEdit(explanation, stage, edit))
                            + QStringLiteral("   ") + editText(explanation, stage, edit));
        }
    }
    if (after.edits.empty()) {
        after_ = addText(tr("before and after"), after.text, {}, false);
        return;
    }
    before_ = addText(tr("before"), explanation.stages[stage - 1].text, removed, true);
    after_ = addText(tr("after"), after.text, added, false);
}

void StageDiff::addParts(const text::Explanation& explanation, bool pieces) {
    const text::Stage& last = explanation.stages.back();
    std::vector<Span> marked;
    for (std::size_t i = 0; i < explanation.words.size(); ++i) {
        const text::ExplainedWord& word = explanation.words[i];
        if (i % 2 == 0 && marked.size() < kMostMarks) {
            marked.push_back(word.inStage);
        }
        if (!pieces && changes_.size() < kMostChanges) {
            changes_.append(bytesText(word.source) + QStringLiteral("   ") + shownText(word.text));
        }
    }
    for (const text::Token& token : explanation.encoding.tokens) {
        if (pieces && changes_.size() < kMostChanges) {
            changes_.append(QStringLiteral("%1   %2   %3")
                                .arg(bytesText(token.source), QString::fromStdString(token.text))
                                .arg(token.id));
        }
    }
    after_ = addText(tr("every other pre-token marked"), last.text, marked, false);
}

QPlainTextEdit* StageDiff::addText(const QString& label, const std::string& text,
                                   const std::vector<Span>& marked, bool removed) {
    const Look& look = lookOf(this);
    layout()->addWidget(new Words(label, TextStyle::Caption, Token::T2, this));
    const Utf16Map map(QByteArray::fromStdString(text));
    auto* edit = new QPlainTextEdit(map.raw(), this);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setAccessibleName(label);
    edit->setFont(look.font(TextStyle::Base));
    edit->setFrameShape(QFrame::NoFrame);
    QPalette palette = edit->palette();
    palette.setColor(QPalette::Base, look.color(Token::Sunk));
    edit->setPalette(palette);
    const double width = QFontMetricsF(edit->font()).horizontalAdvance(map.raw());
    const int lines = std::clamp(static_cast<int>(width / (this->width() - 60)) + 1
                                     + edit->blockCount() - 1,
                                 1, kTextLines);
    edit->setFixedHeight(lines * look.lineHeight(TextStyle::Base) + 10);
    QTextCharFormat format;
    format.setBackground(look.color(removed ? Token::DangerGround : Token::Sel));
    if (removed) {
        format.setForeground(look.color(Token::DangerText));
    } else {
        format.setFontUnderline(true);
    }
    QList<QTextEdit::ExtraSelection> marks;
    for (const Span& bytes : marked) {
        if (bytes.empty()) {
            continue;
        }
        QTextEdit::ExtraSelection mark;
        mark.format = format;
        mark.cursor = QTextCursor(edit->document());
        mark.cursor.setPosition(static_cast<int>(map.unitOf(bytes.begin)));
        mark.cursor.setPosition(static_cast<int>(map.unitOf(bytes.end)), QTextCursor::KeepAnchor);
        marks.append(mark);
    }
    edit->setExtraSelections(marks);
    layout()->addWidget(edit);
    return edit;
}

void StageDiff::addChanges() {
    if (changes_.isEmpty()) {
        layout()->addWidget(
            new Words(tr("Nothing changed in this text"), TextStyle::Small, Token::T2, this));
        return;
    }
    const Look& look = lookOf(this);
    layout()->addWidget(new Words(tr("source bytes and what they became"), TextStyle::Caption,
                                  Token::T2, this));
    auto* list = new QListWidget(this);
    list->setAccessibleName(tr("Changes"));
    list->setFont(look.font(TextStyle::Small));
    list->setFrameShape(QFrame::NoFrame);
    QPalette palette = list->palette();
    palette.setColor(QPalette::Base, look.color(Token::S3));
    list->setPalette(palette);
    list->addItems(changes_);
    const int lines = std::min(kListLines, list->count());
    list->setFixedHeight(lines * std::max(list->sizeHintForRow(0), 1) + 8);
    layout()->addWidget(list);
}

QString StageDiff::beforeText() const {
    return before_ == nullptr ? QString() : before_->toPlainText();
}

QString StageDiff::afterText() const {
    return after_ == nullptr ? QString() : after_->toPlainText();
}

void StageDiff::showAbove(const QWidget& widget, const QPoint& corner) {
    adjustSize();
    QPoint place(corner.x(), widget.mapToGlobal(QPoint(0, 0)).y() - height() - 4);
    if (const QScreen* screen = QGuiApplication::screenAt(corner)) {
        const QRect room = screen->availableGeometry();
        const int last = std::max(room.left(), room.right() - width());
        place.setX(std::clamp(place.x(), room.left(), last));
        place.setY(std::max(place.y(), room.top()));
    }
    move(place);
    show();
    setFocus();
}

void StageDiff::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    painter.fillRect(rect(), look.color(Token::S3));
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace vitrine::widgets
