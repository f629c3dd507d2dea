#include "widgets/tokens/study/tokenstudy.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vitrine::widgets {

namespace {

Span cut(Span span, std::size_t size) {
    const std::size_t begin = std::min(span.begin, size);
    return {begin, std::clamp(span.end, begin, size)};
}

} // namespace

/// The worker and its two lanes.
class TokenStudy::Desk {
public:
    explicit Desk(TokenStudy& study)
        : worker(QStringLiteral("tokens"))
        , snapshots(worker,
                    [&study, this](Generation generation, Outcome<SnapshotPointer> outcome) {
                        if (outcome.ok() && generation == wanted) {
                            study.accept(std::move(outcome).value());
                        }
                    })
        , explanations(worker, [&study](Generation, Outcome<ExplanationPointer> outcome) {
            if (outcome.ok()) {
                study.acceptExplanation(std::move(outcome).value());
            }
        }) {
        connect(&snapshots, &Lane::busyChanged, &study, &TokenStudy::busyChanged);
    }

    Worker worker;
    Generation wanted = 0; ///< the request whose answer counts; 0: none, it was answered at once
    LatestWins<SnapshotPointer> snapshots;
    LatestWins<ExplanationPointer> explanations;
};

TokenStudy::TokenStudy(QObject* parent)
    : QObject(parent)
    , snapshot_(std::make_shared<Snapshot>())
    , desk_(std::make_unique<Desk>(*this)) {}

TokenStudy::~TokenStudy() = default;

void TokenStudy::setTokenizers(std::vector<NamedTokenizer> tokenizers) {
    for (const NamedTokenizer& tokenizer : tokenizers) {
        if (tokenizer.tokenizer == nullptr) {
            throw std::invalid_argument("TokenStudy: tokenizer \"" + tokenizer.name.toStdString()
                                        + "\" is null");
        }
    }
    if (tokenizers != tokenizers_) {
        tokenizers_ = std::move(tokenizers);
        request();
    }
}

void TokenStudy::setText(const QByteArray& utf8) {
    if (utf8 != text_) {
        text_ = utf8;
        request();
    }
}

bool TokenStudy::busy() const {
    return desk_->snapshots.busy();
}

const text::Explanation* TokenStudy::explanationOf(int row) const {
    return explanation_ != nullptr && row >= 0
            && static_cast<std::size_t>(row) < explanation_->rows.size()
        ? &explanation_->rows[static_cast<std::size_t>(row)]
        : nullptr;
}

void TokenStudy::request() {
    if (text_.size() <= kMostAtOnce) {
        desk_->snapshots.cancel();
        desk_->wanted = 0;
        accept(takeSnapshot(text_, tokenizers_, {}));
        return;
    }
    desk_->wanted = desk_->snapshots.submit(
        [text = text_, tokenizers = tokenizers_](const Tick& tick) -> Outcome<SnapshotPointer> {
            SnapshotPointer snapshot = takeSnapshot(text, tokenizers, tick);
            if (snapshot == nullptr) {
                return Cancelled{};
            }
            return snapshot;
        });
}

void TokenStudy::accept(SnapshotPointer snapshot) {
    snapshot_ = std::move(snapshot);
    explanation_ = nullptr;
    const int rows = static_cast<int>(snapshot_->rows.size());
    currentRow_ = std::clamp(currentRow_, 0, std::max(0, rows - 1));
    const Span before = selected_;
    selected_ = cut(selected_, snapshot_->bytes().size());
    currentToken_ = anchorToken_ = selected_.empty() ? -1 : tokenAt(currentRow_, selected_);
    Q_EMIT snapshotChanged();
    requestExplanation();
    Q_EMIT currentChanged();
    if (selected_ != before) {
        Q_EMIT selectedChanged(selected_);
    }
}

void TokenStudy::requestExplanation() {
    const bool known = explanation_ != nullptr && explanation_->snapshot == snapshot_;
    if (known && (explanation_->coversAll()
                  || (selected_.begin >= explanation_->window.begin
                      && selected_.begin < explanation_->window.end))) {
        return;
    }
    const Span window = windowAround(*snapshot_, selected_);
    if (snapshot_->text.size() <= kMostAtOnce) {
        desk_->explanations.cancel();
        acceptExplanation(explainWindow(snapshot_, window, {}));
        return;
    }
    desk_->explanations.submit(
        [snapshot = snapshot_, window](const Tick& tick) -> Outcome<ExplanationPointer> {
            ExplanationPointer explanation = explainWindow(snapshot, window, tick);
            if (explanation == nullptr) {
                return Cancelled{};
            }
            return explanation;
        });
}

void TokenStudy::acceptExplanation(ExplanationPointer explanation) {
    if (explanation->snapshot == snapshot_) {
        explanation_ = std::move(explanation);
        Q_EMIT explanationChanged();
    }
}

const TokenRow* TokenStudy::row() const {
    const auto index = static_cast<std::size_t>(currentRow_);
    return index < snapshot_->rows.size() ? &snapshot_->rows[index] : nullptr;
}

const text::Token* TokenStudy::token() const {
    const TokenRow* current = row();
    return current != nullptr && currentToken_ >= 0
        ? &current->tokens()[static_cast<std::size_t>(currentToken_)]
        : nullptr;
}

int TokenStudy::tokenAt(int row, Span source) const {
    const auto index = static_cast<std::size_t>(row);
    return index < snapshot_->rows.size() ? snapshot_->rows[index].tokenAt(source) : -1;
}

Span TokenStudy::sourceOf(int row, int token) const {
    return snapshot_->rows[static_cast<std::size_t>(row)]
        .tokens()[static_cast<std::size_t>(token)]
        .source;
}

void TokenStudy::select(Span source) {
    const Span wanted = cut(source, snapshot_->bytes().size());
    if (wanted != selected_) {
        moveTo(currentRow_, wanted.empty() ? -1 : tokenAt(currentRow_, wanted), wanted);
        anchorToken_ = currentToken_;
    }
}

void TokenStudy::setCurrentRow(int row) {
    if (row >= 0 && static_cast<std::size_t>(row) < snapshot_->rows.size()) {
        moveTo(row, selected_.empty() ? -1 : tokenAt(row, selected_), selected_);
        anchorToken_ = currentToken_;
    }
}

void TokenStudy::setCurrent(int row, int token) {
    setCurrent(row, token, sourceOf(row, token));
}

void TokenStudy::setCurrent(int row, int token, Span selected) {
    moveTo(row, token, selected);
    anchorToken_ = token;
}

void TokenStudy::step(int step, bool extend) {
    const TokenRow* current = row();
    if (current == nullptr || current->tokens().empty()) {
        return;
    }
    const int last = static_cast<int>(current->tokens().size()) - 1;
    const int from = currentToken_ >= 0 ? currentToken_ : step > 0 ? -1 : last + 1;
    const int to = std::clamp(from + step, 0, last);
    const int anchor = anchorToken_ >= 0 ? anchorToken_ : to;
    if (!extend) {
        setCurrent(currentRow_, to);
        return;
    }
    // Template tokens have no bytes and would pull the selection to 0.
    Span sum = sourceOf(currentRow_, to);
    for (int i = std::min(anchor, to); i <= std::max(anchor, to); ++i) {
        const Span source = sourceOf(currentRow_, i);
        if (source.empty()) {
            continue;
        }
        sum = sum.empty() ? source
                          : Span{std::min(sum.begin, source.begin), std::max(sum.end, source.end)};
    }
    moveTo(currentRow_, to, sum);
    anchorToken_ = anchor;
}

void TokenStudy::moveTo(int row, int token, Span selected) {
    const bool moved = row != currentRow_ || token != currentToken_;
    const bool changed = selected != selected_;
    currentRow_ = row;
    currentToken_ = token;
    selected_ = selected;
    if (changed) {
        requestExplanation();
    }
    if (moved || changed) {
        Q_EMIT currentChanged();
    }
    if (changed) {
        Q_EMIT selectedChanged(selected_);
    }
}

} // namespace vitrine::widgets
