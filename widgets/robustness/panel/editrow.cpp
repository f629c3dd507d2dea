#include "widgets/robustness/panel/editrow.h"

#include "core/perturb/offsetmap.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/diff/visibletext.h"

#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kMostWord = 60;
constexpr double kArrow = 28;

QString shown(const std::string& text, const Span& span) {
    return visibleText(std::string_view(text).substr(span.begin, span.size()), {}, kMostWord).text;
}

/// The short names of the stages that are on and changed something: "swap", "swap, homoglyph".
QString stageNames(const PerturbedText& text) {
    QStringList names;
    for (const perturb::StageResult& stage : text.result.stages) {
        if (stage.effect == perturb::Effect::Changed) {
            const std::string& kind = text.chain.stages.at(stage.stage).kind;
            names.append(QString::fromStdString(kind.substr(kind.find('.') + 1)));
        }
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

std::vector<EditWords> editWords(const PerturbedText& text) {
    std::vector<Span> edits;
    for (const perturb::TextEdit& edit : text.result.script.text) {
        edits.push_back(edit.at);
    }
    const perturb::OffsetMap offsets(text.result.script.text);
    const QString stages = stageNames(text);
    std::vector<EditWords> words;
    for (const Span& word : editedWords(text.clean.text, edits)) {
        words.push_back({.before = shown(text.clean.text, word),
                         .after = shown(text.result.sample.text, offsets.forward(word)),
                         .stages = stages});
    }
    return words;
}

EditRow::EditRow(EditWords words, QWidget* parent)
    : QWidget(parent)
    , words_(std::move(words)) {
    setAccessibleName(tr("%1 became %2").arg(words_.before, words_.after));
    setToolTip(accessibleName() + u' ' + words_.stages);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize EditRow::sizeHint() const {
    return {200, lookOf(this).rows().inspector};
}

void EditRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const double kind = std::min(wordsWidth(words_.stages, TextStyle::Caption, look) + 8,
                                 width() * 0.3);
    const double room = (width() - kind - kArrow) / 2;
    const auto say = [&](double x, double wide, const QString& words, Qt::Alignment alignment,
                         TextStyle style, Token token) {
        paintWords(painter, QRectF(x, 0, wide, height()), alignment | Qt::AlignVCenter, words,
                   style, token, look, /*elide=*/true);
    };
    say(0, room, words_.before, Qt::AlignLeft, TextStyle::Small, Token::T1);
    say(room, kArrow, QString(QChar(0x2192)), Qt::AlignHCenter, TextStyle::Small, Token::T3);
    say(room + kArrow, room, words_.after, Qt::AlignLeft, TextStyle::Small, Token::DangerText);
    say(width() - kind, kind, words_.stages, Qt::AlignRight, TextStyle::Caption, Token::T3);
}

} // namespace vitrine::widgets
