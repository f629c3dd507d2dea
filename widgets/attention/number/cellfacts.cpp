#include "widgets/attention/number/cellfacts.h"

#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/paint/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::widgets {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("AttentionNumber", text);
}

QString scaleUnit(const engine::Site& site) {
    const double root = 1 / std::sqrt(static_cast<double>(std::max(site.headWidth, 1)));
    if (std::abs(static_cast<double>(site.scale) - root) < 1e-6) {
        return QStringLiteral("÷√%1").arg(site.headWidth);
    }
    return QStringLiteral("× %1").arg(hoverText(static_cast<double>(site.scale)));
}

QString maskText(const engine::Trace& trace, engine::HeadRef head, std::size_t query,
                 std::size_t key) {
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head.site)];
    const bool seen = trace.visible(head.site, query, key);
    switch (site.mask) {
    case engine::MaskRule::None: return words("none");
    case engine::MaskRule::Padding: return seen ? words("none here") : words("padding");
    case engine::MaskRule::Causal: return seen ? words("causal, seen") : words("causal, hidden");
    case engine::MaskRule::Block: return seen ? words("none here") : words("other frame or place");
    }
    return {};
}

/// −Σ p ln p ÷ ln n over the keys that the query may see; NaN for n = 1.
double normalisedEntropy(std::span<const float> row, std::size_t count) {
    double entropy = 0;
    for (const float weight : row) {
        const auto p = static_cast<double>(weight);
        entropy -= p > 0 ? p * std::log(p) : std::isnan(p) ? p : 0;
    }
    return count > 1 ? entropy / std::log(static_cast<double>(count))
                     : std::numeric_limits<double>::quiet_NaN();
}

struct Place {
    const engine::Trace& trace;
    engine::HeadRef head;
    const engine::Site& site;
    std::size_t query;
    std::optional<std::size_t> key;
};

void addScores(CellFacts& facts, const Place& place) {
    if (place.head.head == kMeanHead) {
        facts.facts.push_back({words("Mean over"), QString::number(place.site.heads), words("heads")});
        return;
    }
    facts.cell = place.trace.cell(place.head, place.query, *place.key);
    const engine::Cell& cell = *facts.cell;
    facts.facts.push_back({words("Query · key"), numberText(static_cast<double>(cell.dot), 3),
                           QStringLiteral("q·k")});
    facts.facts.push_back({words("Scaled"), numberText(static_cast<double>(cell.scaled), 3),
                           scaleUnit(place.site)});
    facts.facts.push_back({words("Position bias"),
                           cell.bias == 0 ? words("none")
                                          : numberText(static_cast<double>(cell.bias), 3),
                           cell.bias == 0 ? QString() : QStringLiteral("+ b")});
    facts.facts.push_back({words("Mask"),
                           maskText(place.trace, place.head, place.query, *place.key), {}});
}

void addShares(CellFacts& facts, const Place& place, std::span<const float> row,
               std::size_t count) {
    if (place.key) {
        const auto value = static_cast<double>(row[*place.key]);
        facts.facts.push_back({words("Softmax over %1 keys").arg(countText(qint64(count))),
                               hoverText(value), QStringLiteral("p")});
    }
    if (count > 0) {
        facts.facts.push_back({words("Uniform share"), hoverText(1.0 / static_cast<double>(count)),
                               QStringLiteral("1/n")});
    }
    const double entropy = normalisedEntropy(row, count);
    facts.facts.push_back({words("Row entropy, normalised"),
                           std::isnan(entropy) ? words("not defined") : numberText(entropy, 3),
                           QStringLiteral("H/ln n")});
}

/// Where a patch is, and how its weight compares; nothing for other tokens.
void addPatch(CellFacts& facts, const Place& place, std::span<const float> row,
              std::size_t count) {
    const Axis& keys = place.trace.axes()[static_cast<std::size_t>(place.site.keyAxis)];
    if (!place.key || keys.tokens[*place.key].kind != TokenKind::Patch) {
        return;
    }
    const AxisToken& patch = keys.tokens[*place.key];
    const auto range = [](float begin, float extent) {
        return QStringLiteral("%1–%2")
            .arg(static_cast<double>(begin), 0, 'f', 0)
            .arg(static_cast<double>(begin + extent), 0, 'f', 0);
    };
    facts.facts.push_back({words("Box in the picture"),
                           range(patch.box.x, patch.box.width) + QStringLiteral(", ") +
                               range(patch.box.y, patch.box.height),
                           QStringLiteral("px")});
    facts.facts.push_back({words("Row, column"),
                           QStringLiteral("%1, %2").arg(patch.row).arg(patch.column), {}});
    const double ratio = static_cast<double>(row[*place.key]) * static_cast<double>(count);
    facts.facts.push_back({words("Ratio to uniform"), numberText(ratio, 1), QStringLiteral("×")});
}

QString nameOf(const AxisToken& token, int most) {
    return token.kind == TokenKind::Patch
               ? words("patch (%1, %2)").arg(token.row).arg(token.column)
               : shortLabelOf(token, most);
}

NumberHead::Content headOf(const Place& place, std::span<const float> row,
                           const std::vector<bool>& counted, const AttentionState& state) {
    const auto axes = place.trace.axes();
    const Axis& queries = axes[static_cast<std::size_t>(place.site.queryAxis)];
    const Axis& keys = axes[static_cast<std::size_t>(place.site.keyAxis)];
    NumberHead::Content head;
    head.query = nameOf(queries.tokens[place.query], 14);
    head.address = headAddress(place.trace, place.head);
    if (!place.key) {
        const std::vector<std::size_t> best = strongest(row, 1);
        head.number = best.empty() ? QStringLiteral("–")
                                   : hoverText(static_cast<double>(row[best.front()]));
        head.what = best.empty() ? QString()
                                 : words("largest weight, on “%1”")
                                       .arg(shortLabelOf(keys.tokens[best.front()], 12));
        return head;
    }
    head.key = nameOf(keys.tokens[*place.key], 14);
    if (!counted[*place.key]) {
        head.number = QStringLiteral("0");
        head.what = words("masked: it may not be seen");
        return head;
    }
    const bool reversed = state.reversed();
    const Standing standing =
        reversed ? standingOf(columnOf(place.trace, place.head, *place.key),
                              visibleInColumn(place.trace, place.head.site, *place.key), place.query)
                 : standingOf(row, counted, *place.key);
    head.number = hoverText(static_cast<double>(standing.value));
    head.what = (reversed ? words("probability, rank %1 of %2 queries")
                          : words("probability, rank %1 of %2"))
                    .arg(standing.rank)
                    .arg(standing.count);
    return head;
}

std::vector<QString> originsOf(const AttentionState& state, const Place& place) {
    const study::TracePicture& picture = *state.picture();
    std::vector<QString> origins;
    const QString model = QString::fromStdString(picture.model.name);
    origins.push_back(place.head.head == kMeanHead
                          ? words("%1 · mean of heads recomputed in fp32").arg(model)
                          : words("%1 · recomputed in fp32 from Q, K").arg(model));
    const QString sample = QString::fromStdString(place.trace.sample().name);
    if (!sample.isEmpty()) {
        origins.push_back(words("Sample “%1”").arg(sample));
    }
    if (!state.rangeRule().isEmpty()) {
        origins.push_back(words("Range %1").arg(state.rangeRule()));
    }
    if (!state.patches().empty()) {
        origins.push_back(words("Patches: nearest, not interpolated"));
        if (state.form() == MapForm::Picture &&
            state.selection().overlay.method == OverlayMethod::Rollout) {
            origins.push_back(words("The number is of this head; the picture shows rollout"));
        }
    }
    origins.push_back(words("Special tokens kept"));
    return origins;
}

} // namespace

std::optional<CellFacts> factsOf(const AttentionState& state) {
    const auto head = state.shownHead();
    const auto query = state.shownQuery();
    if (!head || !query) {
        return std::nullopt;
    }
    const Place place{*state.trace(), *head, *state.site(), *query, state.shownKey()};
    const std::vector<float> row = rowOf(place.trace, *head, *query);
    const std::vector<bool> counted = visibleInRow(place.trace, head->site, *query);
    const auto count = static_cast<std::size_t>(std::ranges::count(counted, true));
    CellFacts facts;
    facts.head = headOf(place, row, counted, state);
    addPatch(facts, place, row, count);
    if (place.key) {
        addScores(facts, place);
    }
    addShares(facts, place, row, count);
    facts.strongestTitle = state.reversed() && place.key
                               ? words("Who looks at “%1” most").arg(facts.head.key)
                               : words("Strongest keys for “%1”").arg(facts.head.query);
    facts.origins = originsOf(state, place);
    facts.chosen = state.selection().query.has_value() && state.selectedQuery() == query && state.selectedKey() == place.key;
    return facts;
}

QString textOf(const CellFacts& facts) {
    QStringList lines;
    lines << facts.head.query + QStringLiteral(" → ") + facts.head.key + QStringLiteral(" · ")
                 + facts.head.address;
    lines << facts.head.number + u' ' + facts.head.what;
    for (const Fact& fact : facts.facts) {
        lines << QString(fact.name + u'\t' + fact.value + u'\t' + fact.unit).trimmed();
    }
    if (facts.cell) {
        lines << words("Probability in full") + u'\t'
                     + QString::number(static_cast<double>(facts.cell->probability), 'g', 9);
    }
    for (const QString& origin : facts.origins) {
        lines << origin;
    }
    return lines.join(u'\n');
}

} // namespace vitrine::widgets
