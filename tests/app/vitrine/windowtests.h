#pragma once

#include <QObject>

// The test classes of app.window; each is written in the file of its name.

class TypingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstTraceIsOfTheDemo();
    void typingChangesTheGrid();
    void marksFollowTheTextAtOnce();
    void hundredKeystrokesLeaveNoStaleMap();
    void undoAndRedoShowKeptTraces();
    void undoBringsBackALostCell();
    void originalStaysInTheLibrary();
    void historyRestoresWithoutRunning();
    void longTextWaitsForQuiet();
};

class SavingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reopeningGivesTheSamePicture();
    void pinsAreKeptAsSourceBytes();
    void questionBeforeChangesAreLost();
    void demoIsNeverAskedAbout();
    void workspaceWithMissingModelOpensTheRest();
    void absoluteModelIsAskedAbout();
};

class LookTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void themeSwitches();
    void textSizeGrows();
    void presenterModeEchoesKeys();
    void everyMapHasItsBar();
};

class KeysTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void paletteRunsWhatIsTyped();
    void paletteFindsSamples();
    void escapeGivesTheFocusBack();
    void lettersInTheTextAreLetters();
    void bracketsAndCommasMoveTheHead();
    void labsByNumber();
    void everyLabIsReached();
    void unknownLabOfADocumentIsAttention();
    void questionMarkShowsTheKeys();
    void f1ExplainsTheThingUnderThePointer();
    void everyActionHasWordsAndNoKeyTwice();
    void exportsNameEveryView();
    void everyActionTwiceInARow();
};

class DroppingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textFile();
    void invalidUtf8IsReportedWithItsPlace();
    void tokenizerFiles();
    void modelFolder();
    void workspace();
    void pictureIsRefusedWithAdvice();
    void pastedTextBecomesASample();
};

class FaultsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingTokenizer();
    void truncatedWeights();
    void hostileWeights();
    void wrongTokenizer();
    void wrongConfig();
    void onlyPickle();
    void folderThatVanishes();
    void megabyteOfText();
    void noEngine();
    void windowLivesOn();
};

class WritingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mapAcrossJoinsTheTexts();
    void sitesAreToldApart();
    void pinnedRowsHaveTheirHeight();
    void mapsFillTheirCanvas();
    void ownTextIsNotMarkedAsTyped();
    void everyLabTakesIt();
};

class ComparingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void differenceKeyComparesWithTheNeighbour();
    void stripNamesBothSides();
    void swapTurnsThemRound();
    void editingWhileComparingKeepsBoth();
    void secondModel();
};

class LayoutTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void nothingIsElided_data();
    void nothingIsElided();
    void theWindowKeepsItsSize_data();
    void theWindowKeepsItsSize();
    void siblingsDoNotOverlap_data();
    void siblingsDoNotOverlap();
    void railOpensTheLibrary();
    void inspectorBecomesADrawer();
    void nothingThatMustStayIsHidden_data();
    void nothingThatMustStayIsHidden();
};

class AccessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasAName_data();
    void everyControlHasAName();
    void tabReachesEveryControl();
    void tokensAreATable();
};

class EndingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void closingDuringATrace();
    void closingWhileTheModelOpens();
    void closingBeforeTheEngineIsThere();
    void cancelStopsTheTrace();
    void cancelBeforeTheTraceBegins();
};

class PicturesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsLookedAt();
    void clicksAndUndo();
    void modelAndSampleThatDoNotFit();
    void aSampleBringsAModelThatReadsIt();
    void aModelIsJudgedByItsConfiguration();
    void hostileFiles_data();
    void hostileFiles();
    void pastedPictureIsKeptInTheWorkspace();
    void missingPictureOfADocument();
    void framesOfAClip();
    void framesAreChosenAndCounted();
    void picturesAreExported();
};

class LessonsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void demoOpensTheFirstLesson();
    void typoLessonFromEndToEnd();
    void followLessonFromEndToEnd();
    void numbersAreThoseOfTheTrace();
    void comparedNumbersAreThoseOfBothTraces();
    void vectorsAreThoseOfTheModel();
    void keyboardAloneIsEnough();
    void presenterKey();
    void openInTheLabKeepsSampleAndHead();
    void progressIsRemembered();
    void teachersFilesAreRead();
    void anotherDocumentKeepsTheLesson();
    void withoutAModelItSaysSo();
    void libraryListsThem();
    void reportListsThem();
};

class RobustnessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheThreeReadOutsInStep();
    void followsTheDialOnTheRealModel();
    void chainEditsAreUndone();
    void keysBelongToTheLabInFront();
    void settlesFlipsAndSweeps();
};

class ReportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesPicturesAndAPage();
    void pageIsPlainHtml();
};

class TranslationTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lessonBringsItsModel();
    void writesTokenByToken();
    void numbersAreThoseOfTheTrace();
    void everyStepIsLive();
};

class KillsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKilledTrainingGoesOn();
    void aDeadRunIsResumed();
    void aNewWindowShowsAllPoints();
    void aDecoderKilledAtWorkIsTold();
    void aDecoderKilledAtRestIsReplaced();
};

class LaunchingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faultsStandAtTheirFields();
    void faultsThatTheRunnerFinds_data();
    void faultsThatTheRunnerFinds();
    void theCommandShownIsStarted();
    void aMissingRunnerIsNamed_data();
    void aMissingRunnerIsNamed();
    void aCheckWithoutARunnerNamesIt();
    void aResumeWaitsForALaunch();
    void twoLaunchesAreTwoRuns();
    void closingAtOnceLeavesTheRun();
    void theNewestCheckpointOpensAsAModel();
};
