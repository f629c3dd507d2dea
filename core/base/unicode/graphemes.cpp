#include "core/base/unicode/graphemes.h"

#include "core/base/unicode/properties.h"
#include "core/base/utf8.h"

namespace vitrine::unicode {

namespace {

bool isControl(BreakClass kind) {
    return kind == BreakClass::Control || kind == BreakClass::Cr || kind == BreakClass::Lf;
}

/// GB6–GB8: the parts of a Hangul syllable.
bool joinsHangul(BreakClass before, BreakClass after) {
    switch (before) {
    case BreakClass::L:
        return after == BreakClass::L || after == BreakClass::V || after == BreakClass::Lv ||
               after == BreakClass::Lvt;
    case BreakClass::Lv:
    case BreakClass::V:
        return after == BreakClass::V || after == BreakClass::T;
    case BreakClass::Lvt:
    case BreakClass::T:
        return after == BreakClass::T;
    default:
        return false;
    }
}

/// What the rules remember of the cluster so far.
struct State {
    BreakClass last = BreakClass::Other;
    bool emoji = false;       ///< Extended_Pictographic Extend*, the left side of GB11
    bool emojiJoined = false; ///< the same, then ZWJ
    bool oddFlags = false;    ///< an odd number of regional indicators

    void take(const Properties& properties) {
        last = properties.breakClass();
        emojiJoined = emoji && last == BreakClass::Zwj;
        emoji = properties.pictographic() || (emoji && last == BreakClass::Extend);
        oddFlags = last == BreakClass::RegionalIndicator && !oddFlags;
    }

    [[nodiscard]] bool joins(const Properties& next) const {
        const BreakClass kind = next.breakClass();
        if (last == BreakClass::Cr && kind == BreakClass::Lf) {
            return true; // GB3
        }
        if (isControl(last) || isControl(kind)) {
            return false; // GB4, GB5
        }
        if (kind == BreakClass::Extend || kind == BreakClass::Zwj ||
            kind == BreakClass::SpacingMark || last == BreakClass::Prepend) {
            return true; // GB9, GB9a, GB9b
        }
        if (emojiJoined && next.pictographic()) {
            return true; // GB11
        }
        if (oddFlags && kind == BreakClass::RegionalIndicator) {
            return true; // GB12, GB13
        }
        return joinsHangul(last, kind);
    }
};

} // namespace

std::size_t nextGrapheme(std::string_view text, std::size_t at) {
    State state;
    Utf8Step step = utf8Step(text, at);
    state.take(Properties(step.character));
    at += step.bytes;
    while (at < text.size()) {
        step = utf8Step(text, at);
        const Properties properties(step.character);
        if (!state.joins(properties)) {
            break;
        }
        state.take(properties);
        at += step.bytes;
    }
    return at;
}

} // namespace vitrine::unicode
