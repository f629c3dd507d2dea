#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// CharBERT (Ma et al. 2020): a BERT or RoBERTa beside a channel of characters. config.json is the
/// backbone's with model_type "charbert", `backbone` ("bert" or "roberta"), `char_vocab_size`,
/// `char_embedding_size`, `interaction` ("release" or "paper"), `interaction_kernel`,
/// `masked_convolution` and `word_vocab_size` (of the noisy-word head).
[[nodiscard]] Family charbertFamily();

} // namespace vitrine::neural
