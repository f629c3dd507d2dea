#include "app/vitrine/window/mainwindow.h"

#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/menuband.h"
#include "app/vitrine/window/messagestrip.h"
#include "app/vitrine/window/statusband.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/input/samplestrip.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

namespace vitrine::app {

MainWindow::MainWindow(Document& document, DocumentFile& file, Session& session)
    : document_(document)
    , file_(file)
    , session_(session) {
    auto* top = new QWidget(this);
    auto* topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 0);
    topLayout->setSpacing(0);
    menuBand_ = new MenuBand(top);
    labBar_ = new LabBar(top);
    topLayout->addWidget(menuBand_);
    topLayout->addWidget(labBar_);
    setMenuWidget(top);
    labBar_->addLab(widgets::Icon::Attention, tr("Attention"), tr("Ctrl+1"));
    labBar_->setCurrentLab(0);

    auto* middle = new QWidget(this);
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    messages_ = new MessageStrip(middle);
    strip_ = new widgets::SampleStrip(middle);
    attentionLab_ = new widgets::AttentionLab(session_.attention(), session_.pictureWorker(), middle);
    status_ = new StatusBand(middle);
    layout->addWidget(messages_);
    layout->addWidget(strip_);
    layout->addWidget(attentionLab_, 1);
    layout->addWidget(status_);
    setCentralWidget(middle);
    resize(1600, 1000);

    connect(strip_, &widgets::SampleStrip::edited, this,
            [this](const QByteArray& text, const std::optional<QByteArray>& pair) {
                document_.editSample(text.toStdString(),
                                     pair ? std::optional(pair->toStdString()) : std::nullopt);
            });
    connect(&document_.state(), &WorkspaceState::currentSampleChanged, this,
            &MainWindow::showSample);
    connect(&document_.state(), &WorkspaceState::sampleEdited, this, &MainWindow::showSample);
    connect(&session_, &Session::stageChanged, this, [this] {
        if (session_.stage() == Stage::Failed) {
            showProblem(*session_.problem());
        }
    });
    connect(&session_, &Session::pictureShown, this, [this] {
        const auto& trace = *session_.attention().picture()->trace;
        strip_->setMarks({.tokens = trace.axes().front().tokens, .query = {}, .key = {}});
        status_->setFacts({tr("Trace done"), tr("%1 ms").arg(session_.milliseconds(), 0, 'f', 0)});
    });
}

MainWindow::~MainWindow() = default;

void MainWindow::showProblem(const Problem& problem) {
    messages_->show(problem);
}

void MainWindow::showSample() {
    if (const SampleEntry* entry = document_.state().currentSample()) {
        const auto& pair = entry->sample.pair;
        strip_->setText(QByteArray::fromStdString(entry->sample.text),
                        pair ? std::optional(QByteArray::fromStdString(*pair)) : std::nullopt);
    }
}

bool MainWindow::event(QEvent* event) {
    const bool result = QMainWindow::event(event);
    if (!painted_ && event->type() == QEvent::Paint) {
        painted_ = true;
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
    }
    return result;
}

} // namespace vitrine::app
