#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/input/tokenmarks.h"

#include <QObject>

#include <vector>

namespace vitrine::widgets {
class SampleStrip;
enum class SampleKind;
}

namespace vitrine::app {

/// Keeps a sample strip in step with the document and the session: the text, its tokens while one
/// types, what is hovered and chosen, both sides of a comparison. A child of the strip. GUI thread.
class StripLink final : public QObject {
    Q_OBJECT

public:
    StripLink(Document& document, Session& session, widgets::SampleStrip& strip);

Q_SIGNALS:
    /// A picture or a clip is wanted, and the workspace has none.
    void openSampleRequested();

private:
    void connectDocument();
    void connectTokens();
    void takeSample();
    void chooseKind(widgets::SampleKind kind);
    void takeMarks();
    void takeShown();
    void takeComparison();
    void selectToken(int token);
    [[nodiscard]] std::vector<AxisToken> currentTokens() const;

    Document& document_;
    Session& session_;
    widgets::SampleStrip& strip_;
    widgets::TokenMarks marks_;
};

} // namespace vitrine::app
