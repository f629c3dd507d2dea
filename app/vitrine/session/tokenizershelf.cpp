#include "app/vitrine/session/tokenizershelf.h"

namespace vitrine::app {

TokenizerShelf::TokenizerShelf(widgets::Worker& worker, QObject* parent)
    : QObject(parent)
    , worker_(worker) {}

TokenizerShelf::~TokenizerShelf() = default;

TokenizerPointer TokenizerShelf::find(const std::filesystem::path& path) {
    if (const auto found = entries_.find(path); found != entries_.end()) {
        return found->second.tokenizer;
    }
    open(path);
    return nullptr;
}

const Problem* TokenizerShelf::problem(const std::filesystem::path& path) const {
    const auto found = entries_.find(path);
    return found != entries_.end() && found->second.problem ? &*found->second.problem : nullptr;
}

void TokenizerShelf::retry(const std::filesystem::path& path) {
    if (problem(path) != nullptr) {
        open(path);
    }
}

void TokenizerShelf::open(const std::filesystem::path& path) {
    Entry& entry = entries_[path];
    entry.problem.reset();
    entry.lane = std::make_unique<OpenLane>(
        worker_, [this, path](widgets::Generation, Outcome<TokenizerPointer> tokenizer) {
            Entry& opened = entries_[path];
            if (tokenizer) {
                opened.tokenizer = *std::move(tokenizer);
            } else if (tokenizer.failed()) {
                opened.problem = tokenizer.problem();
            }
            Q_EMIT arrived(path);
        });
    entry.lane->submit([path](const Tick&) { return text::openTokenizer(path); });
}

} // namespace vitrine::app
