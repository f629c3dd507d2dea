#include "tests/app/vitrine/windowfixture.h"

#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/window/attentionpage.h"

#include "core/base/files.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/input/sampleeditor.h"

#include <QAction>
#include <QDir>
#include <QTest>

namespace vitrine::tests {

namespace fs = std::filesystem;

namespace {

widgets::Theme* testTheme = nullptr;

constexpr int kPatience = 30'000;
constexpr int kLayoutRounds = 4;

} // namespace

void setTestTheme(widgets::Theme* theme) {
    testTheme = theme;
}

void resetTestTheme() {
    testTheme->setTextScale(1);
    testTheme->setMode(widgets::Theme::Mode::Light);
}

bool samePicture(const QImage& actual, const QImage& expected, const QString& name) {
    if (actual == expected) {
        return true;
    }
    const QDir folder(QStringLiteral(VITRINE_BINARY_DIR "/test-pictures"));
    (void)folder.mkpath(QStringLiteral("."));
    (void)actual.save(folder.filePath(name + QStringLiteral("-actual.png")));
    (void)expected.save(folder.filePath(name + QStringLiteral("-expected.png")));
    return false;
}

WindowFixture::WindowFixture(const QSize& size, const fs::path& data)
    : folder(dir.path().toStdString())
    , places{.cache = app::placesFromEnvironment().cache,
             .state = folder / "state",
             .data = data.empty() ? folder / "data" : data}
    , file(document, places)
    , settings(app::Settings::Storage::None)
    , look(settings, *testTheme) {
    look.setMode(widgets::Theme::Mode::Light);
    look.setReducedMotion(true); // nothing that moves by itself in pictures
    session = std::make_unique<app::Session>(
        document, app::Session::Options{
                      .engineLibrary = fs::path(VITRINE_BINARY_DIR) / "lib/libvitrine_engine.so",
                      .threads = 1,
                      .decoder = fs::path(VITRINE_BINARY_DIR) / "bin/vitrine-decode"});
    window = std::make_unique<app::MainWindow>(
        app::MainWindow::Parts{document, file, *session, settings, look});
    QObject::connect(window.get(), &app::MainWindow::firstPainted, session.get(),
                     &app::Session::start);
    window->resize(size);
    (void)file.openDemo();
}

WindowFixture::~WindowFixture() = default;

bool WindowFixture::start() {
    window->show();
    return QTest::qWaitForWindowExposed(window.get()) && settled();
}

bool WindowFixture::show() {
    QObject::disconnect(window.get(), &app::MainWindow::firstPainted, session.get(),
                        &app::Session::start);
    window->show();
    return QTest::qWaitForWindowExposed(window.get());
}

bool WindowFixture::settled() {
    const bool traced = QTest::qWaitFor(
        [this] {
            return session->stage() == app::Stage::Done &&
                   session->attention().picture()->trace->sample().text == sample().text;
        },
        kPatience);
    if (!traced) {
        return false;
    }
    // What the trace asked of layouts and palettes is still queued; layouts ask parents in turn.
    for (int round = 0; round < kLayoutRounds; ++round) {
        QCoreApplication::processEvents();
    }
    const auto maps = window->attentionPage().lab().findChildren<widgets::MapView*>();
    return QTest::qWaitFor(
        [&] {
            // Painting tells whether the whole map was there.
            for (widgets::MapView* map : maps) {
                if (map->isVisible()) {
                    map->repaint();
                    if (!map->complete()) {
                        return false;
                    }
                }
            }
            return true;
        },
        kPatience);
}

void WindowFixture::type(const QString& text) {
    widgets::SampleEditor& editor = window->attentionPage().strip().editor();
    editor.setFocus();
    QTest::keyClicks(&editor, text);
}

QImage WindowFixture::picture(QWidget& widget) {
    if (QWidget* focused = QApplication::focusWidget()) {
        focused->clearFocus();
    }
    return widget.grab().toImage();
}

const Sample& WindowFixture::sample() const {
    return document.state().currentSample()->sample;
}

const engine::Trace& WindowFixture::trace() {
    return *session->attention().picture()->trace;
}

widgets::Theme& WindowFixture::theme() {
    return *testTheme;
}

void WindowFixture::trigger(const QString& action) {
    window->actionTable().action(action)->trigger();
}

fs::path WindowFixture::write(const std::string& name, const std::string& content) {
    const fs::path path = folder / name;
    fs::create_directories(path.parent_path());
    (void)saveAtomically(path, content);
    return path;
}

fs::path WindowFixture::miniLm(const std::string& name) {
    const fs::path copy = folder / name;
    fs::create_directories(copy);
    for (const fs::directory_entry& entry :
         fs::directory_iterator(places.cache / "models/all-MiniLM-L6-v2")) {
        fs::create_symlink(entry.path(), copy / entry.path().filename());
    }
    return copy;
}

} // namespace vitrine::tests
