#pragma once

#include "core/base/grid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::engine {

class Trace;

/// What an explanation is of: one number y that a model says about a Sample, a logit and not a
/// probability.
struct Target {
    std::string task;           ///< one of ModelCard::tasks; empty = the first
    std::int64_t position = -1; ///< place on the last axis; −1 = where the task answers first
    std::int64_t id = -1;       ///< class or token; −1 = the most probable
    std::string name;           ///< of the class or token, instead of its id
    std::int64_t against = -1;  ///< its logit is subtracted: why `id` and not this; −1 = none
    std::string againstName;    ///< instead of its id
    std::vector<float> like;    ///< task "embed": y is the dot product with this embedding

    bool operator==(const Target&) const = default;
};

/// One question to Model::explain. What a method does not need is not read (ExplainMethod).
struct ExplainRequest {
    std::string method; ///< one of Model::methods()
    Target target;
    int startLayer = 0;      ///< layers below it are left out
    std::string site;        ///< e.g. "text.3.self"; empty = the last
    std::int64_t query = -1; ///< row of the site; −1 = where the answer is read
    std::int64_t steps = 0;  ///< points of a path; 0 = the method's own number
    std::string baseline;    ///< what replaces tokens: "mask", "pad", "end" in texts; "mean",
                             ///< "blur", "black" in pictures; empty = the first that there is
    bool group = false;      ///< words or tubes instead of tokens
    std::shared_ptr<const Trace> other; ///< the second Sample, where a method compares two
};

/// A number for each token of an axis of the Trace.
struct TokenScores {
    std::string name;
    int axis = 0;
    std::vector<float> values;
};

/// One side of a table: the tokens of an axis of the Trace, or things with a name.
struct FindingSide {
    std::string name; ///< "layer", "head", "key (is looked at)"
    int axis = -1;    ///< −1 = what `labels` say
    std::vector<std::string> labels;
};

struct FindingTable {
    std::string name;
    FindingSide rows;
    FindingSide columns;
    Grid values;
    std::vector<std::string> texts; ///< of each cell, row by row; empty = the numbers alone
};

struct FindingNumber {
    std::string name;
    double value = 0;
};

/// An explanation: a small labelled result over the axes of a Trace.
struct Finding {
    std::string method; ///< id
    std::string note;   ///< what the numbers mean and what they do not, in plain words
    Target target;      ///< complete: task, position and id are told
    std::string
        targetName; ///< "class “cat”", "next token “ the” after 5"; empty where none is read
    double score = 0;      ///< y
    bool isSigned = false; ///< whether values below 0 mean something
    std::vector<std::pair<std::string, std::string>> settings;
    std::vector<TokenScores> scores; ///< one for each axis that the method speaks about
    std::vector<FindingTable> tables;
    std::vector<FindingNumber> numbers;
    std::vector<std::string> warnings;
};

/// One row of the list of methods.
struct ExplainMethod {
    std::string id;          ///< "relevance"
    std::string title;       ///< "Gradient-weighted relevance"
    std::string note;        ///< as Finding::note
    bool target = false;     ///< asks for Target
    bool startLayer = false; ///< reads ExplainRequest::startLayer
    bool site = false;       ///< reads ExplainRequest::site
    bool baseline = false;   ///< reads ExplainRequest::baseline
    bool other = false;      ///< compares with ExplainRequest::other
};

/// Several variants of a Sample with tokens taken away, for methods that measure.
struct OcclusionRequest {
    Target target;
    std::string baseline;   ///< as in ExplainRequest
    std::vector<Grid> kept; ///< for each axis [variants × tokens]: 1 = stays, 0 = is the baseline
};

struct OcclusionScores {
    std::string baseline;             ///< what stood in the place of tokens
    std::vector<float> scores;        ///< y of each variant
    std::vector<float> probabilities; ///< of the target; empty where it has none, for a similarity
};

} // namespace vitrine::engine
