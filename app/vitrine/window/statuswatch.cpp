#include "app/vitrine/window/statuswatch.h"

#include "app/vitrine/window/statusband.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/tokens/tokenslab.h"

namespace vitrine::app {

using widgets::AttentionState;
using widgets::KeyHint;

namespace {

QString u(char16_t c) {
    return QString(QChar(c));
}

QString deviceWords(int threads) {
    return threads == 1 ? StatusWatch::tr("CPU, 1 thread")
                        : StatusWatch::tr("CPU, %1 threads").arg(threads);
}

} // namespace

StatusWatch::StatusWatch(Session& session, const widgets::TokensLab& tokens, StatusBand& band)
    : QObject(&band)
    , session_(session)
    , tokens_(tokens)
    , band_(band) {
    connect(&session_, &Session::stageChanged, this, &StatusWatch::takeStage);
    connect(&session_, &Session::pictureShown, this, &StatusWatch::refresh);
    connect(&session_, &Session::comparisonShown, this, &StatusWatch::refresh);
    connect(&session_, &Session::progressed, &band_.progress(),
            [this](Progress progress) { band_.progress().setProgress(progress); });
    connect(&session_.history(), &History::changed, this, &StatusWatch::refresh);
    connect(&session_.attention(), &AttentionState::hoverChanged, this, &StatusWatch::refresh);
    connect(&session_.host(), &EngineHost::started, this, &StatusWatch::refresh);
    connect(&tokens_, &widgets::TokensLab::statusChanged, this, &StatusWatch::refresh);
    connect(&band_.progress(), &widgets::ProgressChip::cancelRequested, &session_,
            &Session::cancel);
    takeStage();
}

void StatusWatch::setTokensInFront(bool inFront) {
    tokensInFront_ = inFront;
    refresh();
}

void StatusWatch::setWords(bool words) {
    words_ = words;
    refresh();
}

void StatusWatch::setPassing(const QString& words) {
    passing_ = words;
    refresh();
}

void StatusWatch::takeStage() {
    const Stage stage = session_.stage();
    const bool works = stage == Stage::StartingEngine || stage == Stage::OpeningModel ||
                       stage == Stage::Tracing;
    if (works) {
        band_.progress().begin(stage == Stage::Tracing        ? tr("Trace")
                               : stage == Stage::OpeningModel ? tr("Open the model")
                                                              : tr("Start the engine"));
    } else {
        band_.progress().end();
    }
    refresh();
}

QString StatusWatch::stageWords() const {
    switch (session_.stage()) {
    case Stage::StartingEngine: return tr("Starting the engine");
    case Stage::NoModel: return tr("No model");
    case Stage::Unconfirmed: return tr("Model not opened");
    case Stage::OpeningModel: return tr("Opening the model");
    case Stage::Tracing: return tr("Tracing");
    case Stage::Failed: return tr("Not traced");
    case Stage::Stopped: return tr("Stopped");
    case Stage::Done: break;
    }
    return session_.attention().other() != nullptr ? tr("2 traces") : tr("Trace done");
}

QString StatusWatch::hoverWords() const {
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

QStringList StatusWatch::attentionFacts() const {
    QStringList facts{stageWords()};
    const double megabytes = static_cast<double>(session_.bytesHeld()) / 1e6;
    if (megabytes > 0) {
        facts.append(words_ ? tr("%1 MB held").arg(megabytes, 0, 'f', 1)
                            : tr("%1 MB").arg(megabytes, 0, 'f', 1));
    }
    if (session_.milliseconds() > 0) {
        facts.append(tr("%1 ms").arg(session_.milliseconds(), 0, 'f', 0));
    }
    if (words_ && session_.host().ready()) {
        facts.append(deviceWords(session_.host().threads()));
    }
    return facts;
}

QList<KeyHint> StatusWatch::attentionHints() const {
    const KeyHint layer{{u(u'['), u(u']')}, tr("layer")};
    const KeyHint head{{u(u','), u(u'.')}, tr("head")};
    const KeyHint difference{{u(u'D')}, tr("difference")};
    const KeyHint range{{u(u'0')}, words_ ? tr("reset range") : tr("range")};
    const KeyHint keys{{u(u'?')}, words_ ? tr("all keys") : tr("keys")};
    if (session_.attention().other() != nullptr) {
        return {difference, {{u(u'X')}, tr("swap A and B")}, layer, head, range, keys};
    }
    if (!words_) {
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

void StatusWatch::refresh() {
    QStringList facts = tokensInFront_ ? tokens_.status() : attentionFacts();
    QList<KeyHint> hints = attentionHints();
    if (tokensInFront_) {
        if (words_) {
            facts.append(tr("selection shared with Attention"));
        }
        hints = tokens_.keyHints() + QList<KeyHint>{hints.last()};
    }
    const QString hover = tokensInFront_ ? QString() : hoverWords();
    if (!passing_.isEmpty() || !hover.isEmpty()) {
        facts.first() = passing_.isEmpty() ? hover : passing_;
    }
    band_.setFacts(facts);
    band_.setHints(hints);
}

} // namespace vitrine::app
