#include "app/vitrine/labs/attentionroom.h"

#include "app/vitrine/report/collect.h"
#include "app/vitrine/window/attentionpage.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/numberpanel.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/input/sampleeditor.h"

namespace vitrine::app {

using widgets::AttentionState;
using widgets::KeyHint;

namespace {

QString deviceWords(int threads) {
    return threads == 1 ? AttentionRoom::tr("CPU, 1 thread")
                        : AttentionRoom::tr("CPU, %1 threads").arg(threads);
}

} // namespace

AttentionRoom::AttentionRoom(const WindowParts& parts, QWidget* stage)
    : Lab(stage)
    , session_(parts.session) {
    page_ = new AttentionPage(parts.document, session_, stage);
    number_ = new widgets::NumberPanel(session_.attention(), page_);
    number_->hide(); // until the inspector takes it
    connect(&session_, &Session::stageChanged, this, &AttentionRoom::takeStage);
    connect(&session_, &Session::pictureShown, this, &Lab::statusChanged);
    connect(&session_, &Session::comparisonShown, this, &Lab::statusChanged);
    connect(&session_.history(), &History::changed, this, &Lab::statusChanged);
    connect(&session_.attention(), &AttentionState::hoverChanged, this, &Lab::statusChanged);
    connect(&session_.host(), &EngineHost::started, this, &Lab::statusChanged);
    const widgets::AttentionLab& lab = page_->lab();
    connect(&lab, &widgets::AttentionLab::failed, this, &Lab::problemMet);
    connect(&lab, &widgets::AttentionLab::saved, this,
            [this](const QString& saved) { Q_EMIT told(tr("%1 saved").arg(saved)); });
    takeStage();
}

LabFace AttentionRoom::face() const {
    return {.id = LabId::Attention,
            .key = "attention",
            .icon = widgets::Icon::Attention,
            .name = tr("Attention"),
            .help = tr("All heads, one head, one number.")};
}

QWidget& AttentionRoom::page() const {
    return *page_;
}

void AttentionRoom::focusMain() {
    page_->focusMain();
}

void AttentionRoom::focusText() {
    page_->strip().editor().setFocus(Qt::ShortcutFocusReason);
}

void AttentionRoom::openExports() {
    page_->lab().openExports();
}

bool AttentionRoom::actionsEnabled() const {
    return session_.stage() == Stage::Done || session_.stage() == Stage::Tracing;
}

// While there is no picture, no old number stays in sight.
QWidget* AttentionRoom::inspector() const {
    return numberShown_ ? number_ : nullptr;
}

void AttentionRoom::takeStage() {
    const Stage stage = session_.stage();
    numberShown_ = stage == Stage::Done || (stage == Stage::Tracing && numberShown_);
    Q_EMIT inspectorChanged();
    Q_EMIT actionsChanged();
    Q_EMIT statusChanged();
}

void AttentionRoom::applyCrowding(const Crowding& crowding) {
    number_->setBrief(crowding.briefInspector);
    page_->setChipsShown(crowding.chips);
    page_->setWordsShown(crowding.comboWords);
    page_->setRailShown(crowding.historyRail);
}

QString AttentionRoom::stageWords() const {
    switch (session_.stage()) {
    case Stage::StartingEngine: return tr("Starting the engine");
    case Stage::NoModel: return tr("No model");
    case Stage::Unconfirmed: return tr("Model not opened");
    case Stage::OpeningModel: return tr("Opening the model");
    case Stage::Decoding: return tr("Opening the picture");
    case Stage::Unsuitable: return tr("Not for this model");
    case Stage::Tracing: return tr("Tracing");
    case Stage::Failed: return tr("Not traced");
    case Stage::Stopped: return tr("Stopped");
    case Stage::Done: break;
    }
    return session_.attention().other() != nullptr ? tr("2 traces") : tr("Trace done");
}

QString AttentionRoom::hoverWords() const {
    const AttentionState& attention = session_.attention();
    const auto head = attention.shownHead();
    const auto& hover = attention.hover();
    if (session_.stage() != Stage::Done || !head || !hover.query || !hover.key ||
        head->head == widgets::kMeanHead) {
        return {};
    }
    const engine::Trace& trace = *attention.trace();
    const engine::Site& site = trace.sites()[static_cast<std::size_t>(head->site)];
    const auto& queries = trace.axes()[static_cast<std::size_t>(site.queryAxis)].tokens;
    const auto& keys = trace.axes()[static_cast<std::size_t>(site.keyAxis)].tokens;
    const std::vector<float> row = trace.row(*head, *hover.query);
    const float value = row[*hover.key];
    return tr("%1 · head %2 · %3 → %4  %5")
        .arg(QString::fromStdString(site.name))
        .arg(head->head)
        .arg(QString::fromStdString(queries[*hover.query].label),
             QString::fromStdString(keys[*hover.key].label),
             widgets::hoverText(static_cast<double>(value)));
}

QStringList AttentionRoom::facts(bool words) const {
    QStringList facts{stageWords()};
    const double megabytes = static_cast<double>(session_.bytesHeld()) / 1e6;
    if (megabytes > 0) {
        facts.append(words ? tr("%1 MB held").arg(megabytes, 0, 'f', 1)
                            : tr("%1 MB").arg(megabytes, 0, 'f', 1));
    }
    if (session_.milliseconds() > 0) {
        facts.append(tr("%1 ms").arg(session_.milliseconds(), 0, 'f', 0));
    }
    if (words && session_.host().ready()) {
        facts.append(deviceWords(session_.host().threads()));
    }
    if (const QString hover = hoverWords(); !hover.isEmpty()) {
        facts.first() = hover;
    }
    return facts;
}

QList<KeyHint> AttentionRoom::hints(bool words) const {
    const KeyHint layer{{QStringLiteral("["), QStringLiteral("]")}, tr("layer")};
    const KeyHint head{{QStringLiteral(","), QStringLiteral(".")}, tr("head")};
    const KeyHint difference{{QStringLiteral("D")}, tr("difference")};
    const KeyHint range{{QStringLiteral("0")}, words ? tr("reset range") : tr("range")};
    const KeyHint keys{{QStringLiteral("?")}, words ? tr("all keys") : tr("keys")};
    if (session_.attention().other() != nullptr) {
        return {difference, {{QStringLiteral("X")}, tr("swap A and B")}, layer, head, range, keys};
    }
    if (!words) {
        return {layer, head, difference, range, keys};
    }
    return {layer,
            head,
            {{tr("Space")}, tr("play queries")},
            {{tr("Alt")}, tr("reverse")},
            difference,
            range,
            keys};
}

void AttentionRoom::addTo(ReportContent& content) const {
    if (session_.stage() == Stage::Done) {
        addViews(content, page_->lab());
        addTables(content, session_.attention());
    }
}

bool AttentionRoom::settled() const {
    const Stage stage = session_.stage();
    return stage == Stage::Done || stage == Stage::Failed || stage == Stage::NoModel ||
           stage == Stage::Unsuitable;
}

} // namespace vitrine::app
