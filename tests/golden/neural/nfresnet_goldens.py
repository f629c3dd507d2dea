"""The NF-ResNet cases of make_goldens.py, from timm: a classifier on a picture whose sides no stride
divides, and a bare network with the small stem of the miniature."""

import json

import timm
import torch
from safetensors.torch import save_file
from timm.models.nfnet import NfCfg, NormFreeNet

SEED = 20257


def pixels(height, width):
    generator = torch.Generator().manual_seed(SEED)
    return torch.randn(2, 3, height, width, generator=generator)


def network(classes, **config):
    values = dict(stem_type="7x7_pool", stem_chs=8, bottle_ratio=0.25, num_features=0,
                  std_conv_eps=1e-5)
    return NormFreeNet(NfCfg(**{**values, **config}), num_classes=classes)


def randomise(model):
    """Every parameter random; gains, which start at 1 or 0, near 1."""
    generator = torch.Generator().manual_seed(SEED)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            parameter.copy_(1 + 0.2 * noise if name.endswith("gain") else 0.15 * noise)
    return model.eval()


def rows(feature_map):
    return feature_map.flatten(2).transpose(1, 2)


def vision_tensors(model, batch):
    """Hidden states of the stem and of each block, the last map and its average."""
    states = []
    parts = [model.stem] + [block for stage in model.stages for block in stage]
    handles = [part.register_forward_hook(lambda module, given, result: states.append(result))
               for part in parts]
    with torch.no_grad():
        final = model.forward_features(batch)
        # A network without classes keeps no pooling either.
        pooled = final.mean((2, 3))
    for handle in handles:
        handle.remove()
    tensors = {"input.pixels": batch, "final.image": rows(final), "pooled.image": pooled}
    for index, state in enumerate(states):
        tensors[f"hidden.image.{index}"] = rows(state)
    return tensors


def save(folder, config, weights):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    save_file({name: tensor.contiguous() for name, tensor in weights.items()},
              folder / "model.safetensors", {"format": "pt", "timm": timm.__version__})


def small_stem():
    """The miniature's vision: no maximum, and the first stage sees every pixel."""
    model = network(0, depths=(1, 1, 2), channels=(16, 16, 32), bottle_ratio=0.5, act_layer="silu", alpha=0.3,
                    std_conv_eps=1e-3, stem_type="3x3_pool")
    model.stem = torch.nn.Sequential()
    model.stem.add_module("conv", type(model.stages[0][0].conv2)(
        3, 8, 3, stride=1, gamma=timm.models.nfnet._nonlin_gamma["silu"], eps=1e-3))
    return randomise(model)


SMALL_STEM = {"model_type": "nf_resnet", "architectures": ["NFResNet50"], "depths": [1, 1, 2],
              "channels": [16, 16, 32], "bottle_ratio": 0.5, "stem_channels": 8, "stem_kernel": 3, "stem_stride": 1,
              "stem_pool": False, "hidden_act": "silu", "alpha": 0.3, "std_conv_eps": 1e-3,
              "image_size": 12}


def nfresnet_cases(out, tools):
    model = randomise(network(5, depths=(2, 1, 2), channels=(32, 64, 32), act_layer="relu"))
    batch = pixels(36, 28)
    tensors = vision_tensors(model, batch)
    with torch.no_grad():
        tensors["logits"] = model(batch)
    save(out / "nfresnet-classify",
         {"model_type": "nf_resnet", "architectures": ["NFResNet50"], "depths": [2, 1, 2],
          "channels": [32, 64, 32], "stem_channels": 8, "image_size": 32, "num_labels": 5},
         model.state_dict())
    tools.write(out / "nfresnet-classify", tensors, "classify")

    model = small_stem()
    save(out / "nfresnet-bare", SMALL_STEM, model.state_dict())
    tools.write(out / "nfresnet-bare", vision_tensors(model, pixels(13, 10)))
