#pragma once

#include <QCoreApplication>
#include <QObject>
#include <QTest>

#include <cstdio>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace vitrine::tests {

/// One test class of an executable that holds several.
struct NamedTest {
    std::string_view name; ///< as in CLASSES of vitrine_test()
    std::function<std::unique_ptr<QObject>()> make;
};

template <class Test>
NamedTest named(std::string_view name) {
    return {name, [] { return std::make_unique<Test>(); }};
}

/// The `main` of such an executable: runs the class that the first argument names and hands Qt Test
/// the others. Answers Qt Test's count of failures, or 2 for an unknown name. The caller makes the
/// application object first.
inline int runNamedTest(int argc, char** argv, std::initializer_list<NamedTest> tests) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    for (const NamedTest& test : tests) {
        if (test.name == wanted) {
            argv[1] = argv[0];
            return QTest::qExec(test.make().get(), argc - 1, argv + 1);
        }
    }
    std::fprintf(stderr, "No test class \"%s\" here. There are:\n", wanted.data());
    for (const NamedTest& test : tests) {
        std::fprintf(stderr, "  %s\n", test.name.data());
    }
    return 2;
}

} // namespace vitrine::tests
