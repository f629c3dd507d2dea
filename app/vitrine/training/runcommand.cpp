#include "app/vitrine/training/runcommand.h"

#include <QRegularExpression>

#include <system_error>

namespace vitrine::app {

namespace {

QString quoted(const QString& word) {
    static const QRegularExpression kPlain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (kPlain.match(word).hasMatch()) {
        return word;
    }
    QString inside = word;
    return u'\'' + inside.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

QString qstring(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

} // namespace

QString RunCommand::text() const {
    QStringList words{quoted(program)};
    for (const QString& argument : arguments) {
        words.append(quoted(argument));
    }
    return words.join(u' ');
}

RunCommand commandToTrain(const std::filesystem::path& runner, const std::filesystem::path& recipe,
                          const std::filesystem::path& run) {
    return {qstring(runner),
            {QStringLiteral("train"), qstring(recipe), QStringLiteral("--out"), qstring(run),
             QStringLiteral("--detach")}};
}

RunCommand commandToResume(const std::filesystem::path& runner, const std::filesystem::path& run) {
    return {qstring(runner),
            {QStringLiteral("train"), QStringLiteral("--resume"), qstring(run),
             QStringLiteral("--detach")}};
}

std::filesystem::path runnerBeside(const std::filesystem::path& programFolder) {
    for (const std::filesystem::path& folder : {programFolder, programFolder.parent_path()}) {
        std::error_code error;
        if (std::filesystem::is_regular_file(folder / "vitrine-run", error)) {
            return folder / "vitrine-run";
        }
    }
    return {};
}

} // namespace vitrine::app
