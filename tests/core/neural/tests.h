#pragma once

#include <QObject>

#include <memory>

namespace vitrine::tests {

std::unique_ptr<QObject> makeParityTest();
std::unique_ptr<QObject> makeStoreTest();
std::unique_ptr<QObject> makeOverviewTest();
std::unique_ptr<QObject> makeModelTest();
std::unique_ptr<QObject> makeHostileTest();
std::unique_ptr<QObject> makeSizesTest();
std::unique_ptr<QObject> makeClipTest();
std::unique_ptr<QObject> makeStepTest();
std::unique_ptr<QObject> makeWalkTest();
std::unique_ptr<QObject> makeGenerationTest();
std::unique_ptr<QObject> makeCharactersTest();
std::unique_ptr<QObject> makeNfResNetTest();
std::unique_ptr<QObject> makeGradientTest();
std::unique_ptr<QObject> makeInputTest();
std::unique_ptr<QObject> makeExplainTest();
std::unique_ptr<QObject> makeReadingTest();

} // namespace vitrine::tests
