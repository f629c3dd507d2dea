#pragma once

#include "app/vitrine/session/session.h"

#include "widgets/robustness/state/modelsource.h"

#include <QObject>

#include <optional>

namespace vitrine::widgets {
class RobustnessLab;
}

namespace vitrine::app {

/// Keeps the robustness lab in step with the document: sample and its labels, chain, dial, the
/// current model and the one it is compared with. Edits of the lab become edits of the document.
/// GUI thread.
class RobustnessLink final : public QObject {
    Q_OBJECT

public:
    RobustnessLink(Document& document, Session& session, widgets::RobustnessLab& lab);

private:
    void takeSample();
    void takeModels();
    void takeSweepData();
    void openHead(int layer, int head);
    [[nodiscard]] std::optional<widgets::ModelSource> sourceOf(const ModelEntry* entry) const;

    Document& document_;
    Session& session_;
    widgets::RobustnessLab& lab_;
};

} // namespace vitrine::app
