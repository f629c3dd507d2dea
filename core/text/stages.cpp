#include "core/text/stages.h"

namespace vitrine::text {

std::string nameOf(StageKind kind) {
    switch (kind) {
    case StageKind::Source:
        return "Source";
    case StageKind::Cleaned:
        return "Controls dropped";
    case StageKind::IdeographsApart:
        return "Ideographs apart";
    case StageKind::Decomposed:
        return "Decomposed (NFD)";
    case StageKind::MarksStripped:
        return "Accents stripped";
    case StageKind::Lowered:
        return "Lower case";
    case StageKind::PrefixSpace:
        return "Space in front";
    case StageKind::ByteCharacters:
        return "Bytes as characters";
    case StageKind::Composed:
        return "Composed (NFC)";
    case StageKind::Compatible:
        return "Compatible (NFKD)";
    case StageKind::Replaced:
        return "Replaced";
    case StageKind::CharacterMap:
        return "Characters mapped";
    case StageKind::SpacesTrimmed:
        return "Spaces trimmed";
    case StageKind::SpaceMarks:
        return "Spaces marked";
    }
    return {};
}

std::string nameOf(Loss::Reason reason) {
    switch (reason) {
    case Loss::Reason::Unknown:
        return "unknown";
    case Loss::Reason::Case:
        return "lower case";
    case Loss::Reason::Accents:
        return "accents";
    case Loss::Reason::Spacing:
        return "spacing";
    case Loss::Reason::Control:
        return "control characters";
    case Loss::Reason::InvalidUtf8:
        return "invalid UTF-8";
    case Loss::Reason::Other:
        return "other";
    }
    return {};
}

std::string nameOf(Dropped::Reason reason) {
    switch (reason) {
    case Dropped::Reason::WhiteSpace:
        return "white space";
    case Dropped::Reason::Control:
        return "control character";
    case Dropped::Reason::Mark:
        return "combining mark";
    case Dropped::Reason::Other:
        return "other";
    }
    return {};
}

Explanation explain(const Tokenizer& tokenizer, std::string_view text) {
    return tokenizer.explain(text);
}

} // namespace vitrine::text
