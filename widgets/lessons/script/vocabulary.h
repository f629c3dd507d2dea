#pragma once

#include "widgets/lessons/script/lesson.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Where a call stands in a lesson.
enum class CallPlace {
    Span,      ///< {…} in a text
    Reply,     ///< {…} in a reply to a prediction, or in its recall: {said}, {truth} too
    Condition, ///< of an act
    View       ///< of a step
};

/// What is wrong with a call, in words and with what is allowed; nothing where it is right. Names
/// and the kinds of their arguments are one table.
[[nodiscard]] std::optional<std::string> faultOf(const LiveCall& call, CallPlace place);

/// Whether steps and lessons may ask for that of a model.
[[nodiscard]] bool isNeed(std::string_view need);

/// "one of tokens, pieces, …": for messages.
[[nodiscard]] std::string needNames();

} // namespace vitrine::widgets
