#include "app/vitrine/document/workspace.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace vitrine::app {

namespace {

constexpr std::size_t kNameBytes = 48;

template <class Entry>
const Entry* find(const std::vector<Entry>& entries, const std::string& id) {
    const auto found = std::ranges::find(entries, id, &Entry::id);
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

const SampleEntry* findSample(const Workspace& workspace, const std::string& id) {
    return find(workspace.samples, id);
}

const ModelEntry* findModel(const Workspace& workspace, const std::string& id) {
    return find(workspace.models, id);
}

const study::LabelSet* findLabels(const Workspace& workspace, const std::string& name) {
    const auto found = std::ranges::find(workspace.labelSets, name, &study::LabelSet::name);
    return found != workspace.labelSets.end() ? &*found : nullptr;
}

std::string freshId(const Workspace& workspace, const std::string& stem) {
    for (int number = 1;; ++number) {
        std::string id = stem + "-" + std::to_string(number);
        if (findSample(workspace, id) == nullptr && findModel(workspace, id) == nullptr &&
            find(workspace.tokenizers, id) == nullptr) {
            return id;
        }
    }
}

std::string shownName(const Sample& sample) {
    if (!sample.name.empty()) {
        return sample.name;
    }
    std::string head = sample.text.substr(0, kNameBytes);
    if (sample.text.size() > kNameBytes) {
        head.resize(std::min(head.size(), head.find_last_of(' ')));
    }
    std::ranges::replace_if(
        head, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    head = toValidUtf8(head);
    return head.find_first_not_of(' ') == std::string::npos ? "empty text" : head;
}

std::string shownName(const SampleEntry& entry) {
    if (entry.media.none() || !entry.sample.name.empty() || !entry.sample.text.empty()) {
        return shownName(entry.sample);
    }
    return entry.media.png ? "pasted picture" : entry.media.file.filename().string();
}

} // namespace vitrine::app
