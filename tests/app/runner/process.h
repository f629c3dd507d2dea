#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

class QTemporaryDir;

namespace vitrine::tests {

/// What one run of the built program gave.
struct Ran {
    int exit = -1; ///< −1 where it crashed or did not end
    QByteArray out;
    QByteArray error;

    /// Standard output as one JSON document; null where it is none.
    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out); }

    /// Each line of standard output as a document of its own.
    [[nodiscard]] QList<QJsonDocument> jsonLines() const;
};

/// Runs vitrine-run. `cache`, where given, stands in for the person's cache folder.
[[nodiscard]] Ran runVitrine(const QStringList& arguments, const QString& cache = {});

/// Path of something in this source tree.
[[nodiscard]] QString inSource(const QString& path);

/// The MiniLM that app/setup.sh has put into the cache folder.
[[nodiscard]] QString miniLm();

/// Writes a file into a test's own folder; its path.
QString put(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes);

} // namespace vitrine::tests
