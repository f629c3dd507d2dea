"""CharBERT cases for make_goldens.py: a second implementation, written from the specification.

The backbone's layers are transformers'; the character encoder is a GRU written out step by step and
the interaction is spelled with sums and products, so that nothing is shared with the C++ side.
"""

import json

import torch
import transformers
from safetensors.torch import save_file

LENGTH = 8
WIDTH, HEADS, LAYERS, CHARACTERS, LETTERS, WORDS = 24, 3, 2, 19, 10, 13


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def gru_direction(x, weights, suffix, reverse):
    """[B, C, E] → [B, C, H]; gates in the order reset, update, new."""
    w_in, w_state = weights["weight_ih_l0" + suffix], weights["weight_hh_l0" + suffix]
    b_in, b_state = weights["bias_ih_l0" + suffix], weights["bias_hh_l0" + suffix]
    hidden = w_state.shape[1]
    state = torch.zeros(x.shape[0], hidden)
    steps = range(x.shape[1])
    states = [None] * x.shape[1]
    for step in reversed(steps) if reverse else steps:
        given = x[:, step] @ w_in.T + b_in
        kept = state @ w_state.T + b_state
        reset = sigmoid(given[:, :hidden] + kept[:, :hidden])
        update = sigmoid(given[:, hidden:2 * hidden] + kept[:, hidden:2 * hidden])
        new = torch.tanh(given[:, 2 * hidden:] + reset * kept[:, 2 * hidden:])
        state = (1 - update) * new + update * state
        states[step] = state
    return torch.stack(states, 1)


def character_states(weights, ids, starts, ends):
    x = weights["char_embeddings.weight"][ids]
    gru = {name.removeprefix("rnn_layer."): value for name, value in weights.items()}
    states = torch.cat([gru_direction(x, gru, "", False),
                        gru_direction(x, gru, "_reverse", True)], 2)
    rows = torch.arange(ids.shape[0])[:, None]
    return torch.cat([states[rows, starts], states[rows, ends]], 2)


def layer_norm(x, weights, name):
    mean = x.mean(-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + 1e-12) * weights[name + ".weight"] + weights[
        name + ".bias"]


def convolved(x, kernel, bias):
    """x [B, T, 2D], kernel [D, 2D, 3] → [B, T, D]."""
    padded = torch.nn.functional.pad(x, (0, 0, 1, 1))
    length = x.shape[1]
    return sum(padded[:, place:place + length] @ kernel[:, :, place].T for place in range(3)) + bias


def linear(x, weights, name):
    y = x @ weights[name + ".weight"].T
    return y + weights[name + ".bias"] if name + ".bias" in weights else y


def interaction(tokens, characters, weights, paper):
    both = torch.cat([linear(tokens, weights, "word_linear1"),
                      linear(characters, weights, "char_linear1")], 2)
    mixed = convolved(both, weights["fusion_layer.weight"], weights["fusion_layer.bias"])
    of_tokens = of_characters = mixed
    if paper:
        gelu = torch.nn.functional.gelu
        mixed = torch.tanh(mixed)
        of_tokens = gelu(linear(mixed, weights, "word_linear2"))
        of_characters = gelu(linear(mixed, weights, "char_linear2"))
    return (layer_norm(of_tokens + tokens, weights, "word_norm"),
            layer_norm(of_characters + characters, weights, "char_norm"))


def random_weights(shapes, seed):
    generator = torch.Generator().manual_seed(seed)
    weights = {}
    for name, shape in shapes.items():
        noise = torch.randn(shape, generator=generator)
        norm = "norm" in name
        weights[name] = 0.1 * noise + 1 if norm and name.endswith("weight") else 0.15 * noise
    return weights


def character_shapes():
    hidden = WIDTH // 4
    shapes = {"char_embeddings.weight": (CHARACTERS, LETTERS)}
    for suffix in ("", "_reverse"):
        shapes |= {"rnn_layer.weight_ih_l0" + suffix: (3 * hidden, LETTERS),
                   "rnn_layer.weight_hh_l0" + suffix: (3 * hidden, hidden),
                   "rnn_layer.bias_ih_l0" + suffix: (3 * hidden,),
                   "rnn_layer.bias_hh_l0" + suffix: (3 * hidden,)}
    return shapes


def interaction_shapes(paper):
    shapes = {"word_linear1.weight": (WIDTH, WIDTH), "char_linear1.weight": (WIDTH, WIDTH),
              "fusion_layer.weight": (WIDTH, 2 * WIDTH, 3), "fusion_layer.bias": (WIDTH,),
              "word_norm.weight": (WIDTH,), "word_norm.bias": (WIDTH,),
              "char_norm.weight": (WIDTH,), "char_norm.bias": (WIDTH,)}
    if paper:
        shapes |= {f"{channel}_linear{step}.{part}": (WIDTH, WIDTH)[: 2 if part == "weight" else 1]
                   for channel in ("word", "char") for step in (1, 2)
                   for part in ("weight", "bias")}
    return shapes


def inputs(pad):
    generator = torch.Generator().manual_seed(20261)
    ids = torch.randint(5, 41, (2, LENGTH), generator=generator)
    mask = torch.ones_like(ids)
    ids[1, -2:], mask[1, -2:] = pad, 0
    # Tokens of one to four letters, a blank (id 0) behind each; the rest of the budget is blank.
    budget = 6 * LENGTH
    characters = torch.zeros(2, budget, dtype=torch.long)
    starts, ends = torch.zeros_like(ids), torch.zeros_like(ids)
    for row in range(2):
        place = 0
        for token in range(LENGTH):
            letters = 1 + int(torch.randint(0, 4, (1,), generator=generator))
            starts[row, token], ends[row, token] = place, place + letters - 1
            characters[row, place:place + letters] = torch.randint(
                1, CHARACTERS, (letters,), generator=generator)
            place += letters + 1
    return ids, mask, characters, starts, ends


def forward(backbone, weights, fusion, batch, paper):
    ids, mask, characters, starts, ends = batch
    tensors = {"input.ids": ids, "input.mask": mask, "input.character_ids": characters,
               "input.start_ids": starts, "input.end_ids": ends}
    visible = (1 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
    t = backbone.embeddings(input_ids=ids)
    h = character_states(weights, characters, starts, ends)
    for channel, state in (("text", t), ("characters", h)):
        tensors[f"hidden.{channel}.0"] = state
    for index, layer in enumerate(backbone.encoder.layer):
        changed = {}
        for channel, state in (("text", t), ("characters", h)):
            tensors[f"attention.{channel}.{index}.self"] = layer.attention.self(state, visible)[1]
            out = layer(state, visible)
            changed[channel] = out[0] if isinstance(out, tuple) else out
        t, h = interaction(changed["text"], changed["characters"], fusion, paper)
        tensors[f"hidden.text.{index + 1}"] = t
        tensors[f"hidden.characters.{index + 1}"] = h
    return t, h, tensors


def save(folder, config, backbone, weights, fusion, heads, prefix, aliases):
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"{prefix}.{name}": value for name, value in backbone.state_dict().items()
               if "position_ids" not in name}
    tensors |= {f"{prefix}.char_embeddings.{name}": value for name, value in weights.items()}
    for name, value in fusion.items():
        if name.startswith("fusion_layer.") and aliases:
            for layer in range(LAYERS):
                tensors[f"{prefix}.encoder.fusion_layer_list.{layer}.{name.split('.')[1]}"] = value
        else:
            tensors[f"{prefix}.encoder.{name}"] = value
    tensors |= heads
    save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()},
              folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def settings(**changes):
    return {"model_type": "charbert", "vocab_size": 41, "hidden_size": WIDTH,
            "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "intermediate_size": 40,
            "max_position_embeddings": 16, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
            "char_vocab_size": CHARACTERS, "char_embedding_size": LETTERS,
            "word_vocab_size": WORDS, **changes}


def backbone_of(tools, kind, config):
    kinds = {"bert": (transformers.BertConfig, transformers.BertModel),
             "roberta": (transformers.RobertaConfig, transformers.RobertaModel)}
    config_kind, model_kind = kinds[kind]
    names = ("vocab_size", "hidden_size", "num_hidden_layers", "num_attention_heads",
             "intermediate_size", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
             "pad_token_id")
    made = config_kind(**{name: config[name] for name in names if name in config})
    made._attn_implementation = "eager"
    return tools.randomise(model_kind(made))


def pretraining_case(out, tools):
    """The released form on BERT, with both pre-training heads and aliases of the convolution."""
    config = settings(architectures=["CharBertForPreTraining"], backbone="bert",
                      interaction="release", pad_token_id=0)
    backbone = backbone_of(tools, "bert", config)
    weights = random_weights(character_shapes(), 1)
    fusion = random_weights(interaction_shapes(False), 2)
    heads = random_weights(
        {"cls.predictions.transform.dense.weight": (WIDTH, WIDTH),
         "cls.predictions.transform.dense.bias": (WIDTH,),
         "cls.predictions.transform.LayerNorm.norm.weight": (WIDTH,),
         "cls.predictions.transform.LayerNorm.norm.bias": (WIDTH,),
         "cls.predictions.adv_transform.dense.weight": (WIDTH, WIDTH),
         "cls.predictions.adv_transform.dense.bias": (WIDTH,),
         "cls.predictions.adv_transform.LayerNorm.norm.weight": (WIDTH,),
         "cls.predictions.adv_transform.LayerNorm.norm.bias": (WIDTH,),
         "cls.predictions.bias": (41,), "cls.predictions.adv_decoder.weight": (WORDS, WIDTH),
         "cls.predictions.adv_decoder.bias": (WORDS,)}, 3)
    heads = {name.replace(".norm.", "."): value for name, value in heads.items()}

    def transformed(x, name):
        x = torch.nn.functional.gelu(linear(x, heads, f"cls.predictions.{name}.dense"))
        return layer_norm(x, heads, f"cls.predictions.{name}.LayerNorm")

    with torch.no_grad():
        t, h, tensors = forward(backbone, weights, fusion, inputs(0), paper=False)
        table = backbone.embeddings.word_embeddings.weight
        tensors["logits.fill-mask"] = transformed(t, "transform") @ table.T + heads[
            "cls.predictions.bias"]
        tensors["logits.noisy-word"] = linear(transformed(h, "adv_transform"), heads,
                                              "cls.predictions.adv_decoder")
    save(out / "charbert-pretraining", config, backbone, weights, fusion, heads, "bert", True)
    tools.write(out / "charbert-pretraining", tensors)


def classify_case(out, tools):
    """The paper's form on RoBERTa, classifying by the mean of both channels."""
    config = settings(architectures=["CharBertForSequenceClassification"], backbone="roberta",
                      interaction="paper", pad_token_id=1, type_vocab_size=1, num_labels=3)
    backbone = backbone_of(tools, "roberta", config)
    weights = random_weights(character_shapes(), 4)
    fusion = random_weights(interaction_shapes(True), 5)
    heads = random_weights({"classifier.weight": (3, 2 * WIDTH), "classifier.bias": (3,)}, 6)
    with torch.no_grad():
        t, h, tensors = forward(backbone, weights, fusion, inputs(1), paper=True)
        tensors["logits"] = linear(torch.cat([t, h], 2).mean(1), heads, "classifier")
    save(out / "charbert-classify", config, backbone, weights, fusion, heads, "roberta", False)
    tools.write(out / "charbert-classify", tensors, "classify")


def charbert_cases(out, tools):
    pretraining_case(out, tools)
    classify_case(out, tools)
