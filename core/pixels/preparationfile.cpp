#include "core/pixels/preparationfile.h"

#include "core/pixels/processors.h"

#include <cmath>
#include <system_error>

namespace vitrine::pixels {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestSide = 16'384;
constexpr const char* kFileName = "preprocessor_config.json";

/// Reads the keys of one configuration; the first fault stays.
class Reader {
public:
    Reader(const Json& config, std::string_view where, const Processor& processor)
        : config_(config)
        , where_(where)
        , squareSize_(processor.squareSize)
        , result_(processor.defaults) {}

    Outcome<Preparation> read() {
        readResize();
        readCrop();
        if (!flag("do_rescale", result_.rescale.has_value())) {
            result_.rescale.reset();
        } else {
            result_.rescale = finite("rescale_factor", result_.rescale.value_or(1.0 / 255));
        }
        result_.normalise = flag("do_normalize", result_.normalise);
        result_.mean = three("image_mean", result_.mean);
        result_.deviation = three("image_std", result_.deviation);
        for (const double deviation : result_.deviation) {
            if (deviation == 0) {
                fault("image_std", "is 0");
            }
        }
        if (flag("do_pad", false)) {
            fault("do_pad", "asks for padding, which is not known here");
        }
        if (fault_) {
            return *fault_;
        }
        return result_;
    }

private:
    void readResize() {
        const bool wanted = flag("do_resize", result_.resize.has_value());
        const TargetSize usual = result_.resize.value_or(TargetSize{.height = 224, .width = 224});
        const TargetSize size = sizeAt("size", usual, squareSize_);
        result_.resize = wanted ? std::optional(size) : std::nullopt;
        if (const Json* filter = given("resample")) {
            const std::int64_t* number = filter->integer();
            if (number == nullptr || *number < 0 || *number > 5) {
                fault("resample", "is none of Pillow's filters 0 to 5");
            } else {
                result_.filter = static_cast<Filter>(*number);
            }
        }
    }

    void readCrop() {
        const bool wanted = flag("do_center_crop", result_.crop.has_value());
        const TargetSize usual = result_.crop.value_or(TargetSize{.height = 224, .width = 224});
        const TargetSize size = sizeAt("crop_size", usual, /*square=*/true);
        if (wanted && size.shortestEdge > 0) {
            fault("crop_size", "needs height and width");
        }
        result_.crop = wanted ? std::optional(size) : std::nullopt;
    }

    /// The member, where it is there and not null: null means "the default" to the reference.
    const Json* given(std::string_view key) const {
        const Json* value = config_.find(key);
        return value == nullptr || value->isNull() ? nullptr : value;
    }

    void fault(std::string_view key, const std::string& what) {
        if (!fault_) {
            fault_ = Problem{"\"" + std::string(key) + "\" " + what, where_,
                             "Correct the file, or use the one that came with the model"};
        }
    }

    bool flag(std::string_view key, bool otherwise) {
        const Json* value = given(key);
        if (value == nullptr) {
            return otherwise;
        }
        if (value->boolean() == nullptr) {
            fault(key, "is neither true nor false");
            return otherwise;
        }
        return *value->boolean();
    }

    double finite(std::string_view key, double otherwise) {
        const Json* value = given(key);
        if (value == nullptr) {
            return otherwise;
        }
        if (!value->isNumber() || !std::isfinite(value->number())) {
            fault(key, "is no number");
        }
        return value->number();
    }

    std::array<double, 3> three(std::string_view key, const std::array<double, 3>& otherwise) {
        const Json* value = given(key);
        if (value == nullptr) {
            return otherwise;
        }
        if (value->isNumber()) {
            return {value->number(), value->number(), value->number()};
        }
        const Json::Array* list = value->array();
        if (list == nullptr || list->size() != 3) {
            fault(key, "is no list of three numbers");
            return otherwise;
        }
        std::array<double, 3> numbers{};
        for (std::size_t index = 0; index < numbers.size(); ++index) {
            if (!(*list)[index].isNumber() || !std::isfinite((*list)[index].number())) {
                fault(key, "is no list of three numbers");
            }
            numbers[index] = (*list)[index].number();
        }
        return numbers;
    }

    std::size_t side(std::string_view key, const Json& value) {
        const std::int64_t* number = value.integer();
        if (number == nullptr || *number < 1 || *number > kLargestSide) {
            fault(key, "holds a side that is not 1 to " + std::to_string(kLargestSide));
            return 1;
        }
        return static_cast<std::size_t>(*number);
    }

    TargetSize sizeAt(std::string_view key, const TargetSize& otherwise, bool square) {
        const Json* value = given(key);
        if (value == nullptr) {
            return otherwise;
        }
        if (const Json::Array* list = value->array(); list != nullptr && list->size() == 2) {
            return {.height = side(key, (*list)[0]), .width = side(key, (*list)[1])};
        }
        if (value->object() == nullptr) {
            const std::size_t length = side(key, *value);
            return square ? TargetSize{.height = length, .width = length}
                          : TargetSize{.shortestEdge = length};
        }
        const Json* height = value->find("height");
        const Json* width = value->find("width");
        const Json* shortest = value->find("shortest_edge");
        if (height != nullptr && width != nullptr) {
            return {.height = side(key, *height), .width = side(key, *width)};
        }
        if (shortest == nullptr || value->find("longest_edge") != nullptr) {
            fault(key, "gives neither height and width nor the shortest edge alone");
            return otherwise;
        }
        return {.shortestEdge = side(key, *shortest)};
    }

    const Json& config_;
    std::string where_;
    bool squareSize_;
    Preparation result_;
    std::optional<Problem> fault_;
};

Problem unknown(const std::string& what, std::string_view where) {
    return {what, std::string(where),
            "Known are the processors of ViT, DeiT, CLIP, BLIP, VideoMAE and TimeSformer"};
}

} // namespace

Outcome<Preparation> preparationFrom(const Json& config, std::string_view where,
                                     std::string_view modelType) {
    if (config.object() == nullptr) {
        return Problem{"The configuration is no JSON object", std::string(where),
                       "Use the file that came with the model"};
    }
    for (const char* key :
         {"image_processor_type", "video_processor_type", "feature_extractor_type"}) {
        const Json* name = config.find(key);
        if (name != nullptr && name->string() != nullptr) {
            const Processor* processor = processorNamed(*name->string());
            if (processor == nullptr) {
                return unknown("The image processor \"" + *name->string() + "\" is not known",
                               where);
            }
            return Reader(config, where, *processor).read();
        }
    }
    const Processor* processor = processorForModel(modelType);
    if (processor == nullptr) {
        return unknown("The configuration names no image processor", where);
    }
    return Reader(config, where, *processor).read();
}

Outcome<Preparation> defaultPreparation(std::string_view modelType) {
    const Processor* processor = processorForModel(modelType);
    if (processor == nullptr) {
        return unknown("How pictures are prepared for this model is not known", modelType);
    }
    return processor->defaults;
}

Outcome<Preparation> readPreparation(const fs::path& folderOrFile, std::string_view modelType) {
    std::error_code ignored;
    const bool folder = fs::is_directory(folderOrFile, ignored);
    const fs::path file = folder ? folderOrFile / kFileName : folderOrFile;
    if (folder && !modelType.empty() && !fs::exists(file, ignored)) {
        return defaultPreparation(modelType);
    }
    const auto config = readJson(file);
    if (!config) {
        return config.as<Preparation>();
    }
    return preparationFrom(*config, file.string(), modelType);
}

namespace {

Json jsonOf(const TargetSize& size) {
    Json json;
    if (size.shortestEdge > 0) {
        json.set("shortest_edge", static_cast<std::int64_t>(size.shortestEdge));
    } else {
        json.set("height", static_cast<std::int64_t>(size.height));
        json.set("width", static_cast<std::int64_t>(size.width));
    }
    return json;
}

} // namespace

Json jsonOf(const Preparation& preparation) {
    const auto list = [](const std::array<double, 3>& numbers) {
        return Json(Json::Array(numbers.begin(), numbers.end()));
    };
    Json json;
    json.set("image_processor_type", preparation.type);
    json.set("do_resize", preparation.resize.has_value());
    if (preparation.resize) {
        json.set("size", jsonOf(*preparation.resize));
        json.set("resample", static_cast<int>(preparation.filter));
    }
    json.set("do_center_crop", preparation.crop.has_value());
    if (preparation.crop) {
        json.set("crop_size", jsonOf(*preparation.crop));
    }
    json.set("do_rescale", preparation.rescale.has_value());
    if (preparation.rescale) {
        json.set("rescale_factor", *preparation.rescale);
    }
    json.set("do_normalize", preparation.normalise);
    json.set("image_mean", list(preparation.mean));
    json.set("image_std", list(preparation.deviation));
    return json;
}

} // namespace vitrine::pixels
