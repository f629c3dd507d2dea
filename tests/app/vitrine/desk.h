#pragma once

#include "app/vitrine/document/documentfile.h"

#include <QTemporaryDir>

#include <filesystem>

namespace vitrine::tests {

/// A document with its file and places in a folder of its own, without a window.
struct Desk {
    Desk()
        : folder(dir.path().toStdString())
        , places{.cache = folder / "cache", .state = folder / "state"}
        , file(document, places) {}

    QTemporaryDir dir;
    std::filesystem::path folder;
    app::Places places;
    app::Document document;
    app::DocumentFile file;
};

} // namespace vitrine::tests
