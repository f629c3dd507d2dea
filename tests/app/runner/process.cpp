#include "process.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace vitrine::tests {

QList<QJsonDocument> Ran::jsonLines() const {
    QList<QJsonDocument> documents;
    for (const QByteArray& line : out.split('\n')) {
        if (!line.isEmpty()) {
            documents.append(QJsonDocument::fromJson(line));
        }
    }
    return documents;
}

Ran runVitrine(const QStringList& arguments, const QString& cache) {
    constexpr int kLongest = 240'000;
    QProcess process;
    if (!cache.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_CACHE_HOME"), cache);
        process.setProcessEnvironment(environment);
    }
    process.start(QStringLiteral(VITRINE_RUNNER), arguments);
    process.closeWriteChannel();
    Ran ran;
    if (process.waitForFinished(kLongest) && process.exitStatus() == QProcess::NormalExit) {
        ran.exit = process.exitCode();
    }
    ran.out = process.readAllStandardOutput();
    ran.error = process.readAllStandardError();
    return ran;
}

QString inSource(const QString& path) {
    return QStringLiteral(VITRINE_SOURCE_DIR "/") + path;
}

QString miniLm() {
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + u"/.cache");
    return cache + u"/vitrine/models/all-MiniLM-L6-v2";
}

QString put(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("The test's own file could not be written");
    }
    return file.fileName();
}

} // namespace vitrine::tests
