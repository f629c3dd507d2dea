#include "app/vitrine/document/workspacejson.h"

#include "app/vitrine/document/jsonfields.h"
#include "app/vitrine/document/pathfields.h"
#include "app/vitrine/document/robustnessjson.h"
#include "app/vitrine/document/selectionjson.h"

#include "core/base/utf8.h"

#include <QByteArray>

#include <algorithm>
#include <set>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFormat = "vitrine-workspace";

// The members of `json` without those that this version writes itself: the unknown ones.
Json unknownOf(const Json& json, std::initializer_list<std::string_view> known) {
    Json rest;
    const Json::Object* members = json.object();
    if (members == nullptr) {
        return rest;
    }
    for (const auto& [key, value] : *members) {
        if (std::ranges::find(known, key) == known.end()) {
            rest.set(key, value);
        }
    }
    return rest;
}

void addUnknown(Json& json, const Json& unknown) {
    if (const Json::Object* members = unknown.object()) {
        for (const auto& [key, value] : *members) {
            json.set(key, value);
        }
    }
}

void setText(Json& json, const std::string& key, const std::string& text) {
    if (isUtf8(text)) {
        json.set(key, text);
    } else {
        json.set(key + "Base64", QByteArray::fromStdString(text).toBase64().toStdString());
    }
}

std::optional<std::string> readText(const Json& json, const std::string& key) {
    if (const Json* coded = json.find(key + "Base64"); coded != nullptr && coded->string()) {
        return QByteArray::fromBase64(QByteArray::fromStdString(*coded->string())).toStdString();
    }
    const Json* plain = json.find(key);
    return plain != nullptr && plain->string() ? std::optional(*plain->string()) : std::nullopt;
}

Json mediaJson(const MediaSource& media, const PathRoots& roots) {
    Json json;
    const bool clip = media.kind == MediaSource::Kind::Clip;
    json.set("kind", clip ? "clip" : "picture");
    if (media.png) {
        json.set("png", QByteArray::fromStdString(*media.png).toBase64().toStdString());
    } else {
        setPath(json, media.file, roots);
    }
    if (clip) {
        json.set("frames", media.frames);
    }
    return json;
}

Json sampleJson(const SampleEntry& entry, const PathRoots& roots) {
    Json json;
    json.set("id", entry.id);
    json.set("name", entry.sample.name);
    if (!entry.parent.empty()) {
        json.set("parent", entry.parent);
    }
    if (entry.draft) {
        json.set("draft", true);
    }
    setText(json, "text", entry.sample.text);
    if (entry.sample.pair) {
        setText(json, "pair", *entry.sample.pair);
    }
    if (!entry.media.none()) {
        json.set("media", mediaJson(entry.media, roots));
    }
    if (!entry.labels.empty()) {
        json.set("labels", entry.labels);
    }
    addUnknown(json, entry.unknown);
    return json;
}

SampleEntry sampleFrom(const Json& json) {
    return {.id = textOf(json, "id"),
            .parent = textOf(json, "parent"),
            .draft = truthOf(json, "draft", false),
            .sample = {.name = textOf(json, "name"),
                       .text = readText(json, "text").value_or(std::string()),
                       .pair = readText(json, "pair")},
            .labels = textOf(json, "labels"),
            .unknown = unknownOf(json, {"id", "name", "parent", "draft", "text", "textBase64",
                                        "pair", "pairBase64", "media", "labels"})};
}

template <class Entry>
Json referenceJson(const Entry& entry, const fs::path& path, const PathRoots& roots) {
    Json json;
    json.set("id", entry.id);
    json.set("name", entry.name);
    setPath(json, path, roots);
    addUnknown(json, entry.unknown);
    return json;
}

Json comparisonJson(const Comparison& comparison) {
    Json json;
    json.set("with", comparison.kind == Comparison::Kind::Sample ? "sample" : "model");
    json.set("id", comparison.id);
    return json;
}

Comparison comparisonFrom(const Workspace& workspace, const Json* json) {
    if (json == nullptr) {
        return {};
    }
    const std::string with = textOf(*json, "with");
    const std::string id = textOf(*json, "id");
    if (with == "sample" && findSample(workspace, id) != nullptr) {
        return {Comparison::Kind::Sample, id};
    }
    if (with == "model" && findModel(workspace, id) != nullptr) {
        return {Comparison::Kind::Model, id};
    }
    return {};
}

// Calls `read` for every object of an array member that has an id of its own.
template <class Read>
void eachEntry(const Json& json, std::string_view key, std::set<std::string>& ids, Read&& read) {
    const Json* member = json.find(key);
    const Json::Array* array = member != nullptr ? member->array() : nullptr;
    if (array == nullptr) {
        return;
    }
    for (const Json& entry : *array) {
        const std::string id = textOf(entry, "id");
        if (!id.empty() && ids.insert(id).second) {
            read(entry);
        }
    }
}

class Reader {
public:
    Reader(const Json& json, PathRoots roots)
        : json_(json)
        , roots_(std::move(roots)) {}

    OpenedWorkspace read() {
        readEntries();
        Workspace& workspace = opened_.workspace;
        workspace.sample = chosen(workspace.samples, "sample");
        workspace.model = chosen(workspace.models, "model");
        workspace.device = textOf(json_, "device", "cpu");
        workspace.comparison = comparisonFrom(workspace, json_.find("comparison"));
        if (const Json* selection = json_.find("selection")) {
            workspace.selection = selectionFromJson(*selection);
        }
        if (const Json* robustness = json_.find("robustness")) {
            workspace.robustness = robustnessFromJson(*robustness);
        }
        workspace.labelSets = labelSetsFromJson(json_.find("labelSets"));
        if (const Json* layout = json_.find("layout")) {
            workspace.layout = {.lab = textOf(*layout, "lab", "attention"),
                                .docks = textOf(*layout, "docks")};
        }
        workspace.unknown =
            unknownOf(json_, {"format", "schema", "samples", "models", "tokenizers", "sample",
                              "model", "device", "comparison", "selection", "robustness",
                              "labelSets", "layout"});
        return std::move(opened_);
    }

private:
    void readEntries() {
        std::set<std::string> ids;
        Workspace& workspace = opened_.workspace;
        eachEntry(json_, "samples", ids,
                  [&](const Json& entry) {
                      workspace.samples.push_back(sampleFrom(entry));
                      workspace.samples.back().media = mediaFrom(entry.find("media"));
                  });
        eachEntry(json_, "models", ids, [&](const Json& entry) {
            if (const ReadPath place = path(entry); !place.path.empty()) {
                workspace.models.push_back(
                    {.id = textOf(entry, "id"),
                     .name = textOf(entry, "name", place.path.filename().string()),
                     .folder = place.path,
                     .confirmed = !place.absolute,
                     .unknown = unknownOf(entry, {"id", "name", "path", "base"})});
            }
        });
        eachEntry(json_, "tokenizers", ids, [&](const Json& entry) {
            if (const ReadPath place = path(entry); !place.path.empty() && !place.absolute) {
                workspace.tokenizers.push_back(
                    {.id = textOf(entry, "id"),
                     .name = textOf(entry, "name", place.path.filename().string()),
                     .path = place.path,
                     .unknown = unknownOf(entry, {"id", "name", "path", "base"})});
            }
        });
    }

    MediaSource mediaFrom(const Json* json) {
        const std::string kind = json != nullptr ? textOf(*json, "kind") : std::string();
        MediaSource media;
        if (kind == "picture") {
            media.kind = MediaSource::Kind::Picture;
        } else if (kind == "clip") {
            media.kind = MediaSource::Kind::Clip;
            media.frames = static_cast<int>(wholeOf(*json, "frames", MediaSource::kUsualFrames, 1,
                                                    MediaSource::kMostFrames));
        } else {
            return {};
        }
        if (const std::string png = textOf(*json, "png");
            !png.empty() && media.kind == MediaSource::Kind::Picture) {
            media.png = std::make_shared<const std::string>(
                QByteArray::fromBase64(QByteArray::fromStdString(png)).toStdString());
            return media;
        }
        const ReadPath place = path(*json);
        media.file = place.path;
        media.confirmed = !place.absolute;
        return place.path.empty() ? MediaSource{} : media;
    }

    ReadPath path(const Json& entry) {
        ReadPath place = readPath(entry, roots_);
        if (place.absolute) {
            opened_.absolute.push_back(place.path);
        } else if (std::error_code error; !place.path.empty() && !fs::exists(place.path, error)) {
            opened_.missing.push_back(place.path);
        }
        return place;
    }

    template <class Entry>
    std::string chosen(const std::vector<Entry>& entries, std::string_view key) const {
        const std::string id = textOf(json_, key);
        for (const Entry& entry : entries) {
            if (entry.id == id) {
                return id;
            }
        }
        return entries.empty() ? std::string() : entries.front().id;
    }

    const Json& json_;
    PathRoots roots_;
    OpenedWorkspace opened_;
};

} // namespace

Json toJson(const Workspace& workspace, const fs::path& file, const Places& places) {
    const PathRoots roots{.folder = file.parent_path(), .cache = places.cache};
    Json json;
    json.set("format", kFormat);
    json.set("schema", kWorkspaceSchema);
    Json::Array samples;
    for (const SampleEntry& entry : workspace.samples) {
        samples.push_back(sampleJson(entry, roots));
    }
    json.set("samples", std::move(samples));
    Json::Array models;
    for (const ModelEntry& entry : workspace.models) {
        models.push_back(referenceJson(entry, entry.folder, roots));
    }
    json.set("models", std::move(models));
    Json::Array tokenizers;
    for (const TokenizerEntry& entry : workspace.tokenizers) {
        tokenizers.push_back(referenceJson(entry, entry.path, roots));
    }
    json.set("tokenizers", std::move(tokenizers));
    json.set("sample", workspace.sample);
    json.set("model", workspace.model);
    json.set("device", workspace.device);
    if (workspace.comparison.kind != Comparison::Kind::None) {
        json.set("comparison", comparisonJson(workspace.comparison));
    }
    json.set("selection", toJson(workspace.selection));
    json.set("robustness", toJson(workspace.robustness));
    if (!workspace.labelSets.empty()) {
        json.set("labelSets", toJson(workspace.labelSets));
    }
    Json layout;
    layout.set("lab", workspace.layout.lab);
    if (!workspace.layout.docks.empty()) {
        layout.set("docks", workspace.layout.docks);
    }
    json.set("layout", std::move(layout));
    addUnknown(json, workspace.unknown);
    return json;
}

Outcome<OpenedWorkspace> workspaceFromJson(const Json& json, const fs::path& file,
                                           const Places& places) {
    const std::int64_t schema = wholeOf(json, "schema", 0, 1, 1 << 20);
    if (textOf(json, "format") != kFormat || schema == 0) {
        return Problem{"This is no Vitrine workspace", file.string(),
                       "Open a file that Vitrine saved, or drop a model folder instead"};
    }
    Reader reader(json, {.folder = file.parent_path(), .cache = places.cache});
    OpenedWorkspace opened = reader.read();
    opened.newer = schema > kWorkspaceSchema;
    return opened;
}

} // namespace vitrine::app
