"""The CLIP cases of make_goldens.py: both towers together under either rule for the end of a text,
and each tower alone under either spelling of its names."""

import json

import torch
import transformers

from recorder import Recorder

SEED = 20255
TEXT = dict(vocab_size=41, hidden_size=18, intermediate_size=28, num_hidden_layers=2,
            num_attention_heads=3, max_position_embeddings=12, projection_dim=10)
VISION = dict(hidden_size=16, intermediate_size=24, num_hidden_layers=2, num_attention_heads=2,
              image_size=12, patch_size=4, projection_dim=10)
LARGEST = 40


def texts(end=LARGEST):
    """Three texts, each ended; what follows the end is padding of the same id. Other ids may be larger
    than the end's unless it is the largest."""
    generator = torch.Generator().manual_seed(SEED)
    ids = torch.randint(3, LARGEST + 1, (3, 9), generator=generator)
    ids[ids == end] = 3
    if end < LARGEST:
        ids[:, 1] = LARGEST
    mask = torch.ones_like(ids)
    for row, length in enumerate((9, 6, 4)):
        ids[row, length - 1:] = end
        mask[row, length:] = 0
    return {"input_ids": ids, "attention_mask": mask}


def pixels(height=12, width=12):
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(2, 3, height, width, generator=generator)


def record(text=None, vision=None):
    recorder = Recorder()
    kinds = {"self": lambda layer: layer.self_attn}
    if text is not None:
        recorder.tower("text", text.encoder.layers, kinds)
        recorder.after(text.final_layer_norm, "final.text")
    if vision is not None:
        recorder.tower("image", vision.encoder.layers, kinds)
    return recorder


def unit(states):
    return states / states.norm(dim=-1, keepdim=True)


def named_texts(batch):
    return {"input.ids": batch["input_ids"], "input.mask": batch["attention_mask"]}


def config_of(text, vision, **more):
    config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dim=10, **more)
    for part in (config, config.text_config, config.vision_config):
        part._attn_implementation = "eager"
    return config


def both(out, name, tools, config, batch, picture, **options):
    model = tools.randomise(transformers.CLIPModel(config))
    with torch.no_grad():
        model.logit_scale.fill_(1.3)
    recorder = record(model.text_model, model.vision_model)
    with torch.no_grad():
        answer = model(**batch, pixel_values=picture, **options)
    tensors = {**named_texts(batch), "input.pixels": picture, **recorder.close(),
               "pooled.text": answer.text_embeds, "pooled.image": answer.image_embeds,
               "logits": answer.logits_per_image}
    tools.save_model(out / name, model)
    tools.write(out / name, tensors, "similarity")
    return model


def sparse(folder):
    """Leaves in the nested configurations only what differs from the family's defaults, as published
    folders do."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    for part, kind in (("text_config", transformers.CLIPTextConfig),
                       ("vision_config", transformers.CLIPVisionConfig)):
        usual = kind().to_dict()
        config[part] = {key: value for key, value in config[part].items()
                        if key not in usual or usual[key] != value}
    path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def alone(out, name, tools, model, call, batch, recorder, tower):
    with torch.no_grad():
        pooled = call(model(**batch))
    named = named_texts(batch) if tower == "text" else {"input.pixels": batch["pixel_values"]}
    tools.save_model(out / name, model)
    tools.write(out / name, {**named, **recorder.close(), f"pooled.{tower}": unit(pooled)}, "embed")


def clip_cases(out, tools):
    both(out, "clip-both", tools,
         config_of({**TEXT, "eos_token_id": 38, "hidden_act": "gelu"}, VISION), texts(end=38),
         pixels(16, 12), interpolate_pos_encoding=True)
    # The rule of old configurations: the end is where the largest id stands.
    model = both(out, "clip-legacy", tools, config_of({**TEXT, "eos_token_id": 2}, VISION), texts(),
                 pixels())
    sparse(out / "clip-legacy")

    # One tower in a file of its own: with a projection it keeps its prefix, without one it has none.
    text, vision = model.config.text_config, model.config.vision_config
    batch = texts()
    tower = tools.randomise(transformers.CLIPTextModelWithProjection(text))
    alone(out, "clip-text", tools, tower, lambda answer: answer.text_embeds, batch,
          record(text=tower.text_model), "text")
    tower = tools.randomise(transformers.CLIPTextModel(text))
    alone(out, "clip-text-bare", tools, tower, lambda answer: answer.pooler_output, batch,
          record(text=tower), "text")
    picture = {"pixel_values": pixels()}
    tower = tools.randomise(transformers.CLIPVisionModelWithProjection(vision))
    alone(out, "clip-vision", tools, tower, lambda answer: answer.image_embeds, picture,
          record(vision=tower.vision_model), "image")
    tower = tools.randomise(transformers.CLIPVisionModel(vision))
    alone(out, "clip-vision-bare", tools, tower, lambda answer: answer.pooler_output, picture,
          record(vision=tower), "image")
