#include "core/plugin/pluginhost.h"

#include <iostream>

/// plugin_trial INSTALLED PERSONAL STATE [enable NAME]: loads what is enabled and prints a line for
/// each plugin, "name: standing: reason". "-" stands for no folder.
int main(int count, char** words) {
    using namespace vitrine::plugin;
    if (count < 4) {
        return 2;
    }
    const auto folder = [&](int word) {
        return std::string_view(words[word]) == "-" ? "" : words[word];
    };
    PluginHost host({.installed = folder(1), .personal = folder(2), .state = folder(3)});
    if (count == 6) {
        if (const auto enabled = host.enable(words[5]); !enabled) {
            std::cout << enabled.problem().text() << '\n';
            return 1;
        }
    }
    host.load();
    for (const PluginEntry& entry : host.entries()) {
        std::cout << entry.name << ": " << nameOf(entry.standing) << ": " << entry.reason << '\n';
    }
    return 0;
}
