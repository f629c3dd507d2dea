#pragma once

#include "core/base/axis.h"
#include "widgets/tokens/study/namedtokenizer.h"
#include "widgets/tokens/study/snapshot.h"
#include "widgets/tokens/study/windowexplanation.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <vector>

namespace vitrine::widgets {

/// What the lab and the panel look at: one text, several tokenizers, what they make of it, and the
/// selection by source byte. Short texts are answered at once, long ones by a worker, newest wins.
/// GUI thread.
class TokenStudy final : public QObject {
    Q_OBJECT

public:
    explicit TokenStudy(QObject* parent = nullptr);
    ~TokenStudy() override;

    /// Texts up to so many bytes are tokenised and explained within the call.
    static constexpr qsizetype kMostAtOnce = 512;

    [[nodiscard]] const std::vector<NamedTokenizer>& tokenizers() const { return tokenizers_; }
    void setTokenizers(std::vector<NamedTokenizer> tokenizers);

    /// Bytes, UTF-8 or not. The selection stays at its bytes as far as the text reaches.
    [[nodiscard]] const QByteArray& text() const { return text_; }
    void setText(const QByteArray& utf8);

    /// The newest result, never null. While `busy()` it belongs to an older text.
    [[nodiscard]] const SnapshotPointer& snapshot() const { return snapshot_; }
    [[nodiscard]] bool busy() const;

    /// How the tokens around the selection came about; null until it is known for this snapshot.
    [[nodiscard]] const ExplanationPointer& explanation() const { return explanation_; }

    /// The explanation of one row, or null.
    [[nodiscard]] const text::Explanation* explanationOf(int row) const;

    /// Selected source bytes; empty for none. The current token is the first of the current row
    /// that has some of them.
    [[nodiscard]] Span selected() const { return selected_; }
    void select(Span source);

    /// The row and token that the panel tells about; −1 for no token.
    [[nodiscard]] int currentRow() const { return currentRow_; }
    [[nodiscard]] int currentToken() const { return currentToken_; }
    [[nodiscard]] const TokenRow* row() const; ///< null where there are no tokenizers
    [[nodiscard]] const text::Token* token() const;
    void setCurrentRow(int row);

    /// Makes a token the current one and selects its source bytes, or those given.
    void setCurrent(int row, int token);
    void setCurrent(int row, int token, Span selected);

    /// Moves `step` tokens along the current row; with `extend` the selection grows or shrinks
    /// instead of moving.
    void step(int step, bool extend);

Q_SIGNALS:
    void snapshotChanged();
    void explanationChanged();
    void busyChanged(bool busy);
    /// Current row or current token or the selected bytes.
    void currentChanged();
    /// The selected bytes changed, whoever did it.
    void selectedChanged(vitrine::Span source);

private:
    class Desk;

    void request();
    void requestExplanation();
    void accept(SnapshotPointer snapshot);
    void acceptExplanation(ExplanationPointer explanation);
    void moveTo(int row, int token, Span selected);
    [[nodiscard]] int tokenAt(int row, Span source) const;
    [[nodiscard]] Span sourceOf(int row, int token) const;

    std::vector<NamedTokenizer> tokenizers_;
    QByteArray text_;
    SnapshotPointer snapshot_;
    ExplanationPointer explanation_;
    Span selected_;
    int currentRow_ = 0;
    int currentToken_ = -1;
    int anchorToken_ = -1; ///< where Shift extends from
    std::unique_ptr<Desk> desk_;
};

} // namespace vitrine::widgets
