#include "tests/structure/rules.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <set>

namespace vitrine::tests {

namespace {

constexpr std::size_t kHeaderLines = 250;
constexpr std::size_t kSourceLines = 400;
constexpr std::size_t kMainWindowLines = 500;

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings,
                               [&](std::string_view begin) { return text.starts_with(begin); });
}

/// Includes that `forbidden` tells, of the files for which `concerned` is true.
Faults forbiddenIncludes(const Files& files,
                         const std::function<bool(const SourceFile&)>& concerned,
                         const std::function<bool(const Include&)>& forbidden) {
    Faults faults;
    for (const SourceFile& file : files) {
        if (!concerned(file)) {
            continue;
        }
        for (const Include& include : includesOf(file)) {
            if (forbidden(include)) {
                faults.push_back({file.path, include.line, "includes " + include.target});
            }
        }
    }
    return faults;
}

void addWords(const SourceFile& file, std::initializer_list<std::string_view> words,
              Faults& faults) {
    for (const std::string_view word : words) {
        for (const std::size_t at : findWord(file.code, word)) {
            faults.push_back({file.path, lineOf(file.code, at), "says " + std::string(word)});
        }
    }
}

bool isQt(const Include& include) {
    const bool capital = include.target.size() > 1 && include.target[0] == 'Q' &&
                         std::isupper(static_cast<unsigned char>(include.target[1])) != 0;
    return capital || startsWithAny(include.target, {"Qt", "qt", "qcustomplot"});
}

bool isTorch(const Include& include) {
    return startsWithAny(include.target,
                         {"torch/", "ATen/", "c10/", "caffe2/", "cuda", "cudnn", "nccl"});
}

/// Ours, apart from the tests.
bool isProduct(const SourceFile& file) {
    return !file.in({"tests"});
}

/// Whether the file, or one of ours that it includes, includes torch.
bool bringsTorch(const std::string& path, const std::map<std::string, const SourceFile*>& byPath,
                 std::set<std::string>& seen) {
    const auto found = byPath.find(path);
    if (found == byPath.end() || !seen.insert(path).second) {
        return false;
    }
    return std::ranges::any_of(includesOf(*found->second), [&](const Include& include) {
        return isTorch(include) || bringsTorch(include.target, byPath, seen);
    });
}

/// A colour in quotes, "#1a2b3c", at a number sign.
bool isQuotedColour(std::string_view code, std::size_t at) {
    std::size_t end = at + 1;
    while (end < code.size() && std::isxdigit(static_cast<unsigned char>(code[end])) != 0) {
        ++end;
    }
    const std::size_t digits = end - at - 1;
    const bool length = digits == 3 || digits == 4 || digits == 6 || digits == 8;
    return at > 0 && code[at - 1] == '"' && length && end < code.size() && code[end] == '"';
}

/// Whether a call that makes a colour begins with a number instead of a variable. Black and white
/// are nobody's choice: what is written over a map is one or the other.
bool isNumberedColour(std::string_view code, std::size_t behind) {
    std::string arguments(code.substr(behind, code.find_first_of(")}", behind) - behind));
    std::erase_if(arguments, [](char character) { return std::isspace(character) != 0; });
    const bool extreme = startsWithAny(arguments + ",", {"0,0,0,", "255,255,255,"});
    return !extreme && !arguments.empty() &&
           std::isdigit(static_cast<unsigned char>(arguments.front())) != 0;
}

/// An image or pixmap that is saved under a name, not into a buffer.
bool savesPicture(std::string_view code, std::size_t at, std::size_t behind) {
    const bool picture =
        at >= 4 && (code.substr(at - 4, 4) == "mage" || code.substr(at - 4, 4) == "xmap");
    return picture && behind < code.size() && code[behind] != '&' && code[behind] != ')';
}

} // namespace

Faults qtBelowTheWidgets(const Files& files) {
    const auto concerned = [](const SourceFile& file) {
        return file.in({"core", "app/runner", "app/decoder"});
    };
    return forbiddenIncludes(files, concerned, isQt);
}

Faults torchOutsideNeural(const Files& files) {
    const auto concerned = [](const SourceFile& file) {
        return !file.in({"core/neural", "tests/core/neural"});
    };
    return forbiddenIncludes(files, concerned, isTorch);
}

Faults torchThroughNeuralHeaders(const Files& files) {
    std::map<std::string, const SourceFile*> byPath;
    for (const SourceFile& file : files) {
        byPath.emplace(file.path, &file);
    }
    const auto concerned = [](const SourceFile& file) {
        return !file.in({"core/neural", "tests/core/neural"});
    };
    return forbiddenIncludes(files, concerned, [&](const Include& include) {
        std::set<std::string> seen;
        return include.target.starts_with("core/neural/") &&
               bringsTorch(include.target, byPath, seen);
    });
}

Faults plotLibraryOutsideFoundation(const Files& files) {
    const auto concerned = [](const SourceFile& file) {
        return !file.in({"widgets/foundation", "tests/widgets/foundation"});
    };
    return forbiddenIncludes(files, concerned, [](const Include& include) {
        return include.target.find("qcustomplot") != std::string::npos;
    });
}

Faults highgui(const Files& files) {
    const auto all = [](const SourceFile&) { return true; };
    return forbiddenIncludes(files, all, [](const Include& include) {
        return include.target.find("highgui") != std::string::npos ||
               include.target == "opencv2/opencv.hpp";
    });
}

Faults writingPastSaveAtomically(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        // Append-only logs cannot be replaced by a rename: one file writes them.
        if (!isProduct(file) || file.path == "core/base/files.cpp" ||
            file.path == "core/run/directory/appendlog.cpp") {
            continue;
        }
        addWords(file,
                 {"QSaveFile", "ofstream", "std::fstream", "fopen", "QFile::write", "::write(",
                  "pwrite", "QTemporaryFile"},
                 faults);
        if (!findWord(file.code, "QFile").empty()) {
            addWords(file, {"WriteOnly", "ReadWrite", "Append", "NewOnly"}, faults);
        }
        if (!findWord(file.code, "QSvgGenerator").empty()) {
            addWords(file, {"setFileName"}, faults);
        }
        constexpr std::string_view kSave = ".save(";
        for (const std::size_t at : findWord(file.code, kSave)) {
            if (savesPicture(file.code, at, at + kSave.size())) {
                faults.push_back({file.path, lineOf(file.code, at), "saves a picture by name"});
            }
        }
    }
    return faults;
}

Faults pickles(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        if (isProduct(file)) {
            addWords(file,
                     {"torch::load", "jit::load", "pickle_load", "jit::Unpickler", "unpickle"},
                     faults);
        }
    }
    return faults;
}

Faults oversizedFiles(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        const std::string_view first = std::string_view(file.text).substr(0, file.text.find('\n'));
        const bool generated = first.starts_with("//") && first.ends_with("Do not edit.");
        const auto lines = static_cast<std::size_t>(std::ranges::count(file.text, '\n'));
        const std::size_t limit = file.isHeader()                            ? kHeaderLines
                                  : file.path.ends_with("/mainwindow.cpp") ? kMainWindowLines
                                                                             : kSourceLines;
        if (lines > limit && !generated) {
            faults.push_back({file.path, lines,
                              "has " + std::to_string(lines) + " lines, the limit is " +
                                  std::to_string(limit)});
        }
    }
    return faults;
}

Faults colourLiterals(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        if (!file.in({"widgets", "app"})) {
            continue;
        }
        for (const std::size_t at : findWord(file.code, "#")) {
            if (isQuotedColour(file.code, at)) {
                faults.push_back({file.path, lineOf(file.code, at), "names a colour"});
            }
        }
        for (const std::string_view call : {"QColor(", "QColor{", "qRgb(", "qRgba(", "fromRgb(",
                                            "fromRgba(", "fromRgbF(", "fromHsv(", "fromHsl("}) {
            for (const std::size_t at : findWord(file.code, call)) {
                if (isNumberedColour(file.code, at + call.size())) {
                    faults.push_back(
                        {file.path, lineOf(file.code, at), "makes a colour of numbers"});
                }
            }
        }
    }
    return faults;
}

Faults styleSheets(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        if (isProduct(file)) {
            addWords(file, {"setStyleSheet"}, faults);
        }
    }
    return faults;
}

Faults ownHeaderNotFirst(const Files& files) {
    std::set<std::string> headers;
    for (const SourceFile& file : files) {
        if (file.isHeader()) {
            headers.insert(file.path);
        }
    }
    Faults faults;
    for (const SourceFile& file : files) {
        const std::string own = file.path.substr(0, file.path.rfind('.')) + ".h";
        if (file.isHeader() || !isProduct(file) || !headers.contains(own)) {
            continue;
        }
        const std::vector<Include> includes = includesOf(file);
        if (includes.empty() || includes.front().target != own) {
            faults.push_back({file.path, 1, "does not include " + own + " first"});
        }
    }
    return faults;
}

std::vector<std::string> headersWithoutSource(const Files& files) {
    std::set<std::string> sources;
    for (const SourceFile& file : files) {
        if (!file.isHeader()) {
            sources.insert(file.path);
        }
    }
    std::vector<std::string> headers;
    for (const SourceFile& file : files) {
        const std::string source = file.path.substr(0, file.path.rfind('.')) + ".cpp";
        if (file.isHeader() && isProduct(file) && !sources.contains(source)) {
            headers.push_back(file.path);
        }
    }
    return headers;
}

Faults unfinishedWork(const Files& files) {
    Faults faults;
    for (const SourceFile& file : files) {
        for (const std::string_view word : {"TO" "DO", "FIX" "ME", "HA" "CK"}) {
            for (const std::size_t at : findWord(file.text, word)) {
                faults.push_back({file.path, lineOf(file.text, at), "says " + std::string(word)});
            }
        }
    }
    return faults;
}

} // namespace vitrine::tests
