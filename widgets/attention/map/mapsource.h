#pragma once

#include "core/engine/trace.h"
#include "core/study/picture.h"
#include "widgets/attention/state/selection.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace vitrine::widgets {

class Worker;

/// What a map needs beyond one row: a map of up to 128 × 128 cells at once, from rows; larger ones
/// as tiles, made on the worker and kept by bytes, least recently used first out. Nothing here ever
/// waits; `arrived` says when to ask again. GUI thread.
class MapSource final : public QObject {
    Q_OBJECT

public:
    explicit MapSource(Worker& worker, QObject* parent = nullptr);
    ~MapSource() override;

    void setPicture(std::shared_ptr<const study::TracePicture> picture);

    [[nodiscard]] std::size_t queries(int site) const;
    [[nodiscard]] std::size_t keys(int site) const;

    /// Whether a head's map is small enough to be there at once, whole.
    [[nodiscard]] bool small(int site) const;

    /// The map [queries × keys]: at once where it is small; the head mean of a large site when it
    /// has arrived; else null.
    [[nodiscard]] std::shared_ptr<const Grid> whole(engine::HeadRef head);

    /// A tile if it is there. `level` 0 is the map.
    [[nodiscard]] std::shared_ptr<const engine::Tile> tile(engine::HeadRef head,
                                                           engine::TileKey key);

    /// Asks for tiles in place of those asked for before.
    void want(engine::HeadRef head, const std::vector<engine::TileKey>& keys);

    /// The value at kRangePercentile of a head's visible cells, and the maximum of each row; empty
    /// until they have arrived.
    [[nodiscard]] std::optional<double> percentile(engine::HeadRef head);
    [[nodiscard]] std::vector<float> rowMaxima(engine::HeadRef head);

Q_SIGNALS:
    void arrived();

    /// A map that could not be made, in words.
    void failed(const QString& what);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace vitrine::widgets
