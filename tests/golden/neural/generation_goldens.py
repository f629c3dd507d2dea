"""Texts that transformers writes with the reference models, for make_goldens.py.

Each file has input.ids and generated.ids as `generate` returns them, and the options in its
metadata. The weights are random, so a text says nothing; that the ids agree says a lot.
"""

import json

import torch
import transformers
from safetensors.torch import save_file

OPTIONS = {
    "greedy": dict(max_new_tokens=10, num_beams=1),
    "rules": dict(max_new_tokens=10, num_beams=1, repetition_penalty=1.7, no_repeat_ngram_size=2),
    "beams": dict(max_new_tokens=9, num_beams=4),
    "short": dict(max_new_tokens=9, num_beams=3, length_penalty=-1.5, early_stopping=True),
    "long": dict(max_new_tokens=9, num_beams=3, length_penalty=2.0, early_stopping="never",
                 no_repeat_ngram_size=3),
}


def write_texts(folder, model, ids, extra):
    model.generation_config = transformers.GenerationConfig.from_model_config(model.config)
    distinct = set()
    for name, options in OPTIONS.items():
        with torch.no_grad():
            written = model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False,
                                     **options, **extra)
        distinct.add(tuple(written.flatten().tolist()))
        save_file({"input.ids": ids.contiguous(), "generated.ids": written.contiguous()},
                  folder / f"generated-{name}.safetensors",
                  {"torch": torch.__version__, "transformers": transformers.__version__,
                   "generate": json.dumps(options)})
    print(f"  {folder.name}: {len(distinct)} different answers to {len(OPTIONS)} sets of options")


def generation_cases(out):
    families = {
        "gpt2-lm": (transformers.GPT2LMHeadModel, {"pad_token_id": 0}),
        "gpt1-lm": (transformers.OpenAIGPTLMHeadModel, {"pad_token_id": 0}),
        # transformers sizes its cache by the encoder, which here has fewer layers than the decoder.
        "t5-tied": (transformers.T5ForConditionalGeneration, {"use_cache": False}),
        "t5-gated": (transformers.T5ForConditionalGeneration, {}),
        "bart-lm": (transformers.BartForConditionalGeneration, {}),
    }
    generator = torch.Generator().manual_seed(20259)
    for name, (kind, extra) in families.items():
        model = kind.from_pretrained(out / name).eval()
        ids = torch.randint(5, 37, (2, 6), generator=generator)
        write_texts(out / name, model, ids, extra)
