#include "app/vitrine/document/workspacejson.h"
#include "core/base/files.h"
#include "tests/app/vitrine/logictests.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;

namespace fs = std::filesystem;

namespace {

const fs::path kFile = "/home/somebody/work/w.vitrine";
const Places kPlaces{.cache = "/home/somebody/.cache/vitrine", .state = "/tmp"};

Workspace fullWorkspace() {
    Workspace workspace;
    workspace.samples = {
        {.id = "a", .sample = {.name = "A", .text = "naïve 🥏\n"}, .labels = "mood"},
        {.id = "b", .parent = "a", .draft = true, .sample = {.text = "x", .pair = "y"}},
        {.id = "c",
         .sample = {.name = "a photo"},
         .media = {.kind = MediaSource::Kind::Picture, .file = "/home/somebody/work/p/photo.png"}},
        {.id = "d",
         .media = {.kind = MediaSource::Kind::Clip,
                   .file = "/home/somebody/clip.mp4",
                   .frames = 16}},
        {.id = "e",
         .media = {.kind = MediaSource::Kind::Picture,
                   .png = std::make_shared<const std::string>("\x89PNG\0\xff", 6)}}};
    workspace.models = {{.id = "m", .name = "M", .folder = kPlaces.cache / "models/m"},
                        {.id = "n", .name = "N", .folder = "/home/somebody/models/n"}};
    workspace.tokenizers = {{.id = "t", .name = "T", .path = "/home/somebody/work/t/vocab.txt"}};
    workspace.sample = "b";
    workspace.model = "n";
    workspace.comparison = {Comparison::Kind::Model, "m"};
    auto& selection = workspace.selection;
    selection.site = "text.2.self";
    selection.head = widgets::kMeanHead;
    selection.query = widgets::TokenAnchor{.segment = 1, .source = {3, 9}};
    selection.key = widgets::TokenAnchor{.added = 1};
    selection.pins = {{.letter = 2, .site = "text.0.self", .head = 5, .query = selection.query},
                      {.letter = 0, .site = "text.1.self", .head = 1}};
    selection.form = widgets::MapForm::Lines;
    selection.pictureForm = widgets::MapForm::Map;
    selection.pins[1].query = widgets::TokenAnchor{.box = Box{16, 8.5F, 8, 8.25F}};
    selection.overlay = {.mode = widgets::OverlayMode::Tint,
                         .lines = widgets::OverlayLines::AndNinetyFive,
                         .method = widgets::OverlayMethod::Rollout,
                         .quadrant = widgets::Quadrant::PatchesToClass,
                         .range = widgets::RangePolicy::Absolute,
                         .pictureThumbnails = false};
    selection.frame = 3;
    selection.gridRange = widgets::RangePolicy::Percentile;
    selection.mapRange = widgets::RangePolicy::PerRow;
    selection.response = widgets::Response::Log;
    selection.pooling = widgets::Pooling::Average;
    selection.sort = "entropy";
    selection.badge = "";
    selection.linkMass = 0.5;
    workspace.robustness.chain = {
        .name = "two",
        .stages = {{.kind = "char.swap", .parameters = {{"preset", "pruthi"}}},
                   {.kind = "char.drop", .severity = 2.5, .on = false}}};
    workspace.robustness.severity = 3.7;
    workspace.robustness.seed = 11;
    workspace.robustness.layer = 4;
    workspace.robustness.head = 6;
    workspace.labelSets = {
        {.name = "mood", .labels = {{.label = "good", .texts = {"fine", "well"}}}}};
    workspace.layout = {.lab = "tokens", .docks = "AAAA"};
    return workspace;
}

Outcome<OpenedWorkspace> reread(const Json& json) {
    auto parsed = parseJson(json.dump(2), "test");
    return workspaceFromJson(*parsed, kFile, kPlaces);
}

} // namespace

void WorkspaceJsonTest::roundTrip() {
    const Workspace workspace = fullWorkspace();
    const auto opened = reread(toJson(workspace, kFile, kPlaces));
    QVERIFY(opened.ok());
    QVERIFY(opened->workspace == workspace);
    QVERIFY(!opened->newer);
}

void WorkspaceJsonTest::unknownFieldsStay() {
    Json json = toJson(fullWorkspace(), kFile, kPlaces);
    json.set("robustness", Json::Array{1, 2});
    Json sample;
    sample.set("id", "later");
    sample.set("text", "t");
    sample.set("clip", "c.mp4");
    json.set("samples", Json::Array{sample});
    const auto opened = reread(json);
    QVERIFY(opened.ok());
    const Json again = toJson(opened->workspace, kFile, kPlaces);
    QVERIFY(again.find("robustness") != nullptr);
    QCOMPARE(*again.find("samples")->array()->front().find("clip")->string(),
             std::string("c.mp4"));
}

void WorkspaceJsonTest::pathsAreRelative() {
    const std::string text = toJson(fullWorkspace(), kFile, kPlaces).dump();
    QVERIFY(text.find("/home/somebody") == std::string::npos);
    QVERIFY(text.find("../models/n") != std::string::npos);
    QVERIFY(text.find("\"base\":\"cache\"") != std::string::npos);
    // The same document in another home finds its files there.
    auto parsed = parseJson(text, "test");
    const auto moved = workspaceFromJson(*parsed, "/home/other/work/w.vitrine",
                                         {.cache = "/home/other/.cache/vitrine", .state = {}});
    QCOMPARE(moved->workspace.models[0].folder, fs::path("/home/other/.cache/vitrine/models/m"));
    QCOMPARE(moved->workspace.models[1].folder, fs::path("/home/other/models/n"));
}

void WorkspaceJsonTest::absolutePathsAreNotOpenedUnasked() {
    auto json = parseJson(R"({"format": "vitrine-workspace", "schema": 1,
        "models": [{"id": "m", "name": "M", "path": "/somewhere/else"}],
        "tokenizers": [{"id": "t", "name": "T", "path": "/somewhere/t"}]})",
                          "test");
    const auto opened = workspaceFromJson(*json, kFile, kPlaces);
    QVERIFY(opened.ok());
    QVERIFY(!opened->workspace.models.front().confirmed);
    QVERIFY(opened->workspace.tokenizers.empty());
    QCOMPARE(opened->absolute.size(), std::size_t{2});
}

void WorkspaceJsonTest::missingFilesAreListed() {
    QTemporaryDir dir;
    const fs::path folder = dir.path().toStdString();
    fs::create_directories(folder / "there");
    auto json = parseJson(R"({"format": "vitrine-workspace", "schema": 1,
        "models": [{"id": "m", "name": "M", "path": "there"}, {"id": "n", "path": "gone"}]})",
                          "test");
    const auto opened = workspaceFromJson(*json, folder / "w.vitrine", kPlaces);
    QCOMPARE(opened->missing, std::vector<fs::path>{folder / "gone"});
    QCOMPARE(opened->workspace.models.size(), std::size_t{2});
    QCOMPARE(opened->workspace.models[1].name, std::string("gone"));
}

void WorkspaceJsonTest::nonsenseFallsBack() {
    auto json = parseJson(R"({"format": "vitrine-workspace", "schema": 1, "sample": "nobody",
        "samples": [{"id": "s", "text": 7}, {"text": "no id"}, 3, {"id": "s", "text": "twice"}],
        "comparison": {"with": "sample", "id": "nobody"},
        "selection": {"head": -7, "query": {"bytes": [9, 3]}, "pins": [{"letter": "Z"}, 4,
            {"letter": "A", "site": "text.0.self"}, {"letter": "A", "site": "text.1.self"}],
            "gridRange": "tea", "linkMass": 7},
        "layout": {"lab": 3}})",
                          "test");
    const auto opened = workspaceFromJson(*json, kFile, kPlaces);
    QVERIFY(opened.ok());
    const Workspace& workspace = opened->workspace;
    QCOMPARE(workspace.samples.size(), std::size_t{1});
    QCOMPARE(workspace.sample, std::string("s"));
    QVERIFY(workspace.comparison.kind == Comparison::Kind::None);
    QCOMPARE(workspace.selection.head, 0);
    QVERIFY(!workspace.selection.query.has_value());
    QCOMPARE(workspace.selection.pins.size(), std::size_t{1});
    QVERIFY(workspace.selection.gridRange == widgets::RangePolicy::PerLayer);
    QCOMPARE(workspace.selection.linkMass, 1.0);
    QCOMPARE(workspace.layout.lab, std::string("attention"));
}

void WorkspaceJsonTest::textThatIsNoUtf8Survives() {
    Workspace workspace;
    workspace.samples = {{.id = "a", .sample = {.text = "caf\xE9 \xF0\x9F"}}};
    workspace.sample = "a";
    const auto opened = reread(toJson(workspace, kFile, kPlaces));
    QVERIFY(opened->workspace == workspace);
}

void WorkspaceJsonTest::picturesArePathsOrBytes() {
    const std::string text = toJson(fullWorkspace(), kFile, kPlaces).dump();
    QVERIFY(text.find("\"path\":\"p/photo.png\"") != std::string::npos);
    QVERIFY(text.find("\"path\":\"../clip.mp4\"") != std::string::npos);
    QVERIFY(text.find("/home/somebody") == std::string::npos);
    // What no decoder may be given: an absolute path unasked, a kind or a number out of range.
    const auto opened = workspaceFromJson(*parseJson(R"({
        "format": "vitrine-workspace", "schema": 1,
        "samples": [{"id": "a", "media": {"kind": "picture", "path": "/etc/passwd"}},
                    {"id": "b", "media": {"kind": "smell", "path": "x.png"}},
                    {"id": "c", "media": {"kind": "clip", "path": "c.mp4", "frames": 100000}},
                    {"id": "d", "media": {"kind": "picture"}}]})",
                                                     "test"),
                                          kFile, kPlaces);
    QVERIFY(opened);
    const auto& samples = opened->workspace.samples;
    QVERIFY(!samples[0].media.confirmed);
    QCOMPARE(opened->absolute.size(), std::size_t{1});
    QVERIFY(samples[1].media.none());
    QCOMPARE(samples[2].media.frames, MediaSource::kUsualFrames);
    QVERIFY(samples[3].media.none());
}
