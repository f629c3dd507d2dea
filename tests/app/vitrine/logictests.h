#pragma once

#include <QObject>

// The test classes of app.logic; each is written in the file of its name.

class CommandLineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

class CrowdingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesWayInOrder_data();
    void givesWayInOrder();
    void docksGrowWithTheWindow();
};

class DocumentTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void editingMakesAChildOnce();
    void typingIsOneStep();
    void firstEditAndTypingAreOneStep();
    void undoTakesBackEverything();
    void removingASampleGoesToItsNeighbour();
    void removingWhatIsComparedEndsTheComparison();
    void oneFolderIsOneModel();
    void swapsAAndB();
    void selectionEditsMergeByKind();
    void chainEditsAreStepsAndTurnsOfTheDialMerge();
    void aChildKeepsItsLabels();
    void picturesAndFramesAreUndone();
};

class DocumentFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensTheDemo();
    void savesAndOpens();
    void keepsFivePreviousVersions();
    void secondWindowOnlyReads();
    void newerSchemaOnlyReads();
    void refusesOthers_data();
    void refusesOthers();
    void unwritableFolderIsAProblem();
};

class FuzzyTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void ranks();
};

class HistoryTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changedWords_data();
    void changedWords();
};

class IntakeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kinds();
    void reportsWhereUtf8Ends();
    void textFileBecomesASample();
    void binaryIsRefused();
    void missingIsAProblem();
};

class JournalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingWithoutChanges();
    void goesWhenTheDocumentIsSaved();
    void isOfferedAfterACrash();
    void ownJournalIsNotOffered();
};

class LiveTokensTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWords_data();
    void countsWords();
    void findsChangedTokens();
};

class SettingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaultsHold();
    void remembersWithinItsLife();
    void lookIsRestored();
    void presentingIsNotRemembered();
};

class WorkspaceJsonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void unknownFieldsStay();
    void pathsAreRelative();
    void absolutePathsAreNotOpenedUnasked();
    void missingFilesAreListed();
    void nonsenseFallsBack();
    void textThatIsNoUtf8Survives();
    void picturesArePathsOrBytes();
};
