#include "core/run/recipe/fields.h"

#include <algorithm>
#include <array>

namespace vitrine::run {

namespace {

using enum FieldType;

constexpr double kMany = 1e12;
constexpr double kLargestSeed = 9007199254740991; // what every JSON reader keeps exactly

constexpr auto kFields = std::to_array<Field>({
    {"name", "launch", Text, "\"\"", "what the run is called"},

    {"model", "model", Path, "\"\"", "folder of the checkpoint to begin with, or of a config.json"},
    {"init", "model", Choice, "\"pretrained\"", "begin with the checkpoint's weights or with random ones", "",
     "pretrained|scratch"},
    {"config", "model", Free, "null", "config.json of a model from scratch, in place of a folder"},
    {"tokenizer", "model", Path, "\"\"", "folder or file of the tokenizer; the model's own if empty"},
    {"dropout", "model", Number, "0", "share of hidden values dropped while training", "", "", 0, 0.99},
    {"trainable", "model", Free, "\"all\"", "\"all\", or regular expressions of parameter names"},
    {"ema", "model", Number, "null", "largest decay of averaged weights; null = none", "", "", 0, 0.999999},
    {"lora.rank", "model", Whole, "8", "rank of the added matrices", "", "", 1, 4096},
    {"lora.alpha", "model", Number, "16", "scale: alpha ÷ rank", "", "", 0, 1e6},
    {"lora.dropout", "model", Number, "0", "dropout before the added matrices", "", "", 0, 0.99},
    {"lora.targets", "model", Text, "\"(query|value)$\"", "regular expression of the layers that get them"},
    {"lora.rs", "model", Switch, "false", "scale by alpha ÷ √rank"},

    {"data.train", "data", Path, "\"\"", "file, folder or pack to learn from"},
    {"data.eval", "data", Path, "\"\"", "the same to evaluate on; empty = the eval split of the pack"},
    {"data.format", "data", Choice, "\"auto\"", "auto goes by the name", "", "auto|pack|jsonl|csv|tsv|text"},
    {"data.train_split", "data", Text, "\"train\"", "part of a pack to learn from"},
    {"data.eval_split", "data", Text, "\"eval\"", "part of a pack to evaluate on"},
    {"data.text", "data", Text, "\"text\"", "column of the text"},
    {"data.pair", "data", Text, "\"\"", "column of a second text"},
    {"data.label", "data", Text, "\"label\"", "column of the class"},
    {"data.image", "data", Text, "\"image\"", "column of the picture's file"},
    {"data.max_length", "data", Whole, "128", "longer texts are cut", "tokens", "", 1, 1e6},
    {"data.packing", "data", Choice, "\"none\"", "fill blocks with several texts (language models)", "",
     "none|blocks|documents"},
    {"data.threads", "data", Whole, "1", "threads that make batches ready", "threads", "", 1, 256},
    {"data.scenes.side", "data", Whole, "64", "side of the composed pictures", "pixels", "", 16, 1024},
    {"data.scenes.per_epoch", "data", Whole, "60000", "scenes of an epoch", "samples", "", 1, kMany},
    {"data.scenes.eval", "data", Whole, "3000", "scenes of an evaluation", "samples", "", 1, kMany},
    {"data.scenes.least_size", "data", Number, "0.45", "smallest side of the icon ÷ side of the picture", "", "",
     0.05, 1},
    {"data.scenes.most_size", "data", Number, "0.85", "largest side of the icon ÷ side of the picture", "", "",
     0.05, 1},
    {"data.scenes.most_turn", "data", Number, "20", "turned by at most this, either way", "degrees", "", 0, 180},
    {"data.scenes.most_tint", "data", Number, "0.15", "channels multiplied by 1 ± this", "", "", 0, 1},
    {"data.scenes.styles", "data", Texts, "[]", "styles to learn from; empty = all of the train split"},
    {"data.scenes.unseen", "data", Texts, "[]", "styles never learned from, evaluated apart"},

    {"task", "objective", Choice, "null", "what is learned", "",
     "lm|mlm|mlm+nsp|spans|nlm|classify|tag|span|classify-image|classify-clip|contrastive|omnivl|caption|"
     "translate|distill"},
    {"label_smoothing", "objective", Number, "0", "ε of (1−ε)·CE + ε·mean over classes", "", "", 0, 0.99},

    {"batch.samples", "optimization", Whole, "null", "samples of an update; 32 if tokens is not given",
     "samples", "", 1, 1e9},
    {"batch.tokens", "optimization", Whole, "null", "tokens of an update, in place of samples", "tokens", "", 1,
     1e12},
    {"batch.micro", "optimization", Whole, "null", "samples that go through the model at once; null = all",
     "samples", "", 1, 1e9},
    {"steps", "optimization", Whole, "null", "updates in all", "updates", "", 1, kMany},
    {"epochs", "optimization", Number, "null", "times through the data, in place of steps; 3 if neither is given",
     "epochs", "", 1e-6, 1e6},
    {"optimizer.type", "optimization", Choice, "\"adamw\"", "how gradients become steps", "",
     "adamw|sgd|adafactor|lion"},
    {"optimizer.lr", "optimization", Number, "5e-5", "learning rate at its highest", "", "", 0, 1000},
    {"optimizer.betas", "optimization", Numbers, "[0.9,0.999]", "decay of the two moments", "", "", 0, 0.9999999},
    {"optimizer.eps", "optimization", Number, "1e-8", "added to the root of the second moment", "", "", 0, 1},
    {"optimizer.decay", "optimization", Number, "0.01", "weight decay", "", "", 0, 1000},
    {"optimizer.momentum", "optimization", Number, "0.9", "of SGD", "", "", 0, 0.9999999},
    {"optimizer.nesterov", "optimization", Switch, "false", "of SGD: look ahead"},
    {"optimizer.layer_decay", "optimization", Number, "1", "learning rate of a layer ÷ that of the one above", "",
     "", 0.01, 1},
    {"optimizer.decay_norms", "optimization", Switch, "false", "decay biases and norms, too"},
    {"optimizer.decay_embeddings", "optimization", Switch, "false", "decay embeddings, too"},
    {"clip", "optimization", Number, "1", "largest norm of the gradient; 0 = no clipping", "", "", 0, 1e9},

    {"schedule.type", "schedule", Choice, "\"linear\"", "course of the learning rate", "",
     "constant|linear|cosine|restarts|inverse-root|polynomial|stable|one-cycle"},
    {"schedule.warmup_steps", "schedule", Whole, "null", "updates of the warm-up", "updates", "", 0, kMany},
    {"schedule.warmup_ratio", "schedule", Number, "null", "the same as a share of all updates", "", "", 0, 1},
    {"schedule.floor", "schedule", Number, "0", "learning rate at the end", "", "", 0, 1000},
    {"schedule.power", "schedule", Number, "1", "of polynomial", "", "", 0, 100},
    {"schedule.restarts", "schedule", Whole, "1", "number of cosine arches", "", "", 1, 10000},
    {"schedule.decay_steps", "schedule", Whole, "0", "stable: updates of the last decay", "updates", "", 0, kMany},
    {"schedule.from_zero", "schedule", Switch, "false", "the warm-up begins at 0, as Hugging Face's does"},

    {"precision", "precision", Choice, "\"fp32\"", "of the products; weights stay fp32", "",
     "fp32|bf16|fp16|auto"},
    {"deterministic", "precision", Switch, "true", "same bits at every repetition"},
    {"seed", "precision", Whole, "0", "of weights, order and augmentation", "", "", 0, kLargestSeed},
    {"on_nan", "precision", Choice, "\"stop\"", "what a loss or gradient that is no number leads to", "",
     "stop|skip|rollback"},
    {"on_oom", "precision", Choice, "\"halve\"", "what running out of memory leads to", "", "halve|stop"},

    {"eval.every", "saving", Whole, "200", "between evaluations", "updates", "", 1, kMany},
    {"eval.metrics", "saving", Texts, "[\"accuracy\"]", "accuracy, f1, loss, perplexity"},
    {"eval.samples", "saving", Whole, "0", "at most so many; 0 = all", "samples", "", 0, kMany},
    {"log_every", "saving", Whole, "1", "between lines of numbers", "updates", "", 1, kMany},
    {"histograms_every", "saving", Whole, "0", "between histograms of weights; 0 = none", "updates", "", 0, kMany},
    {"checkpoint.every_steps", "saving", Whole, "500", "between checkpoints; 0 = by time alone", "updates", "", 0,
     kMany},
    {"checkpoint.every_minutes", "saving", Number, "0", "the same by time; 0 = by updates alone", "minutes", "",
     0, 1e6},
    {"checkpoint.keep_last", "saving", Whole, "3", "newest checkpoints kept", "", "", 1, 1e6},
    {"checkpoint.keep_best", "saving", Whole, "2", "best checkpoints kept", "", "", 0, 1e6},
    {"checkpoint.metric", "saving", Text, "\"eval/loss\"", "what best means"},
    {"checkpoint.mode", "saving", Choice, "\"min\"", "whether small or large is good", "", "min|max"},
    {"early_stop.metric", "saving", Text, "\"eval/loss\"", "watched"},
    {"early_stop.mode", "saving", Choice, "\"min\"", "whether small or large is good", "", "min|max"},
    {"early_stop.patience", "saving", Whole, "5", "evaluations without improvement", "evaluations", "", 1, 1e6},
    {"early_stop.min_delta", "saving", Number, "0", "least that counts as improvement", "", "", 0, 1e9},

    {"probes", "probes", Free, "[]", "fixed samples traced again and again while training"},

    {"device", "launch", Text, "\"auto\"", "cpu, cuda, cuda:1; auto takes the best that is there"},
    {"threads", "launch", Whole, "0", "threads of the processor; 0 = all", "threads", "", 0, 4096},
    {"distributed.processes", "launch", Whole, "1", "local ranks", "processes", "", 1, 1024},
    {"distributed.interface", "launch", Text, "\"\"", "network interface; empty = found out"},
    {"distributed.timeout_minutes", "launch", Number, "5", "patience with a silent rank", "minutes", "", 0.01,
     1e5},
});

constexpr std::array<std::string_view, 3> kOptionalGroups{"lora", "early_stop", "data.scenes"};

} // namespace

std::span<const Field> trainFields() {
    return kFields;
}

std::span<const std::string_view> optionalGroups() {
    return kOptionalGroups;
}

const Field* fieldAt(std::string_view path) {
    const auto found = std::ranges::find(kFields, path, &Field::path);
    return found != kFields.end() ? &*found : nullptr;
}

} // namespace vitrine::run
