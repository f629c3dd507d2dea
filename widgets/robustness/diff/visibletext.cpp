#include "widgets/robustness/diff/visibletext.h"

#include "core/base/blank.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

/// A window of at most `most` bytes that begins a little before the first edit, at a character.
Span windowOf(std::string_view text, const std::vector<Span>& edits, std::size_t most) {
    if (text.size() <= most) {
        return {0, text.size()};
    }
    const std::size_t first = edits.empty() ? 0 : edits.front().begin;
    std::size_t begin = first > most / 4 ? std::min(first - most / 4, text.size() - most) : 0;
    std::size_t end = begin + most;
    while (begin < end && continues(text[begin])) {
        ++begin;
    }
    while (end < text.size() && end > begin && continues(text[end])) {
        --end;
    }
    return {begin, end};
}

} // namespace

QString controlName(char32_t c) {
    const QChar::Category category = QChar::category(c);
    const bool invisible = category == QChar::Other_Control || category == QChar::Other_Format ||
                           category == QChar::Other_PrivateUse ||
                           category == QChar::Separator_Line ||
                           category == QChar::Separator_Paragraph ||
                           (category == QChar::Separator_Space && c != U' ') || c == 0xFFFD;
    // A zero-width joiner inside an emoji has a shape; it is named all the same: it was asked what
    // the text holds.
    if (!invisible || c == U'\n') {
        return {};
    }
    return QStringLiteral("U+%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
}

std::vector<Span> editedWords(std::string_view text, const std::vector<Span>& edits) {
    std::vector<Span> words;
    for (Span word : edits) {
        while (word.begin > 0 && !isBlank(text[word.begin - 1])) {
            --word.begin;
        }
        while (word.end < text.size() && !isBlank(text[word.end])) {
            ++word.end;
        }
        if (!words.empty() && word.begin <= words.back().end) {
            words.back().end = std::max(words.back().end, word.end);
        } else {
            words.push_back(word);
        }
    }
    return words;
}

VisibleText visibleText(std::string_view text, const std::vector<Span>& edits, std::size_t most) {
    const Span window = windowOf(text, edits, most);
    VisibleText visible{.cut = window.size() < text.size()};
    std::vector<VisibleText::Mark> controls;
    if (window.begin > 0) {
        visible.text += QChar(0x2026);
    }
    auto edit = std::ranges::find_if(edits, [&](const Span& e) { return e.end > window.begin; });
    qsizetype editBegin = -1;
    for (std::size_t at = window.begin; at <= window.end;) {
        if (editBegin >= 0 && (at >= edit->end || at == window.end)) {
            visible.marks.push_back(
                {editBegin, visible.text.size(), VisibleText::Mark::Kind::Edit});
            editBegin = -1;
            ++edit;
        }
        if (at == window.end) {
            break;
        }
        if (editBegin < 0 && edit != edits.end() && at >= edit->begin && at < edit->end) {
            editBegin = visible.text.size();
        }
        const Utf8Step step = utf8Step(text, at);
        const char32_t c = step.character;
        if (const QString name = controlName(c); !name.isEmpty()) {
            const qsizetype begin = visible.text.size();
            visible.text += name;
            controls.push_back({begin, visible.text.size(), VisibleText::Mark::Kind::Control});
        } else if (c == U'\n') {
            visible.text += QChar(0x21B5);
        } else {
            visible.text += QString::fromUcs4(&c, 1);
        }
        at += std::max<std::size_t>(step.bytes, 1);
    }
    if (window.end < text.size()) {
        visible.text += QChar(0x2026);
    }
    visible.marks.insert(visible.marks.end(), controls.begin(), controls.end());
    return visible;
}

} // namespace vitrine::widgets
