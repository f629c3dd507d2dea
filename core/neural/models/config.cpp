#include "core/neural/models/config.h"

#include "core/neural/models/limits.h"

namespace vitrine::neural {

namespace {

constexpr std::int64_t kMostLabels = 1 << 20;

std::string quoted(std::string_view key) {
    return "“" + std::string(key) + "”";
}

} // namespace

ConfigReader::ConfigReader(const Json& config, std::string where)
    : config_(config)
    , where_(std::move(where)) {}

const Json* ConfigReader::present(std::string_view key) const {
    const Json* value = config_.find(key);
    return value == nullptr || value->isNull() ? nullptr : value;
}

ConfigReader ConfigReader::nested(std::string_view key) {
    static const Json kEmpty{Json::Object{}};
    const Json* value = present(key);
    if (value != nullptr && value->object() == nullptr) {
        refuse("The configuration's " + quoted(key) + " is no object", "Found " + value->dump());
    }
    return {value != nullptr ? *value : kEmpty, where_ + ", " + std::string(key)};
}

void ConfigReader::refuse(std::string what, std::string advice) {
    if (!problem_) {
        problem_ = Problem{std::move(what), where_, std::move(advice)};
    }
}

void ConfigReader::headsDivide(std::string_view widthKey, std::int64_t width,
                               std::string_view headsKey, std::int64_t heads) {
    if (width % heads != 0) {
        refuse("The heads do not divide the width",
               std::string(widthKey) + " is " + std::to_string(width) + ", " +
                   std::string(headsKey) + " is " + std::to_string(heads));
    }
}

std::int64_t ConfigReader::integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                   std::int64_t most) {
    const Json* value = present(key);
    if (value == nullptr) {
        return otherwise;
    }
    const std::int64_t* number = value->integer();
    if (number == nullptr || *number < least || *number > most) {
        refuse("The configuration's " + quoted(key) + " is out of range",
               "Expected a whole number from " + std::to_string(least) + " to " +
                   std::to_string(most) + ", found " + value->dump());
        return otherwise;
    }
    return *number;
}

std::vector<std::int64_t> ConfigReader::integers(std::string_view key,
                                                 std::vector<std::int64_t> otherwise,
                                                 std::int64_t least, std::int64_t most) {
    const Json* value = present(key);
    if (value == nullptr) {
        return otherwise;
    }
    std::vector<std::int64_t> numbers;
    for (const Json& each : value->array() != nullptr ? *value->array() : Json::Array{*value}) {
        const std::int64_t* number = each.integer();
        if (number == nullptr || *number < least || *number > most) {
            refuse("The configuration's " + quoted(key) + " holds what it may not",
                   "Expected whole numbers from " + std::to_string(least) + " to " +
                       std::to_string(most) + ", found " + each.dump());
            return otherwise;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

std::optional<std::int64_t> ConfigReader::id(std::string_view key,
                                             std::optional<std::int64_t> otherwise) {
    if (present(key) == nullptr) {
        return config_.find(key) == nullptr ? otherwise : std::nullopt;
    }
    const std::int64_t id = integer(key, 0, 0, kMostRows);
    return id;
}

double ConfigReader::number(std::string_view key, double otherwise, double least, double most) {
    const Json* value = present(key);
    if (value == nullptr) {
        return otherwise;
    }
    const double number = value->number(least - 1);
    if (!value->isNumber() || !(number >= least && number <= most)) {
        refuse("The configuration's " + quoted(key) + " is out of range", "Found " + value->dump());
        return otherwise;
    }
    return number;
}

std::string ConfigReader::text(std::string_view key, std::string otherwise) {
    const Json* value = present(key);
    if (value == nullptr) {
        return otherwise;
    }
    if (value->string() == nullptr) {
        refuse("The configuration's " + quoted(key) + " is no text", "Found " + value->dump());
        return otherwise;
    }
    return *value->string();
}

bool ConfigReader::flag(std::string_view key, bool otherwise) {
    const Json* value = present(key);
    if (value == nullptr) {
        return otherwise;
    }
    if (value->boolean() == nullptr) {
        refuse("The configuration's " + quoted(key) + " is neither true nor false",
               "Found " + value->dump());
        return otherwise;
    }
    return *value->boolean();
}

Activation ConfigReader::activation(std::string_view key, std::string otherwise) {
    auto activation = activationNamed(text(key, std::move(otherwise)), where_);
    if (!activation) {
        if (!problem_) {
            problem_ = activation.problem();
        }
        return Activation::GeluErf;
    }
    return *activation;
}

std::string ConfigReader::architecture() {
    const Json* value = present("architectures");
    if (value == nullptr || value->array() == nullptr || value->array()->empty() ||
        value->array()->front().string() == nullptr) {
        return {};
    }
    return *value->array()->front().string();
}

std::vector<std::string> ConfigReader::classLabels() {
    std::int64_t count = integer("num_labels", 2, 1, kMostLabels);
    const Json* names = present("id2label");
    const Json::Object* object = names != nullptr ? names->object() : nullptr;
    if (object != nullptr && !object->empty()) {
        count = static_cast<std::int64_t>(object->size());
    }
    std::vector<std::string> labels;
    for (std::int64_t index = 0; index < count; ++index) {
        const Json* name = names != nullptr ? names->find(std::to_string(index)) : nullptr;
        labels.push_back(name != nullptr && name->string() != nullptr
                             ? *name->string()
                             : "LABEL_" + std::to_string(index));
    }
    return labels;
}

} // namespace vitrine::neural
