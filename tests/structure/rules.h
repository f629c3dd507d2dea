#pragma once

#include "tests/structure/sources.h"

#include <string>
#include <vector>

namespace vitrine::tests {

using Files = std::vector<SourceFile>;
using Faults = std::vector<Fault>;

/// Folders include only what the table of the architecture allows them (arrows.cpp).
[[nodiscard]] Faults wrongArrows(const Files& files);

/// The core, the runner and the decoder know no Qt.
[[nodiscard]] Faults qtBelowTheWidgets(const Files& files);

/// Torch headers stay within core/neural and its tests.
[[nodiscard]] Faults torchOutsideNeural(const Files& files);

/// A header of core/neural that others include brings no torch header along.
[[nodiscard]] Faults torchThroughNeuralHeaders(const Files& files);

/// QCustomPlot is included by widgets/foundation alone.
[[nodiscard]] Faults plotLibraryOutsideFoundation(const Files& files);

/// OpenCV's highgui brings a second Qt along and is included by nobody.
[[nodiscard]] Faults highgui(const Files& files);

/// Files are written by core/base/files.cpp alone, append-only logs by
/// core/run/directory/appendlog.cpp.
[[nodiscard]] Faults writingPastSaveAtomically(const Files& files);

/// Nothing opens a pickle.
[[nodiscard]] Faults pickles(const Files& files);

/// Headers have at most 250 lines, sources 400, the main window 500; generated tables are free.
[[nodiscard]] Faults oversizedFiles(const Files& files);

/// Colours come from the themes: no literals in widgets and app.
[[nodiscard]] Faults colourLiterals(const Files& files);

/// One style class draws everything: no style sheets.
[[nodiscard]] Faults styleSheets(const Files& files);

/// A source includes the header of its own name before anything else: so its compiling proves that
/// the header compiles alone.
[[nodiscard]] Faults ownHeaderNotFirst(const Files& files);

/// Headers without a source of their name, which something else must prove to compile alone.
[[nodiscard]] std::vector<std::string> headersWithoutSource(const Files& files);

/// Nothing unfinished is kept: no note of work to be done.
[[nodiscard]] Faults unfinishedWork(const Files& files);

} // namespace vitrine::tests
