"""Cases of the encoders that descend from BERT, for make_goldens.py."""

import torch
import transformers

SIZES = dict(vocab_size=41, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
             intermediate_size=40, max_position_embeddings=16)


def eager(config):
    config._attn_implementation = "eager"
    return config


def keep(folder, tools, model, batch, task):
    """Weights and expected tensors of a model with one head."""
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(folder, model)
    tools.write(folder, tensors, task)


def padded_both_sides(tools, vocabulary, pad):
    """Two texts: one padded on the left, one on the right, as RoBERTa's positions must stand."""
    batch = tools.inputs(vocabulary, padding=False)
    batch["input_ids"][0, :2] = pad
    batch["attention_mask"][0, :2] = 0
    batch["input_ids"][1, -3:] = pad
    batch["attention_mask"][1, -3:] = 0
    return batch


def roberta_cases(out, tools):
    batch = padded_both_sides(tools, 41, pad=1)

    def config(**changes):
        return eager(transformers.RobertaConfig(**{**SIZES, "type_vocab_size": 1,
                                                   "layer_norm_eps": 1e-5, **changes}))

    # hidden_act is another one than the head's, which is always erf GELU.
    model = tools.randomise(transformers.RobertaForMaskedLM(config(hidden_act="gelu_new")))
    keep(out / "roberta-lm", tools, model, batch, "fill-mask")

    model = tools.randomise(transformers.RobertaForSequenceClassification(config(num_labels=3)))
    keep(out / "roberta-classify", tools, model, batch, "classify")

    model = tools.randomise(transformers.RobertaForTokenClassification(config(num_labels=4)))
    keep(out / "roberta-tag", tools, model, batch, "tag")


def distilbert_cases(out, tools):
    batch = tools.inputs(41, padding=True)

    def config(**changes):
        return eager(transformers.DistilBertConfig(
            vocab_size=41, dim=24, n_layers=2, n_heads=3, hidden_dim=40,
            max_position_embeddings=16, **changes))

    model = tools.randomise(transformers.DistilBertForMaskedLM(config()))
    keep(out / "distilbert-lm", tools, model, batch, "fill-mask")

    model = tools.randomise(transformers.DistilBertForSequenceClassification(
        config(num_labels=3, activation="relu")))
    keep(out / "distilbert-classify", tools, model, batch, "classify")


def albert_cases(out, tools):
    batch = tools.inputs(41, padding=True, types=True)

    def config(**changes):
        return eager(transformers.AlbertConfig(**{**SIZES, "embedding_size": 10, "type_vocab_size": 2,
                                                  **changes}))

    model = tools.randomise(transformers.AlbertForPreTraining(
        config(num_hidden_layers=4, num_hidden_groups=2)))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits.fill-mask"] = answer.prediction_logits
    tensors["logits.sentence-order"] = answer.sop_logits
    with torch.no_grad():
        tensors["pooled.text"] = model.albert(**batch).pooler_output
    tools.save_model(out / "albert-pretraining", model)
    tools.write(out / "albert-pretraining", tensors)

    model = tools.randomise(transformers.AlbertForSequenceClassification(
        config(num_labels=3, hidden_act="gelu")))
    keep(out / "albert-classify", tools, model, batch, "classify")


def electra_cases(out, tools):
    batch = tools.inputs(41, padding=True, types=True)

    def config(**changes):
        return eager(transformers.ElectraConfig(**{**SIZES, "embedding_size": 10, "type_vocab_size": 2,
                                                   **changes}))

    model = tools.randomise(transformers.ElectraForMaskedLM(config()))
    keep(out / "electra-generator", tools, model, batch, "fill-mask")

    # One width for table and model: there is no projection.
    model = tools.randomise(transformers.ElectraForPreTraining(
        config(embedding_size=24, hidden_act="gelu_new")))
    keep(out / "electra-discriminator", tools, model, batch, "replaced")

    model = tools.randomise(transformers.ElectraForSequenceClassification(config(num_labels=3)))
    keep(out / "electra-classify", tools, model, batch, "classify")


def encoder_cases(out, tools):
    roberta_cases(out, tools)
    distilbert_cases(out, tools)
    albert_cases(out, tools)
    electra_cases(out, tools)
