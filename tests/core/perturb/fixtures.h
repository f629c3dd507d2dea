#pragma once

#include "core/perturb/catalogue.h"
#include "core/perturb/perturbation.h"

#include <QByteArray>
#include <QTest>

#include <string>

namespace vitrine::tests {

inline const perturb::Perturbation& kindNamed(std::string_view id) {
    static const perturb::Catalogue catalogue;
    return *catalogue.find(id);
}

inline Sample textSample(std::string text) {
    return {.name = "typed", .text = std::move(text)};
}

inline Json texts(std::initializer_list<const char*> words) {
    return Json::Array(words.begin(), words.end());
}

/// The perturbed text, or the Problem's text behind an exclamation mark.
inline std::string textOf(std::string_view kind, const std::string& text,
                          const perturb::Setting& setting) {
    const auto result = perturb::perturb(kindNamed(kind), textSample(text), setting);
    return result ? result->sample.text : "!" + result.problem().text();
}

} // namespace vitrine::tests
