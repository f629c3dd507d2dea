#include "core/data/reader.h"

namespace vitrine::data {

std::filesystem::path pathFrom(const std::string& text, const ReadRequest& request) {
    constexpr std::string_view kCache = "cache:";
    if (text.starts_with(kCache)) {
        return request.cache / text.substr(kCache.size());
    }
    const std::filesystem::path path(text);
    return path.is_absolute() ? path : request.folder / path;
}

} // namespace vitrine::data
