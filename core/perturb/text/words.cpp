#include "core/perturb/text/words.h"

#include "core/base/unicode/properties.h"
#include "core/base/utf8.h"

#include <array>

namespace vitrine::perturb {

namespace {

enum class Class : std::uint8_t { White, Letter, Mark, Other, Beyond };

/// What an ASCII byte is: Mark stands for the categories P and S.
constexpr std::array<Class, 256> asciiClasses() {
    std::array<Class, 256> classes{};
    for (std::size_t byte = 0; byte < classes.size(); ++byte) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool digit = byte >= '0' && byte <= '9';
        const bool white = byte == ' ' || (byte >= 9 && byte <= 13);
        const bool printable = byte > ' ' && byte < 127;
        classes[byte] = byte >= 128            ? Class::Beyond
                        : white                ? Class::White
                        : letter               ? Class::Letter
                        : printable && !digit  ? Class::Mark
                                               : Class::Other;
    }
    return classes;
}

constexpr std::array<Class, 256> kClasses = asciiClasses();

Class classAt(std::string_view text, std::size_t at) {
    return kClasses[static_cast<unsigned char>(text[at])];
}

/// The scripts whose words are not parted by spaces.
enum class Script { Spaced, Han, Kana, Thai, Inherited };

bool within(char32_t code, char32_t first, char32_t last) {
    return code >= first && code <= last;
}

Script scriptOf(char32_t code, const unicode::Properties& properties) {
    if (code < 0x300) {
        return Script::Spaced;
    }
    const unicode::BreakClass kind = properties.breakClass();
    if (within(code, 0xE00, 0xE7F)) {
        return Script::Thai;
    }
    if (kind == unicode::BreakClass::Extend || kind == unicode::BreakClass::Zwj) {
        return Script::Inherited;
    }
    if (within(code, 0x3041, 0x3096) || within(code, 0x309B, 0x30FA) ||
        within(code, 0x30FC, 0x30FF) || within(code, 0x31F0, 0x31FF) ||
        within(code, 0xFF66, 0xFF9F)) {
        return Script::Kana;
    }
    const bool han = within(code, 0x3400, 0x4DBF) || within(code, 0x4E00, 0x9FFF) ||
                     within(code, 0xF900, 0xFAFF) || within(code, 0x20000, 0x3FFFF) ||
                     code == 0x3005 || code == 0x3007;
    return han ? Script::Han : Script::Spaced;
}

bool isMark(const unicode::Properties& properties) {
    return properties.punctuation() || (properties.category() >= unicode::Category::Sm &&
                                        properties.category() <= unicode::Category::So);
}

} // namespace

bool Words::next(Word& word) {
    while (at_ < text_.size()) {
        const Class kind = classAt(text_, at_);
        if (kind == Class::White) {
            ++at_;
            continue;
        }
        if (kind == Class::Beyond) {
            const Utf8Step step = utf8Step(text_, at_);
            if (step.valid && unicode::Properties(step.character).whiteSpace()) {
                at_ += step.bytes;
                continue;
            }
        }
        word = {.run = {at_, at_}, .index = count_++};
        readAscii(word);
        return true;
    }
    return false;
}

void Words::readAscii(Word& word) {
    std::size_t at = at_;
    Class kind = Class::Other;
    while (at < text_.size() && (kind = classAt(text_, at)) < Class::Beyond &&
           kind != Class::White) {
        word.letter = word.letter || kind == Class::Letter;
        ++at;
    }
    if (at < text_.size() && kind == Class::Beyond) {
        readAny(word);
        return;
    }
    word.run.end = at;
    word.core = word.run;
    while (!word.core.empty() && classAt(text_, word.core.begin) == Class::Mark) {
        ++word.core.begin;
    }
    while (!word.core.empty() && classAt(text_, word.core.end - 1) == Class::Mark) {
        --word.core.end;
    }
    at_ = at;
}

void Words::readAny(Word& word) {
    word.letter = false;
    word.ascii = true;
    Script script = Script::Inherited;
    bool begun = false;
    std::size_t at = at_;
    while (at < text_.size()) {
        const Utf8Step step = utf8Step(text_, at);
        const unicode::Properties properties(step.character);
        if (step.valid && properties.whiteSpace()) {
            break;
        }
        const Script here = scriptOf(step.character, properties);
        if (here != Script::Inherited && script != Script::Inherited && here != script) {
            break;
        }
        script = here == Script::Inherited ? script : here;
        word.valid = word.valid && step.valid;
        word.ascii = word.ascii && step.character < 0x80;
        word.letter = word.letter || properties.letter();
        const bool trimmed = isMark(properties);
        if (!trimmed && !begun) {
            begun = true;
            word.core.begin = at;
        }
        at += step.bytes;
        if (!trimmed) {
            word.core.end = at;
        }
    }
    if (!begun) {
        word.core = {at_, at_};
    }
    word.run.end = at;
    at_ = at;
}

} // namespace vitrine::perturb
