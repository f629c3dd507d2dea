#pragma once

#include "core/study/picture.h"
#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

namespace vitrine::widgets {

/// Attention rollout (5.1) of one picture's queries, made on a worker and kept: head means of all
/// layers once, then one row a query. GUI thread.
class RolloutSource final : public QObject {
    Q_OBJECT

public:
    explicit RolloutSource(Worker& worker, QObject* parent = nullptr);
    ~RolloutSource() override;

    void setPicture(std::shared_ptr<const study::TracePicture> picture);

    /// The row of a query, null until it is made: it is then asked for and `arrived` follows.
    [[nodiscard]] const std::vector<float>* row(std::size_t query);

Q_SIGNALS:
    void arrived();
    void failed(const vitrine::Problem& problem);

private:
    using Layers = std::vector<std::shared_ptr<const Grid>>;

    struct Made {
        std::shared_ptr<const Layers> layers;
        std::vector<float> row;
        std::size_t query = 0;
    };

    std::shared_ptr<const study::TracePicture> picture_;
    std::shared_ptr<const Layers> layers_;
    std::map<std::size_t, std::vector<float>> rows_;
    std::unique_ptr<LatestWins<Made>> lane_;
    Worker& worker_;
};

} // namespace vitrine::widgets
