#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/neural/weights/names.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The tensors of a model folder under the names that the model's code uses: one safetensors file,
/// or the shards of an index. Never a pickle. Knows which tensors were asked for.
class Checkpoint {
public:
    struct Entry {
        std::shared_ptr<const SafetensorsFile> file;
        const TensorInfo* tensor = nullptr;
    };

    [[nodiscard]] static Outcome<std::shared_ptr<const Checkpoint>>
    open(const std::filesystem::path& folder, const NameRules& rules);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// The entry of that name, or nullptr.
    [[nodiscard]] const Entry* find(const std::string& name) const;

    /// All names, sorted.
    [[nodiscard]] std::vector<std::string> names() const;

    /// Elements of all tensors together.
    [[nodiscard]] std::int64_t elements() const;

private:
    std::filesystem::path folder_;
    std::map<std::string, Entry> entries_;
};

} // namespace vitrine::neural
