#include "widgets/tokens/panes/stagetexts.h"

#include "core/base/utf8.h"
#include "core/base/unicode/properties.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/tokens/study/piecewords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr qsizetype kMostShownLoss = 12;
const QChar kArrow(0x2192);

QString translated(const char* text) {
    return QCoreApplication::translate("vitrine::widgets::StageTexts", text);
}

std::string_view part(const std::string& text, Span bytes) {
    return std::string_view(text).substr(bytes.begin, bytes.size());
}

QString shownCharacter(char32_t code) {
    const unicode::Properties properties(code);
    switch (properties.category()) {
    case unicode::Category::Mn:
    case unicode::Category::Mc:
    case unicode::Category::Me:
        return QChar(0x25CC) + QString::fromUcs4(&code, 1);
    case unicode::Category::Cc:
    case unicode::Category::Cf:
    case unicode::Category::Co:
        if (!properties.whiteSpace()) {
            return QStringLiteral("U+")
                + QString::number(static_cast<uint>(code), 16).toUpper().rightJustified(4, u'0');
        }
        break;
    default: break;
    }
    return visibleSigns(QString::fromUcs4(&code, 1));
}

QStringList shownCharacters(std::string_view text) {
    if (text == " ") {
        return {translated("space")};
    }
    QStringList characters;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8Step(text, at);
        characters.append(shownCharacter(step.character));
        at += step.bytes;
    }
    return characters;
}

bool onlyWhite(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8Step(text, at);
        if (!unicode::Properties(step.character).whiteSpace()) {
            return false;
        }
        at += step.bytes;
    }
    return true;
}

/// The different edits of a stage in words, the first first.
QStringList distinctEdits(const text::Explanation& explanation, std::size_t stage) {
    constexpr qsizetype kEnough = 100;
    QStringList edits;
    for (const text::Edit& edit : explanation.stages[stage].edits) {
        const QString words = editText(explanation, stage, edit);
        if (!edits.contains(words)) {
            edits.append(words);
        }
        if (edits.size() == kEnough) {
            break;
        }
    }
    return edits;
}

QString stageHelp(text::StageKind kind) {
    switch (kind) {
    case text::StageKind::Source: break;
    case text::StageKind::Cleaned:
        return translated("Control characters go, all white space becomes a plain space");
    case text::StageKind::IdeographsApart:
        return translated("Each Chinese character gets a space on both sides: it is a word");
    case text::StageKind::Decomposed:
        return translated("Letters with accents are taken apart into letter and accent");
    case text::StageKind::MarksStripped: return translated("The accents go");
    case text::StageKind::Lowered: return translated("Capitals become small letters");
    case text::StageKind::PrefixSpace:
        return translated("A space is put in front, so that the first word looks like the others");
    case text::StageKind::ByteCharacters:
        return translated("Each byte is written as one visible character");
    case text::StageKind::Composed:
        return translated("A letter and its accent become one character where there is one");
    case text::StageKind::Compatible:
        return translated("Characters that stand for others are taken apart, \uFB01 into f and i");
    case text::StageKind::Replaced: return translated("One text is put for another");
    case text::StageKind::CharacterMap:
        return translated("Characters become those that the model was trained with");
    case text::StageKind::SpacesTrimmed: return translated("White space at the ends goes");
    case text::StageKind::SpaceMarks:
        return translated("Spaces are written as a visible mark, with one before the first word");
    }
    return {};
}

StageWords stageCell(const text::Explanation& explanation, std::size_t index) {
    const text::Stage& stage = explanation.stages[index];
    StageWords words;
    words.stage = index;
    words.name = stageName(stage.kind);
    words.help = stageHelp(stage.kind);
    const QStringList edits = distinctEdits(explanation, index);
    words.summary = edits.isEmpty() ? translated("no change") : edits.first();
    if (stage.kind == text::StageKind::ByteCharacters && !edits.isEmpty()) {
        words.summary = counted(static_cast<qint64>(stage.characters.size()),
                                translated("byte"), translated("bytes"));
    } else if (edits.size() > 1) {
        words.summary += QStringLiteral(" +%1").arg(edits.size() - 1);
    }
    const std::string& before = explanation.stages[index - 1].text;
    words.loses = std::any_of(stage.edits.begin(), stage.edits.end(), [&](const text::Edit& edit) {
        return edit.after.empty() && !onlyWhite(part(before, edit.before));
    });
    return words;
}

QString lossName(const text::Loss& loss, std::string_view source) {
    switch (loss.reason) {
    case text::Loss::Reason::Unknown: {
        const std::string_view bytes = source.substr(loss.source.begin, loss.source.size());
        const QString lost = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return lost.size() <= kMostShownLoss ? visibleSigns(lost) : translated("unknown words");
    }
    case text::Loss::Reason::Case: return translated("capitals");
    case text::Loss::Reason::Accents: return translated("accents");
    case text::Loss::Reason::Spacing: return translated("spacing");
    case text::Loss::Reason::Control: return translated("control characters");
    case text::Loss::Reason::InvalidUtf8: return translated("invalid bytes");
    case text::Loss::Reason::Other: return translated("some characters");
    }
    return {};
}

} // namespace

QString stageName(text::StageKind kind) {
    switch (kind) {
    case text::StageKind::Source: return translated("source");
    case text::StageKind::Cleaned: return translated("clean");
    case text::StageKind::IdeographsApart: return translated("CJK spacing");
    case text::StageKind::Decomposed: return translated("NFD");
    case text::StageKind::MarksStripped: return translated("strip accents");
    case text::StageKind::Lowered: return translated("lower case");
    case text::StageKind::PrefixSpace: return translated("space in front");
    case text::StageKind::ByteCharacters: return translated("bytes as characters");
    case text::StageKind::Composed: return translated("NFC");
    case text::StageKind::Compatible: return translated("NFKD");
    case text::StageKind::Replaced: return translated("replace");
    case text::StageKind::CharacterMap: return translated("character map");
    case text::StageKind::SpacesTrimmed: return translated("trim");
    case text::StageKind::SpaceMarks: return translated("spaces as marks");
    }
    return {};
}

QString shownText(std::string_view text) {
    return shownCharacters(text).join(QString());
}

QString editText(const text::Explanation& explanation, std::size_t stage,
                 const text::Edit& edit) {
    const QStringList before =
        shownCharacters(part(explanation.stages[stage - 1].text, edit.before));
    const QStringList after = shownCharacters(part(explanation.stages[stage].text, edit.after));
    if (after.isEmpty()) {
        return translated("%1 removed").arg(before.join(u' '));
    }
    if (before.isEmpty()) {
        return translated("%1 added").arg(after.join(u' '));
    }
    const bool apart = explanation.stages[stage].kind == text::StageKind::Decomposed;
    return before.join(QString()) + u' ' + kArrow + u' '
        + after.join(apart ? QStringLiteral(" + ") : QString());
}

std::vector<StageWords> stageWords(const text::Explanation& explanation, const TokenRow& row) {
    std::vector<StageWords> words;
    for (std::size_t i = 1; i < explanation.stages.size(); ++i) {
        words.push_back(stageCell(explanation, i));
    }
    if (!explanation.words.empty()) {
        words.push_back({.kind = StageWords::Kind::PreTokens,
                         .name = translated("pre-tokens"),
                         .summary = countText(static_cast<qint64>(explanation.words.size())),
                         .help = translated("The text is cut into words and signs; no piece "
                                            "reaches over such a cut")});
    }
    QString pieces = countText(static_cast<qint64>(explanation.encoding.tokens.size()));
    if (row.special > 0) {
        pieces += translated(" + %1 special").arg(row.special);
    }
    words.push_back({.kind = StageWords::Kind::Pieces,
                     .name = translated("pieces"),
                     .summary = pieces,
                     .help = translated("Each pre-token is cut into pieces of the vocabulary")});
    return words;
}

QString lossText(const text::RoundTrip& trip, std::string_view source) {
    QStringList names;
    for (const text::Loss& loss : trip.losses) {
        if (const QString name = lossName(loss, source); !names.contains(name)) {
            names.append(name);
        }
    }
    constexpr qsizetype kMostNames = 4;
    if (names.size() > kMostNames) {
        names = names.mid(0, kMostNames - 1);
        names.append(translated("more"));
    }
    if (names.isEmpty()) {
        return {};
    }
    const QString last = names.takeLast();
    return names.isEmpty()
        ? translated("%1 lost").arg(last)
        : translated("%1 and %2 are lost").arg(names.join(QStringLiteral(", ")), last);
}

} // namespace vitrine::widgets
