"""The TimeSformer cases of make_goldens.py: the three kinds of attention, and a still clip that a
ViT answers."""

import pathlib
import tempfile

import torch
import transformers
from safetensors.torch import load_file

SEED = 20254
SIZES = dict(image_size=12, patch_size=4, hidden_size=18, num_hidden_layers=2,
             num_attention_heads=3, intermediate_size=28, num_labels=5)


def clip(frames, height=12, width=12):
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(2, frames, 3, height, width, generator=generator)


def probabilities(attention, x):
    """The maps of a module that does not give them out, from its own projection."""
    batch, length, width = x.shape
    heads = attention.num_heads
    qkv = attention.qkv(x).reshape(batch, length, 3, heads, width // heads)
    query, key, _ = qkv.permute(2, 0, 3, 1, 4)
    return torch.softmax(query @ key.transpose(2, 3) * attention.scale, dim=-1)


def expected_of(model, pixels):
    """Hidden states, and the maps of every attention, recomputed from what goes into it."""
    maps = {}
    handles = []
    for name, module in model.timesformer.encoder.named_modules():
        if type(module).__name__ == "TimesformerSelfAttention":
            layer = name.split(".")[1]
            temporal = "temporal" in name
            handles.append(module.register_forward_hook(
                lambda module, given, result, key=(layer, temporal):
                maps.update({key: probabilities(module, given[0])})))
    with torch.no_grad():
        out = model(pixel_values=pixels, output_hidden_states=True, output_attentions=True)
    for handle in handles:
        handle.remove()
    tensors = {"input.pixels": pixels}
    for layer, state in enumerate(out.hidden_states):
        tensors[f"hidden.video.{layer}"] = state
    joint = model.config.attention_type == "joint_space_time"
    for (layer, temporal), map_ in maps.items():
        kind = "temporal" if temporal else "self" if joint else "spatial"
        tensors[f"attention.video.{layer}.{kind}"] = map_
    # transformers gives the last layers' maps itself where they are not temporal.
    for layer, given in enumerate(out.attentions):
        kind = "self" if joint else "spatial"
        assert (tensors[f"attention.video.{layer}.{kind}"] - given).abs().max() < 1e-6
        tensors[f"attention.video.{layer}.{kind}"] = given
    return out, tensors


def still_case(out, tools):
    """A ViT's answer to a picture: what a TimeSformer with its weights, no time in its embedding and
    nothing joined from its temporal halves must say to the picture held still."""
    frames = 3
    vit = tools.randomise(transformers.ViTForImageClassification(
        transformers.ViTConfig(**SIZES, layer_norm_eps=1e-6)))
    model = tools.randomise(transformers.TimesformerForVideoClassification(
        transformers.TimesformerConfig(**SIZES, num_frames=frames)))
    with tempfile.TemporaryDirectory() as folder:
        vit.save_pretrained(folder)
        given = load_file(pathlib.Path(folder) / "model.safetensors")
    for name, value in model.state_dict().items():
        source = name.replace("timesformer.", "vit.")
        if "time_embeddings" in name or "temporal_dense" in name:
            value.zero_()
        elif ".qkv." in name and "temporal" not in name:
            value.copy_(torch.cat([given[source.replace("qkv", part)]
                                   for part in ("query", "key", "value")]))
        elif "temporal" not in name:
            value.copy_(given[source])
    generator = torch.Generator().manual_seed(SEED)
    picture = torch.randn(2, 3, 12, 12, generator=generator)
    with torch.no_grad():
        states = vit.vit(pixel_values=picture).last_hidden_state
        logits = vit(pixel_values=picture).logits
    cells = states[:, 1:].repeat_interleave(frames, dim=1)
    tensors = {"input.pixels": picture[:, None].expand(-1, frames, -1, -1, -1),
               "final.video": torch.cat([states[:, :1], cells], dim=1), "logits": logits}
    tools.save_model(out / "timesformer-still", model)
    tools.write(out / "timesformer-still", tensors, "classify")


def timesformer_cases(out, tools):
    def model_of(**changes):
        config = transformers.TimesformerConfig(**{**SIZES, "num_frames": 3, **changes})
        return tools.randomise(transformers.TimesformerForVideoClassification(config))

    # More rows than the model was made for: positions are resized, to the nearest.
    model = model_of()
    answer, tensors = expected_of(model, clip(3, 16, 12))
    tensors["logits"] = answer.logits
    tools.save_model(out / "timesformer-divided", model)
    tools.write(out / "timesformer-divided", tensors, "classify")

    # Fewer frames than the model was made for: times are resized, to the nearest.
    model = model_of(attention_type="joint_space_time", num_frames=4, hidden_act="relu",
                     num_hidden_layers=1)
    answer, tensors = expected_of(model, clip(3))
    tensors["logits"] = answer.logits
    tools.save_model(out / "timesformer-joint", model)
    tools.write(out / "timesformer-joint", tensors, "classify")

    # transformers answers each frame alone; the reference code takes the mean of their states.
    model = model_of(attention_type="space_only", qkv_bias=False)
    _, tensors = expected_of(model, clip(3))
    states = tensors["hidden.video.2"]
    mean = states.view(2, 3, *states.shape[1:]).mean(1)
    with torch.no_grad():
        tensors["final.video"] = model.timesformer.layernorm(mean)
        tensors["logits"] = model.classifier(tensors["final.video"][:, 0])
    tools.save_model(out / "timesformer-frames", model)
    tools.write(out / "timesformer-frames", tensors, "classify")

    still_case(out, tools)
