#include "core/neural/models/blip/blip.h"

#include "core/neural/models/blip/parts.h"
#include "core/neural/models/embedding.h"
#include "core/neural/models/encoder/heads.h"
#include "core/neural/models/sites.h"

#include <ATen/ops/matmul.h>

namespace vitrine::neural {

namespace {

/// Of a model that compares: the encoder's reading with the picture decides whether they match; its
/// reading without is what is compared.
struct BlipComparison {
    Linear picture; ///< into the common space
    Linear text;
    Linear match; ///< two classes, of the first state
};

struct BlipDecoder {
    BlipTextStack stack;
    MaskedWordHead words;
};

struct BlipParts {
    BlipConfig config;
    PictureTower pictures;
    std::optional<BlipTextStack> encoder; ///< answers and comparisons
    std::optional<BlipDecoder> decoder;   ///< captions and answers
    std::optional<BlipComparison> comparison;
};

/// Which towers a batch gives something to do.
struct BlipPass {
    bool looks = false;  ///< at a picture
    bool reads = false;  ///< a text, by the encoder
    bool writes = false; ///< by the decoder
};

class Blip final : public Network {
public:
    explicit Blip(BlipParts parts)
        : parts_(std::move(parts)) {}

    [[nodiscard]] engine::ModelCard card() const override {
        const EncoderConfig& text = parts_.config.text;
        engine::ModelCard card{.family = "blip",
                               .architecture = parts_.config.architecture,
                               .layers = text.layers,
                               .heads = text.heads,
                               .width = text.width,
                               .vocabulary = text.vocabulary,
                               .positions = text.positions,
                               .pictures = true};
        if (parts_.comparison) {
            card.tasks = {"match", "similarity", "embed"};
        } else {
            card.tasks = {writingTask()};
        }
        return card;
    }

    [[nodiscard]] std::optional<PatchLayout> patches() const override {
        return parts_.pictures.layout();
    }

    [[nodiscard]] std::optional<SequenceIds> sequenceIds() const override {
        return parts_.decoder ? std::optional(parts_.config.ids) : std::nullopt;
    }

    [[nodiscard]] std::vector<engine::Site> sites() const override {
        return sitesWith({.looks = true,
                          .reads = parts_.encoder.has_value(),
                          .writes = parts_.decoder.has_value()});
    }

    [[nodiscard]] std::vector<engine::Site> sitesFor(const Batch& batch) const override {
        return sitesWith(passOf(batch));
    }

    [[nodiscard]] Outcome<ForwardResult> forward(const Batch& batch,
                                                 const StackRequest& request) const override {
        const BlipPass pass = passOf(batch);
        // A text alone is something to compare with, and nothing else.
        if (!pass.looks && !(pass.reads && parts_.comparison)) {
            return Problem{"There is no picture to look at", "blip", "Give it a picture"};
        }
        ForwardResult result;
        if (auto encoded = encode(batch, pass, request, result); !encoded) {
            return encoded.as<ForwardResult>();
        }
        if (auto compared = compare(batch, pass, request, result); !compared) {
            return compared.as<ForwardResult>();
        }
        if (auto written = write(batch, pass, request, result); !written) {
            return written.as<ForwardResult>();
        }
        return result;
    }

    /// The decoder looks at all of the question, padding included, as transformers has it.
    [[nodiscard]] Outcome<std::unique_ptr<Decoding>>
    decoding(const Batch& batch, std::int64_t capacity, const Tick& tick) const override {
        using Begun = std::unique_ptr<Decoding>;
        if (!parts_.decoder) {
            return Network::decoding(batch, capacity, tick);
        }
        if (!batch.pixels.defined() || (parts_.encoder && !batch.ids.defined())) {
            return Problem{"There is no picture to write about, or no question", "blip",
                           "Give it a picture; a model that answers needs a question too"};
        }
        auto picture = look(batch, {.tick = tick});
        if (!picture) {
            return picture.as<Begun>();
        }
        at::Tensor memory = picture->final;
        if (parts_.encoder) {
            auto question = read(batch, {.tick = tick}, {.states = memory, .mask = {}});
            if (!question) {
                return question.as<Begun>();
            }
            memory = question->stack.last;
        }
        const BlipDecoder& decoder = *parts_.decoder;
        return cachedDecoding(
            {.layers = decoder.stack.layers,
             .embed =
                 [&decoder](const at::Tensor& ids, std::int64_t before) {
                     return decoder.stack.embedding({.ids = ids}, before);
                 },
             .head = [&decoder](const at::Tensor& states) { return decoder.words(states); },
             .memory = memory,
             .capacity = capacity});
    }

private:
    [[nodiscard]] BlipPass passOf(const Batch& batch) const {
        return {.looks = batch.pixels.defined(),
                .reads = parts_.encoder && batch.ids.defined(),
                .writes = parts_.decoder && batch.decoderIds.defined()};
    }

    [[nodiscard]] std::string writingTask() const { return parts_.encoder ? "answer" : "generate"; }

    [[nodiscard]] Outcome<TowerStates> look(const Batch& batch, const StackRequest& request) const {
        auto picture = parts_.pictures.run(batch.pixels, request);
        if (picture) {
            picture->final = parts_.pictures.last(picture->stack.last);
        }
        return picture;
    }

    [[nodiscard]] Outcome<TowerStates> read(const Batch& batch, const StackRequest& request,
                                            const Memory& memory) const {
        return parts_.encoder->run("text", batch.ids,
                                   AttentionMask::forSelf(/*causal=*/false, batch.mask), request,
                                   memory);
    }

    /// The towers that do not write.
    [[nodiscard]] Outcome<Done> encode(const Batch& batch, const BlipPass& pass,
                                       const StackRequest& request, ForwardResult& result) const {
        Memory memory;
        if (pass.looks) {
            auto picture = look(batch, request);
            if (!picture) {
                return picture.as<Done>();
            }
            memory.states = picture->final;
            result.towers.push_back(*std::move(picture));
        }
        if (pass.reads) {
            auto text = read(batch, request, memory);
            if (!text) {
                return text.as<Done>();
            }
            result.towers.push_back(*std::move(text));
        }
        return Done{};
    }

    /// A caption looks at the picture, an answer at how the question was read.
    [[nodiscard]] Outcome<Done> write(const Batch& batch, const BlipPass& pass,
                                      const StackRequest& request, ForwardResult& result) const {
        if (!pass.writes) {
            return Done{};
        }
        // transformers lets an answer look at the padding of its question too.
        const TowerStates& before = result.towers.back();
        const Memory memory{.states = pass.reads ? before.stack.last : before.final, .mask = {}};
        auto written = parts_.decoder->stack.run(
            "decoder", batch.decoderIds, AttentionMask::forSelf(/*causal=*/true, batch.decoderMask),
            request, memory);
        if (!written) {
            return written.as<Done>();
        }
        result.logits[writingTask()] = parts_.decoder->words(wordRows(written->stack.last, request));
        result.towers.push_back(*std::move(written));
        return Done{};
    }

    /// Fills what a model that compares says of the towers that ran.
    [[nodiscard]] Outcome<Done> compare(const Batch& batch, const BlipPass& pass,
                                        const StackRequest& request, ForwardResult& result) const {
        if (!parts_.comparison) {
            return Done{};
        }
        const BlipComparison& heads = *parts_.comparison;
        if (pass.looks) {
            TowerStates& picture = result.towers.front();
            picture.pooled = unitRows(heads.picture(picture.final.select(1, 0)));
        }
        if (pass.reads) {
            TowerStates& text = result.towers.back();
            at::Tensor alone = text.stack.last;
            if (pass.looks) {
                result.logits["match"] = heads.match(alone.select(1, 0));
                // The same text without the picture; nobody looks at how it was read.
                auto again = read(batch, {.tick = request.tick.quiet()}, {});
                if (!again) {
                    return again.as<Done>();
                }
                alone = again->stack.last;
            }
            text.pooled = unitRows(heads.text(alone.select(1, 0)));
        }
        result.embedding = result.towers.front().pooled;
        if (pass.looks && pass.reads) {
            result.logits["similarity"] =
                at::matmul(result.towers[0].pooled, result.towers[1].pooled.t());
        }
        return Done{};
    }

    [[nodiscard]] std::vector<engine::Site> sitesWith(const BlipPass& pass) const {
        using enum engine::SiteKind;
        std::vector<engine::Site> sites;
        int axis = 0; // of the next tower; it looks at the one before
        const auto add = [&](const std::vector<engine::Site>& more) {
            sites.insert(sites.end(), more.begin(), more.end());
            ++axis;
        };
        const EncoderConfig& text = parts_.config.text;
        TowerSites tower{.tower = "text",
                         .layers = text.layers,
                         .heads = text.heads,
                         .headWidth = text.width / text.heads};
        const auto addText = [&] {
            tower.kinds = axis > 0 ? std::vector{Self, Cross} : std::vector{Self};
            tower.axis = axis;
            tower.memoryAxis = axis - 1;
            add(sitesOf(tower));
        };
        if (pass.looks) {
            add(parts_.pictures.sites());
        }
        if (pass.reads) {
            addText();
        }
        if (pass.writes) {
            tower.tower = "decoder";
            tower.mask = engine::MaskRule::Causal;
            addText();
        }
        return sites;
    }

    BlipParts parts_;
};

std::optional<BlipDecoder> presentDecoder(const Scope& scope, const BlipConfig& config) {
    if (!scope.has("cls.predictions.bias")) {
        return std::nullopt;
    }
    BlipTextStack stack(scope / "bert", config.text, config.vision.width);
    auto words = presentMaskedWordHead(scope / "cls.predictions", config.text,
                                       {.dense = "transform.dense",
                                        .norm = "transform.LayerNorm",
                                        .table = "decoder.weight",
                                        .bias = "bias"},
                                       config.text.activation, stack.embedding.wordTable());
    return BlipDecoder{.stack = std::move(stack), .words = *std::move(words)};
}

std::optional<BlipComparison> presentComparison(const Scope& scope, const BlipConfig& config) {
    if (!scope.has("itm_head.weight")) {
        return std::nullopt;
    }
    return BlipComparison{
        .picture = Linear(scope / "vision_proj", {.in = config.vision.width, .out = config.space}),
        .text = Linear(scope / "text_proj", {.in = config.text.width, .out = config.space}),
        .match = Linear(scope / "itm_head", {.in = config.text.width, .out = 2})};
}

Outcome<std::unique_ptr<Network>> buildBlip(const Json& json, const std::string& where,
                                            ParameterSource& parameters) {
    const auto config = readBlipConfig(json, where);
    if (!config) {
        return config.as<std::unique_ptr<Network>>();
    }
    const Scope scope(parameters);
    BlipParts parts{.config = *config,
                    .pictures = blipPictureTower(scope / "vision_model", config->vision),
                    .encoder = std::nullopt,
                    .decoder = presentDecoder(scope / "text_decoder", *config),
                    .comparison = presentComparison(scope, *config)};
    if (scope.has("text_encoder.embeddings.word_embeddings.weight")) {
        parts.encoder.emplace(scope / "text_encoder", config->text, config->vision.width);
    }
    if (!parts.decoder && !(parts.comparison && parts.encoder)) {
        return Problem{"The BLIP model neither writes nor compares", where,
                       "Known are captioning, question answering and image-text retrieval"};
    }
    return std::unique_ptr<Network>(std::make_unique<Blip>(std::move(parts)));
}

} // namespace

Family blipFamily() {
    return {.modelType = "blip",
            .classifier = "",
            .classifierHeads = {},
            .names = {.prefixes = {},
                      .endings = {},
                      .ignored = {"embeddings.position_ids"},
                      .tied = {"text_decoder.cls.predictions.decoder."},
                      .heads = {}},
            .build = &buildBlip};
}

} // namespace vitrine::neural
