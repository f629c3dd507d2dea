#pragma once

#include "core/base/outcome.h"
#include "core/data/fewshot/prompt.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace vitrine::data {

/// Pictures of one kind of thing.
struct PictureClass {
    std::string name;
    std::vector<std::shared_ptr<const Image>> pictures;
};

/// What the prompt says; `{word}` stands for a class's word, `{words}` for all of them with "or".
struct BindingWording {
    std::string induction = "Answer with {words}."; ///< empty: no task induction
    std::string shot = "This is a {word}.";
    std::string query = "Question: What is this? Answer: This is a";
    std::string answer = " {word}";
};

/// Sizes of an episode, in the words of Tsimpoukelis et al. 2021, section 4.3.
struct BindingOptions {
    std::size_t ways = 2;       ///< classes
    std::size_t innerShots = 1; ///< distinct pictures of each class
    std::size_t repeats = 1;    ///< how often each of them is shown
    bool realNames = false;     ///< the classes' own names instead of nonsense words
    BindingWording wording;
};

/// A question whose answer only the prompt can tell: ways × innerShots × repeats examples of
/// classes under words that are new to them, then another picture of one of them.
struct BindingEpisode {
    FewShotPrompt prompt;
    std::vector<std::string> words;   ///< of each way, in the order in which they are shown
    std::vector<std::size_t> classes; ///< of each way, index into the classes given
    std::size_t asked = 0;            ///< the way of the query
};

/// Words that mean nothing, as many as ways can be.
[[nodiscard]] std::span<const char* const> nonsenseWords();

/// Episode `number` of a seed; the same again for the same arguments. Classes, their pictures,
/// their order and their words are drawn; over ways² consecutive episodes each place and each word
/// is asked equally often. A Problem for fewer classes than ways, for a class that has no picture
/// left for the query, and for sizes of 0.
[[nodiscard]] Outcome<BindingEpisode> bindingEpisode(const std::vector<PictureClass>& classes,
                                                     const BindingOptions& options,
                                                     std::uint64_t seed, std::uint32_t number);

/// The episode's Sample with the examples' pictures handed on to the next way while the words stay:
/// does the answer follow the pictures?
[[nodiscard]] Sample swappedPictures(const BindingEpisode& episode);

} // namespace vitrine::data
