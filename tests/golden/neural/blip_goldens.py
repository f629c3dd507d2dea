"""The BLIP cases of make_goldens.py: the three classes with the two towers and the decoder."""

import json

import torch
import transformers
from safetensors.torch import save_file

from recorder import Recorder

SEED = 20256
TEXT = dict(vocab_size=41, hidden_size=18, intermediate_size=28, num_hidden_layers=2,
            num_attention_heads=3, max_position_embeddings=12, bos_token_id=39, sep_token_id=4)
VISION = dict(hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=2,
              image_size=12, patch_size=4)


def texts(seed, lengths):
    """Texts padded on the right."""
    generator = torch.Generator().manual_seed(seed)
    ids = torch.randint(5, 39, (len(lengths), max(lengths)), generator=generator)
    mask = torch.ones_like(ids)
    for row, length in enumerate(lengths):
        ids[row, length:], mask[row, length:] = 0, 0
    return ids, mask


def pixels(height=12, width=12, count=2):
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(count, 3, height, width, generator=generator)


def config_of(text, vision):
    config = transformers.BlipConfig(text_config=text, vision_config=vision,
                                     image_text_hidden_size=10)
    for part in (config, config.text_config, config.vision_config):
        part._attn_implementation = "eager"
    return config


KINDS = {"self": lambda layer: layer.attention.self, "cross": lambda layer: layer.crossattention.self}


def record(model, text=None, decoder=None):
    recorder = Recorder()
    recorder.tower("image", model.vision_model.encoder.layers, {"self": lambda layer: layer.self_attn})
    # The norm runs twice, the second time on the class state alone: the states are the first's.
    recorder.after_first(model.vision_model.post_layernorm, "final.image")
    for name, stack in (("text", text), ("decoder", decoder)):
        if stack is not None:
            recorder.tower(name, stack.encoder.layer, KINDS)
    return recorder


def sparse(folder):
    """Leaves in the nested configurations only what differs from the family's defaults, as published
    folders do."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    for part, kind in (("text_config", transformers.BlipTextConfig),
                       ("vision_config", transformers.BlipVisionConfig)):
        usual = kind().to_dict()
        config[part] = {key: value for key, value in config[part].items()
                        if key not in usual or usual[key] != value}
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


OPTIONS = {"greedy": dict(max_new_tokens=8, num_beams=1),
           "beams": dict(max_new_tokens=8, num_beams=3)}


def write_texts(folder, kind, inputs, written):
    """The ids that `generate` returns under each set of options. `written`: calls it."""
    ended = set()
    for name, options in OPTIONS.items():
        with torch.no_grad():
            ids = written(**options, do_sample=False)
        ended.update((ids == TEXT["sep_token_id"]).any(1).tolist())
        save_file({**{key: value.contiguous() for key, value in inputs.items()},
                   "generated.ids": ids.contiguous()},
                  folder / f"generated-{kind}{name}.safetensors",
                  {"torch": torch.__version__, "transformers": transformers.__version__,
                   "generate": json.dumps(options)})
    assert ended == {True, False}, "some texts must end by themselves and some not"


def that_ends(model):
    """Random weights hardly ever end a text."""
    with torch.no_grad():
        model.text_decoder.cls.predictions.bias[TEXT["sep_token_id"]] = 0.8
    return model


def caption_case(out, tools):
    model = that_ends(tools.randomise(
        transformers.BlipForConditionalGeneration(config_of(TEXT, VISION))))
    ids, mask = texts(SEED, (8, 5))
    picture = pixels(16, 12)
    recorder = record(model, decoder=model.text_decoder.bert)
    with torch.no_grad():
        answer = model(pixel_values=picture, input_ids=ids, attention_mask=mask,
                       interpolate_pos_encoding=True)
    tools.save_model(out / "blip-caption", model)
    sparse(out / "blip-caption")
    tools.write(out / "blip-caption",
                {"input.pixels": picture, "input.decoder_ids": ids, "input.decoder_mask": mask,
                 **recorder.close(), "logits": answer.logits}, "generate")

    pictures = pixels(count=5)
    write_texts(out / "blip-caption", "", {"input.pixels": pictures},
                lambda **options: model.generate(pictures, **options))
    # A prompt comes with [CLS] and [SEP]: the first is replaced, the last is cut off.
    prompt = torch.tensor([[TEXT["bos_token_id"], 7, 20, TEXT["sep_token_id"]]]).repeat(5, 1)
    write_texts(out / "blip-caption", "prompt-",
                {"input.pixels": pictures, "input.decoder_ids": prompt},
                lambda **options: model.generate(pictures, input_ids=prompt.clone(),
                                                 attention_mask=torch.ones_like(prompt),
                                                 **options))


def answer_case(out, tools):
    config = config_of({**TEXT, "hidden_act": "relu", "layer_norm_eps": 1e-6},
                       {**VISION, "hidden_size": 18, "num_attention_heads": 3,
                        "hidden_act": "gelu_new"})
    model = that_ends(tools.randomise(transformers.BlipForQuestionAnswering(config)))
    ids, mask = texts(SEED, (8, 5))
    decoder_ids, decoder_mask = texts(SEED + 1, (4, 6))
    recorder = record(model, model.text_encoder, model.text_decoder.bert)
    kept = {}
    handle = model.text_decoder.register_forward_hook(
        lambda module, given, result: kept.update(logits=result.logits))
    with torch.no_grad():
        model(input_ids=ids, attention_mask=mask, pixel_values=pixels(),
              decoder_input_ids=decoder_ids, decoder_attention_mask=decoder_mask)
    handle.remove()
    tools.save_model(out / "blip-answer", model)
    tools.write(out / "blip-answer",
                {"input.pixels": pixels(), "input.ids": ids, "input.mask": mask,
                 "input.decoder_ids": decoder_ids, "input.decoder_mask": decoder_mask,
                 **recorder.close(), "logits": kept["logits"]}, "answer")

    pictures = pixels(count=5)
    ids, mask = texts(9, (8, 5, 6, 3, 7))
    write_texts(out / "blip-answer", "",
                {"input.pixels": pictures, "input.ids": ids, "input.mask": mask},
                lambda **options: model.generate(input_ids=ids, attention_mask=mask,
                                                 pixel_values=pictures, **options))


def match_case(out, tools):
    model = tools.randomise(transformers.BlipForImageTextRetrieval(config_of(TEXT, VISION)))
    ids, mask = texts(SEED, (8, 5))
    batch = dict(input_ids=ids, attention_mask=mask, pixel_values=pixels())
    recorder = record(model, text=model.text_encoder)
    with torch.no_grad():
        matched = model(**batch)
        tensors = recorder.close()
        compared = model(**batch, use_itm_head=False)
        picture = torch.nn.functional.normalize(
            model.vision_proj(compared.last_hidden_state[:, 0]), dim=-1)
        text = torch.nn.functional.normalize(
            model.text_proj(compared.question_embeds[:, 0]), dim=-1)
    tools.save_model(out / "blip-match", model)
    sparse(out / "blip-match")
    tools.write(out / "blip-match",
                {"input.pixels": pixels(), "input.ids": ids, "input.mask": mask, **tensors,
                 "pooled.image": picture, "pooled.text": text,
                 "logits.match": matched.itm_score, "logits.similarity": compared.itm_score},
                "match")


def blip_cases(out, tools):
    caption_case(out, tools)
    answer_case(out, tools)
    match_case(out, tools)
