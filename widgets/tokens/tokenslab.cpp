#include "widgets/tokens/tokenslab.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/comparebutton.h"
#include "widgets/tokens/export/exportmenu.h"
#include "widgets/tokens/field/sourcefield.h"
#include "widgets/tokens/labparts.h"
#include "widgets/tokens/panes/wordpanes.h"
#include "widgets/tokens/rows/rowsfigure.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokencsv.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace vitrine::widgets {

TokensLab::TokensLab(QWidget* parent)
    : QWidget(parent)
    , study_(new TokenStudy(this)) {
    setAccessibleName(tr("Tokens"));
    parts_ = std::make_unique<Parts>(*this);
    setFocusProxy(parts_->field);
}

TokensLab::~TokensLab() = default;

void TokensLab::setTokenizers(std::vector<NamedTokenizer> tokenizers) {
    parts_->compare->setTokenizers(std::move(tokenizers));
    study_->setTokenizers(parts_->compare->chosen());
}

QByteArray TokensLab::text() const {
    return study_->text();
}

void TokensLab::setText(const QByteArray& utf8) {
    parts_->field->setText(utf8);
    study_->setText(utf8);
}

Span TokensLab::selectedSource() const {
    return study_->selected();
}

void TokensLab::setSelectedSource(Span source) {
    study_->select(source);
}

TokensLab::Mode TokensLab::mode() const {
    return static_cast<Mode>(parts_->modes->current());
}

void TokensLab::setMode(Mode mode) {
    parts_->modes->setCurrent(static_cast<int>(mode));
}

bool TokensLab::whiteSpaceShown() const {
    return parts_->whiteSpace->isChecked();
}

void TokensLab::setWhiteSpaceShown(bool shown) {
    parts_->whiteSpace->setChecked(shown);
}

void TokensLab::openExports() {
    const QToolButton& button = *parts_->exportButton;
    parts_->exports->popup(button.mapToGlobal(button.rect().bottomLeft()));
}

void TokensLab::focusMain() {
    parts_->rows->setFocus(Qt::OtherFocusReason);
}

void TokensLab::replayMerges() {
    parts_->panes->replayMerges();
}

QStringList TokensLab::status() const {
    const Snapshot& snapshot = *study_->snapshot();
    return {counted(static_cast<qint64>(snapshot.rows.size()), tr("tokenizer"), tr("tokenizers")),
            study_->busy() ? tr("cutting…")
                           : tr("%1 ms").arg(numberText(snapshot.milliseconds, 1))};
}

QList<KeyHint> TokensLab::keyHints() const {
    return {{{QString(QChar(0x2190)), QString(QChar(0x2192))}, tr("token")},
            {{QStringLiteral("Shift")}, tr("extend")},
            {{QStringLiteral("W")}, tr("white space")},
            {{QStringLiteral("M")}, tr("replay merges")}};
}

std::unique_ptr<Figure> TokensLab::figure() const {
    RowsView view;
    view.words = parts_->rows->words();
    view.whiteSpace = parts_->rows->whiteSpaceShown();
    view.ids = parts_->rows->idsShown();
    view.selected = study_->selected();
    return std::make_unique<RowsFigure>(study_->snapshot(), view);
}

std::string TokensLab::csv() const {
    return tokenCsv(*study_->snapshot());
}

Outcome<Done> TokensLab::exportTo(const std::filesystem::path& file) const {
    return parts_->exports->saveTo(file);
}

// Painted rather than set as a background role: that would turn the colour of all labels.
void TokensLab::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

void TokensLab::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_W) {
        setWhiteSpaceShown(!whiteSpaceShown());
    } else if (plain && event->key() == Qt::Key_M) {
        replayMerges();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace vitrine::widgets
