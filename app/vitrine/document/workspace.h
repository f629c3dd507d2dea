#pragma once

#include "app/vitrine/document/mediasource.h"

#include "core/base/json.h"
#include "core/base/sample.h"
#include "core/study/robustness/verdict.h"

#include "widgets/attention/state/selection.h"
#include "widgets/robustness/state/robustnesschoice.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::app {

/// A Sample as the library lists it.
struct SampleEntry {
    std::string id;     ///< unique in the workspace
    std::string parent; ///< the sample it was made from by editing; empty for none
    bool draft = false; ///< edited in place; editing any other makes a child
    Sample sample; ///< without the decoded picture or clip: the session has those
    MediaSource media;
    std::string labels; ///< the label set that it is asked for; empty for none
    Json unknown; ///< members that this version does not know, kept on save

    bool operator==(const SampleEntry&) const = default;
};

/// A model by reference.
struct ModelEntry {
    std::string id;
    std::string name;
    std::filesystem::path folder; ///< absolute
    bool confirmed = true; ///< false: named by an absolute path, to be shown before it is used
    Json unknown;

    bool operator==(const ModelEntry&) const = default;
};

/// A tokenizer by reference, shown beside the model's own: a folder, or one of its files.
struct TokenizerEntry {
    std::string id;
    std::string name;
    std::filesystem::path path; ///< absolute
    Json unknown;

    bool operator==(const TokenizerEntry&) const = default;
};

/// What B is, where A is the current sample on the current model.
struct Comparison {
    enum class Kind { None, Sample, Model };

    Kind kind = Kind::None;
    std::string id; ///< of a sample or a model

    bool operator==(const Comparison&) const = default;
};

/// Where panes are: part of the document, never of its undo history.
struct LayoutChoice {
    std::string lab = "attention"; ///< or "tokens"
    std::string docks;             ///< QMainWindow's own state, base 64; empty = as designed

    bool operator==(const LayoutChoice&) const = default;
};

/// The document: samples, models by reference, what is looked at and how. A plain value.
struct Workspace {
    std::vector<SampleEntry> samples;
    std::vector<ModelEntry> models;
    std::vector<TokenizerEntry> tokenizers;
    std::string sample; ///< id of the current one; empty for none
    std::string model;
    std::string device = "cpu";
    Comparison comparison;
    widgets::AttentionSelection selection;
    widgets::RobustnessChoice robustness;
    std::vector<study::LabelSet> labelSets;
    LayoutChoice layout;
    Json unknown;

    bool operator==(const Workspace&) const = default;
};

[[nodiscard]] const SampleEntry* findSample(const Workspace& workspace, const std::string& id);
[[nodiscard]] const ModelEntry* findModel(const Workspace& workspace, const std::string& id);

/// Null where the workspace lacks it.
[[nodiscard]] const study::LabelSet* findLabels(const Workspace& workspace,
                                                const std::string& name);

/// "sample-3": the first number that no entry has.
[[nodiscard]] std::string freshId(const Workspace& workspace, const std::string& stem);

/// The name of a sample for lists: its own, else its first words.
[[nodiscard]] std::string shownName(const Sample& sample);
[[nodiscard]] std::string shownName(const SampleEntry& entry); ///< or the file's

} // namespace vitrine::app
