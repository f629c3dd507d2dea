#include "app/vitrine/document/jsonfields.h"

namespace vitrine::app {

std::string textOf(const Json& json, std::string_view key, const std::string& otherwise) {
    const Json* member = json.find(key);
    const std::string* text = member != nullptr ? member->string() : nullptr;
    return text != nullptr ? *text : otherwise;
}

std::int64_t wholeOf(const Json& json, std::string_view key, std::int64_t otherwise,
                     std::int64_t least, std::int64_t most) {
    const Json* member = json.find(key);
    const std::int64_t* whole = member != nullptr ? member->integer() : nullptr;
    return whole != nullptr && *whole >= least && *whole <= most ? *whole : otherwise;
}

bool truthOf(const Json& json, std::string_view key, bool otherwise) {
    const Json* member = json.find(key);
    const bool* truth = member != nullptr ? member->boolean() : nullptr;
    return truth != nullptr ? *truth : otherwise;
}

} // namespace vitrine::app
