#include "app/runner/help.h"

#include <algorithm>

namespace vitrine::app {

namespace {

/// "  left   right", the right column aligned over all rows.
std::string row(std::string_view left, std::size_t width, std::string_view right) {
    std::string line = "  ";
    line += left;
    line.append(width - left.size() + 2, ' ');
    line += right;
    line += '\n';
    return line;
}

std::string spelled(const OptionSpec& option) {
    std::string text = "--" + std::string(option.name);
    if (!option.value.empty()) {
        text += " " + std::string(option.value);
    }
    return text;
}

} // namespace

std::string helpOf(std::span<const Verb* const> verbs) {
    std::size_t width = 0;
    for (const Verb* verb : verbs) {
        width = std::max(width, verb->name.size());
    }
    std::string text = "vitrine-run VERB ...: what Vitrine can do without a window\n\n";
    for (const Verb* verb : verbs) {
        text += row(verb->name, width, verb->summary);
    }
    text += "\nOptions of a verb: vitrine-run VERB --help. Version: vitrine-run --version."
            "\nExit codes: 0 done, 1 the work failed, 2 wrong use.";
    return text;
}

std::string helpOf(const Verb& verb) {
    std::string text = "vitrine-run " + std::string(verb.name);
    if (!verb.usage.empty()) {
        text += " " + std::string(verb.usage);
    }
    text += "\n\n" + std::string(verb.about) + "\n\n";
    std::size_t width = std::string_view("--help").size();
    for (const OptionSpec& option : verb.options) {
        width = std::max(width, spelled(option).size());
    }
    for (const OptionSpec& option : verb.options) {
        text += row(spelled(option), width, option.help);
    }
    return text + row("--help", width, "this text");
}

} // namespace vitrine::app
