#include "tests/app/vitrine/picturefixture.h"

#include <QTest>

namespace vitrine::tests {

namespace fs = std::filesystem;

fs::path PictureFixture::golden() {
    return fs::path(VITRINE_SOURCE_DIR) / "tests/golden";
}

bool PictureFixture::begin() {
    if (!start()) {
        return false;
    }
    document.addModel(golden() / "neural/vit-classify");
    return QTest::qWaitFor([this] { return session->stage() == app::Stage::Unsuitable; },
                           kPatience);
}

bool PictureFixture::open(const fs::path& path) {
    window->intake().open(path);
    // The one before stays in front until this one is decoded.
    return QTest::qWaitFor(
               [&] { return document.state().currentSample()->media.file == path; }, kPatience) &&
           seen();
}

bool PictureFixture::seen() {
    return QTest::qWaitFor(
        [this] {
            return session->stage() == app::Stage::Done &&
                   session->attention().picture()->trace->sample().picture != nullptr &&
                   !document.state().currentSample()->media.none();
        },
        kPatience);
}

} // namespace vitrine::tests
