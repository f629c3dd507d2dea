#pragma once

#include "core/base/json.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::perturb {

enum class Medium { Text, Picture, Clip, Pair };

/// How parameters move between whole severities.
enum class Between {
    Linear,  ///< each number between its neighbours
    Inverse, ///< one over the number moves linearly
    Step     ///< those of the next whole severity
};

/// What an edit does to the label of an example.
enum class LabelRule {
    Kept,
    Moved, ///< spans move with the edit script
    Unsafe ///< the count of words or the meaning may change: left out of scores by default
};

enum class ParameterType { Flag, Whole, Number, Choice, Text, Texts };

/// One thing that the person may set. Forms are built from it.
struct Parameter {
    std::string name;
    ParameterType type = ParameterType::Number;
    Json otherwise;   ///< null: the severity or the preset says it
    double least = 0; ///< of whole numbers and numbers
    double most = 0;
    std::vector<std::string> choices;
    std::string about;
};

/// One number that the severity moves; it is a parameter of the same name, too.
struct SeverityColumn {
    std::string name;
    bool whole = false;  ///< rounded half up between severities
    double identity = 0; ///< at severity 0
};

inline constexpr double kMostSeverity = 5;
inline constexpr std::size_t kSeverities = 5;

/// The published constants of severities 1 … 5. Kinds that depend on the size of a picture have one
/// table for each preset.
struct SeverityTable {
    std::string preset; ///< "" for kinds with one table
    std::vector<std::vector<double>> rows; ///< five, each a number per column
};

/// What is known of a kind of perturbation without applying it.
struct KindRecord {
    std::string id; ///< "char.swap", "picture.jpeg"
    Medium medium = Medium::Text;
    std::string about; ///< one line
    std::vector<Parameter> parameters;
    std::vector<SeverityColumn> columns; ///< empty: every severity above 0 does the same
    std::vector<SeverityTable> tables;
    Between between = Between::Linear;
    bool random = false;
    bool monotone = true;           ///< more severity is more damage
    std::vector<std::string> needs; ///< lexicon, encoder, gradients
    LabelRule label = LabelRule::Kept;
};

[[nodiscard]] std::string_view nameOf(Medium medium);
[[nodiscard]] std::string_view nameOf(Between between);
[[nodiscard]] std::string_view nameOf(LabelRule label);
[[nodiscard]] std::string_view nameOf(ParameterType type);

[[nodiscard]] const Parameter* parameterOf(const KindRecord& record, std::string_view name);

/// The record as `vitrine-run perturb --list --json` prints it.
[[nodiscard]] Json jsonOf(const KindRecord& record);

} // namespace vitrine::perturb
