#include "widgets/tokens/tokenpanel.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panel/comparetable.h"
#include "widgets/tokens/panel/tokencard.h"
#include "widgets/tokens/panes/stagetexts.h"
#include "widgets/tokens/study/piecewords.h"
#include "widgets/tokens/study/tokenstudy.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <array>
#include <utility>
#include <vector>

namespace vitrine::widgets {

namespace {

constexpr int kMostPieces = 10;

/// Tokens [first, second) of the current token's pre-token.
std::pair<std::size_t, std::size_t> piecesOfWord(const TokenRow& row, std::size_t token) {
    std::size_t first = token;
    while (first > 0 && row.pieces[first].joins) {
        --first;
    }
    std::size_t end = token + 1;
    while (end < row.pieces.size() && row.pieces[end].joins) {
        ++end;
    }
    return {first, end};
}

/// A part of the panel with a hairline above it, from border to border.
class PanelSection final : public QWidget {
public:
    PanelSection(bool first, QWidget* parent)
        : QWidget(parent)
        , first_(first) {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(metrics::kPanePadding, first ? 0 : 6, metrics::kPanePadding, 12);
        layout->setSpacing(0);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        if (!first_) {
            QPainter(this).fillRect(QRect(0, 0, width(), metrics::kHairline),
                                    lookOf(this).color(Token::Line));
        }
    }

private:
    bool first_;
};

QString weightsText(double weights) {
    return weights >= 1e6 ? numberText(weights / 1e6, 1) + QStringLiteral(" M")
                          : countText(static_cast<qint64>(weights));
}

} // namespace

/// The widgets of the panel and what fills them.
class TokenPanel::Parts {
public:
    Parts(TokenStudy& study, QWidget& content);

    void fillToken();
    void fillTables();

private:
    QVBoxLayout* addSection(bool first = false);
    ValueRow* addRow(QVBoxLayout* section, const QString& name);
    void fillPieces(const TokenRow& row, std::size_t token);
    void fillWord(const TokenRow& row, const text::Token& token);
    void fillCosts();
    static void fillRows(QVBoxLayout* section, std::vector<ValueRow*>& rows,
                         const std::vector<std::array<QString, 3>>& values);

    TokenStudy& study_;
    QWidget& content_;
    QVBoxLayout* layout_;
    SectionHead* head_;
    Words* place_;
    TokenCard* card_;
    Words* nothing_;
    QWidget* facts_;
    ValueRow* id_;
    ValueRow* bytes_;
    ValueRow* source_;
    ValueRow* kind_;
    ValueRow* word_;
    ValueRow* changed_;
    QWidget* piecesSection_;
    QVBoxLayout* pieces_;
    std::vector<ValueRow*> pieceRows_;
    CompareTable* table_;
    QWidget* costsSection_;
    QVBoxLayout* costs_;
    std::vector<ValueRow*> costRows_;
};

TokenPanel::Parts::Parts(TokenStudy& study, QWidget& content)
    : study_(study)
    , content_(content)
    , layout_(new QVBoxLayout(&content)) {
    layout_->setContentsMargins(0, 4, 0, 16);
    layout_->setSpacing(0);
    QVBoxLayout* token = addSection(/*first=*/true);
    head_ = new SectionHead(TokenPanel::tr("Token"), &content);
    place_ = new Words(TextStyle::Small, Token::T2, &content);
    head_->addWidget(place_);
    card_ = new TokenCard(&content);
    nothing_ = new Words(TokenPanel::tr("Click a piece to see what it is"), TextStyle::Small,
                         Token::T2, &content);
    nothing_->setWordWrap(true);
    token->addWidget(head_);
    token->addSpacing(4);
    token->addWidget(card_);
    token->addWidget(nothing_);

    QVBoxLayout* facts = addSection();
    facts_ = facts->parentWidget();
    id_ = addRow(facts, TokenPanel::tr("Id"));
    bytes_ = addRow(facts, TokenPanel::tr("Bytes in the source"));
    source_ = addRow(facts, TokenPanel::tr("Source text"));
    kind_ = addRow(facts, TokenPanel::tr("Kind"));
    word_ = addRow(facts, TokenPanel::tr("Word"));
    changed_ = addRow(facts, TokenPanel::tr("Changed by"));
    changed_->setToolTip(TokenPanel::tr("Which stages changed the source before it was cut"));

    pieces_ = addSection();
    piecesSection_ = pieces_->parentWidget();
    pieces_->addWidget(new SectionHead(TokenPanel::tr("Pieces of this word"), &content));

    QVBoxLayout* text = addSection();
    text->addWidget(new SectionHead(TokenPanel::tr("This text"), &content));
    table_ = new CompareTable(&content);
    text->addWidget(table_);
    QObject::connect(table_, &CompareTable::rowChosen, &study, &TokenStudy::setCurrentRow);

    costs_ = addSection();
    costsSection_ = costs_->parentWidget();
    auto* costHead = new SectionHead(TokenPanel::tr("Cost of the table"), &content);
    costHead->setNote(TokenPanel::tr("weights"));
    costHead->setToolTip(TokenPanel::tr("The embedding table holds one row of weights for each "
                                        "vocabulary entry"));
    costs_->addWidget(costHead);
    layout_->addStretch(1);
}

QVBoxLayout* TokenPanel::Parts::addSection(bool first) {
    auto* section = new PanelSection(first, &content_);
    layout_->addWidget(section);
    return static_cast<QVBoxLayout*>(section->layout());
}

ValueRow* TokenPanel::Parts::addRow(QVBoxLayout* section, const QString& name) {
    auto* row = new ValueRow(name, &content_);
    section->addWidget(row);
    return row;
}

void TokenPanel::Parts::fillToken() {
    const TokenRow* row = study_.row();
    const text::Token* token = study_.token();
    card_->setVisible(token != nullptr);
    nothing_->setVisible(token == nullptr);
    facts_->setVisible(token != nullptr);
    piecesSection_->setVisible(token != nullptr);
    table_->setSnapshot(study_.snapshot(), study_.currentRow());
    if (token == nullptr) {
        place_->setText({});
        card_->clear();
        return;
    }
    const auto index = static_cast<std::size_t>(study_.currentToken());
    place_->setText(TokenPanel::tr("%1, %2 of %3")
                        .arg(row->tokenizer.name)
                        .arg(index + 1)
                        .arg(row->tokens().size()));
    card_->setToken(*token);
    id_->setValue(countText(token->id).remove(QChar(0x2009)));
    bytes_->setValue(bytesText(token->source));
    source_->setValue(token->source.empty()
                          ? TokenPanel::tr("none")
                          : visibleSigns(study_.snapshot()->sourceText(token->source)));
    kind_->setValue(kindText(*token));
    fillWord(*row, *token);
    fillPieces(*row, index);
}

void TokenPanel::Parts::fillWord(const TokenRow&, const text::Token& token) {
    const Snapshot& snapshot = *study_.snapshot();
    if (token.source.empty()) {
        word_->setValue(TokenPanel::tr("none"));
        changed_->setValue(TokenPanel::tr("nothing"));
        return;
    }
    const Span word = snapshot.wordAround(token.source);
    word_->setValue(visibleSigns(snapshot.sourceText(word)).left(40),
                    TokenPanel::tr("%1 of %2")
                        .arg(snapshot.wordNumber(word.begin))
                        .arg(snapshot.words));
    const text::Explanation* explanation = study_.explanationOf(study_.currentRow());
    QStringList names;
    if (explanation != nullptr) {
        for (const text::StageKind kind :
             changedBy(*explanation, study_.explanation()->inWindow(token.source))) {
            names.append(stageName(kind));
        }
    }
    changed_->setValue(names.isEmpty() ? TokenPanel::tr("nothing")
                                       : names.join(QStringLiteral(", ")));
}

void TokenPanel::Parts::fillPieces(const TokenRow& row, std::size_t token) {
    const auto [first, end] = piecesOfWord(row, token);
    std::vector<std::array<QString, 3>> values;
    for (std::size_t i = first; i < end && values.size() < kMostPieces; ++i) {
        values.push_back({QString::fromStdString(row.tokens()[i].text),
                          QString::number(row.tokens()[i].id), QString()});
    }
    if (end - first > kMostPieces) {
        values.push_back({TokenPanel::tr("and %1 more").arg(end - first - kMostPieces), {}, {}});
    }
    fillRows(pieces_, pieceRows_, values);
}

void TokenPanel::Parts::fillTables() {
    fillCosts();
    fillToken();
}

void TokenPanel::Parts::fillCosts() {
    std::vector<std::array<QString, 3>> values;
    for (const NamedTokenizer& tokenizer : study_.tokenizers()) {
        if (tokenizer.width > 0) {
            const auto rows = static_cast<qint64>(tokenizer.tokenizer->vocabularySize());
            values.push_back(
                {QStringLiteral("%1 %2 × %3")
                     .arg(tokenizer.name, countText(rows), countText(tokenizer.width)),
                 weightsText(double(rows) * double(tokenizer.width)), {}});
        }
    }
    costsSection_->setVisible(!values.empty());
    fillRows(costs_, costRows_, values);
}

void TokenPanel::Parts::fillRows(QVBoxLayout* section, std::vector<ValueRow*>& rows,
                                 const std::vector<std::array<QString, 3>>& values) {
    while (rows.size() < values.size()) {
        rows.push_back(new ValueRow(QString(), section->parentWidget()));
        section->addWidget(rows.back());
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i]->setVisible(i < values.size());
        if (i < values.size()) {
            rows[i]->setName(values[i][0]);
            rows[i]->setValue(values[i][1], values[i][2]);
        }
    }
}

TokenPanel::TokenPanel(TokenStudy& study, QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Token"));
    auto* content = new QWidget;
    parts_ = std::make_unique<Parts>(study, *content);
    auto* scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Token, scrollable"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&study, &TokenStudy::snapshotChanged, this, [this] { parts_->fillTables(); });
    connect(&study, &TokenStudy::currentChanged, this, [this] { parts_->fillToken(); });
    connect(&study, &TokenStudy::explanationChanged, this, [this] { parts_->fillToken(); });
    parts_->fillTables();
}

TokenPanel::~TokenPanel() = default;

} // namespace vitrine::widgets
