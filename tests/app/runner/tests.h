#pragma once

#include <QObject>

namespace vitrine::tests {

class UsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpAtBothLevels();
    void everyVerbIsListed();
    void wrongUse_data();
    void wrongUse();
    void version();
};

class TokenizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jsonIsAsWritten();
    void pairAndNoSpecial();
    void cutAndPad();
    void linesOfAFile();
    void invalidUtf8IsToldAndReplaced();
    void textForPeople();
    void gpt2();
    void problems();
};

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cardOfMiniLm();
    void inspectsAPictureAndAFrame();
    void brokenFolderIsTold();
    void emptyPlace();
    void inspectWritesEverything();
    void inspectTakesASampleOfAWorkspace();
    void inspectTellsWhatIsWrong();
    void parityPasses();
    void parityFailsAboveTheTolerance();
    void parityNeedsItsFile();
};

class PerturbTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsRecords();
    void pluginsAreListed();
    void oneText();
    void parameters();
    void linesOfAFile();
    void pictures();
    void refusals();
    void sweepsAndResumes();
    void sweepsNeedTheirParts();
};

class GenerateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTokens();
    void ranksAnswers();
    void wrongOptionsAreNamed_data();
    void wrongOptionsAreNamed();
    void parityOfWrittenTexts();
};

class ExplainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void methodsAreListed();
    void writesAFinding();
    void tellsPeople();
    void wrongUseIsTold_data();
    void wrongUseIsTold();
};

class DoctorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissing();
    void missingThingsAreNamed();
};

class BenchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void captureHasEveryField();
    void mapsAreRight();
    void loadOpensLargeFiles();
    void peerThatAgrees();
    void peerThatDisagrees();
    void peerThatIsNotThere();
};

} // namespace vitrine::tests
