#pragma once

#include "core/base/axis.h"
#include "core/base/outcome.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/keyhint.h"
#include "widgets/tokens/study/namedtokenizer.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QWidget>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::widgets {

class TokenStudy;

/// The Tokens lab: the text to edit, several tokenizers aligned by its bytes, how the selected word
/// was cut, the stages and the round trip. Keys: W white space, M replays the merges; in the rows
/// the arrows. GUI thread.
class TokensLab final : public QWidget {
    Q_OBJECT

public:
    enum class Mode { Pieces, Ids, Table };

    explicit TokensLab(QWidget* parent = nullptr);
    ~TokensLab() override;

    /// What is shown; the TokenPanel in the dock looks at the same. Lives as long as the lab.
    [[nodiscard]] TokenStudy& study() const { return *study_; }

    void setTokenizers(std::vector<NamedTokenizer> tokenizers);

    /// Bytes, UTF-8 or not. Setting it does not emit textEdited.
    [[nodiscard]] QByteArray text() const;
    void setText(const QByteArray& utf8);

    /// The shared selection: source bytes, empty for none. Setting it does not emit sourceSelected.
    [[nodiscard]] Span selectedSource() const;
    void setSelectedSource(Span source);

    [[nodiscard]] Mode mode() const;
    void setMode(Mode mode);
    [[nodiscard]] bool whiteSpaceShown() const;
    void setWhiteSpaceShown(bool shown);
    void replayMerges();

    /// Opens what the export button opens.
    void openExports();

    /// Puts the focus on the aligned rows.
    void focusMain();

    /// "4 tokenizers", "0.2 ms": for the status bar.
    [[nodiscard]] QStringList status() const;
    [[nodiscard]] QList<KeyHint> keyHints() const;

    /// The aligned rows with all the text as a picture, and all tokens of all rows as CSV.
    [[nodiscard]] std::unique_ptr<Figure> figure() const;
    [[nodiscard]] std::string csv() const;

    /// Writes a picture or the table by the ending: png, svg, pdf, csv.
    [[nodiscard]] Outcome<Done> exportTo(const std::filesystem::path& file) const;

Q_SIGNALS:
    /// The person selected source bytes here.
    void sourceSelected(vitrine::Span source);
    /// The person edited the text here.
    void textEdited(const QByteArray& utf8);
    void statusChanged();
    /// An export failed; nothing was written.
    void problemMet(const vitrine::Problem& problem);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    class Parts;

    TokenStudy* study_;
    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::widgets
