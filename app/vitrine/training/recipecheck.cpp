#include "app/vitrine/training/recipecheck.h"

#include "core/base/files.h"
#include "core/run/directory/folders.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/training/state/runfacts.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStringList>

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr int kPause = 700;       // ms after the last change
constexpr int kPatience = 60'000; // ms; reading a large pack takes its time
constexpr std::size_t kNamed = 4; // classes told by name

QString tr(const char* text) {
    return QCoreApplication::translate("RecipeCheck", text);
}

std::optional<double> numberAt(const Json& answer, std::string_view key) {
    const Json* found = answer.find(key);
    return found != nullptr && found->isNumber() ? std::optional(found->number()) : std::nullopt;
}

QString count(double number) {
    return widgets::countText(static_cast<qint64>(number));
}

} // namespace

QString summaryOf(const Json& answer) {
    QStringList parts;
    if (const auto samples = numberAt(answer, "samples")) {
        parts.append(tr("%1 samples").arg(count(*samples)));
    }
    if (const Json* classes = answer.find("classes"); classes != nullptr && classes->array()) {
        QStringList names;
        for (std::size_t i = 0; i < std::min(kNamed, classes->array()->size()); ++i) {
            const std::string* name = (*classes->array())[i].string();
            names.append(name != nullptr ? QString::fromStdString(*name) : QString());
        }
        parts.append(tr("%1 classes (%2 …)")
                         .arg(classes->array()->size())
                         .arg(names.join(QStringLiteral(", "))));
    }
    if (const auto parameters = numberAt(answer, "parameters")) {
        parts.append(tr("%1 parameters").arg(count(*parameters)));
    }
    if (const auto bytes = numberAt(answer, "state_bytes")) {
        parts.append(tr("%1 with the optimizer").arg(widgets::bytesText(*bytes)));
    }
    if (const auto steps = numberAt(answer, "steps")) {
        parts.append(tr("%1 steps").arg(count(*steps)));
    }
    return parts.join(QStringLiteral(" · "));
}

std::vector<run::RecipeFault> faultsOf(const Json& answer) {
    const auto textAt = [](const Json& fault, std::string_view key) {
        const Json* found = fault.find(key);
        return found != nullptr && found->string() != nullptr ? *found->string() : std::string();
    };
    std::vector<run::RecipeFault> faults;
    const Json* list = answer.find("faults");
    if (list != nullptr && list->array() != nullptr) {
        for (const Json& fault : *list->array()) {
            faults.push_back({.path = textAt(fault, "path"), .what = textAt(fault, "what")});
        }
    }
    return faults;
}

RecipeCheck::RecipeCheck(std::filesystem::path runner, std::filesystem::path scratch,
                         QObject* parent)
    : QObject(parent)
    , runner_(std::move(runner))
    , scratch_(std::move(scratch)) {
    soon_.setSingleShot(true);
    patience_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &RecipeCheck::start);
    connect(&patience_, &QTimer::timeout, this, [this] {
        drop();
        Q_EMIT answered(tr("The recipe could not be checked in time"), false);
    });
}

RecipeCheck::~RecipeCheck() {
    drop();
}

void RecipeCheck::ask(const std::string& recipe) {
    recipe_ = recipe;
    if (!runner_.empty()) {
        soon_.start(kPause);
    }
}

void RecipeCheck::cancel() {
    soon_.stop();
    drop();
}

// A check writes nothing and trains nothing: ending it early harms nobody.
void RecipeCheck::drop() {
    patience_.stop();
    if (process_ != nullptr) {
        process_->disconnect(this);
        process_->kill();
        process_->waitForFinished();
        delete process_;
        process_ = nullptr;
    }
}

void RecipeCheck::start() {
    drop();
    auto saved = run::makeFolder(scratch_.parent_path());
    if (saved.ok()) {
        saved = saveAtomically(scratch_, recipe_);
    }
    if (!saved.ok()) {
        Q_EMIT answered(QString::fromStdString(saved.problem().text()), false);
        return;
    }
    process_ = new QProcess(this);
    process_->setProgram(QString::fromStdString(runner_.string()));
    process_->setArguments({QStringLiteral("train"), QString::fromStdString(scratch_.string()),
                            QStringLiteral("--check"), QStringLiteral("--json")});
    process_->setStandardInputFile(QProcess::nullDevice());
    connect(process_, &QProcess::finished, this,
            [this](int, QProcess::ExitStatus status) { finished(status == QProcess::NormalExit); });
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            patience_.stop();
            const QString why = process_->errorString();
            process_->deleteLater();
            process_ = nullptr;
            fail(why);
        }
    });
    process_->start();
    patience_.start(kPatience);
}

void RecipeCheck::finished(bool ended) {
    patience_.stop();
    const std::string said = process_->readAllStandardOutput().toStdString();
    const QString complaint = QString::fromUtf8(process_->readAllStandardError()).trimmed();
    process_->deleteLater();
    process_ = nullptr;
    const auto answer = parseJson(said, "the check of the recipe");
    if (!ended || answer.failed()) {
        fail(complaint.isEmpty() ? tr("it ended without an answer") : complaint);
        return;
    }
    const std::vector<run::RecipeFault> faults = faultsOf(*answer);
    if (faults.empty()) {
        Q_EMIT answered(summaryOf(*answer), true);
    } else {
        Q_EMIT faulted(faults);
    }
}

void RecipeCheck::fail(const QString& why) {
    Q_EMIT answered(tr("The recipe could not be checked with %1: %2")
                        .arg(QString::fromStdString(runner_.string()), why),
                    false);
}

} // namespace vitrine::app
