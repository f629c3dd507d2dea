#pragma once

#include "widgets/tokens/tokenslab.h"

class QCheckBox;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace vitrine::widgets {

class CompareButton;
class EmptyState;
class ExportMenu;
class Hairline;
class RoundTripLine;
class SectionHead;
class Segments;
class SourceField;
class StageStrip;
class TokenTable;
class TokenizerRows;
class WordPanes;

/// The widgets of the lab, laid out and wired to the study.
class TokensLab::Parts {
public:
    explicit Parts(TokensLab& lab);

    void showMode();
    void edit(const QByteArray& utf8);

    SourceField* field;
    CompareButton* compare;
    SectionHead* head;
    Segments* modes;
    QCheckBox* whiteSpace;
    QCheckBox* ids;
    QToolButton* exportButton;
    ExportMenu* exports;
    QStackedWidget* stack;
    TokenizerRows* rows;
    TokenTable* table;
    EmptyState* empty;
    WordPanes* panes;
    StageStrip* stages;
    RoundTripLine* roundTrip;

private:
    void addTop(QVBoxLayout& layout);
    void addHead(QVBoxLayout& layout);
    void addStack(QVBoxLayout& layout);
    void addBottom(QVBoxLayout& layout);
    void wire();
    void refreshSnapshot();
    void refreshSelection();
    void refreshRoundTrip();

    TokensLab& lab_;
    TokenStudy& study_;
};

} // namespace vitrine::widgets
