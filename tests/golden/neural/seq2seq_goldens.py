"""Cases of the encoder–decoder families, for make_goldens.py."""

import json
import math

import tokenizers
import torch
import transformers
from safetensors.torch import save_file

SOURCE, TARGET = 9, 6


def inputs(vocabulary, pad, start):
    """Two sources, the second padded; what their decoders read, the second padded too."""
    generator = torch.Generator().manual_seed(20253)
    ids = torch.randint(3, vocabulary, (2, SOURCE), generator=generator)
    decoder = torch.randint(3, vocabulary, (2, TARGET), generator=generator)
    decoder[:, 0] = start
    mask, decoder_mask = torch.ones_like(ids), torch.ones_like(decoder)
    ids[1, -3:], mask[1, -3:] = pad, 0
    decoder[1, -2:], decoder_mask[1, -2:] = pad, 0
    return {"input_ids": ids, "attention_mask": mask, "decoder_input_ids": decoder,
            "decoder_attention_mask": decoder_mask}


def named_inputs(batch):
    return {"input.ids": batch["input_ids"], "input.mask": batch["attention_mask"],
            "input.decoder_ids": batch["decoder_input_ids"],
            "input.decoder_mask": batch["decoder_attention_mask"]}


def expected_of(model, batch, norms):
    """The tensors of one forward pass. `norms`: the norm after each stack, or nothing."""
    kept = {}
    handles = [norm.register_forward_hook(
        lambda module, given, result, tower=tower: kept.update({tower: (given[0], result)}))
        for tower, norm in norms.items()]
    with torch.no_grad():
        out = model(**batch, output_hidden_states=True, output_attentions=True)
    for handle in handles:
        handle.remove()
    tensors = named_inputs(batch)
    for tower, states in (("encoder", out.encoder_hidden_states),
                          ("decoder", out.decoder_hidden_states)):
        states = list(states)
        if tower in kept:
            states[-1], tensors[f"final.{tower}"] = kept[tower]
        for layer, state in enumerate(states):
            tensors[f"hidden.{tower}.{layer}"] = state
    for site, maps in (("encoder.{}.self", out.encoder_attentions),
                       ("decoder.{}.self", out.decoder_attentions),
                       ("decoder.{}.cross", out.cross_attentions)):
        for layer, probabilities in enumerate(maps):
            tensors["attention." + site.format(layer)] = probabilities
    tensors["logits"] = out.logits
    return tensors


def save_tokenizer(folder):
    """A tokenizer of letters for a vocabulary of 37, closed by </s>, so that a folder opens whole."""
    letters = "etaoinshrdlucmfwy"
    vocabulary = {"<pad>": 0, "</s>": 1, "<unk>": 2}
    for letter in letters:
        vocabulary[letter] = len(vocabulary)
    for letter in letters:
        vocabulary["##" + letter] = len(vocabulary)
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = tokenizers.decoders.WordPiece()
    tokenizer.add_special_tokens(["<pad>", "</s>", "<unk>"])
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="$A </s>", special_tokens=[("</s>", 1)])
    tokenizer.save(str(folder / "tokenizer.json"))


def t5_cases(out, tools):
    def model_of(**changes):
        config = transformers.T5Config(
            **{**dict(vocab_size=37, d_model=24, d_kv=6, d_ff=40, num_layers=2, num_heads=3,
                      relative_attention_num_buckets=8, relative_attention_max_distance=12,
                      decoder_start_token_id=0), **changes})
        config._attn_implementation = "eager"
        return tools.randomise(transformers.T5ForConditionalGeneration(config))

    def norms(model):
        return {"encoder": model.encoder.final_layer_norm, "decoder": model.decoder.final_layer_norm}

    batch = inputs(37, pad=0, start=0)
    model = model_of(num_decoder_layers=3)
    tools.save_model(out / "t5-tied", model)
    save_tokenizer(out / "t5-tied")
    tools.write(out / "t5-tied", expected_of(model, batch, norms(model)), "generate")

    # v1.1: gated, an output table of its own, unscaled.
    model = model_of(feed_forward_proj="gated-gelu", tie_word_embeddings=False, d_kv=8)
    tools.save_model(out / "t5-gated", model)
    tools.write(out / "t5-gated", expected_of(model, batch, norms(model)), "generate")


def bart_case(out, tools):
    config = transformers.BartConfig(
        vocab_size=37, d_model=24, encoder_layers=2, decoder_layers=1, encoder_attention_heads=3,
        decoder_attention_heads=3, encoder_ffn_dim=40, decoder_ffn_dim=32,
        max_position_embeddings=16, scale_embedding=True)
    config._attn_implementation = "eager"
    model = tools.randomise(transformers.BartForConditionalGeneration(config))
    with torch.no_grad():
        model.final_logits_bias.copy_(torch.linspace(-1, 1, 37))
    batch = inputs(37, pad=1, start=2)
    tools.save_model(out / "bart-lm", model)
    tools.write(out / "bart-lm", expected_of(model, batch, {}), "generate")


def sinusoid(length, width):
    place = torch.arange(length, dtype=torch.float64)[:, None]
    rate = torch.pow(10000.0, -torch.arange(0, width, 2, dtype=torch.float64) / width)
    table = torch.zeros(length, width, dtype=torch.float64)
    table[:, 0::2] = torch.sin(place * rate)
    table[:, 1::2] = torch.cos(place * rate)
    return table.float()


def transformer_case(out, tools):
    """torch.nn.Transformer, layer by layer, so that maps and states can be kept."""
    vocabulary, width, heads = 37, 24, 3
    model = torch.nn.Transformer(width, heads, 2, 2, 40, batch_first=True, norm_first=False)
    source = torch.nn.Embedding(vocabulary, width)
    target = torch.nn.Embedding(vocabulary, width)
    head = torch.nn.Linear(width, vocabulary, bias=False)
    for module in (model, source, target, head):
        tools.randomise(module)
    batch = inputs(vocabulary, pad=0, start=1)
    tensors = named_inputs(batch)
    hidden_keys = batch["attention_mask"] == 0
    hidden_targets = batch["decoder_attention_mask"] == 0
    causal = torch.triu(torch.ones(TARGET, TARGET, dtype=torch.bool), 1)

    def maps(attention, queries, keys, **masks):
        return attention(queries, keys, keys, need_weights=True, average_attn_weights=False,
                         **masks)[1]

    with torch.no_grad():
        x = source(batch["input_ids"]) * math.sqrt(width) + sinusoid(SOURCE, width)
        tensors["hidden.encoder.0"] = x
        for index, layer in enumerate(model.encoder.layers):
            tensors[f"attention.encoder.{index}.self"] = maps(
                layer.self_attn, x, x, key_padding_mask=hidden_keys)
            x = layer(x, src_key_padding_mask=hidden_keys)
            tensors[f"hidden.encoder.{index + 1}"] = x
        memory = model.encoder.norm(x)
        tensors["final.encoder"] = memory
        x = target(batch["decoder_input_ids"]) * math.sqrt(width) + sinusoid(TARGET, width)
        tensors["hidden.decoder.0"] = x
        for index, layer in enumerate(model.decoder.layers):
            tensors[f"attention.decoder.{index}.self"] = maps(
                layer.self_attn, x, x, key_padding_mask=hidden_targets, attn_mask=causal)
            attended = layer.norm1(x + layer._sa_block(x, causal, hidden_targets))
            tensors[f"attention.decoder.{index}.cross"] = maps(
                layer.multihead_attn, attended, memory, key_padding_mask=hidden_keys)
            x = layer(x, memory, tgt_mask=causal, tgt_key_padding_mask=hidden_targets,
                      memory_key_padding_mask=hidden_keys)
            tensors[f"hidden.decoder.{index + 1}"] = x
        tensors["final.decoder"] = model.decoder.norm(x)
        tensors["logits"] = head(tensors["final.decoder"])

    folder = out / "transformer"
    folder.mkdir(parents=True, exist_ok=True)
    weights = {**model.state_dict(), "source_embedding.weight": source.weight,
               "target_embedding.weight": target.weight, "lm_head.weight": head.weight}
    save_file({name: value.detach().contiguous().clone() for name, value in weights.items()},
              folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(json.dumps({
        "model_type": "transformer", "architectures": ["TransformerForConditionalGeneration"],
        "d_model": width, "num_heads": heads, "encoder_layers": 2, "decoder_layers": 2, "d_ff": 40,
        "vocab_size": vocabulary, "max_position": 16, "scale_embedding": True, "bias": True,
        "final_norm": True, "shared_embedding": False, "layer_norm_eps": 1e-5, "bos_token_id": 1,
        "eos_token_id": 2, "pad_token_id": 0}, indent=2) + "\n")
    tools.write(folder, tensors, "generate")


def seq2seq_cases(out, tools):
    t5_cases(out, tools)
    bart_case(out, tools)
    transformer_case(out, tools)
