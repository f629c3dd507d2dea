#pragma once

#include "core/study/picture.h"

#include <QString>

#include <optional>

namespace vitrine::widgets {

/// What every exported figure says of itself (specs: attention, section 13); the program's version
/// is added by the exporter. "MiniLM-L6 · text.3.self · head 1 · attention probability ·
/// shared, layer 3: 0–0.99, square root".
[[nodiscard]] QString headCaption(const study::TracePicture& picture, engine::HeadRef head,
                                  const QString& method, const QString& rule);

/// The same of all heads.
[[nodiscard]] QString gridCaption(const study::TracePicture& picture, const QString& rule);

/// "all-MiniLM-L6-v2 text.3.self head 1", or "… all heads".
[[nodiscard]] QString figureTitle(const study::TracePicture& picture,
                                  std::optional<engine::HeadRef> head);

} // namespace vitrine::widgets
