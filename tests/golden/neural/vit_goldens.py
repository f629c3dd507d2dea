"""The ViT and DeiT cases of make_goldens.py: a classifier, and a bare model read at another picture size."""

import torch
import transformers

SEED = 20252


def vit_config(**changes):
    values = dict(image_size=16, patch_size=4, hidden_size=24, num_hidden_layers=2,
                  num_attention_heads=3, intermediate_size=40, num_labels=5)
    values.update(changes)
    config = transformers.ViTConfig(**values)
    config._attn_implementation = "eager"
    return config


def pixels(height, width):
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(2, 3, height, width, generator=generator)


def expected_of(model, norm, batch, **options):
    """The tensors of one forward pass. The state before the last norm is taken by a hook, because
    transformers' versions differ in whether hidden_states holds it or the one after."""
    kept = {}
    handle = norm.register_forward_hook(
        lambda module, given, result: kept.update(before=given[0], after=result))
    with torch.no_grad():
        out = model(pixel_values=batch, output_hidden_states=True, output_attentions=True,
                    **options)
    handle.remove()
    tensors = {"input.pixels": batch, "final.image": kept["after"]}
    for layer, state in enumerate(out.hidden_states[:-1]):
        tensors[f"hidden.image.{layer}"] = state
    tensors[f"hidden.image.{len(out.hidden_states) - 1}"] = kept["before"]
    for layer, maps in enumerate(out.attentions):
        tensors[f"attention.image.{layer}.self"] = maps
    return out, tensors


def deit_cases(out, randomise, save_model, write):
    values = dict(image_size=16, patch_size=4, hidden_size=24, num_hidden_layers=2,
                  num_attention_heads=3, intermediate_size=40, num_labels=5)

    def config(**changes):
        config = transformers.DeiTConfig(**{**values, **changes})
        config._attn_implementation = "eager"
        return config

    model = randomise(transformers.DeiTForImageClassificationWithTeacher(config()))
    answer, tensors = expected_of(model, model.deit.layernorm, pixels(16, 16))
    tensors["logits.classify"] = answer.logits
    tensors["logits.cls"] = answer.cls_logits
    tensors["logits.distillation"] = answer.distillation_logits
    save_model(out / "deit-distilled", model)
    write(out / "deit-distilled", tensors, "classify")

    model = randomise(transformers.DeiTForImageClassification(config(hidden_act="gelu_new")))
    answer, tensors = expected_of(model, model.deit.layernorm, pixels(16, 16))
    tensors["logits"] = answer.logits
    save_model(out / "deit-classify", model)
    write(out / "deit-classify", tensors, "classify")


def vit_cases(out, randomise, save_model, write):
    model = randomise(transformers.ViTForImageClassification(vit_config()))
    answer, tensors = expected_of(model, model.vit.layernorm, pixels(16, 16))
    tensors["logits"] = answer.logits
    save_model(out / "vit-classify", model)
    write(out / "vit-classify", tensors, "classify")

    config = vit_config(qkv_bias=False, hidden_act="relu", layer_norm_eps=1e-6)
    model = randomise(transformers.ViTModel(config, add_pooling_layer=False))
    _, tensors = expected_of(model, model.layernorm, pixels(24, 20),
                             interpolate_pos_encoding=True)
    save_model(out / "vit-bare", model)
    write(out / "vit-bare", tensors)
