#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::data {

/// A picture as a data set holds it: height × width × channels bytes, RGB or RGBA (not multiplied).
struct RawPicture {
    std::size_t width = 0;
    std::size_t height = 0;
    std::size_t channels = 3;
    std::vector<std::uint8_t> pixels;
};

/// One sample as a reader finds it.
struct Example {
    std::string text;
    std::optional<std::string> pair;
    std::optional<RawPicture> picture;
    std::string label;   ///< name of its class; empty where there is none
    std::string source;  ///< where it comes from: an icon set, a dictionary
    std::string licence; ///< SPDX name of the source's licence
    std::string caption;
    std::string group;   ///< samples of one group never land in two parts
    std::string split;   ///< a part that the source itself assigns; empty = by the group's hash
};

struct ReadRequest {
    Json options;                 ///< an object, as the recipe has it
    std::filesystem::path folder; ///< relative paths in the options start here
    std::filesystem::path cache;  ///< `cache:` in a path stands for this
};

/// Takes one example; false stops the reader, which then returns Cancelled.
using ExampleSink = std::function<bool(Example)>;

/// Turns the files of a data set into examples. Stateless; one object a kind.
class Reader {
public:
    virtual ~Reader() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::string_view about() const = 0;

    /// Hands over every example in an order that depends on the files alone. A Problem names the
    /// file, and the line where there are lines.
    [[nodiscard]] virtual Outcome<Done> read(const ReadRequest& request, const ExampleSink& sink,
                                             const Tick& tick) const = 0;
};

/// The file or folder that an option names: absolute, `cache:NAME`, or from the request's folder.
[[nodiscard]] std::filesystem::path pathFrom(const std::string& text, const ReadRequest& request);

} // namespace vitrine::data
