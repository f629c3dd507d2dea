#pragma once

#include "core/base/outcome.h"

#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/keyhint.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QWidget>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::widgets {

struct SweepTexts;

/// A figure of the lab, by name.
struct LabFigure {
    QString name;
    std::shared_ptr<const Figure> figure;
};

/// The robustness lab: chain and dial, clean and perturbed text, the three read-outs in step, the
/// sweep. Shows what its study holds; edits go out by the study's choiceEdited. GUI thread.
class RobustnessLab final : public QWidget {
    Q_OBJECT

public:
    explicit RobustnessLab(QWidget* parent = nullptr);
    ~RobustnessLab() override;

    [[nodiscard]] RobustnessStudy& study() { return study_; }
    [[nodiscard]] const RobustnessStudy& study() const { return study_; }

    /// The names of the label sets that can be asked for, and the one in force ("" for none).
    void setLabelSets(const QStringList& names, const QString& current);

    /// The sets of texts that a sweep can run over.
    void setSweepData(std::vector<SweepTexts> data);

    /// Adds a JSON-lines file to them and chooses it.
    [[nodiscard]] Outcome<Done> addExamples(const std::filesystem::path& file);
    void openExamples(); ///< asks for the file

    void focusMain(); ///< the dial
    void openExports();
    void newSeed();
    void copyRecipe();
    void copySweepRecipe();
    /// The recipe on the clipboard becomes chain, severity and seed.
    void pasteRecipe();

    /// The recipe of what is shown now: one chain, one severity, one seed.
    [[nodiscard]] std::string recipe() const;
    [[nodiscard]] Outcome<Done> useRecipe(const std::string& text);

    [[nodiscard]] std::vector<LabFigure> figures() const;
    [[nodiscard]] std::string csv() const; ///< the read-outs of this place of the dial
    [[nodiscard]] std::string sweepTextsFile() const;
    [[nodiscard]] std::string sweepTexts() const; ///< as JSON lines
    [[nodiscard]] std::string sweepCsv() const; ///< empty before the first sweep
    [[nodiscard]] QString caption() const;

    [[nodiscard]] QStringList status() const;
    [[nodiscard]] QList<KeyHint> keyHints() const;

    class Parts;
    [[nodiscard]] Parts& parts() const { return *parts_; } ///< for tests

Q_SIGNALS:
    void statusChanged();
    void labelSetChosen(const QString& name);
    void headOpened(int layer, int head); ///< to be shown in the attention lab
    void problemMet(const vitrine::Problem& problem);
    void told(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RobustnessStudy study_;
    std::unique_ptr<Parts> parts_;
};

} // namespace vitrine::widgets
