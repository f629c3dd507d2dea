#include "widgets/attention/compare/comparefacts.h"

#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kShifted = 6;
constexpr std::size_t kChanges = 8;

QString words(const char* text) {
    return QCoreApplication::translate("AttentionCompare", text);
}

QString signedText(double value) {
    const QString text = hoverText(value);
    return value > 0 ? QStringLiteral("+") + text : text;
}

std::size_t rankIn(std::span<const float> row, std::size_t key) {
    return standingOf(row, std::vector<bool>(row.size(), true), key).rank;
}

void addCell(CompareFacts& facts, const CompareState& compare) {
    const study::Comparison& comparison = *compare.comparison();
    const CompareState::Cell cell = compare.shown();
    if (!compare.head() || !cell.query || !cell.key) {
        return;
    }
    const study::ComparedHead& head = *compare.head();
    facts.head.query = shortLabelOf(comparison.groupsA().tokens[*cell.query], 14);
    facts.head.key = shortLabelOf(comparison.groupsA().tokens[*cell.key], 14);
    const auto change = static_cast<double>(head.difference.at(*cell.query, *cell.key));
    facts.head.number = std::isnan(change) ? QStringLiteral("–") : signedText(change);
    facts.head.what = std::isnan(change)       ? words("no such word in B")
                      : compare.showsLargest() ? words("largest change")
                                               : words("B − A");
    const auto weightA = static_cast<double>(head.a.at(*cell.query, *cell.key));
    facts.facts.push_back({words("A"), hoverText(weightA), QStringLiteral("p")});
    const auto query = compare.inB(cell.query);
    const auto key = compare.inB(cell.key);
    if (query && key) {
        const auto weightB = static_cast<double>(head.b.at(*query, *key));
        facts.facts.push_back({words("B"), hoverText(weightB), QStringLiteral("p")});
        facts.facts.push_back({words("Rank in its row"),
                               QStringLiteral("%1 → %2")
                                   .arg(rankIn(head.a.row(*cell.query), *cell.key))
                                   .arg(rankIn(head.b.row(*query), *key)),
                               {}});
    }
}

void addShifts(CompareFacts& facts, const AttentionState& state, const CompareState& compare) {
    const QString scale = QStringLiteral("0–1");
    if (compare.head() && !std::isnan(compare.head()->shift)) {
        facts.facts.push_back({words("This head, shift"), numberText(compare.head()->shift, 3), scale});
    }
    if (compare.shifts()) {
        facts.facts.push_back(
            {words("All heads, mean shift"), numberText(compare.shifts()->mean, 3), scale});
        facts.shifted = study::mostShifted(*compare.shifts(), kShifted);
        for (const study::ShiftedHead& head : facts.shifted) {
            const auto& pair = compare.comparison()->sites()[head.pair];
            facts.shiftedNames.push_back(headName(*state.trace(), {pair.siteA, head.head}));
        }
    }
    if (const auto cosine = study::embeddingCosine(*state.picture(), *state.other())) {
        facts.facts.push_back({words("Sentence embeddings"), numberText(*cosine, 3), words("cosine")});
    }
}

std::vector<QString> originsOf(const AttentionState& state, const CompareState& compare) {
    const QString a = QString::fromStdString(state.picture()->model.name);
    const QString b = QString::fromStdString(state.other()->model.name);
    const std::size_t unmatched = compare.comparison()->unmatched();
    return {a == b ? words("%1 · fp32 · two traces").arg(a)
                   : words("A %1, B %2 · fp32").arg(a, b),
            words("Words matched by alignment, %1 unmatched").arg(unmatched),
            words("One range for A and B")};
}

} // namespace

std::optional<CompareFacts> compareFactsOf(const AttentionState& state) {
    const CompareState& compare = state.compare();
    const auto shown = state.shownHead();
    if (!compare.comparison() || !shown) {
        return std::nullopt;
    }
    CompareFacts facts;
    facts.head.query = words("No cell");
    facts.head.number = QStringLiteral("–");
    addCell(facts, compare);
    facts.head.address = headAddress(*state.trace(), *shown);
    addShifts(facts, state, compare);
    facts.changes = study::textChanges(*compare.comparison());
    facts.changes.resize(std::min(facts.changes.size(), kChanges));
    facts.origins = originsOf(state, compare);
    return facts;
}

QString textOf(const CompareFacts& facts) {
    QStringList lines;
    lines << facts.head.query + QStringLiteral(" → ") + facts.head.key + QStringLiteral(" · ")
                 + facts.head.address;
    lines << facts.head.number + u' ' + facts.head.what;
    for (const Fact& fact : facts.facts) {
        lines << QString(fact.name + u'\t' + fact.value + u'\t' + fact.unit).trimmed();
    }
    for (std::size_t index = 0; index < facts.shifted.size(); ++index) {
        lines << facts.shiftedNames[index] + u'\t' + numberText(facts.shifted[index].shift, 3);
    }
    for (const QString& origin : facts.origins) {
        lines << origin;
    }
    return lines.join(u'\n');
}

} // namespace vitrine::widgets
