#include "core/perturb/text/stopwords.h"

namespace vitrine::perturb {

namespace {

constexpr std::string_view kWords[] = {
    // articles and determiners
    "a", "an", "the", "this", "that", "these", "those", "each", "every", "either", "neither", "some",
    "any", "no", "all", "both", "half", "such", "another", "other", "much", "many", "more", "most",
    "few", "several", "own", "same",
    // pronouns
    "i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself", "yourselves", "he", "him",
    "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "we", "us", "our",
    "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "who", "whom", "whose",
    "which", "what", "whoever", "whatever",
    // prepositions
    "about", "above", "across", "after", "against", "along", "among", "around", "at", "before",
    "behind", "below", "beneath", "beside", "between", "beyond", "by", "down", "during", "except",
    "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto", "out",
    "outside", "over", "past", "since", "through", "throughout", "to", "toward", "towards", "under",
    "until", "up", "upon", "with", "within", "without",
    // conjunctions
    "and", "or", "but", "nor", "so", "yet", "if", "because", "although", "though", "unless", "while",
    "whereas", "whether", "than", "as", "when", "where", "why", "how",
    // auxiliaries
    "am", "is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "having", "do",
    "does", "did", "doing", "will", "would", "shall", "should", "can", "could", "may", "might",
    "must",
    // particles and adverbs that only join
    "not", "too", "very", "just", "only", "then", "there", "here", "again", "also", "ever", "never",
};

} // namespace

std::span<const std::string_view> englishStopwords() {
    return kWords;
}

} // namespace vitrine::perturb
