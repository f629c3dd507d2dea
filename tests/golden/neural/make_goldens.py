#!/usr/bin/env python3
"""Makes the reference models and expected tensors of tests/core/neural.

Each case is a folder: config.json, model.safetensors (small and random, fixed seed) and
expected.safetensors with the inputs and what transformers answers, under the names that
`vitrine-run parity` reads. The case `minilm` has no weights: its expected tensors are for the
all-MiniLM-L6-v2 that app/setup.sh fetches.

Run:  python make_goldens.py --minilm FOLDER [--out FOLDER]
Pinned: torch 2.11.0, transformers 5.x (the version used is written into each file).
Prints the largest difference to the files that were there before.
"""

import argparse
import json
import pathlib
import sys

import torch
import transformers
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from blip_goldens import blip_cases
from charbert_goldens import charbert_cases
from clip_goldens import clip_cases
from encoder_goldens import encoder_cases
from generation_goldens import generation_cases
from nfresnet_goldens import nfresnet_cases
from seq2seq_goldens import seq2seq_cases
from timesformer_goldens import timesformer_cases
from vit_goldens import deit_cases, vit_cases

SEED = 20251
LENGTH = 9


def inputs(vocabulary, padding, types=False):
    """Two texts, the second one padded on the right when asked."""
    generator = torch.Generator().manual_seed(SEED)
    ids = torch.randint(5, vocabulary, (2, LENGTH), generator=generator)
    mask = torch.ones_like(ids)
    if padding:
        mask[1, LENGTH - 3 :] = 0
        ids[1, LENGTH - 3 :] = 0
    result = {"input_ids": ids, "attention_mask": mask}
    if types:
        result["token_type_ids"] = (torch.arange(LENGTH) > 4).long().expand(2, -1).contiguous()
    return result


def expected_of(model, batch, final_norm=False):
    """The tensors of one forward pass under Vitrine's names."""
    with torch.no_grad():
        out = model(**batch, output_hidden_states=True, output_attentions=True)
    tensors = {
        "input.ids": batch["input_ids"],
        "input.mask": batch["attention_mask"],
    }
    if "token_type_ids" in batch:
        tensors["input.types"] = batch["token_type_ids"]
    hidden = list(out.hidden_states)
    if final_norm:
        # transformers gives the last state after ln_f; the one before it is recomputed by a hook.
        tensors["final.text"] = hidden.pop()
    for layer, state in enumerate(hidden):
        tensors[f"hidden.text.{layer}"] = state
    for layer, maps in enumerate(out.attentions):
        tensors[f"attention.text.{layer}.self"] = maps
    return out, tensors


def before_final_norm(model, norm, batch):
    """What enters the norm that follows the stack."""
    kept = []
    handle = norm.register_forward_pre_hook(lambda module, args: kept.append(args[0]))
    with torch.no_grad():
        model(**batch)
    handle.remove()
    return kept[0]


def randomise(model):
    """Every parameter random, so that a missed bias, norm or transpose shows."""
    generator = torch.Generator().manual_seed(SEED)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            if "norm" in name.lower() or ".ln_" in name:
                parameter.copy_(0.1 * noise + (1.0 if name.endswith("weight") else 0.0))
            else:
                parameter.copy_(0.15 * noise)
    return model.eval()


def difference(path, tensors):
    if not path.exists():
        return
    old = load_file(path)
    for name, tensor in tensors.items():
        if name in old and old[name].shape == tensor.shape:
            gap = (old[name].double() - tensor.double()).abs().max().item()
            if gap > 0:
                print(f"  {path.parent.name}/{name}: changed by {gap:.3g}")


def write(folder, tensors, task=None):
    tensors = {name: tensor.detach().contiguous().clone() for name, tensor in tensors.items()}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "expected.safetensors"
    difference(path, tensors)
    metadata = {"torch": torch.__version__, "transformers": transformers.__version__}
    if task:
        metadata["task"] = task
    save_file(tensors, path, metadata)


def save_model(folder, model, rename=lambda name: name, extra=None):
    """config.json as transformers writes it, weights under the names that `rename` gives."""
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    weights = {}
    with safe_open(folder / "model.safetensors", "pt") as file:
        for name in file.keys():
            weights[rename(name)] = file.get_tensor(name).clone()
    weights.update(extra or {})
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    (folder / "generation_config.json").unlink(missing_ok=True)


def bert_config(**changes):
    values = dict(
        vocab_size=41, hidden_size=24, num_hidden_layers=2, num_attention_heads=3,
        intermediate_size=40, max_position_embeddings=16, type_vocab_size=2,
    )
    values.update(changes)
    config = transformers.BertConfig(**values)
    config._attn_implementation = "eager"
    return config


def bert_cases(out):
    batch = inputs(41, padding=True, types=True)

    model = randomise(transformers.BertForPreTraining(bert_config()))
    answer, tensors = expected_of(model, batch)
    tensors["logits.fill-mask"] = answer.prediction_logits
    tensors["logits.next-sentence"] = answer.seq_relationship_logits
    with torch.no_grad():
        tensors["pooled.text"] = model.bert(**batch).pooler_output
    save_model(out / "bert-pretraining", model)
    write(out / "bert-pretraining", tensors)

    # The same weights as old files spell them: no prefix lost, gamma and beta, a stray buffer.
    def old_names(name):
        return name.replace("LayerNorm.weight", "LayerNorm.gamma").replace(
            "LayerNorm.bias", "LayerNorm.beta")

    save_model(out / "bert-old-names", model, old_names,
               {"bert.embeddings.position_ids": torch.arange(16).unsqueeze(0)})
    write(out / "bert-old-names", tensors)

    plain = {name: value for name, value in tensors.items() if not name.startswith("logits")}
    save_model(out / "bert-bare", model.bert)
    write(out / "bert-bare", plain)

    config = bert_config(num_labels=3, hidden_act="gelu_new", layer_norm_eps=1e-6)
    model = randomise(transformers.BertForSequenceClassification(config))
    answer, tensors = expected_of(model, batch)
    tensors["logits"] = answer.logits
    save_model(out / "bert-classify", model)
    write(out / "bert-classify", tensors, "classify")

    model = randomise(transformers.BertForTokenClassification(bert_config(num_labels=4)))
    answer, tensors = expected_of(model, batch)
    tensors["logits"] = answer.logits
    save_model(out / "bert-tag", model)
    write(out / "bert-tag", tensors, "tag")

    model = randomise(transformers.BertForQuestionAnswering(bert_config(hidden_act="relu")))
    answer, tensors = expected_of(model, batch)
    tensors["logits.start"] = answer.start_logits
    tensors["logits.end"] = answer.end_logits
    save_model(out / "bert-span", model)
    write(out / "bert-span", tensors, "span")


def gpt2_config(**changes):
    values = dict(vocab_size=43, n_positions=16, n_embd=24, n_layer=2, n_head=3)
    values.update(changes)
    config = transformers.GPT2Config(**values)
    config._attn_implementation = "eager"
    return config


def gpt2_cases(out):
    batch = inputs(43, padding=True)

    model = randomise(transformers.GPT2LMHeadModel(gpt2_config()))
    answer, tensors = expected_of(model, batch, final_norm=True)
    tensors["hidden.text.2"] = before_final_norm(model, model.transformer.ln_f, batch)
    tensors["logits"] = answer.logits
    save_model(out / "gpt2-lm", model)
    write(out / "gpt2-lm", tensors, "generate")

    # The original files: no prefix, mask buffers beside the weights.
    buffers = {}
    for layer in range(2):
        buffers[f"h.{layer}.attn.bias"] = torch.tril(torch.ones(16, 16)).view(1, 1, 16, 16)
        buffers[f"h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
    save_model(out / "gpt2-original-names", model,
               lambda name: name.removeprefix("transformer."), buffers)
    write(out / "gpt2-original-names", tensors, "generate")

    config = gpt2_config(n_inner=20, scale_attn_by_inverse_layer_idx=True, num_labels=3,
                         activation_function="relu", pad_token_id=0)
    model = randomise(transformers.GPT2ForSequenceClassification(config))
    answer, tensors = expected_of(model, batch, final_norm=True)
    tensors["logits"] = answer.logits
    save_model(out / "gpt2-classify", model)
    write(out / "gpt2-classify", tensors, "classify")


def gpt1_cases(out):
    batch = inputs(43, padding=True)

    def config(**changes):
        values = dict(vocab_size=43, n_positions=16, n_embd=24, n_layer=2, n_head=3)
        config = transformers.OpenAIGPTConfig(**{**values, **changes})
        config._attn_implementation = "eager"
        return config

    model = randomise(transformers.OpenAIGPTLMHeadModel(config()))
    answer, tensors = expected_of(model, batch)
    tensors["logits"] = answer.logits
    save_model(out / "gpt1-lm", model)
    write(out / "gpt1-lm", tensors, "generate")

    model = randomise(transformers.OpenAIGPTForSequenceClassification(
        config(num_labels=3, afn="relu", pad_token_id=0)))
    answer, tensors = expected_of(model, batch)
    tensors["logits"] = answer.logits
    save_model(out / "gpt1-classify", model)
    write(out / "gpt1-classify", tensors, "classify")


def minilm_case(out, folder):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(
        folder, attn_implementation="eager", dtype=torch.float32).eval()
    texts = [
        "The dog chased the frisbee because it was gliding away.",
        "Unbelievably, the naïve dachshund caught it twice.",
    ]
    batch = dict(tokenizer(texts, padding=True, return_tensors="pt"))
    answer, tensors = expected_of(model, batch)
    tensors["pooled.text"] = answer.pooler_output
    weights = batch["attention_mask"].unsqueeze(2).float()
    mean = (answer.last_hidden_state * weights).sum(1) / weights.sum(1)
    tensors["embedding.text"] = torch.nn.functional.normalize(mean, dim=1)
    write(out / "minilm", tensors, "embed")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minilm", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    options = parser.parse_args()
    torch.set_num_threads(1)
    bert_cases(options.out)
    encoder_cases(options.out, sys.modules[__name__])
    charbert_cases(options.out, sys.modules[__name__])
    seq2seq_cases(options.out, sys.modules[__name__])
    gpt1_cases(options.out)
    gpt2_cases(options.out)
    vit_cases(options.out, randomise, save_model, write)
    deit_cases(options.out, randomise, save_model, write)
    timesformer_cases(options.out, sys.modules[__name__])
    clip_cases(options.out, sys.modules[__name__])
    blip_cases(options.out, sys.modules[__name__])
    nfresnet_cases(options.out, sys.modules[__name__])
    minilm_case(options.out, options.minilm)
    generation_cases(options.out)
    names = sorted(path.name for path in options.out.iterdir() if path.is_dir())
    print(json.dumps(names))


if __name__ == "__main__":
    main()
