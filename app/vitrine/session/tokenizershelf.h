#pragma once

#include "core/text/tokenizer.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace vitrine::app {

using TokenizerPointer = std::shared_ptr<const text::Tokenizer>;

/// Tokenizers by path, opened on a worker once and kept. GUI thread.
class TokenizerShelf final : public QObject {
    Q_OBJECT

public:
    explicit TokenizerShelf(widgets::Worker& worker, QObject* parent = nullptr);
    ~TokenizerShelf() override;

    /// The tokenizer if it is open, else null; it is then opened and `arrived` follows.
    [[nodiscard]] TokenizerPointer find(const std::filesystem::path& path);

    /// Why it could not be opened; null while it is open, opening or unknown.
    [[nodiscard]] const Problem* problem(const std::filesystem::path& path) const;

    /// Tries again what had failed.
    void retry(const std::filesystem::path& path);

Q_SIGNALS:
    void arrived(const std::filesystem::path& path);

private:
    using OpenLane = widgets::LatestWins<TokenizerPointer>;

    struct Entry {
        TokenizerPointer tokenizer;
        std::optional<Problem> problem;
        std::unique_ptr<OpenLane> lane;
    };

    void open(const std::filesystem::path& path);

    widgets::Worker& worker_;
    std::map<std::filesystem::path, Entry> entries_;
};

} // namespace vitrine::app
