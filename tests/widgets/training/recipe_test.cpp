#include "widgets/training/recipe/fieldrow.h"
#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/recipeform.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include "core/base/files.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

// A recipe without faults.
const char* const kWhole = R"({
  "type": "train", "schema": 1, "name": "sst2", "model": "models/minilm", "task": "classify",
  "data": {"train": "sst2/train.jsonl", "eval": "sst2/dev.jsonl"},
  "batch": {"samples": 32, "micro": 8}, "steps": 9400,
  "optimizer": {"lr": 0.0003}
})";

} // namespace

class RecipeTest : public QObject {
    Q_OBJECT

public:
    RecipeTest() { theme_.install(*qApp); }

private Q_SLOTS:
    void init() {
        panel_ = std::make_unique<RecipePanel>();
        panel_->resize(300, 900);
        panel_->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
        panel_->draft().setText(kWhole);
    }

    void cleanup() { panel_.reset(); }

    void aWholeRecipeMayBeLaunched() {
        QVERIFY(panel_->draft().faults().empty());
        QVERIFY(panel_->draft().recipe().has_value());
        QSignalSpy launched(panel_.get(), &RecipePanel::launchRequested);
        QVERIFY(panel_->launchButton().isEnabled());
        QTest::mouseClick(&panel_->launchButton(), Qt::LeftButton);
        QCOMPARE(launched.size(), 1);
    }

    void typingInTheFormChangesTheText() {
        QLineEdit& rate = line("optimizer.lr");
        rate.setFocus();
        rate.selectAll();
        QTest::keyClicks(&rate, QStringLiteral("5e-5"));
        QCOMPARE(panel_->draft().given("optimizer.lr")->number(), 5e-5);
        QCOMPARE(rate.text(), QStringLiteral("5e-5")); // not rewritten under the hand
        QVERIFY(panel_->json().toPlainText().contains(QStringLiteral("5e-05")));
        rate.selectAll();
        QTest::keyClick(&rate, Qt::Key_Delete);
        QVERIFY(panel_->draft().given("optimizer.lr") == nullptr);
        QVERIFY(panel_->draft().given("optimizer") == nullptr); // no empty group is left behind
    }

    void typingInTheTextChangesTheForm() {
        QString text = panel_->json().toPlainText();
        text.replace(QStringLiteral("9400"), QStringLiteral("1200"));
        panel_->views().setCurrent(1);
        panel_->json().setPlainText(text);
        QCOMPARE(line("steps").text(), QStringLiteral("1200"));
    }

    void aFaultStandsAtItsFieldAndStopsTheLaunch() {
        QLineEdit& rate = line("optimizer.lr");
        rate.setFocus();
        rate.selectAll();
        QTest::keyClicks(&rate, QStringLiteral("fast"));
        QVERIFY(!panel_->launchButton().isEnabled());
        QCOMPARE(roleOf(&rate), Role::Fault);
        FieldRow* row = panel_->form().row("optimizer.lr");
        QVERIFY2(row->checkText() != QString(), qPrintable(row->checkText()));
        QVERIFY(rate.accessibleDescription().size() > 0);
        QVERIFY(linkStarting(QStringLiteral("Learning rate")) != nullptr);
    }

    void aFaultIsALinkToItsField() {
        panel_->draft().set("optimizer.eps", Json(-1.0)); // a field that is not shown otherwise
        QToolButton* link = linkStarting(QStringLiteral("Eps"));
        QVERIFY(link != nullptr);
        panel_->views().setCurrent(1);
        panel_->activateWindow();
        QTest::mouseClick(link, Qt::LeftButton);
        QCOMPARE(panel_->views().current(), 0);
        QVERIFY(line("optimizer.eps").isVisible());
        QTRY_VERIFY(line("optimizer.eps").hasFocus());
    }

    void whatWasFoundElsewhereStandsAtItsFieldUntilAChange() {
        panel_->draft().judge({{.path = "steps", .what = "too many for this machine"}});
        FieldRow* row = panel_->form().row("steps");
        QCOMPARE(row->checkText(), QStringLiteral("too many for this machine"));
        QCOMPARE(roleOf(&row->editor()), Role::Fault);
        QVERIFY(linkStarting(QStringLiteral("Steps")) != nullptr);
        QVERIFY(!panel_->launchButton().isEnabled());
        QVERIFY(panel_->draft().recipe().has_value()); // its schedule can be drawn all the same
        panel_->draft().judge({{.path = "seed", .what = "unlucky"}});
        QVERIFY(roleOf(&row->editor()) != Role::Fault);
        panel_->draft().set("steps", Json(10));
        QVERIFY(panel_->draft().faults().empty());
        QVERIFY(panel_->launchButton().isEnabled());
    }

    void brokenTextDisablesTheFormAndComesBack() {
        panel_->views().setCurrent(1);
        panel_->json().setPlainText(QStringLiteral("{ \"name\": "));
        QVERIFY(!panel_->draft().wellFormed());
        QVERIFY(!line("name").isEnabled());
        QVERIFY(!panel_->launchButton().isEnabled());
        QVERIFY(!panel_->draft().faults().empty());
        panel_->json().setPlainText(QString::fromLatin1(kWhole));
        QVERIFY(line("name").isEnabled());
        QCOMPARE(line("name").text(), QStringLiteral("sst2"));
    }

    void unknownKeysNameTheNearest() {
        panel_->draft().set("optimiser", Json::Object{{"lr", 1e-3}});
        QVERIFY(!panel_->draft().faults().empty());
        bool named = false;
        for (const run::RecipeFault& fault : panel_->draft().faults()) {
            named = named || fault.what.find("optimizer") != std::string::npos;
        }
        QVERIFY(named);
    }

    void choicesOfferWhatTheSchemaKnows() {
        auto& task = dynamic_cast<QComboBox&>(panel_->form().row("task")->editor());
        QVERIFY(task.findText(QStringLiteral("classify-image")) > 0);
        QCOMPARE(task.currentText(), QStringLiteral("classify"));
        task.setCurrentIndex(0);
        Q_EMIT task.activated(0);
        QVERIFY(panel_->draft().given("task") == nullptr);
    }

    void whatWillRunIsShown() {
        panel_->setCommandText([] { return QStringLiteral("vitrine-run train r.json"); });
        QVERIFY(!panel_->commandWords().isVisible());
        QTest::mouseClick(&panel_->commandButton(), Qt::LeftButton);
        QVERIFY(panel_->commandWords().isVisible());
        QCOMPARE(panel_->commandWords().text(), QStringLiteral("vitrine-run train r.json"));
    }

    void pathsOfAFileStayWhereTheyLed() {
        panel_->draft().setText(
            R"({"model": "models/x", "data": {"train": "cache:packs/a", "eval": "/data/b"}})");
        panel_->draft().makePathsAbsolute("/home/person/recipes");
        QCOMPARE(*panel_->draft().given("model")->string(),
                 std::string("/home/person/recipes/models/x"));
        QCOMPARE(*panel_->draft().given("data.train")->string(), std::string("cache:packs/a"));
        QCOMPARE(*panel_->draft().given("data.eval")->string(), std::string("/data/b"));
    }

    void everyFieldHasAName() {
        for (const run::Field& field : run::trainFields()) {
            FieldRow* row = panel_->form().row(field.path);
            QVERIFY(row != nullptr);
            QVERIFY(!row->editor().accessibleName().isEmpty());
        }
    }

    void bundledRecipesHaveNoFaults() {
        const std::filesystem::path folder =
            std::filesystem::path(VITRINE_SOURCE_DIR) / "resources" / "recipes";
        if (!std::filesystem::exists(folder)) {
            QSKIP("no recipes are bundled yet");
        }
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            const auto text = readFile(entry.path(), std::size_t{4} << 20);
            const auto recipe = parseJson(*text, entry.path().string());
            QVERIFY(recipe.ok());
            const Json* type = recipe->find("type");
            if (type == nullptr || *type != Json("train")) {
                continue; // how a pack is made
            }
            panel_->draft().setText(*text);
            QVERIFY2(panel_->draft().faults().empty(), entry.path().c_str());
        }
    }

private:
    QLineEdit& line(std::string_view path) {
        return dynamic_cast<QLineEdit&>(panel_->form().row(path)->editor());
    }

    QToolButton* linkStarting(const QString& text) {
        for (QToolButton* button : panel_->findChildren<QToolButton*>()) {
            if (button->text().startsWith(text)) {
                return button;
            }
        }
        return nullptr;
    }

    Theme theme_{Theme::Mode::Light};
    std::unique_ptr<RecipePanel> panel_;
};

QTEST_MAIN(RecipeTest)
#include "recipe_test.moc"
