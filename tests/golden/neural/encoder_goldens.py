"""Cases of the encoders that descend from BERT, for make_goldens.py."""

import torch
import transformers

SIZES = dict(vocab_size=41, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
             intermediate_size=40, max_position_embeddings=16)


def eager(config):
    config._attn_implementation = "eager"
    return config


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
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "roberta-lm", model)
    tools.write(out / "roberta-lm", tensors, "fill-mask")

    model = tools.randomise(transformers.RobertaForSequenceClassification(config(num_labels=3)))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "roberta-classify", model)
    tools.write(out / "roberta-classify", tensors, "classify")

    model = tools.randomise(transformers.RobertaForTokenClassification(config(num_labels=4)))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "roberta-tag", model)
    tools.write(out / "roberta-tag", tensors, "tag")


def distilbert_cases(out, tools):
    batch = tools.inputs(41, padding=True)

    def config(**changes):
        return eager(transformers.DistilBertConfig(
            vocab_size=41, dim=24, n_layers=2, n_heads=3, hidden_dim=40,
            max_position_embeddings=16, **changes))

    model = tools.randomise(transformers.DistilBertForMaskedLM(config()))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "distilbert-lm", model)
    tools.write(out / "distilbert-lm", tensors, "fill-mask")

    model = tools.randomise(transformers.DistilBertForSequenceClassification(
        config(num_labels=3, activation="relu")))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "distilbert-classify", model)
    tools.write(out / "distilbert-classify", tensors, "classify")


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
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "albert-classify", model)
    tools.write(out / "albert-classify", tensors, "classify")


def electra_cases(out, tools):
    batch = tools.inputs(41, padding=True, types=True)

    def config(**changes):
        return eager(transformers.ElectraConfig(**{**SIZES, "embedding_size": 10, "type_vocab_size": 2,
                                                   **changes}))

    model = tools.randomise(transformers.ElectraForMaskedLM(config()))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "electra-generator", model)
    tools.write(out / "electra-generator", tensors, "fill-mask")

    # One width for table and model: there is no projection.
    model = tools.randomise(transformers.ElectraForPreTraining(
        config(embedding_size=24, hidden_act="gelu_new")))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "electra-discriminator", model)
    tools.write(out / "electra-discriminator", tensors, "replaced")

    model = tools.randomise(transformers.ElectraForSequenceClassification(config(num_labels=3)))
    answer, tensors = tools.expected_of(model, batch)
    tensors["logits"] = answer.logits
    tools.save_model(out / "electra-classify", model)
    tools.write(out / "electra-classify", tensors, "classify")


def encoder_cases(out, tools):
    roberta_cases(out, tools)
    distilbert_cases(out, tools)
    albert_cases(out, tools)
    electra_cases(out, tools)
