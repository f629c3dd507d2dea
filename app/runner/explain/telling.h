#pragma once

#include "core/engine/finding.h"
#include "core/engine/model.h"
#include "core/engine/trace.h"

namespace vitrine::app {

/// A finding for people: the tokens that count most, numbers and warnings, and what they mean.
void sayFinding(const engine::Finding& finding, const engine::Trace& trace);

/// The methods that a model can be explained by, with what each reads.
void sayMethods(const engine::Model& model, bool asJson);

} // namespace vitrine::app
