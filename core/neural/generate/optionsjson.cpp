#include "core/neural/generate/optionsjson.h"

#include <functional>
#include <map>
#include <string_view>

namespace vitrine::neural {

namespace {

using engine::GenerationOptions;

/// Takes a value over; false where its type is wrong.
using Setter = std::function<bool(GenerationOptions&, const Json&)>;

template <class Member> Setter whole(Member member) {
    return [member](GenerationOptions& options, const Json& value) {
        const std::int64_t* number = value.integer();
        if (number != nullptr) {
            options.*member =
                static_cast<std::remove_reference_t<decltype(options.*member)>>(*number);
        }
        return number != nullptr;
    };
}

Setter fraction(double GenerationOptions::*member) {
    return [member](GenerationOptions& options, const Json& value) {
        options.*member = value.number(options.*member);
        return value.isNumber();
    };
}

bool setEarlyStopping(GenerationOptions& options, const Json& value) {
    using engine::EarlyStopping;
    if (const bool* flag = value.boolean()) {
        options.earlyStopping = *flag ? EarlyStopping::First : EarlyStopping::Estimate;
        return true;
    }
    options.earlyStopping = EarlyStopping::Never;
    return value.string() != nullptr && *value.string() == "never";
}

bool setSample(GenerationOptions& options, const Json& value) {
    const bool* flag = value.boolean();
    options.sample = flag != nullptr && *flag;
    return flag != nullptr;
}

bool setStopStrings(GenerationOptions& options, const Json& value) {
    const Json::Array* texts = value.array();
    if (texts == nullptr) {
        return false;
    }
    for (const Json& text : *texts) {
        if (text.string() == nullptr) {
            return false;
        }
        options.stopStrings.push_back(*text.string());
    }
    return true;
}

const std::map<std::string_view, Setter>& setters() {
    static const std::map<std::string_view, Setter> table{
        {"max_new_tokens", whole(&GenerationOptions::maxNewTokens)},
        {"num_beams", whole(&GenerationOptions::beams)},
        {"do_sample", setSample},
        {"temperature", fraction(&GenerationOptions::temperature)},
        {"top_k", whole(&GenerationOptions::topK)},
        {"top_p", fraction(&GenerationOptions::topP)},
        {"repetition_penalty", fraction(&GenerationOptions::repetitionPenalty)},
        {"no_repeat_ngram_size", whole(&GenerationOptions::noRepeatNgram)},
        {"length_penalty", fraction(&GenerationOptions::lengthPenalty)},
        {"early_stopping", setEarlyStopping},
        {"stop_strings", setStopStrings},
        {"seed", whole(&GenerationOptions::seed)},
    };
    return table;
}

} // namespace

Outcome<GenerationOptions> generationOptionsFrom(const Json& json, const std::string& where) {
    const Json::Object* object = json.object();
    if (object == nullptr) {
        return Problem{"Generation options are no JSON object", where,
                       "Write them as {\"max_new_tokens\": 20, …}"};
    }
    GenerationOptions options;
    for (const auto& [name, value] : *object) {
        const auto setter = setters().find(name);
        if (setter == setters().end()) {
            return Problem{"The generation option “" + name + "” is not known", where,
                           "Known are transformers' names that this program has: max_new_tokens, "
                           "num_beams, do_sample and their like"};
        }
        if (!setter->second(options, value)) {
            return Problem{"The generation option “" + name + "” has a wrong value", where,
                           "Found " + value.dump()};
        }
    }
    return options;
}

} // namespace vitrine::neural
