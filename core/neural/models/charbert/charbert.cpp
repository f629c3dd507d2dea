#include "core/neural/models/charbert/charbert.h"

#include "core/neural/models/charbert/twochannels.h"
#include "core/neural/models/encoder/textencoder.h"
#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

struct CharbertConfig {
    EncoderConfig encoder;
    bool roberta = false;
    std::int64_t padId = 1;
    std::int64_t characters = 1001;
    std::int64_t characterWidth = 256;
    std::int64_t words = 30001; ///< of the noisy-word head
    InteractionOptions interaction;
};

void readInteraction(ConfigReader& read, CharbertConfig& config) {
    const std::string form = read.text("interaction", "release");
    if (form != "release" && form != "paper") {
        read.refuse("The interaction “" + form + "” is not known", "Known are release and paper");
    }
    config.interaction = {.form =
                              form == "paper" ? InteractionForm::Paper : InteractionForm::Release,
                          .width = config.encoder.width,
                          .layers = config.encoder.layers,
                          .kernel = read.integer("interaction_kernel", 3, 1, 31),
                          .epsilon = config.encoder.epsilon,
                          .masked = read.flag("masked_convolution", false)};
    if (config.interaction.kernel % 2 == 0) {
        read.refuse("The interaction's kernel is even", "interaction_kernel must be odd");
    }
    if (config.encoder.width % 4 != 0) {
        read.refuse("The width cannot be shared out to the directions of the GRU",
                    "hidden_size must be a multiple of 4");
    }
}

CharbertConfig readCharbertConfig(ConfigReader& read) {
    CharbertConfig config;
    const std::string backbone = read.text("backbone", "bert");
    config.roberta = backbone == "roberta";
    if (backbone != "bert" && !config.roberta) {
        read.refuse("The backbone “" + backbone + "” is not known", "Known are bert and roberta");
    }
    config.encoder = readEncoderConfig(read, {.vocabulary = config.roberta ? 50265 : 28996});
    config.padId = read.integer("pad_token_id", config.roberta ? 1 : 0, 0, kMostRows);
    config.characters = read.integer("char_vocab_size", config.roberta ? 1050 : 1001, 1, kMostRows);
    config.characterWidth = read.integer("char_embedding_size", 256, 1, kMostWidth);
    config.words = read.integer("word_vocab_size", config.words, 1, kMostRows);
    if (config.roberta && config.encoder.positions <= config.padId + 1) {
        read.refuse("The position table has no row for a token",
                    "max_position_embeddings must exceed pad_token_id + 1");
    }
    readInteraction(read, config);
    return config;
}

std::optional<NoisyWordHead> noisyWordHead(const Scope& scope, const CharbertConfig& config,
                                           Activation activation, std::string_view dense,
                                           std::string_view norm, std::string_view words) {
    const std::int64_t width = config.encoder.width;
    auto first = presentLinear(scope / dense, {.in = width, .out = width});
    if (!first) {
        return std::nullopt;
    }
    return NoisyWordHead{
        .dense = *std::move(first),
        .activation = activation,
        .norm = Norm(scope / norm, width, config.encoder.epsilon),
        .words = Linear(
            scope / words,
            {.in = width, .out = config.words, .bias = scope.has(std::string(words) + ".bias")})};
}

CharacterHeads charbertHeads(const Scope& scope, const CharbertConfig& config,
                             const at::Tensor& words) {
    const EncoderConfig& encoder = config.encoder;
    const auto classes = static_cast<std::int64_t>(encoder.labels.size());
    const bool tags = encoder.architecture.ends_with("TokenClassification");
    auto classifier =
        presentLinear(scope / "classifier", {.in = 2 * encoder.width, .out = classes});
    CharacterHeads heads{
        .classifier = tags ? std::nullopt : classifier,
        .tagger = tags ? classifier : std::nullopt,
        .span = presentLinear(scope / "qa_outputs", {.in = 2 * encoder.width, .out = 2})};
    if (config.roberta) {
        heads.maskedWord = presentMaskedWordHead(
            scope / "lm_head", encoder,
            {.dense = "dense", .norm = "layer_norm", .table = "decoder.weight", .bias = "bias"},
            Activation::GeluErf, words);
        heads.noisyWord = noisyWordHead(scope / "lm_head", config, Activation::GeluErf,
                                        "char_dense", "layer_norm", "adv_decoder");
    } else {
        heads.maskedWord = presentMaskedWordHead(scope / "cls.predictions", encoder,
                                                 {.dense = "transform.dense",
                                                  .norm = "transform.LayerNorm",
                                                  .table = "decoder.weight",
                                                  .bias = "bias"},
                                                 encoder.activation, words);
        heads.noisyWord =
            noisyWordHead(scope / "cls.predictions", config, encoder.activation,
                          "adv_transform.dense", "adv_transform.LayerNorm", "adv_decoder");
    }
    return heads;
}

Outcome<std::unique_ptr<Network>> buildCharbert(const Json& json, const std::string& where,
                                                ParameterSource& parameters) {
    ConfigReader read(json, where);
    const CharbertConfig config = readCharbertConfig(read);
    if (read.problem()) {
        return *read.problem();
    }
    const Scope scope(parameters);
    const EncoderConfig& encoder = config.encoder;
    TextEmbedding tokens(scope / "embeddings", encoder,
                         config.roberta ? std::optional(config.padId) : std::nullopt);
    CharacterHeads heads = charbertHeads(scope, config, tokens.wordTable());
    return twoChannelEncoder(
        {.config = encoder,
         .tokens = std::move(tokens),
         .characters = CharacterEmbedding(scope / "char_embeddings", config.characters,
                                          config.characterWidth, encoder.width),
         .layers = encoderLayers(scope / "encoder.layer", encoder),
         .interaction = Interaction(scope / "encoder", config.interaction),
         .heads = std::move(heads),
         .longest = config.roberta ? encoder.positions - config.padId - 1 : encoder.positions});
}

} // namespace

Family charbertFamily() {
    return {.modelType = "charbert",
            .classifier = "CharBertForSequenceClassification",
            .classifierHeads = {"classifier."},
            .names = {.prefixes = {"bert.", "roberta."},
                      .endings = {{".gamma", ".weight"}, {".beta", ".bias"}},
                      // The pooler is there and no head reads it.
                      .ignored = {"embeddings.position_ids", "pooler.dense.weight",
                                  "pooler.dense.bias"},
                      .tied = {"cls.predictions.decoder.", "lm_head.decoder.",
                               "encoder.fusion_layer_list."},
                      .heads = {"cls.", "lm_head.", "classifier.", "qa_outputs."}},
            .build = &buildCharbert};
}

} // namespace vitrine::neural
