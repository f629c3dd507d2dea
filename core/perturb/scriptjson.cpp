#include "core/perturb/scriptjson.h"

#include <bit>

namespace vitrine::perturb {

namespace {

Json whole(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

Json jsonOf(const TextScript& script) {
    Json::Array edits;
    for (const TextEdit& edit : script) {
        edits.emplace_back(Json::Array{whole(edit.at.begin), whole(edit.at.end), edit.replacement});
    }
    return edits;
}

Json jsonOf(const PictureScript& script) {
    Json::Array cells;
    for (const Box& box : script.cells) {
        cells.emplace_back(Json::Array{static_cast<double>(box.x), static_cast<double>(box.y),
                                       static_cast<double>(box.width),
                                       static_cast<double>(box.height)});
    }
    Json json;
    json.set("affine", script.affine
                           ? Json(Json::Array(script.affine->begin(), script.affine->end()))
                           : Json());
    json.set("cells", std::move(cells));
    return json;
}

Json jsonOf(const ClipScript& script) {
    Json::Array pictures;
    for (const PictureScript& picture : script.pictures) {
        pictures.push_back(jsonOf(picture));
    }
    Json json;
    json.set("source", Json::Array(script.source.begin(), script.source.end()));
    json.set("pictures", std::move(pictures));
    return json;
}

/// Reads a script and remembers the first thing that is wrong.
class Reader {
public:
    Reader(std::size_t textBytes)
        : textBytes_(textBytes) {}

    EditScript read(const Json& json) {
        EditScript script;
        if (json.array() != nullptr) {
            script.text = text(json);
            return script;
        }
        for (const auto& [key, value] : object(json)) {
            if (key == "text") {
                script.text = text(value);
            } else if (key == "picture") {
                script.picture = picture(value);
            } else if (key == "clip") {
                script.clip = clip(value);
            } else {
                refuse("an unknown key, " + key);
            }
        }
        return script;
    }

    [[nodiscard]] const std::string& fault() const { return fault_; }

private:
    void refuse(std::string fault) {
        if (fault_.empty()) {
            fault_ = std::move(fault);
        }
    }

    const Json::Object& object(const Json& json) {
        static const Json::Object kEmpty;
        if (json.object() == nullptr) {
            refuse("something that is no object");
            return kEmpty;
        }
        return *json.object();
    }

    const Json::Array& array(const Json& json) {
        static const Json::Array kEmpty;
        if (json.array() == nullptr) {
            refuse("something that is no list");
            return kEmpty;
        }
        return *json.array();
    }

    std::size_t place(const Json& json) {
        const std::int64_t* number = json.integer();
        if (number == nullptr || *number < 0 || std::bit_cast<std::uint64_t>(*number) > textBytes_) {
            refuse("a place outside the text");
            return 0;
        }
        return static_cast<std::size_t>(*number);
    }

    TextScript text(const Json& json) {
        TextScript script;
        std::size_t at = 0;
        for (const Json& each : array(json)) {
            const Json::Array& parts = array(each);
            if (parts.size() != 3 || parts[2].string() == nullptr) {
                refuse("an edit that is not [begin, end, replacement]");
                return {};
            }
            const Span span{place(parts[0]), place(parts[1])};
            if (span.begin < at || span.end < span.begin) {
                refuse("edits out of order");
                return {};
            }
            at = span.end;
            script.push_back({span, *parts[2].string()});
        }
        return script;
    }

    template <std::size_t N>
    std::array<double, N> numbers(const Json& json) {
        std::array<double, N> result{};
        const Json::Array& parts = array(json);
        if (parts.size() != N) {
            refuse("a list of another length than " + std::to_string(N));
            return result;
        }
        for (std::size_t i = 0; i < N; ++i) {
            if (!parts[i].isNumber()) {
                refuse("something that is no number");
            }
            result[i] = parts[i].number();
        }
        return result;
    }

    PictureScript picture(const Json& json) {
        PictureScript script;
        for (const auto& [key, value] : object(json)) {
            if (key == "affine") {
                if (!value.isNull()) {
                    script.affine = numbers<6>(value);
                }
            } else if (key == "cells") {
                for (const Json& each : array(value)) {
                    const auto box = numbers<4>(each);
                    script.cells.push_back(
                        {static_cast<float>(box[0]), static_cast<float>(box[1]),
                         static_cast<float>(box[2]), static_cast<float>(box[3])});
                }
            } else {
                refuse("an unknown key, " + key);
            }
        }
        return script;
    }

    ClipScript clip(const Json& json) {
        ClipScript script;
        for (const auto& [key, value] : object(json)) {
            if (key == "source") {
                for (const Json& each : array(value)) {
                    if (each.integer() == nullptr || *each.integer() < -1) {
                        refuse("a frame that is no whole number from -1");
                        return {};
                    }
                    script.source.push_back(*each.integer());
                }
            } else if (key == "pictures") {
                for (const Json& each : array(value)) {
                    script.pictures.push_back(picture(each));
                }
            } else {
                refuse("an unknown key, " + key);
            }
        }
        return script;
    }

    std::size_t textBytes_;
    std::string fault_;
};

/// Whole severities without a fraction, as the specification writes them.
Json severityJson(double severity) {
    const auto rounded = static_cast<std::int64_t>(severity);
    return static_cast<double>(rounded) == severity ? Json(rounded) : Json(severity);
}

Json headOf(const KindRecord& record, const Setting& setting) {
    Json json;
    json.set("kind", record.id);
    json.set("severity", severityJson(setting.severity));
    json.set("seed", std::bit_cast<std::int64_t>(setting.seed));
    json.set("example", std::bit_cast<std::int64_t>(setting.example));
    json.set("params", setting.parameters);
    return json;
}

} // namespace

Json jsonOf(const EditScript& script) {
    if (!script.picture && !script.clip) {
        return jsonOf(script.text);
    }
    Json json;
    if (!script.text.empty()) {
        json.set("text", jsonOf(script.text));
    }
    if (script.picture) {
        json.set("picture", jsonOf(*script.picture));
    }
    if (script.clip) {
        json.set("clip", jsonOf(*script.clip));
    }
    return json;
}

Outcome<EditScript> scriptFrom(const Json& json, std::size_t textBytes, std::string_view where) {
    Reader reader(textBytes);
    EditScript script = reader.read(json);
    if (!reader.fault().empty()) {
        return Problem{"The edit script has " + reader.fault(), std::string(where),
                       "Make it again with `vitrine-run perturb --json`"};
    }
    return script;
}

Json jsonOf(const KindRecord& record, const Setting& setting, const Perturbed& perturbed) {
    Json json = headOf(record, setting);
    const bool changed = perturbed.effect == Effect::Changed;
    json.set("effect", changed ? "changed" : "unchanged");
    if (!changed) {
        json.set("reason", perturbed.reason);
    }
    json.set("script", jsonOf(perturbed.script));
    json.set("label", nameOf(perturbed.label));
    return json;
}

Json jsonOf(const KindRecord& record, const Setting& setting, const Problem& problem) {
    Json json = headOf(record, setting);
    json.set("effect", "refused");
    json.set("reason", problem.text());
    return json;
}

} // namespace vitrine::perturb
