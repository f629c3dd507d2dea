#pragma once

namespace vitrine::app {

/// Makes idle OpenMP threads sleep instead of spin, which on a machine with other work slows
/// everybody (specs/performance.md, "Sharing the machine"). Their library reads its settings when it
/// is loaded, before main: so the program starts itself once more with them set. Returns where they
/// are set already, or where it cannot.
void waitPassively(char** argv);

} // namespace vitrine::app
