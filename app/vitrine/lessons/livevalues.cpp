// What LiveHost answers to the spans of a lesson.

#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/window/livetokens.h"

#include "core/study/compare.h"

#include "widgets/foundation/paint/words.h"

#include <algorithm>
#include <charconv>

namespace vitrine::app {

using widgets::LiveArgument;
using widgets::LiveValue;

/// A call with its side taken off and its words found.
struct LiveHost::Arguments {
    const widgets::LiveCall& call;
    Side side = Side::Current;
    std::span<const LiveArgument> rest;
    std::shared_ptr<const LessonWords> words;
    QString missing; ///< why there are no words
};

namespace {

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

LiveValue missing(const QString& why) {
    return {.why = why};
}

LiveValue number(double value, const QString& text) {
    return {.kind = LiveValue::Kind::Number, .text = text, .number = value};
}

LiveValue count(std::size_t value) {
    return number(static_cast<double>(value), widgets::countText(static_cast<qint64>(value)));
}

LiveValue wordValue(const QString& text, LiveValue::Hue hue = LiveValue::Hue::None) {
    return {.kind = LiveValue::Kind::Words, .text = text, .hue = hue};
}

QString notThere(const LiveArgument& word) {
    return word.quoted ? LiveHost::tr("“%1” is not in the sentence any more").arg(textOf(word.text))
                       : LiveHost::tr("No word of the sentence was changed yet");
}

int numberIn(const LiveArgument& argument) {
    int value = -1;
    std::from_chars(argument.text.data(), argument.text.data() + argument.text.size(), value);
    return value;
}

} // namespace

LiveValue LiveHost::value(const widgets::LiveCall& call) const {
    Arguments asked{.call = call, .rest = call.arguments, .words = nullptr, .missing = {}};
    if (!asked.rest.empty() && !asked.rest.front().quoted &&
        (asked.rest.front().text == "a" || asked.rest.front().text == "b")) {
        asked.side = asked.rest.front().text == "a" ? Side::A : Side::B;
        asked.rest = asked.rest.subspan(1);
    }
    if (call.name == "model") {
        return ofModel(asked);
    }
    if (call.name == "meaning-cosine") {
        return cosine();
    }
    asked.words = words(asked.side);
    if (asked.words == nullptr) {
        return missing(whyMissing(asked.side));
    }
    if (call.name == "pieces" || call.name == "ids" || call.name == "piece-count") {
        return ofPieces(asked);
    }
    if (call.name == "weight" || call.name == "score" || call.name.starts_with("strongest")) {
        return ofHead(asked);
    }
    return ofText(asked);
}

LiveValue LiveHost::ofText(const Arguments& asked) const {
    const Sample& sample = asked.words->trace().sample();
    if (asked.call.name == "token-count") {
        return count(asked.words->tokens().size());
    }
    if (asked.call.name == "word-count") {
        return count(countWords(sample.text));
    }
    if (asked.call.name == "written") {
        return sample.pair ? wordValue(textOf(*sample.pair), LiveValue::Hue::Query)
                           : missing(tr("This model writes no text"));
    }
    if (asked.call.name == "sentence") {
        return wordValue(textOf(sample.text));
    }
    const auto change = wordChange();
    if (!change) {
        return missing(tr("No word of the sentence was changed yet"));
    }
    return wordValue(textOf(asked.side == Side::A ? change->before : change->after),
                     LiveValue::Hue::Key);
}

LiveValue LiveHost::ofPieces(const Arguments& asked) const {
    const auto word = find(*asked.words, asked.side, asked.rest.front());
    if (!word) {
        return missing(notThere(asked.rest.front()));
    }
    const std::vector<std::size_t> tokens = asked.words->tokensOf(*word);
    if (asked.call.name == "piece-count") {
        return count(tokens.size());
    }
    LiveValue value{.kind = LiveValue::Kind::Pieces};
    QStringList words;
    for (const std::size_t index : tokens) {
        const AxisToken& token = asked.words->tokens(word->axis)[index];
        value.pieces.append(widgets::chipOf(token));
        words.append(asked.call.name == "ids" ? QString::number(token.id) : textOf(token.label));
    }
    value.text = words.join(asked.call.name == "ids" ? QStringLiteral(", ") : QStringLiteral(" "));
    return asked.call.name == "ids" ? wordValue(value.text) : value;
}

LiveValue LiveHost::ofHead(const Arguments& asked) const {
    const LessonWords& words = *asked.words;
    const auto head = words.head(asked.rest[0].text, numberIn(asked.rest[1]));
    if (!head) {
        return missing(tr("This model has no head %1 in %2")
                           .arg(textOf(asked.rest[1].text), textOf(asked.rest[0].text)));
    }
    const auto query = find(words, asked.side, asked.rest[2], words.queryAxis(*head));
    if (!query) {
        return missing(notThere(asked.rest[2]));
    }
    const std::vector<double> row = words.row(*head, *query);
    if (asked.call.name.starts_with("strongest")) {
        const auto key = static_cast<std::size_t>(std::ranges::max_element(row) - row.begin());
        return asked.call.name == "strongest"
                   ? wordValue(textOf(words.label({.axis = words.keyAxis(*head), .index = key})), LiveValue::Hue::Key)
                   : number(row[key], widgets::numberText(row[key], 2));
    }
    const auto key = find(words, asked.side, asked.rest[3], words.keyAxis(*head));
    if (!key) {
        return missing(notThere(asked.rest[3]));
    }
    if (asked.call.name == "weight") {
        LiveValue value = number(row[key->index], widgets::numberText(row[key->index], 2));
        value.hue = LiveValue::Hue::Key;
        return value;
    }
    const engine::Cell cell =
        words.trace().cell(*head, words.tokensOf(*query).front(), words.tokensOf(*key).front());
    const auto score = static_cast<double>(cell.scaled);
    return number(score, widgets::numberText(score, 2));
}

LiveValue LiveHost::ofModel(const Arguments& asked) const {
    const engine::ModelCard* card = session_.models().card(session_.currentKey());
    const ModelEntry* entry = document_.state().currentModel();
    if (card == nullptr || entry == nullptr) {
        return missing(whyMissing(Side::Current));
    }
    const std::string& fact = asked.rest.front().text;
    if (fact == "name") {
        return wordValue(textOf(entry->name));
    }
    if (fact == "family") {
        return wordValue(textOf(card->family));
    }
    const std::int64_t counted = fact == "layers"       ? card->layers
                                 : fact == "heads"      ? card->heads
                                 : fact == "width"      ? card->width
                                 : fact == "vocabulary" ? card->vocabulary
                                 : fact == "positions"  ? card->positions
                                 : fact == "parameters" ? card->parameters
                                                        : card->width / std::max<std::int64_t>(
                                                                            1, card->heads);
    return count(static_cast<std::size_t>(counted));
}

LiveValue LiveHost::cosine() const {
    const widgets::PicturePointer a = pictureOf(Side::A);
    const widgets::PicturePointer b = pictureOf(Side::B);
    if (a == nullptr || b == nullptr) {
        return missing(whyMissing(a == nullptr ? Side::A : Side::B));
    }
    const auto cosine = study::embeddingCosine(*a, *b);
    return cosine ? number(*cosine, widgets::numberText(*cosine, 3))
                  : missing(tr("This model gives no sentence embedding"));
}

} // namespace vitrine::app
