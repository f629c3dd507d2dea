#include "core/perturb/text/charkinds.h"

#include "core/perturb/text/charattack.h"

namespace vitrine::perturb {

namespace {

struct Names {
    const char* id;
    const char* about;
};

Names namesOf(CharMove move) {
    switch (move) {
    case CharMove::Drop: return {"char.drop", "leaves out a letter inside the word"};
    case CharMove::Add: return {"char.add", "inserts a letter inside the word"};
    case CharMove::Swap: return {"char.swap", "exchanges two neighbouring letters"};
    case CharMove::Key: return {"char.key", "types the key beside the right one"};
    case CharMove::Mix: break;
    }
    return {"char.mix", "drop, add, swap or key, each as often"};
}

KindRecord recordOf(CharMove move) {
    const auto [id, about] = namesOf(move);
    KindRecord record{.id = id,
                      .medium = Medium::Text,
                      .about = about,
                      .parameters = wordParameters(),
                      .columns = shareColumns(),
                      .tables = {shareTable()},
                      .random = true};
    for (Parameter& parameter : attackParameters(move)) {
        record.parameters.push_back(std::move(parameter));
    }
    return record;
}

} // namespace

CharKind::CharKind(CharMove move)
    : move_(move)
    , record_(recordOf(move)) {}

Outcome<Perturbed> CharKind::apply(const Sample& sample, const Setting& setting,
                                   const Tick& tick) const {
    const auto rules = charRules(record_, setting);
    if (!rules) {
        return rules.as<Perturbed>();
    }
    CharAttack attack(move_, *rules);
    TextScript script;
    const auto tally = attack.edits(sample.text, drawKeyOf(record_, setting), tick, script);
    if (!tally) {
        return Cancelled{};
    }
    return editedText(sample, std::move(script), *tally);
}

Perturbed editedText(const Sample& sample, TextScript script, const WordTally& tally) {
    if (script.empty()) {
        return Perturbed::unchanged(sample, tally.eligible == 0 ? "no eligible word"
                                            : tally.hit == 0    ? "no word was hit"
                                                                : "no place for the edit");
    }
    Perturbed result{.sample = sample, .effect = Effect::Changed};
    result.sample.text = applied(sample.text, script);
    if (result.sample.text == sample.text) {
        return Perturbed::unchanged(sample, "equal letters");
    }
    result.script.text = std::move(script);
    return result;
}

} // namespace vitrine::perturb
