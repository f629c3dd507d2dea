#include "widgets/foundation/theme/token.h"

#include "widgets/foundation/theme/metrics.h"

#include <array>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

constexpr std::array<std::string_view, kTokenCount> kKeys = {
    "s0",           "s1",        "s2",       "s3",         "sunk",       "hover",
    "press",        "sel",       "t1",       "t2",         "t3",         "line",
    "outline",      "ink",       "onInk",    "query",      "key",        "value",
    "output",       "queryText", "keyText",  "valueText",  "outputText", "patchSource",
    "patchTarget",  "warnMark",  "warnText", "warnGround", "dangerMark", "dangerText",
    "dangerGround", "pinA",      "pinB",     "pinC",       "pinD",       "pinE",
    "pinF",         "pinG",      "pinH",     "casing",     "casingInk",  "shadow"};

} // namespace

std::string_view keyOf(Token token) {
    return kKeys.at(static_cast<std::size_t>(token));
}

Token pinToken(int pin) {
    if (pin < 0 || pin >= metrics::kMostPins) {
        throw std::invalid_argument("pinToken: pins are 0 … 7");
    }
    return static_cast<Token>(static_cast<int>(Token::PinA) + pin);
}

} // namespace vitrine::widgets
