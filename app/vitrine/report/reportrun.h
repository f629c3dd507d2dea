#pragma once

#include <filesystem>

class QApplication;

namespace vitrine::app {

class MainWindow;
class Session;
class Document;

namespace report {

/// `vitrine --report DIR`: takes the window in every lab and both themes,
/// writes the report and answers the exit code. The window need not be on a screen.
[[nodiscard]] int run(MainWindow& window, Document& document, Session& session,
                      const std::filesystem::path& folder);

} // namespace report

} // namespace vitrine::app
