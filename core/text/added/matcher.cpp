#include "core/text/added/matcher.h"

#include <cstring>

namespace vitrine::text {

Matcher::Matcher(const std::vector<std::string>& patterns) {
    if (patterns.empty()) {
        return;
    }
    nodes_.emplace_back();
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        sizes_.push_back(patterns[i].size());
        insert(patterns[i], static_cast<std::int32_t>(i));
        bool& begins = begins_[static_cast<unsigned char>(patterns[i].front())];
        if (!begins) {
            begins = true;
            firsts_.push_back(patterns[i].front());
        }
    }
    link();
}

std::int32_t Matcher::childOf(std::int32_t node, char label) const {
    std::int32_t child = nodes_[static_cast<std::size_t>(node)].child;
    while (child >= 0 && nodes_[static_cast<std::size_t>(child)].label != label) {
        child = nodes_[static_cast<std::size_t>(child)].sibling;
    }
    return child;
}

void Matcher::insert(const std::string& pattern, std::int32_t index) {
    std::int32_t node = 0;
    for (const char label : pattern) {
        std::int32_t child = childOf(node, label);
        if (child < 0) {
            child = static_cast<std::int32_t>(nodes_.size());
            Node& parent = nodes_[static_cast<std::size_t>(node)];
            Node made;
            made.sibling = parent.child;
            made.depth = parent.depth + 1;
            made.label = label;
            parent.child = child;
            nodes_.push_back(made);
        }
        node = child;
    }
    std::int32_t& ending = nodes_[static_cast<std::size_t>(node)].ending;
    if (ending < 0) {
        ending = index;
    }
}

void Matcher::link() {
    std::vector<std::int32_t> queue{0};
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::int32_t parent = queue[i];
        for (std::int32_t child = nodes_[static_cast<std::size_t>(parent)].child; child >= 0;
             child = nodes_[static_cast<std::size_t>(child)].sibling) {
            Node& node = nodes_[static_cast<std::size_t>(child)];
            node.fail =
                parent == 0 ? 0 : next(nodes_[static_cast<std::size_t>(parent)].fail, node.label);
            if (node.ending < 0) {
                node.ending = nodes_[static_cast<std::size_t>(node.fail)].ending;
            }
            queue.push_back(child);
        }
    }
}

std::int32_t Matcher::next(std::int32_t node, char label) const {
    for (;;) {
        const std::int32_t child = childOf(node, label);
        if (child >= 0) {
            return child;
        }
        if (node == 0) {
            return 0;
        }
        node = nodes_[static_cast<std::size_t>(node)].fail;
    }
}

std::size_t Matcher::skip(std::string_view text, std::size_t at, std::size_t end) const {
    if (firsts_.size() == 1) {
        const void* found = std::memchr(text.data() + at, firsts_.front(), end - at);
        return found == nullptr
                   ? end
                   : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    }
    while (at < end && !begins_[static_cast<unsigned char>(text[at])]) {
        ++at;
    }
    return at;
}

std::optional<Matcher::Match> Matcher::find(std::string_view text, std::size_t begin,
                                            std::size_t end) const {
    if (nodes_.empty()) {
        return std::nullopt;
    }
    std::optional<Match> best;
    std::int32_t node = 0;
    for (std::size_t at = begin; at < end; ++at) {
        if (node == 0 && !best) {
            at = skip(text, at, end);
            if (at == end) {
                return std::nullopt;
            }
        }
        node = next(node, text[at]);
        const Node& here = nodes_[static_cast<std::size_t>(node)];
        if (best && at + 1 - here.depth > best->bytes.begin) {
            return best; // nothing that is still under way begins early enough
        }
        if (here.ending >= 0) {
            const auto pattern = static_cast<std::size_t>(here.ending);
            const Span bytes{at + 1 - sizes_[pattern], at + 1};
            if (!best || bytes.begin < best->bytes.begin ||
                (bytes.begin == best->bytes.begin && bytes.end > best->bytes.end)) {
                best = Match{pattern, bytes};
            }
        }
    }
    return best;
}

} // namespace vitrine::text
