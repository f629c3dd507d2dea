#include "app/vitrine/report/reportrun.h"

#include "app/vitrine/report/collect.h"
#include "app/vitrine/report/writer.h"
#include "app/vitrine/labs/attentionroom.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/foundation/theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace vitrine::app::report {

namespace {

constexpr int kPatienceSeconds = 120;
constexpr int kSettleMilliseconds = 400; ///< maps are made behind the first paint

// Until all that the lab was asked for is there, or it is known that it will not come.
void awaitLab(const Lab& lab) {
    QEventLoop loop;
    QObject::connect(&lab, &Lab::statusChanged, &loop, [&] {
        if (lab.settled()) {
            loop.quit();
        }
    });
    QTimer::singleShot(kPatienceSeconds * 1000, &loop, &QEventLoop::quit);
    if (!lab.settled()) {
        loop.exec();
    }
}

// Until nothing has been painted for a while: full maps arrive from their worker.
void settle() {
    QEventLoop loop;
    QTimer::singleShot(kSettleMilliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

ReportFigure windowFigure(MainWindow& window, const QString& name, bool dark) {
    widgets::Theme::of(&window).setMode(dark ? widgets::Theme::Mode::Dark
                                             : widgets::Theme::Mode::Light);
    settle();
    const QString theme = dark ? QObject::tr("dark theme") : QObject::tr("light theme");
    return {.title = name + QStringLiteral(", ") + theme,
            .caption = QObject::tr("The window as it stands, %1 × %2.")
                           .arg(window.width())
                           .arg(window.height()),
            .stem = fileStem(name + u' ' + theme),
            .figure = nullptr,
            .image = window.grab().toImage()};
}

/// What the workspace as it stands leaves out: the open head as lines, and the sample beside the
/// next one.
void addOtherViews(ReportContent& content, MainWindow& window, Document& document,
                   Session& session) {
    session.attention().setForm(widgets::MapForm::Lines);
    settle();
    addViews(content, window.attentionPage().lab());
    session.attention().setForm(widgets::MapForm::Map);
    const auto& samples = document.value().samples;
    const auto other = std::ranges::find_if(samples, [&](const SampleEntry& sample) {
        return sample.id != document.value().sample;
    });
    if (other == samples.end()) {
        return;
    }
    document.compareWith({Comparison::Kind::Sample, other->id});
    QEventLoop loop;
    QObject::connect(&session, &Session::comparisonShown, &loop, [&] {
        if (session.attention().other() != nullptr || session.comparisonProblem()) {
            loop.quit();
        }
    });
    QTimer::singleShot(kPatienceSeconds * 1000, &loop, &QEventLoop::quit);
    if (session.attention().other() == nullptr) {
        loop.exec();
    }
    for (const bool dark : {false, true}) {
        content.figures.push_back(windowFigure(window, QObject::tr("Comparison"), dark));
    }
    widgets::Theme::of(&window).setMode(widgets::Theme::Mode::Light);
    settle();
    addViews(content, window.attentionPage().lab());
    document.compareWith({});
}

/// The first picture and the first clip of the workspace, each as the attention lab shows it.
void addOtherKinds(ReportContent& content, MainWindow& window, Document& document,
                   Session& session) {
    const std::string before = document.value().sample;
    for (const auto& [kind, name] :
         {std::pair{MediaSource::Kind::Picture, QObject::tr("Picture")},
          std::pair{MediaSource::Kind::Clip, QObject::tr("Clip")}}) {
        const auto& samples = document.value().samples;
        const auto found = std::ranges::find_if(
            samples, [kind = kind](const SampleEntry& sample) { return sample.media.kind == kind; });
        if (found == samples.end() || found->id == before) {
            continue;
        }
        document.chooseSample(found->id);
        awaitLab(window.labs().attention());
        if (session.stage() == Stage::Done) {
            for (const bool dark : {false, true}) {
                content.figures.push_back(windowFigure(window, name, dark));
            }
        }
    }
    widgets::Theme::of(&window).setMode(widgets::Theme::Mode::Light);
    document.chooseSample(before);
    awaitLab(window.labs().attention());
}

} // namespace

int run(MainWindow& window, Document& document, Session& session,
        const std::filesystem::path& folder) {
    ReportContent content;
    for (const Lab* lab : window.labs().all()) {
        const LabFace face = lab->face();
        window.showLab(face.id);
        awaitLab(*lab);
        const QString name = QObject::tr("%1 lab").arg(face.name);
        for (const bool dark : {false, true}) {
            content.figures.push_back(windowFigure(window, name, dark));
        }
    }
    widgets::Theme::of(&window).setMode(widgets::Theme::Mode::Light);
    window.showLab(LabId::Attention);
    settle();
    ReportContent views = collectReport(window.labs(), document, session);
    std::swap(views.figures, content.figures);
    views.figures.insert(views.figures.end(), content.figures.begin(), content.figures.end());
    if (session.stage() == Stage::Done) {
        addOtherViews(views, window, document, session);
        addOtherKinds(views, window, document, session);
    }
    const auto page = writeReport(views, folder, {});
    QTextStream terminal(page ? stdout : stderr);
    if (!page) {
        terminal << QString::fromStdString(page.problem().text()) << Qt::endl;
        return 1;
    }
    terminal << QString::fromStdString(page->string()) << Qt::endl;
    if (session.stage() != Stage::Done) {
        const Problem problem = session.problem().value_or(
            Problem{"Nothing was traced", "the demo workspace", "Run app/setup.sh"});
        QTextStream(stderr) << QString::fromStdString(problem.text()) << Qt::endl;
        return 1;
    }
    return 0;
}

} // namespace vitrine::app::report
