#include "widgets/robustness/robustnesslab.h"

#include "core/study/sweep/examples.h"
#include "core/study/sweep/recipe.h"

#include "widgets/foundation/figure/csv.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/robustness/chain/kindwords.h"
#include "widgets/robustness/dial/dialpanel.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/export/labmenu.h"
#include "widgets/robustness/export/placerecipe.h"
#include "widgets/robustness/labparts.h"
#include "widgets/robustness/parts/counted.h"
#include "widgets/robustness/says/answercurve.h"
#include "widgets/robustness/says/sayspane.h"
#include "widgets/robustness/shift/headmaps.h"
#include "widgets/robustness/shift/shiftmap.h"
#include "widgets/robustness/shift/shiftpane.h"
#include "widgets/robustness/split/splitpane.h"
#include "widgets/robustness/split/splitview.h"
#include "widgets/robustness/sweep/sweeppane.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPainter>

namespace vitrine::widgets {

RobustnessLab::RobustnessLab(QWidget* parent)
    : QWidget(parent)
    , parts_(std::make_unique<Parts>(*this)) {
    setAccessibleName(tr("Robustness lab"));
}

RobustnessLab::~RobustnessLab() = default;

// The panes stand on the stage; a background role would change the colour of their words as well.
void RobustnessLab::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::S2));
}

void RobustnessLab::setLabelSets(const QStringList& names, const QString& current) {
    parts_->says->setLabelSets(names, current);
}

void RobustnessLab::setSweepData(std::vector<SweepTexts> data) {
    parts_->sweep->setData(std::move(data));
}

Outcome<Done> RobustnessLab::addExamples(const std::filesystem::path& file) {
    auto examples = study::readExamples(file, {});
    if (!examples) {
        return examples.as<Done>();
    }
    std::vector<study::SweepText> texts;
    for (const study::SweepExample& example : *examples) {
        texts.push_back({.id = example.id,
                         .text = example.sample.text,
                         .label = example.label.value_or(std::string())});
    }
    const QString name = QString::fromStdString(file.filename().string());
    parts_->sweep->addData({.name = tr("%1, %2 texts").arg(name).arg(texts.size()),
                            .examples = std::move(texts),
                            .labels = {},
                            .file = file.string()});
    return Done{};
}

void RobustnessLab::openExamples() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Texts to sweep over"), QString(),
                                                      tr("JSON lines (*.jsonl)"));
    if (file.isEmpty()) {
        return;
    }
    const Outcome<Done> added = addExamples(file.toStdString());
    if (added.failed()) {
        Q_EMIT problemMet(added.problem());
    }
}

void RobustnessLab::focusMain() {
    parts_->dial->dial().setFocus(Qt::ShortcutFocusReason);
}

void RobustnessLab::openExports() {
    parts_->exports->popup(mapToGlobal(QPoint(width() / 2, height() / 3)));
}

void RobustnessLab::newSeed() {
    parts_->dial->newSeed();
}

std::string RobustnessLab::recipe() const {
    const RobustnessChoice& choice = study_.choice();
    perturb::Chain chain = choice.chain;
    if (chain.name.empty()) {
        chain.name = chainName(chain).toStdString();
    }
    return jsonOf(PlaceRecipe{.model = study_.model() ? study_.model()->name.toStdString() : "",
                              .text = study_.sample().text,
                              .chain = std::move(chain),
                              .severity = choice.severity,
                              .seed = choice.seed})
        .dump(2);
}

Outcome<Done> RobustnessLab::useRecipe(const std::string& text) {
    auto json = parseJson(text, "the clipboard");
    if (!json) {
        return json.as<Done>();
    }
    auto recipe = placeRecipeFrom(*json, "the clipboard");
    if (!recipe) {
        return recipe.as<Done>();
    }
    RobustnessChoice choice = study_.choice();
    choice.chain = std::move(recipe->chain);
    choice.severity = recipe->severity;
    choice.seed = recipe->seed;
    Q_EMIT study_.choiceEdited(choice, ChoiceChange::Chain, tr("Use a recipe"));
    return Done{};
}

void RobustnessLab::copyRecipe() {
    QGuiApplication::clipboard()->setText(QString::fromStdString(recipe()));
    Q_EMIT told(tr("Recipe copied"));
}

void RobustnessLab::copySweepRecipe() {
    const std::string text = study::jsonOf(parts_->sweep->recipe()).dump(2);
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    Q_EMIT told(tr("Recipe of the sweep copied"));
}

void RobustnessLab::pasteRecipe() {
    const Outcome<Done> used = useRecipe(QGuiApplication::clipboard()->text().toStdString());
    if (used.failed()) {
        Q_EMIT problemMet(used.problem());
    }
}

QString RobustnessLab::caption() const {
    const RobustnessChoice& choice = study_.choice();
    const QString model = study_.model() ? study_.model()->name : tr("no model");
    return tr("%1, %2, severity %3, seed %4")
        .arg(model, chainName(choice.chain), severityText(choice.severity))
        .arg(choice.seed);
}

std::vector<LabFigure> RobustnessLab::figures() const {
    std::vector<LabFigure> figures;
    const auto add = [&](const QString& name, std::unique_ptr<Figure> figure) {
        if (figure) {
            figures.push_back({name, std::move(figure)});
        }
    };
    add(tr("Answer against severity"), parts_->says->curve().figure(caption()));
    add(tr("How it splits"), parts_->splits->view().figure(caption()));
    add(tr("Where attention went"),
        parts_->shifts->map().figure(caption() + tr("; Jensen–Shannon ÷ ln 2 by word")));
    add(tr("Sweep"), parts_->sweep->figure(caption()));
    add(tr("The chosen head"), parts_->shifts->maps().figure(caption()));
    return figures;
}

std::string RobustnessLab::csv() const {
    CsvWriter writer({"read-out", "of", "clean", "perturbed"});
    const auto& found = study_.readOuts();
    if (!found) {
        return std::move(writer).take();
    }
    for (std::size_t label = 0; label < found->verdict.scores.size(); ++label) {
        writer.add({"score", found->verdict.labels[label], found->cleanVerdict.scores[label],
                    found->verdict.scores[label]});
    }
    if (found->cosine) {
        writer.add({"cosine to clean", "", 1.0, *found->cosine});
    }
    writer.add({"pieces", "text", static_cast<std::int64_t>(found->split.piecesBefore),
                static_cast<std::int64_t>(found->split.piecesAfter)});
    const Grid shifts = found->shift ? found->shift->shifts : Grid();
    for (std::size_t layer = 0; layer < shifts.rows(); ++layer) {
        for (std::size_t head = 0; head < shifts.columns(); ++head) {
            writer.add({"shift", "head " + std::to_string(layer) + "." + std::to_string(head), 0.0,
                        shifts.at(layer, head)});
        }
    }
    return std::move(writer).take();
}

QStringList RobustnessLab::status() const {
    QStringList facts;
    if (study_.readOuts()) {
        facts.append(tr("preview %1 ms").arg(study_.readOuts()->milliseconds, 0, 'f', 0));
    } else {
        facts.append(study_.model() ? tr("Asking the model") : tr("No model that reads text"));
    }
    const AnswerProbe& probe = study_.probe();
    if (probe.running()) {
        const Progress progress = probe.progress();
        facts.append(tr("%1 of %2 texts asked").arg(progress.done).arg(progress.total));
    } else if (probe.finished()) {
        facts.append(counted(probe.progress().done, tr("%1 text asked"), tr("%1 texts asked")));
    }
    if (const QString sweep = parts_->sweep->status(); !sweep.isEmpty()) {
        facts.prepend(sweep);
    }
    return facts;
}

QList<KeyHint> RobustnessLab::keyHints() const {
    return {{{QString(QChar(0x2190)), QString(QChar(0x2192))}, tr("severity")},
            {{QStringLiteral("F")}, tr("go to flip")},
            {{QStringLiteral("N")}, tr("new seed")}};
}

std::string RobustnessLab::sweepTextsFile() const {
    return parts_->sweep->textsFile();
}

std::string RobustnessLab::sweepTexts() const {
    return parts_->sweep->texts();
}

std::string RobustnessLab::sweepCsv() const {
    return parts_->sweep->csv();
}

} // namespace vitrine::widgets
