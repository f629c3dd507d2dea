#include "core/run/recipe/fields.h"
#include "core/run/recipe/recipe.h"

#include "tests/core/run/folder.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace vitrine;
using namespace vitrine::run;
using namespace vitrine::tests;

namespace {

constexpr const char* kExample = R"({ "type": "train", "schema": 1, "name": "sst2-lora",
  "model": "models/minilm", "task": "classify",
  "data": {"train": "sst2/train.jsonl", "eval": "sst2/dev.jsonl", "text": "sentence", "label": "label", "max_length": 128},
  "batch": {"samples": 32, "micro": 8}, "epochs": 3, "seed": 1, "trainable": "all",
  "lora": {"rank": 8, "alpha": 16, "dropout": 0.0, "targets": "(query|value)$", "rs": false},
  "optimizer": {"type": "adamw", "lr": 3e-4, "betas": [0.9, 0.999], "eps": 1e-8, "decay": 0.01, "layer_decay": 1.0},
  "schedule": {"type": "linear", "warmup_ratio": 0.06}, "clip": 1.0, "precision": "fp32", "deterministic": true,
  "eval": {"every": 200, "metrics": ["accuracy", "f1"]}, "checkpoint": {"every_steps": 200, "metric": "eval/accuracy", "mode": "max"},
  "early_stop": {"metric": "eval/loss", "patience": 5, "min_delta": 0.0}, "on_nan": "stop", "on_oom": "halve",
  "probes": [{"id": "negation", "sample": {"text": "not a bad film at all"}, "every": 200, "keep": ["attention", "predictions"]}] })";

constexpr const char* kLeast =
    R"({"type": "train", "model": "m", "task": "classify", "data": {"train": "d"}})";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string("missing ") + from
                                   : text.replace(at, from.size(), to);
}

} // namespace

class RecipeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theExample();
    void defaults();
    void resolvedIsAFixedPoint();
    void scratch();
    void faults_data();
    void faults();
    void allFaultsAtOnce();
    void schema();
    void paths();
    void updates();
    void hostile();
};

/// The recipe of training.md 3, word for word.
void RecipeTest::theExample() {
    const auto reading = readRecipe(kExample);
    QVERIFY2(reading.recipe.has_value(),
             reading.faults.empty() ? "" : reading.faults[0].what.c_str());
    const TrainSettings& settings = reading.recipe->settings;
    QCOMPARE(settings.name, std::string("sst2-lora"));
    QCOMPARE(settings.data.text, std::string("sentence"));
    QCOMPARE(*settings.batch.samples, 32);
    QCOMPARE(*settings.batch.micro, 8);
    QVERIFY(!settings.batch.tokens && !settings.steps);
    QCOMPARE(*settings.epochs, 3.0);
    QCOMPARE(settings.model.lora->rank, 8);
    QCOMPARE(settings.optimizer.lr, 3e-4);
    QCOMPARE(settings.optimizer.betas[1], 0.999);
    QVERIFY(settings.schedule.kind == ScheduleKind::Linear);
    QCOMPARE(settings.schedule.warmupRatio, 0.06);
    QVERIFY(settings.checkpoint.largerIsBetter);
    QCOMPARE(settings.earlyStop->patience, 5);
    QCOMPARE(settings.probes.at(0).id, std::string("negation"));
    QCOMPARE(settings.probes.at(0).text, std::string("not a bad film at all"));
    QCOMPARE(settings.probes.at(0).every, 200);
    QVERIFY(reading.recipe->given == *parseJson(kExample, "test"));
}

void RecipeTest::defaults() {
    const auto reading = readRecipe(kLeast);
    QVERIFY(reading.recipe.has_value());
    const TrainSettings& settings = reading.recipe->settings;
    QCOMPARE(*settings.batch.samples, 32);
    QCOMPARE(*settings.epochs, 3.0);
    QCOMPARE(settings.data.eval, std::string("d"));
    QCOMPARE(settings.checkpoint.keepLast, 3);
    QCOMPARE(settings.checkpoint.keepBest, 2);
    QVERIFY(!settings.model.lora && !settings.earlyStop && !settings.data.scenes);
    QVERIFY(settings.onNan == OnNan::Stop && settings.onOom == OnOom::Halve);
    QVERIFY(reading.recipe->resolved.find("lora")->isNull());
    QCOMPARE(reading.recipe->resolved.find("optimizer")->find("eps")->number(), 1e-8);
}

void RecipeTest::resolvedIsAFixedPoint() {
    for (const char* text : {kExample, kLeast}) {
        const auto once = readRecipe(text);
        QVERIFY(once.recipe.has_value());
        const auto twice = readRecipe(once.recipe->resolved.dump(2));
        QVERIFY2(twice.recipe.has_value(),
                 twice.faults.empty() ? "" : twice.faults[0].what.c_str());
        QVERIFY(twice.recipe->resolved == once.recipe->resolved);
    }
}

void RecipeTest::scratch() {
    const auto reading = readRecipe(R"({"type": "train", "task": "classify-image", "init": "scratch",
        "config": {"model_type": "vit", "hidden_size": 192}, "steps": 100,
        "data": {"train": "cache:data/emoji", "scenes": {"per_epoch": 1000, "unseen": ["emojione"]}}})");
    QVERIFY(reading.recipe.has_value());
    const TrainSettings& settings = reading.recipe->settings;
    QVERIFY(settings.model.scratch);
    QCOMPARE(settings.model.config.find("hidden_size")->number(), 192.0);
    QCOMPARE(settings.data.scenes->side, 64);
    QCOMPARE(settings.data.scenes->perEpoch, 1000);
    QCOMPARE(settings.data.scenes->unseen, std::vector<std::string>{"emojione"});
    QCOMPARE(*settings.steps, 100);
}

void RecipeTest::faults_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, const char* from, const char* to, const char* path,
                        int line, const char* said) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(path) << line
                            << QByteArray(said);
    };
    row("unknown key", "\"seed\": 1", "\"sead\": 1", "sead", 4, "\"seed\"");
    row("unknown inner key", "\"betas\"", "\"beta\"", "optimizer.beta", 6, "\"optimizer.betas\"");
    row("unknown probe key", "\"keep\"", "\"keeps\"", "probes[0].keeps", 10, "\"keep\"");
    row("text for a number", "\"lr\": 3e-4", "\"lr\": \"3e-4\"", "optimizer.lr", 6, "number");
    row("fraction for a whole", "\"micro\": 8", "\"micro\": 8.5", "batch.micro", 4, "whole");
    row("below the range", "\"lr\": 3e-4", "\"lr\": -1", "optimizer.lr", 6, "from 0 to 1000");
    row("above the range", "\"eps\": 1e-8", "\"eps\": 2", "optimizer.eps", 6, "from 0 to 1");
    row("no such choice", "\"linear\"", "\"straight\"", "schedule.type", 7, "linear|cosine");
    row("a choice with a bar", "\"linear\"", "\"linear|cosine\"", "schedule.type", 7, "one of");
    row("object for a text", "\"name\": \"sst2-lora\"", "\"name\": {}", "name", 1, "text");
    row("text for a group", "\"eval\": {\"every\": 200, \"metrics\": [\"accuracy\", \"f1\"]}",
        "\"eval\": \"often\"", "eval", 8, "object");
    row("null for a group", "\"schedule\": {\"type\": \"linear\", \"warmup_ratio\": 0.06}",
        "\"schedule\": null", "schedule", 7, "object");
    row("number in a list of texts", "[\"accuracy\", \"f1\"]", "[\"accuracy\", 1]", "eval.metrics",
        8, "texts");
    row("three betas", "[0.9, 0.999]", "[0.9, 0.999, 0.5]", "optimizer.betas", 6, "two");
    row("no model", "\"model\": \"models/minilm\", ", "", "model", 0, "which model");
    row("no task", ", \"task\": \"classify\"", "", "task", 0, "task");
    row("steps and epochs", "\"epochs\": 3", "\"epochs\": 3, \"steps\": 5", "epochs", 4, "either");
    row("samples and tokens", "\"samples\": 32", "\"samples\": 32, \"tokens\": 5", "batch.tokens", 4,
        "either");
    row("micro above samples", "\"micro\": 8", "\"micro\": 33", "batch.micro", 4, "32 samples");
    row("two warm-ups", "\"warmup_ratio\": 0.06", "\"warmup_ratio\": 0.06, \"warmup_steps\": 5",
        "schedule.warmup_ratio", 7, "either");
    row("config of a pretrained model", "\"seed\": 1", "\"seed\": 1, \"config\": {}", "config", 4,
        "scratch");
    row("probe with a path for a name", "\"negation\"", "\"../x\"", "probes[0].id", 10, "name");
    row("probe without a sample", "\"sample\": {\"text\": \"not a bad film at all\"}, ", "",
        "probes[0]", 10, "sample");
    row("wrong type", "\"type\": \"train\"", "\"type\": \"tran\"", "type", 1, "train");
    row("newer schema", "\"schema\": 1", "\"schema\": 2", "type", 1, "schema");
    row("no JSON", "\"seed\": 1,", "\"seed\": 1", "", 4, "comma");
    row("a key twice", "\"seed\": 1", "\"seed\": 1, \"seed\": 1", "", 0, "");
}

void RecipeTest::faults() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, path);
    QFETCH(int, line);
    QFETCH(QByteArray, said);
    const auto reading =
        readRecipe(replaced(kExample, from.toStdString(), to.toStdString()));
    QVERIFY(!reading.recipe.has_value());
    QCOMPARE(reading.faults.size(), std::size_t{1});
    const RecipeFault& fault = reading.faults[0];
    QCOMPARE(QByteArray::fromStdString(fault.path), path);
    QCOMPARE(static_cast<int>(fault.line), line);
    QVERIFY2(fault.what.find(said.toStdString()) != std::string::npos, fault.what.c_str());
}

void RecipeTest::allFaultsAtOnce() {
    const auto reading = readRecipe("{\"type\": \"train\",\n\"sead\": 1,\n\"clip\": \"x\",\n"
                                    "\"optimizer\": {\n\"lr\": -1, \"kind\": 1}}");
    QVERIFY(!reading.recipe.has_value());
    QCOMPARE(reading.faults.size(), std::size_t{4});
    QCOMPARE(reading.faults[0].line, std::size_t{2});
    QCOMPARE(reading.faults[1].line, std::size_t{3});
    QCOMPARE(reading.faults[2].path, std::string("optimizer.lr"));
    QCOMPARE(reading.faults[3].line, std::size_t{5});
}

void RecipeTest::schema() {
    const Json schema = recipeSchema();
    const Json::Array& fields = *schema.find("fields")->array();
    QCOMPARE(fields.size(), trainFields().size());
    std::set<std::string> paths;
    for (const Json& field : fields) {
        QVERIFY(paths.insert(*field.find("path")->string()).second);
        QVERIFY(!field.find("help")->string()->empty());
        const Json::Array& choices = *field.find("choices")->array();
        const Json* fallback = field.find("default");
        if (!choices.empty() && !fallback->isNull()) {
            QVERIFY(std::ranges::find(choices, *fallback) != choices.end());
        }
    }
    QVERIFY(paths.contains("optimizer.lr"));
    QVERIFY(parseJson(schema.dump(), "test").ok());
}

void RecipeTest::paths() {
    const std::filesystem::path recipe = "/recipes";
    const std::filesystem::path cache = "/cache";
    QCOMPARE(resolvePath("a/b", recipe, cache), std::filesystem::path("/recipes/a/b"));
    QCOMPARE(resolvePath("/a/b", recipe, cache), std::filesystem::path("/a/b"));
    QCOMPARE(resolvePath("cache:data/x", recipe, cache), std::filesystem::path("/cache/data/x"));
    QVERIFY(resolvePath("", recipe, cache).empty());
    QVERIFY(!readRecipeFile("/missing/recipe.json").faults.empty());
}

void RecipeTest::updates() {
    const auto reading = readRecipe(kExample);
    const TrainSettings& settings = reading.recipe->settings;
    QCOMPARE(settings.updates(32), 3);
    QCOMPARE(settings.updates(33), 4); // 99 samples
    QCOMPARE(settings.updates(1), 1);
    const Schedule schedule = settings.scheduleOver(100);
    QCOMPARE(schedule.warmup, 6);
    QCOMPARE(schedule.base, 3e-4);
    QCOMPARE(schedule.steps, 100);
}

/// Whatever the bytes are: a recipe or faults, never an exception.
void RecipeTest::hostile() {
    std::mt19937 random(11);
    const std::string sound = kExample;
    for (int i = 0; i < 20'000; ++i) {
        std::string text = sound;
        for (std::size_t change = random() % 4 + 1; change > 0; --change) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.erase(at, random() % 20);
                break;
            case 2:
                text.insert(at, sound.substr(random() % sound.size(), random() % 30));
                break;
            default:
                text[at] = "{}[]\",:0e-.n"[random() % 12];
            }
        }
        const auto reading = readRecipe(text);
        QVERIFY(reading.recipe.has_value() == reading.faults.empty());
    }
}

QTEST_APPLESS_MAIN(RecipeTest)
#include "recipe_test.moc"
