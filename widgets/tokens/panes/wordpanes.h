#pragma once

#include <QWidget>

class QScrollArea;

namespace vitrine::widgets {

class MatchTrailView;
class MergePane;
class SectionHead;
class TokenStudy;
class Words;

/// How the selected word was cut: WordPiece's match trail and byte-level BPE's merge tree. Each
/// shows the current tokenizer if it is of its kind, else the first that is.
class WordPanes final : public QWidget {
    Q_OBJECT

public:
    explicit WordPanes(TokenStudy& study, QWidget* parent = nullptr);

    void replayMerges();

    [[nodiscard]] MatchTrailView* trail() const { return trail_; }
    [[nodiscard]] MergePane* merges() const { return merges_; }

private:
    QWidget* makeTrailPane();
    QWidget* makeMergePane();
    void refresh();
    void refreshTrail();
    void refreshMerges();

    /// The row whose word at the selection has such a trail, or −1.
    template <class Trail>
    [[nodiscard]] int rowWith() const;

    TokenStudy& study_;
    SectionHead* trailHead_;
    SectionHead* mergeHead_;
    MatchTrailView* trail_;
    Words* trailNothing_;
    QScrollArea* trailScroll_;
    MergePane* merges_;
};

} // namespace vitrine::widgets
