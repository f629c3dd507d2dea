#pragma once

#include "tests/widgets/robustness/lettermodel.h"

#include "widgets/foundation/task/worker.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/labparts.h"
#include "widgets/robustness/robustnesslab.h"

#include <QApplication>
#include <QTest>

namespace vitrine::tests {

inline constexpr const char* kLetters =
    "seventeen peppered beetles entered the cheese menagerie sleepily";

/// A lab that is its own document: what is edited is set.
struct LabFixture {
    explicit LabFixture(const LetterModelOptions& options = {})
        : worker(QStringLiteral("test engine"))
        , model(std::make_shared<LetterModel>(options)) {
        lab = std::make_unique<widgets::RobustnessLab>();
        QObject::connect(&lab->study(), &widgets::RobustnessStudy::choiceEdited, lab.get(),
                         [this](const widgets::RobustnessChoice& choice) {
                             lab->study().setChoice(choice);
                         });
        widgets::RobustnessChoice choice;
        choice.chain.stages = {{.kind = "char.drop"}};
        choice.seed = 3;
        lab->study().setChoice(choice);
        lab->study().setSample({.name = "letters", .text = kLetters}, {});
    }

    void useModel() { lab->study().setModel(sourceOf(model, worker)); }

    void show(const QSize& size = {1124, 760}) {
        lab->resize(size);
        lab->show();
        QVERIFY(QTest::qWaitForWindowExposed(lab.get()));
    }

    const widgets::Theme& theme = widgets::Theme::of(static_cast<const QWidget*>(nullptr));
    widgets::Worker worker;
    std::shared_ptr<LetterModel> model;
    std::unique_ptr<widgets::RobustnessLab> lab; ///< goes before its workers
};

} // namespace vitrine::tests
