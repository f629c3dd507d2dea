#include "core/text/normalize/bertnormalizer.h"

#include "core/base/unicode/properties.h"
#include "core/base/utf8.h"

namespace vitrine::text {

namespace {

bool isDropped(char32_t code, const unicode::Properties& properties) {
    if (code == 0 || code == kReplacementCharacter) {
        return true;
    }
    return properties.category() == unicode::Category::Cc || properties.category() == unicode::Category::Co ||
           properties.format8();
}

bool isIdeograph(char32_t code) {
    const auto in = [code](char32_t first, char32_t last) { return code >= first && code <= last; };
    return in(0x4E00, 0x9FFF) || in(0x3400, 0x4DBF) || in(0x20000, 0x2A6DF) ||
           in(0x2A700, 0x2B73F) || in(0x2B740, 0x2B81F) || in(0x2B920, 0x2CEAF) ||
           in(0xF900, 0xFAFF) || in(0x2F800, 0x2FA1F);
}

} // namespace

void cleanText(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        AlignedChar character = in[i];
        const std::size_t before = out.size();
        if (character.code > U' ' && character.code < 0x7F) {
            out.push_back(character);
            continue;
        }
        const unicode::Properties properties(character.code);
        const bool lineOrTab =
            character.code == U'\t' || character.code == U'\n' || character.code == U'\r';
        if (!lineOrTab && isDropped(character.code, properties)) {
            noteEdit(edits, i, i + 1, before, out);
            continue;
        }
        if (lineOrTab || properties.whiteSpace()) {
            character.code = U' ';
        }
        out.push_back(character);
        if (character != in[i]) {
            noteEdit(edits, i, i + 1, before, out);
        }
    }
}

void spaceIdeographs(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        const AlignedChar character = in[i];
        if (!isIdeograph(character.code)) {
            out.push_back(character);
            continue;
        }
        const std::size_t before = out.size();
        const AlignedChar space{U' ', character.begin, character.end};
        out.insert(out.end(), {space, character, space});
        noteEdit(edits, i, i + 1, before, out);
    }
}

void stripMarks(const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i].code >= 0x300 && unicode::Properties(in[i].code).mark8()) {
            noteEdit(edits, i, i + 1, out.size(), out);
        } else {
            out.push_back(in[i]);
        }
    }
}

std::vector<NormalizerStep> bertSteps(const BertNormalizerOptions& options) {
    std::vector<NormalizerStep> steps;
    if (options.cleanText) {
        steps.push_back({StageKind::Cleaned, cleanText});
    }
    if (options.handleChineseChars) {
        steps.push_back({StageKind::IdeographsApart, spaceIdeographs});
    }
    if (options.strips()) {
        steps.push_back({StageKind::Decomposed, decomposeText});
        steps.push_back({StageKind::MarksStripped, stripMarks});
    }
    if (options.lowercase) {
        steps.push_back({StageKind::Lowered, lowerText});
    }
    return steps;
}

void normalizeBert(const BertNormalizerOptions& options, AlignedText& text, AlignedText& scratch) {
    const auto run = [&](auto stage) {
        scratch.clear();
        stage(text, scratch, nullptr);
        std::swap(text, scratch);
    };
    if (options.cleanText) {
        run(cleanText);
    }
    if (options.handleChineseChars) {
        run(spaceIdeographs);
    }
    if (options.strips()) {
        run(decomposeText);
        run(stripMarks);
    }
    if (options.lowercase) {
        run(lowerText);
    }
}

} // namespace vitrine::text
