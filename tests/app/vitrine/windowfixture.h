#pragma once

#include "app/vitrine/document/document.h"
#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/settings/looksettings.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/foundation/theme/theme.h"

#include <QImage>
#include <QTemporaryDir>

#include <filesystem>
#include <memory>
#include <optional>

namespace vitrine::tests {

/// The real window with the real engine and MiniLM, on the demo workspace, without settings; its
/// state folder and its documents are in a folder of its own.
class WindowFixture {
public:
    /// `data`: the person's data folder, with the runs; empty for one that goes with the fixture.
    explicit WindowFixture(const QSize& size = {1600, 1000},
                           const std::filesystem::path& data = {});
    ~WindowFixture();

    /// Shows the window and waits for the demo's trace; false if it does not come.
    [[nodiscard]] bool start();

    /// Shows the window without an engine, for labs that need none.
    [[nodiscard]] bool show();

    /// Waits for the trace of the current sample and for all in sight to be painted from it.
    [[nodiscard]] bool settled();

    /// Types into the sample's text, one key event a character, without waiting.
    void type(const QString& text);

    /// The picture of a widget without a blinking cursor in it.
    [[nodiscard]] QImage picture(QWidget& widget);

    [[nodiscard]] const Sample& sample() const;
    [[nodiscard]] const engine::Trace& trace();
    [[nodiscard]] widgets::Theme& theme();
    void trigger(const QString& action);

    /// Writes a file below the fixture's folder.
    [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& content);

    /// A model folder that is MiniLM but for what the caller changes: links to its files.
    [[nodiscard]] std::filesystem::path miniLm(const std::string& name);

    QTemporaryDir dir;
    std::filesystem::path folder;
    app::Places places;
    app::Document document;
    app::DocumentFile file;
    app::Settings settings;
    app::LookSettings look;
    std::unique_ptr<app::Session> session;
    std::unique_ptr<app::MainWindow> window; // last: gone before what it shows
};

/// The Theme that `main` installed.
void setTestTheme(widgets::Theme* theme);

/// Whether two pictures are equal; where not, both lie in the build's folder test-pictures as
/// <name>-actual.png and <name>-expected.png.
[[nodiscard]] bool samePicture(const QImage& actual, const QImage& expected, const QString& name);

/// Text at 100 %, light: between tests that change it.
void resetTestTheme();

} // namespace vitrine::tests
