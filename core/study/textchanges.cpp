#include "core/study/compare.h"

namespace vitrine::study {

namespace {

constexpr std::size_t kNone = analysis::Alignment::kNone;

/// n where `after` is `before` with its bytes n and n + 1 (from 1) exchanged. Letters of several
/// bytes are not looked into.
std::optional<std::size_t> swappedLetters(const std::string& before, const std::string& after) {
    if (before.size() != after.size()) {
        return std::nullopt;
    }
    std::size_t first = 0;
    while (first < before.size() && before[first] == after[first]) {
        ++first;
    }
    if (first + 1 >= before.size() || before[first] != after[first + 1]
        || before[first + 1] != after[first]) {
        return std::nullopt;
    }
    const bool restEqual = before.compare(first + 2, std::string::npos, after, first + 2,
                                          std::string::npos)
                           == 0;
    const bool plain = (static_cast<unsigned char>(before[first])
                        | static_cast<unsigned char>(before[first + 1]))
                       < 0x80;
    return restEqual && plain ? std::optional(first + 1) : std::nullopt;
}

bool isText(const AxisToken& token) {
    return !token.special && !token.pad;
}

} // namespace

std::vector<TextChange> textChanges(const Comparison& comparison) {
    const std::vector<AxisToken>& a = comparison.groupsA().tokens;
    const std::vector<AxisToken>& b = comparison.groupsB().tokens;
    const analysis::Alignment& alignment = comparison.alignment();
    std::vector<TextChange> changes;
    std::size_t nextB = 0;
    const auto addNewUntil = [&](std::size_t end) {
        for (; nextB < end; ++nextB) {
            if (alignment.toA[nextB] == kNone && isText(b[nextB])) {
                changes.push_back({.before = {}, .after = b[nextB].label, .swapped = {}});
            }
        }
    };
    for (std::size_t index = 0; index < a.size(); ++index) {
        const std::size_t partner = alignment.toB[index];
        if (partner == kNone) {
            if (isText(a[index])) {
                changes.push_back({.before = a[index].label, .after = {}, .swapped = {}});
            }
            continue;
        }
        addNewUntil(partner);
        if (isText(a[index]) && a[index].label != b[partner].label) {
            changes.push_back({.before = a[index].label,
                               .after = b[partner].label,
                               .swapped = swappedLetters(a[index].label, b[partner].label)});
        }
    }
    addNewUntil(b.size());
    return changes;
}

} // namespace vitrine::study
