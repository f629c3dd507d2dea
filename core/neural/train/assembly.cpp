#include "core/neural/train/assembly.h"

#include "core/base/draws.h"
#include "core/base/files.h"
#include "core/neural/train/examples/sceneexamples.h"
#include "core/neural/train/examples/textexamples.h"
#include "core/neural/train/examples/translationexamples.h"
#include "core/pixels/preparationfile.h"

#include <algorithm>
#include <array>

namespace vitrine::neural {

namespace {

namespace fs = std::filesystem;

using Packs = std::shared_ptr<const data::Pack>;
using Icons = std::shared_ptr<const std::vector<data::Icon>>;

bool writes(const run::TrainSettings& settings) {
    return settings.task == "translate";
}

bool chosen(const std::vector<std::string>& styles, const std::string& style) {
    return styles.empty() || std::ranges::find(styles, style) != styles.end();
}

/// The icons of a part whose style is among those asked for; empty = all of the part.
Icons iconsOf(const data::Pack& pack, const data::Pack::Part& part,
              const std::vector<std::string>& styles) {
    auto icons = std::make_shared<std::vector<data::Icon>>();
    for (std::int64_t sample = part.begin; sample < part.end; ++sample) {
        const std::int32_t style = pack.source(sample);
        if (chosen(styles, pack.sources()[static_cast<std::size_t>(style)])) {
            icons->push_back(
                data::iconOf(pack.label(sample), style, pack.width(), pack.picture(sample)));
        }
    }
    return icons;
}

/// The preparation that a model of composed scenes is saved with: nothing but normalising happens
/// to a picture of its own size.
pixels::Preparation preparationFor(std::int64_t side) {
    const auto pixelsASide = static_cast<std::size_t>(side);
    return {.type = "ViTImageProcessor",
            .resize = pixels::TargetSize{.height = pixelsASide, .width = pixelsASide},
            .rescale = 1.0 / 255};
}

std::shared_ptr<const Examples> scenesOf(const Icons& icons, const run::TrainSettings& settings,
                                         std::string_view purpose, std::int64_t size) {
    const run::SceneSettings& scenes = *settings.data.scenes;
    SceneExamples::Options options{
        .seed = mixBits(settings.seed ^ hashText(purpose)),
        .size = size,
        .scene = {.side = static_cast<std::size_t>(scenes.side),
                  .leastSize = static_cast<float>(scenes.leastSize),
                  .mostSize = static_cast<float>(scenes.mostSize),
                  .mostTurn = static_cast<float>(scenes.mostTurn),
                  .mostTint = static_cast<float>(scenes.mostTint)},
        .preparation = preparationFor(scenes.side)};
    return std::make_shared<SceneExamples>(icons, std::move(options));
}

Outcome<Done> addScenes(Assembly& assembly, const data::Pack& pack,
                        const run::TrainSettings& settings) {
    if (pack.channels() != 4 || !settings.data.scenes) {
        return Problem{"Pictures are trained on as scenes composed of icons", settings.data.train,
                       "Pack RGBA icons, and give the recipe data.scenes"};
    }
    const run::SceneSettings& scenes = *settings.data.scenes;
    const auto part = pack.part(settings.data.trainSplit);
    if (!part) {
        return part.as<Done>();
    }
    const Icons icons = iconsOf(pack, *part, scenes.styles);
    if (icons->empty()) {
        return Problem{"No icon of the pack has one of the styles asked for", settings.data.train,
                       "Look at data.scenes.styles"};
    }
    assembly.training = scenesOf(icons, settings, "scenes to learn from", scenes.perEpoch);
    assembly.evaluation = scenesOf(icons, settings, "scenes to evaluate on", scenes.eval);
    if (!scenes.unseen.empty()) {
        const Icons others =
            iconsOf(pack, {.begin = 0, .end = pack.size()}, scenes.unseen);
        if (others->empty()) {
            return Problem{"No icon of the pack has one of the unseen styles", settings.data.train,
                           "Look at data.scenes.unseen"};
        }
        assembly.unseen = scenesOf(others, settings, "unseen scenes", scenes.eval);
    }
    assembly.files.emplace_back("preprocessor_config.json",
                                jsonOf(preparationFor(scenes.side)).dump(2) + "\n");
    return Done{};
}

using MadeExamples = Outcome<std::shared_ptr<const Examples>>;

MadeExamples textsOf(const data::Pack& pack, const std::string& part, std::int64_t padId) {
    const auto range = pack.part(part);
    if (!range) {
        return range.as<std::shared_ptr<const Examples>>();
    }
    std::vector<TextExamples::Text> texts;
    for (std::int64_t sample = range->begin; sample < range->end; ++sample) {
        const auto ids = pack.ids(sample);
        texts.push_back({{ids.begin(), ids.end()}, pack.label(sample)});
    }
    return std::shared_ptr<const Examples>(
        std::make_shared<TextExamples>(std::move(texts), padId));
}

MadeExamples translationsOf(const data::Pack& pack, const std::string& part,
                            const SequenceIds& ids) {
    const auto range = pack.part(part);
    if (!range) {
        return range.as<std::shared_ptr<const Examples>>();
    }
    std::vector<TranslationExamples::Pair> pairs;
    for (std::int64_t sample = range->begin; sample < range->end; ++sample) {
        const auto source = pack.ids(sample);
        const auto target = pack.target(sample);
        pairs.push_back({{source.begin(), source.end()}, {target.begin(), target.end()}});
    }
    return std::shared_ptr<const Examples>(
        std::make_shared<TranslationExamples>(std::move(pairs), ids));
}

Outcome<Done> addTexts(Assembly& assembly, const data::Pack& training,
                       const data::Pack& evaluation, const run::TrainSettings& settings) {
    const Json* pad = assembly.model->config().find("pad_token_id");
    const std::int64_t padId = pad != nullptr && pad->integer() != nullptr ? *pad->integer() : 0;
    const auto sequence = assembly.model->network().sequenceIds();
    if (writes(settings) && !(training.hasTargets() && evaluation.hasTargets())) {
        return Problem{"The pack holds no texts to be written", settings.data.train,
                       "Pack it with a recipe that says “target”: true"};
    }
    const auto examples = [&](const data::Pack& pack, const std::string& part) {
        return writes(settings) ? translationsOf(pack, part, *sequence)
                                : textsOf(pack, part, padId);
    };
    auto train = examples(training, settings.data.trainSplit);
    if (!train) {
        return train.as<Done>();
    }
    auto eval = examples(evaluation, settings.data.evalSplit);
    if (!eval) {
        return eval.as<Done>();
    }
    assembly.training = *std::move(train);
    assembly.evaluation = *std::move(eval);
    return Done{};
}

/// The tokenizer's files as they are: one file, or those of a folder.
Outcome<Done> addTokenizer(Assembly& assembly, const fs::path& tokenizer) {
    constexpr std::size_t kLargest = std::size_t{256} << 20;
    std::vector<fs::path> files{tokenizer};
    if (fs::is_directory(tokenizer)) {
        files.clear();
        for (const char* name : {"tokenizer.json", "tokenizer_config.json",
                                 "special_tokens_map.json", "vocab.txt", "vocab.json",
                                 "merges.txt"}) {
            if (fs::exists(tokenizer / name)) {
                files.push_back(tokenizer / name);
            }
        }
    }
    for (const fs::path& file : files) {
        auto text = readFile(file, kLargest);
        if (!text) {
            return text.as<Done>();
        }
        assembly.files.emplace_back(file.filename().string(), *std::move(text));
    }
    return Done{};
}

} // namespace

Outcome<Assembly> assemble(const run::TrainSettings& settings) {
    auto pack = data::Pack::open(settings.data.train);
    if (!pack) {
        return pack.as<Assembly>();
    }
    auto evalPack = settings.data.eval == settings.data.train
                        ? pack
                        : data::Pack::open(settings.data.eval);
    if (!evalPack) {
        return evalPack.as<Assembly>();
    }
    Assembly assembly{.classes = (*pack)->classes()};
    if ((*evalPack)->classes() != assembly.classes) {
        return Problem{"The two packs have different classes", settings.data.eval,
                       "Make both with one recipe"};
    }
    auto model = TrainedModel::make(
        {.folder = settings.model.scratch && !settings.model.config.isNull()
                       ? std::string()
                       : settings.model.folder,
         .config = settings.model.config,
         .classifies = !writes(settings),
         .labels = assembly.classes,
         .seed = settings.seed});
    if (!model) {
        return model.as<Assembly>();
    }
    assembly.model = *std::move(model);
    assembly.choices = writes(settings) ? assembly.model->network().card().vocabulary
                                        : static_cast<std::int64_t>(assembly.classes.size());
    assembly.files.emplace_back("config.json", assembly.model->config().dump(2) + "\n");
    const bool pictures = (*pack)->kind() == data::Pack::Kind::Pictures;
    if (pictures != assembly.model->network().card().pictures) {
        return Problem{"The data does not fit the model", settings.data.train,
                       pictures ? "The pack holds pictures, the model reads texts"
                                : "The pack holds texts, the model reads pictures"};
    }
    auto added = pictures ? addScenes(assembly, **pack, settings)
                          : addTexts(assembly, **pack, **evalPack, settings);
    if (added && !pictures) {
        added = addTokenizer(assembly, settings.model.tokenizer.empty() ? settings.model.folder
                                                                        : settings.model.tokenizer);
    }
    return added ? Outcome<Assembly>(std::move(assembly)) : added.as<Assembly>();
}

} // namespace vitrine::neural
