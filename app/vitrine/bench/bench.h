#pragma once

namespace vitrine::app {

class Document;
class MainWindow;
class Session;

/// `vitrine --bench`: JSON on standard output, one object a case (specs/performance.md 1, 5).
namespace bench {

/// B14: starts this program several times and measures each from the call to exec: first paint,
/// engine ready, head grid on screen.
[[nodiscard]] int runStart();

/// What such a start does: prints the moments as they come, then ends.
[[nodiscard]] int runStartChild(MainWindow& window, Session& session);

/// B5: keystroke to painted grid on MiniLM; scripted hover, pan, zoom and head switch over
/// 144 × 1,024² on random weights.
[[nodiscard]] int runUi(MainWindow& window, Document& document, Session& session);

} // namespace bench

} // namespace vitrine::app
