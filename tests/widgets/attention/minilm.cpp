#include "tests/widgets/attention/minilm.h"

#include "core/neural/engine.h"

#include <QDir>
#include <QStandardPaths>

#include <filesystem>
#include <stdexcept>

namespace vitrine::tests {

namespace {

engine::Model& miniLm() {
    static const std::unique_ptr<engine::Engine> engine = neural::makeEngine({.threads = 1});
    static const auto model =
        engine->openModel(miniLmFolder(), engine->devices().front(), Tick());
    if (!model) {
        throw std::runtime_error(model.problem().text());
    }
    return **model;
}

} // namespace

std::string miniLmFolder() {
    const QString cache = qEnvironmentVariableIsSet("XDG_CACHE_HOME")
                              ? qEnvironmentVariable("XDG_CACHE_HOME")
                              : QDir::homePath() + QStringLiteral("/.cache");
    const QString folder = cache + QStringLiteral("/vitrine/models/all-MiniLM-L6-v2");
    return QDir(folder).exists() ? folder.toStdString() : std::string();
}

std::shared_ptr<const study::TracePicture> miniLmPicture(const std::string& name,
                                                         const std::string& text) {
    auto picture = study::tracePicture(miniLm(), {.name = name, .text = text}, {}, Tick());
    if (!picture) {
        throw std::runtime_error(picture.problem().text());
    }
    return std::make_shared<const study::TracePicture>(*std::move(picture));
}

} // namespace vitrine::tests
