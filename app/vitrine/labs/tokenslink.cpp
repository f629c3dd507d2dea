#include "app/vitrine/labs/tokenslink.h"

#include "widgets/tokens/tokenslab.h"

namespace vitrine::app {

TokensLink::TokensLink(Document& document, Session& session, widgets::TokensLab& lab)
    : QObject(&lab)
    , document_(document)
    , session_(session)
    , lab_(lab) {
    WorkspaceState& state = document_.state();
    connect(&state, &WorkspaceState::currentSampleChanged, this, &TokensLink::takeSample);
    connect(&state, &WorkspaceState::sampleEdited, this, &TokensLink::takeSample);
    connect(&state, &WorkspaceState::currentModelChanged, this, &TokensLink::takeTokenizers);
    connect(&state, &WorkspaceState::tokenizersChanged, this, &TokensLink::takeTokenizers);
    connect(&session_.models(), &ModelOpener::stateChanged, this, &TokensLink::takeTokenizers);
    connect(&session_.tokenizers(), &TokenizerShelf::arrived, this,
            [this](const std::filesystem::path& path) {
                // The model's own faults are told where the model is.
                const ModelEntry* model = document_.state().currentModel();
                const Problem* problem = session_.tokenizers().problem(path);
                if (problem != nullptr && (model == nullptr || model->folder != path)) {
                    Q_EMIT problemMet(*problem);
                }
                takeTokenizers();
            });
    connect(&lab_, &widgets::TokensLab::textEdited, this, [this](const QByteArray& text) {
        const SampleEntry* entry = document_.state().currentSample();
        document_.editSample(text.toStdString(),
                             entry != nullptr ? entry->sample.pair : std::nullopt);
    });
    connect(&lab_, &widgets::TokensLab::sourceSelected, this, &TokensLink::select);
    connect(&session_.attention(), &widgets::AttentionState::selectionChanged, this,
            &TokensLink::takeSelection);
    connect(&session_, &Session::pictureShown, this, &TokensLink::takeSelection);
    takeSample();
    takeTokenizers();
}

void TokensLink::takeSample() {
    const SampleEntry* entry = document_.state().currentSample();
    const QByteArray text =
        QByteArray::fromStdString(entry != nullptr ? entry->sample.text : std::string());
    if (lab_.text() != text) {
        lab_.setText(text);
    }
}

void TokensLink::takeTokenizers() {
    std::vector<widgets::NamedTokenizer> rows;
    const ModelEntry* model = document_.state().currentModel();
    if (model != nullptr && model->confirmed) {
        if (auto tokenizer = session_.tokenizers().find(model->folder)) {
            const engine::ModelCard* card = session_.models().card(session_.currentKey());
            rows.push_back({.name = QString::fromStdString(model->name),
                            .tokenizer = std::move(tokenizer),
                            .width = card != nullptr ? card->width : 0});
        }
    }
    for (const TokenizerEntry& entry : document_.value().tokenizers) {
        if (auto tokenizer = session_.tokenizers().find(entry.path)) {
            rows.push_back({.name = QString::fromStdString(entry.name),
                            .tokenizer = std::move(tokenizer)});
        }
    }
    rows.push_back({.name = tr("Characters"), .tokenizer = text::characterTokenizer()});
    rows.push_back({.name = tr("Bytes"), .tokenizer = text::byteTokenizer()});
    lab_.setTokenizers(std::move(rows));
}

void TokensLink::takeSelection() {
    const widgets::AttentionState& attention = session_.attention();
    const auto query = attention.selectedQuery();
    const engine::Site* site = attention.site();
    if (selecting_ || !query || site == nullptr) {
        return;
    }
    const Axis& axis = attention.trace()->axes()[static_cast<std::size_t>(site->queryAxis)];
    const AxisToken& token = axis.tokens[*query];
    if (token.segment == 0 && !token.source.empty()) {
        lab_.setSelectedSource(token.source);
    }
}

void TokensLink::select(Span source) {
    widgets::AttentionState& attention = session_.attention();
    const engine::Trace* trace = attention.trace();
    const SampleEntry* entry = document_.state().currentSample();
    if (trace == nullptr || source.empty() || entry == nullptr ||
        trace->sample().text != entry->sample.text) {
        return;
    }
    const engine::Site* site = attention.site();
    const auto axis = static_cast<std::size_t>(site != nullptr ? site->queryAxis : 0);
    const std::vector<AxisToken>& tokens = trace->axes()[axis].tokens;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const AxisToken& token = tokens[index];
        if (token.segment == 0 && !token.source.empty() && token.source.end > source.begin) {
            selecting_ = true;
            attention.selectCell(index, attention.selectedKey());
            selecting_ = false;
            return;
        }
    }
}

} // namespace vitrine::app
