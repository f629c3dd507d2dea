// What LiveHost notices, and what it knows that a model cannot do.

#include "app/vitrine/lessons/livehost.h"

#include "widgets/attention/compare/comparestate.h"

#include <algorithm>
#include <charconv>

namespace vitrine::app {

using widgets::LiveArgument;

namespace {

/// The axis of the queries, or of the keys, of the head that is open.
std::size_t axisOf(const widgets::AttentionState& attention, bool key) {
    const auto head = attention.selectedHead();
    if (!head || attention.trace() == nullptr) {
        return 0;
    }
    const engine::Site& site = attention.trace()->sites()[static_cast<std::size_t>(head->site)];
    return static_cast<std::size_t>(key ? site.keyAxis : site.queryAxis);
}

} // namespace

bool LiveHost::holds(const widgets::LiveCall& condition) const {
    if (arranging_) {
        return false;
    }
    const auto& arguments = condition.arguments;
    const SampleEntry* current = document_.state().currentSample();
    const std::string text = current != nullptr ? current->sample.text : std::string();
    if (condition.name == "edited") {
        return text != textAtStep_;
    }
    if (condition.name == "contains" || condition.name == "lacks") {
        const bool there = text.find(arguments.front().text) != std::string::npos;
        return there == (condition.name == "contains");
    }
    if (condition.name == "resplit") {
        const auto a = words(Side::A);
        const auto b = words(Side::B);
        const LiveArgument changedWord{.text = "changed"};
        const auto before = a != nullptr ? find(*a, Side::A, changedWord) : std::nullopt;
        const auto after = b != nullptr ? find(*b, Side::B, changedWord) : std::nullopt;
        return before && after;
    }
    if (condition.name == "difference-opened") {
        return differenceShown_;
    }
    if (condition.name == "row-hovered") {
        return hovers(arguments[0], /*key=*/false);
    }
    if (condition.name == "cell-hovered") {
        return hovers(arguments[0], /*key=*/false) && hovers(arguments[1], /*key=*/true);
    }
    const auto here = words(Side::Current);
    const widgets::AttentionState& attention = session_.attention();
    if (here == nullptr || attention.picture() != pictureOf(Side::Current)) {
        return false;
    }
    if (condition.name == "token-selected") {
        const auto word = find(*here, Side::Current, arguments[0]);
        const auto query = attention.selectedQuery();
        return word && query && here->wordOf(axisOf(attention, /*key=*/false), *query) == *word;
    }
    const auto head = attention.selectedHead(); // head-opened
    if (arguments.size() < 2) {
        return head && head != headAtStep_;
    }
    int number = -1;
    const std::string& digits = arguments[1].text;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return head && head == here->head(arguments[0].text, number);
}

// The pointer (or the cell cursor) is over a word: in one map, or in those of a comparison.
bool LiveHost::hovers(const LiveArgument& word, bool key) const {
    const widgets::AttentionState& attention = session_.attention();
    const widgets::CompareState& compare = attention.compare();
    if (compares() && compare.comparison() != nullptr) {
        const auto a = words(Side::A);
        const auto wanted = a != nullptr ? find(*a, Side::A, word) : std::nullopt;
        const auto shown = key ? compare.shown().key : compare.shown().query;
        return !compare.showsLargest() && wanted && shown &&
               compare.comparison()->groupsA().tokens[*shown].label == a->label(*wanted);
    }
    const auto here = words(Side::Current);
    if (here == nullptr || attention.picture() != pictureOf(Side::Current)) {
        return false;
    }
    const std::size_t axis = axisOf(attention, key);
    const auto wanted = find(*here, Side::Current, word, axis);
    const auto& token = key ? attention.hover().key : attention.hover().query;
    return wanted && token && here->wordOf(axis, *token) == *wanted;
}

QString LiveHost::lacking(const std::string& need) const {
    const ModelEntry* entry = document_.state().currentModel();
    if (entry == nullptr) {
        return tr("Open a model first: nothing here is shown without one.");
    }
    const QString name = QString::fromStdString(entry->name);
    const engine::ModelCard* card = session_.models().card(session_.currentKey());
    if (card != nullptr && !card->texts) {
        return tr("%1 reads pictures. Choose a model that reads text for this lesson.").arg(name);
    }
    const widgets::PicturePointer& picture = session_.attention().picture();
    if (card == nullptr || picture == nullptr) {
        return {}; // not known yet
    }
    const auto sites = picture->trace->sites();
    if (need == "encoder" && !sites.empty() && sites.front().mask == engine::MaskRule::Causal) {
        return tr("%1 is a decoder: each of its tokens sees only those before it. Open an encoder "
                  "such as BERT for this step.")
            .arg(name);
    }
    if (need == "cross" &&
        std::ranges::none_of(sites, [](const engine::Site& site) {
            return site.kind == engine::SiteKind::Cross;
        })) {
        return tr("%1 has no decoder that looks at an encoder, so there is no cross-attention to "
                  "see. It needs a model with both halves.")
            .arg(name);
    }
    if (need == "generate" && std::ranges::find(card->tasks, "generate") == card->tasks.end()) {
        return tr("%1 writes no text: it has no head that turns its last state into words.")
            .arg(name);
    }
    if (need == "embedding" && std::ranges::find(card->tasks, "embed") == card->tasks.end()) {
        return tr("%1 gives no sentence embedding.").arg(name);
    }
    if (need == "steps" && stepProblem_) {
        return QString::fromStdString(stepProblem_->what);
    }
    return {};
}

} // namespace vitrine::app
