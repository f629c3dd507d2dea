#include "widgets/lessons/script/vocabulary.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace vitrine::widgets {

namespace {

/// What an argument may be: s side (a or b, may be left out), t site, n number, w word, q quoted
/// text, f fact of the model, ? before an argument that may be left out.
struct Entry {
    CallPlace place;
    std::string_view name;
    std::string_view arguments;
};

constexpr std::array kEntries{
    Entry{CallPlace::Span, "pieces", "sw"},
    Entry{CallPlace::Span, "ids", "sw"},
    Entry{CallPlace::Span, "piece-count", "sw"},
    Entry{CallPlace::Span, "token-count", "s"},
    Entry{CallPlace::Span, "word-count", "s"},
    Entry{CallPlace::Span, "sentence", "s"},
    Entry{CallPlace::Span, "written", "s"},
    Entry{CallPlace::Span, "changed", "s"},
    Entry{CallPlace::Span, "weight", "stnww"},
    Entry{CallPlace::Span, "score", "stnww"},
    Entry{CallPlace::Span, "strongest", "stnw"},
    Entry{CallPlace::Span, "strongest-weight", "stnw"},
    Entry{CallPlace::Span, "meaning-cosine", ""},
    Entry{CallPlace::Span, "model", "f"},
    Entry{CallPlace::Reply, "said", ""},
    Entry{CallPlace::Reply, "truth", ""},
    Entry{CallPlace::Condition, "edited", ""},
    Entry{CallPlace::Condition, "contains", "q"},
    Entry{CallPlace::Condition, "lacks", "q"},
    Entry{CallPlace::Condition, "resplit", ""},
    Entry{CallPlace::Condition, "head-opened", "?t?n"},
    Entry{CallPlace::Condition, "row-hovered", "w"},
    Entry{CallPlace::Condition, "cell-hovered", "ww"},
    Entry{CallPlace::Condition, "token-selected", "w"},
    Entry{CallPlace::Condition, "difference-opened", ""},
    Entry{CallPlace::View, "tokens", ""},
    Entry{CallPlace::View, "embedding", "w"},
    Entry{CallPlace::View, "heads", ""},
    Entry{CallPlace::View, "head", "tn?w?w"},
    Entry{CallPlace::View, "row", "tnw"},
    Entry{CallPlace::View, "layer", "nw"},
    Entry{CallPlace::View, "compare", "tn?w"},
    Entry{CallPlace::View, "meaning", ""},
    Entry{CallPlace::View, "writing", ""},
};

constexpr std::array<std::string_view, 9> kFacts{"name",       "layers",    "heads",
                                                 "head-width", "width",     "vocabulary",
                                                 "positions",  "parameters", "family"};

constexpr std::array<std::string_view, 6> kNeeds{"text",  "encoder",  "steps",
                                                 "cross", "generate", "embedding"};

template <class Range>
std::string joined(const Range& names) {
    std::string text;
    for (const std::string_view name : names) {
        text += (text.empty() ? "" : ", ") + std::string(name);
    }
    return text;
}

bool allowed(const Entry& entry, CallPlace place) {
    return entry.place == place || (place == CallPlace::Reply && entry.place == CallPlace::Span);
}

bool isNumber(const LiveArgument& argument) {
    int value = 0;
    const char* end = argument.text.data() + argument.text.size();
    const auto read = std::from_chars(argument.text.data(), end, value);
    return !argument.quoted && read.ec == std::errc() && read.ptr == end && value >= 0 &&
           value < 1000;
}

// "text.2.self": tower, layer, kind.
bool isSite(const LiveArgument& argument) {
    const std::string& text = argument.text;
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string::npos ? first : text.find('.', first + 1);
    if (argument.quoted || second == std::string::npos || first == 0 || second + 1 == text.size()) {
        return false;
    }
    return isNumber({.text = text.substr(first + 1, second - first - 1)});
}

bool fits(char kind, const LiveArgument& argument) {
    switch (kind) {
    case 's': return !argument.quoted && (argument.text == "a" || argument.text == "b");
    case 't': return isSite(argument);
    case 'n': return isNumber(argument);
    case 'w': return argument.quoted ? !argument.text.empty() : argument.text == "changed";
    case 'q': return argument.quoted && !argument.text.empty();
    case 'f': return !argument.quoted && std::ranges::find(kFacts, argument.text) != kFacts.end();
    default: return false;
    }
}

std::string wordFor(char kind) {
    switch (kind) {
    case 's': return "a side (a or b)";
    case 't': return "a site such as text.2.self";
    case 'n': return "a number";
    case 'w': return "a word in quotes, or changed";
    case 'q': return "a text in quotes";
    default: return "one of " + joined(kFacts);
    }
}

std::optional<std::string> argumentFault(const Entry& entry, const LiveCall& call) {
    std::size_t next = 0;
    bool optional = false;
    for (const char kind : entry.arguments) {
        if (kind == '?') {
            optional = true;
            continue;
        }
        const bool there = next < call.arguments.size();
        if (there && fits(kind, call.arguments[next])) {
            ++next;
        } else if (kind != 's' && (!optional || there)) {
            return "“" + call.name + "” wants " + wordFor(kind) + " as argument " +
                   std::to_string(next + 1);
        }
        optional = false;
    }
    if (next < call.arguments.size()) {
        return "“" + call.name + "” does not take “" + call.arguments[next].text + "”";
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> faultOf(const LiveCall& call, CallPlace place) {
    std::vector<std::string_view> names;
    for (const Entry& entry : kEntries) {
        if (!allowed(entry, place)) {
            continue;
        }
        if (entry.name == call.name) {
            return argumentFault(entry, call);
        }
        names.push_back(entry.name);
    }
    return "“" + call.name + "” is not known here; there are " + joined(names);
}

bool isNeed(std::string_view need) {
    return std::ranges::find(kNeeds, need) != kNeeds.end();
}

std::string needNames() {
    return "one of " + joined(kNeeds);
}

} // namespace vitrine::widgets
