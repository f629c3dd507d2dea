#include "core/neural/texttotextmodel.h"

#include "core/neural/border.h"
#include "core/neural/generate/writing.h"
#include "core/neural/textinput.h"
#include "core/text/axistokens.h"

#include <algorithm>

namespace vitrine::neural {

namespace {

/// How much a model writes for a trace of its own text: enough for a sentence, quick enough to
/// follow typing.
constexpr std::int64_t kMostWritten = 64;

bool beginsWord(const std::string& text, const Span& token) {
    return token.begin == 0 || text[token.begin] == ' ' || text[token.begin - 1] == ' ';
}

} // namespace

Outcome<std::shared_ptr<engine::Model>> TextToTextModel::open(OpenedNetwork opened) {
    auto tokenizer = tokenizerFor(opened.card);
    if (!tokenizer) {
        return tokenizer.as<std::shared_ptr<engine::Model>>();
    }
    return std::shared_ptr<engine::Model>(std::make_shared<TextToTextModel>(
        std::move(opened.network), std::move(opened.card), *std::move(tokenizer)));
}

TextToTextModel::TextToTextModel(std::unique_ptr<Network> network, engine::ModelCard card,
                                 std::shared_ptr<const text::Tokenizer> tokenizer)
    : NetworkModel(std::move(network), std::move(card))
    , tokenizer_(std::move(tokenizer))
    , ids_(*this->network().sequenceIds()) {
    ownCard().writes = true;
}

std::size_t TextToTextModel::traceBytes(std::size_t tokens) const {
    return bytesOfTrace(network().sites(), {tokens, static_cast<std::size_t>(kMostWritten)});
}

Outcome<TraceInput> TextToTextModel::inputOf(const Sample& sample, const Tick& tick) const {
    const auto read = source(sample);
    if (!read) {
        return read.as<TraceInput>();
    }
    auto written = target(sample, *read, tick);
    if (!written) {
        return written.as<TraceInput>();
    }
    return inputFor(std::move(written->sample),
                    {{.name = "encoder", .tokens = text::axisTokens(*read)},
                     std::move(written->axis)});
}

Outcome<TraceInput> TextToTextModel::inputOf(const engine::Trace& trace,
                                             const Tick& /*tick*/) const {
    return inputFor(trace.sample(), {trace.axes().begin(), trace.axes().end()});
}

TraceInput TextToTextModel::inputFor(Sample sample, std::vector<Axis> axes) const {
    Batch batch{.ids = idRow(idsOnAxis(axes.front()))};
    batch.decoderIds = idRow(idsOnAxis(axes.back()));
    return {.sample = std::move(sample),
            .axes = std::move(axes),
            .batch = std::move(batch),
            .tokenizer = tokenizer_.get()};
}

Outcome<engine::Generation> TextToTextModel::generate(const Sample& sample,
                                                      const engine::GenerationOptions& options,
                                                      const engine::OnToken& onToken,
                                                      const Tick& tick) {
    return guarded(sample.name, [&]() -> Outcome<engine::Generation> {
        const auto read = source(sample);
        return read ? generateText(inputOf(*read), options, onToken, tick)
                    : read.as<engine::Generation>();
    });
}

Outcome<std::vector<engine::RankedAnswer>>
TextToTextModel::rank(const Sample& sample, const std::vector<std::string>& answers,
                      const Tick& tick) {
    using Ranked = std::vector<engine::RankedAnswer>;
    return guarded(sample.name, [&]() -> Outcome<Ranked> {
        const auto read = source(sample);
        return read ? rankAnswers(inputOf(*read), answers, tick) : read.as<Ranked>();
    });
}

Outcome<text::Encoding> TextToTextModel::source(const Sample& sample) const {
    text::Encoding encoding = tokenizer_->encode(sample.text, std::nullopt, {});
    if (auto fits = lengthFits(encoding, card(), sample.name); !fits) {
        return fits.as<text::Encoding>();
    }
    return encoding;
}

Outcome<TextToTextModel::Target> TextToTextModel::target(const Sample& sample,
                                                         const text::Encoding& source,
                                                         const Tick& tick) const {
    if (sample.pair) {
        return givenTarget(sample);
    }
    const auto written =
        generateText(inputOf(source), {.maxNewTokens = kMostWritten}, {}, tick.quiet());
    return written ? Outcome<Target>(writtenTarget(sample, *written)) : written.as<Target>();
}

// Labels shifted to the right: the start token comes first, the end token is only predicted.
Outcome<TextToTextModel::Target> TextToTextModel::givenTarget(const Sample& sample) const {
    text::Encoding labels = tokenizer_->encode(*sample.pair, std::nullopt, {});
    if (!labels.tokens.empty() && labels.tokens.back().id == ids_.end) {
        labels.tokens.pop_back();
    }
    if (static_cast<std::int64_t>(labels.tokens.size()) >= card().positions) {
        return Problem{"The second text is too long for the model", sample.name,
                       "It has " + std::to_string(labels.tokens.size()) +
                           " tokens, the model writes at most " +
                           std::to_string(card().positions - 1)};
    }
    Axis axis{.name = "decoder", .tokens = text::axisTokens(labels)};
    for (AxisToken& token : axis.tokens) {
        token.segment = 1;
    }
    // A template that writes the start token itself needs no second one.
    if (axis.tokens.empty() || axis.tokens.front().id != ids_.start) {
        axis.tokens.insert(axis.tokens.begin(), startToken());
    }
    return Target{.sample = sample, .axis = std::move(axis)};
}

TextToTextModel::Target TextToTextModel::writtenTarget(const Sample& sample,
                                                       const engine::Generation& written) const {
    Target target{.sample = sample, .axis = {.name = "decoder", .tokens = {startToken()}}};
    target.sample.pair = written.text;
    std::vector<std::int64_t> ids;
    std::int32_t word = -1;
    for (const engine::WrittenToken& token : written.tokens) {
        if (token.id == ids_.end) {
            break;
        }
        // Where a token's text lies is how much longer the decoded text becomes by it.
        const std::size_t before = tokenizer_->decode(ids, {.skipSpecial = true}).size();
        ids.push_back(token.id);
        const std::size_t after = tokenizer_->decode(ids, {.skipSpecial = true}).size();
        AxisToken next{.kind = TokenKind::Special,
                       .id = token.id,
                       .label = token.piece,
                       .segment = 1,
                       .generated = true};
        next.source = {.begin = std::min(before, written.text.size()),
                       .end = std::min(std::max(before, after), written.text.size())};
        if (!next.source.empty()) {
            const bool begins = beginsWord(written.text, next.source);
            word += begins ? 1 : 0;
            next.kind = begins ? TokenKind::Piece : TokenKind::Continuation;
            next.word = word;
            next.source.begin += written.text[next.source.begin] == ' ' ? 1 : 0;
        }
        target.axis.tokens.push_back(std::move(next));
    }
    return target;
}

AxisToken TextToTextModel::startToken() const {
    return {.kind = TokenKind::Special,
            .id = ids_.start,
            .label = tokenizer_->pieceOf(ids_.start).value_or("#" + std::to_string(ids_.start)),
            .segment = 1,
            .special = true};
}

GenerationInput TextToTextModel::inputOf(const text::Encoding& source) const {
    return {.network = network(),
            .card = card(),
            .tokenizer = *tokenizer_,
            .batch = {.ids = idsOf(source)},
            .prompt = {ids_.start}};
}

} // namespace vitrine::neural
