"""Opens models that Vitrine saved with transformers, and compares them with those they came from.

    python reopen.py RUNNER [GOLDEN ...]

Saves each golden (default: all whose architecture transformers knows) with `vitrine-run export`,
opens both folders with transformers, runs them on the golden's inputs, and tells the largest
difference. Exit code 1 unless every tensor of every model is equal.
"""

import inspect
import json
import pathlib
import subprocess
import sys
import tempfile

import torch
import transformers
from safetensors.torch import load_file

HERE = pathlib.Path(__file__).parent
NAMES = {"input.ids": "input_ids", "input.mask": "attention_mask", "input.types": "token_type_ids",
         "input.pixels": "pixel_values", "input.decoder_ids": "decoder_input_ids",
         "input.decoder_mask": "decoder_attention_mask"}


def outputs(folder, inputs):
    """Every tensor that the model answers, and what transformers missed or did not expect."""
    config = json.loads((folder / "config.json").read_text())
    kind = getattr(transformers, config["architectures"][0])
    torch.manual_seed(0)  # what neither folder holds begins alike: ViT's pooler
    model, report = kind.from_pretrained(folder, output_loading_info=True,
                                         attn_implementation="eager", dtype=torch.float32)
    model.eval()
    takes = inspect.signature(model.forward).parameters
    inputs = {name: tensor for name, tensor in inputs.items() if name in takes}
    if "interpolate_pos_encoding" in takes and "pixel_values" in inputs:
        inputs["interpolate_pos_encoding"] = True  # goldens have pictures of other sizes, too
    with torch.inference_mode():
        answer = model(**inputs, output_hidden_states=True)
    tensors = {}
    for name, value in answer.items():
        for place, each in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(each, torch.Tensor):
                tensors[f"{name}.{place}"] = each
    return tensors, {key: sorted(report[key]) for key in ("missing_keys", "unexpected_keys")}


def check(runner, golden):
    with tempfile.TemporaryDirectory() as place:
        saved = pathlib.Path(place) / "saved"
        subprocess.run([runner, "export", golden, "--out", saved], check=True,
                       capture_output=True)
        expected = load_file(golden / "expected.safetensors")
        inputs = {NAMES[name]: tensor for name, tensor in expected.items() if name in NAMES}
        if "input_ids" not in inputs and "decoder_input_ids" in inputs:  # BLIP's captions
            inputs["input_ids"] = inputs.pop("decoder_input_ids")
            inputs["attention_mask"] = inputs.pop("decoder_attention_mask", None)
        ours, ours_report = outputs(saved, inputs)
        theirs, their_report = outputs(golden, inputs)
    largest = max((float((ours[name] - theirs[name]).abs().max()) for name in theirs), default=0.0)
    same = ours.keys() == theirs.keys() and largest == 0 and ours_report == their_report
    print(f"{golden.name}: {len(theirs)} tensors, largest difference {largest:g}, "
          f"missing {ours_report['missing_keys']}: {'equal' if same else 'DIFFERENT'}")
    return same


def known(golden):
    config = golden / "config.json"
    if not config.exists():
        return False
    names = json.loads(config.read_text()).get("architectures") or [""]
    return hasattr(transformers, names[0])


def main():
    runner = pathlib.Path(sys.argv[1]).resolve()
    goldens = [HERE / name for name in sys.argv[2:]] or sorted(filter(known, HERE.iterdir()))
    results = [check(runner, golden) for golden in goldens]
    sys.exit(0 if all(results) and results else 1)


if __name__ == "__main__":
    main()
