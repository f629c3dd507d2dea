"""Writes the translator's tokenizer.json from the words of its data recipe.

Chinese is split by character, English into words and marks; every one is a piece of a WordPiece
vocabulary, so that nothing is split further. Run it after changing recipes/translator-data.json.
"""

import json
import pathlib
import re

FOLDER = pathlib.Path(__file__).parent
SPECIAL = ["[PAD]", "[BOS]", "[EOS]", "[UNK]"]


def main():
    recipe = json.loads((FOLDER.parent.parent / "recipes" / "translator-data.json").read_text(encoding="utf-8"))
    characters, words = set(), set()
    for alternatives in recipe["options"]["rules"].values():
        for source, target in alternatives:
            characters |= set(re.sub(r"\{[^}]*\}", "", source))
            words |= set(re.findall(r"\w+|[^\w\s]", re.sub(r"\{[^}]*\}", " ", target)))
    pieces = SPECIAL + sorted(characters) + sorted(words - characters)
    added = [
        {"id": place, "content": piece, "single_word": False, "lstrip": False, "rstrip": False,
         "normalized": False, "special": True}
        for place, piece in enumerate(SPECIAL)
    ]
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True,
                       "strip_accents": False, "lowercase": False},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                  "max_input_chars_per_word": 100,
                  "vocab": {piece: place for place, piece in enumerate(pieces)}},
    }
    text = json.dumps(tokenizer, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "tokenizer.json").write_text(text, encoding="utf-8")
    print(len(pieces), "pieces")


if __name__ == "__main__":
    main()
