#include "widgets/attention/overlay/outlines.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::widgets {

namespace {

// Draws the runs along one line between two rows (or columns) of patches.
class Runs {
public:
    explicit Runs(QPainterPath& path)
        : path_(path) {}

    void add(const QPointF& from, const QPointF& to) {
        if (!open_) {
            path_.moveTo(from);
        }
        open_ = true;
        end_ = to;
    }

    void close() {
        if (open_) {
            path_.lineTo(end_);
        }
        open_ = false;
    }

private:
    QPainterPath& path_;
    bool open_ = false;
    QPointF end_;
};

} // namespace

std::vector<bool> massSet(std::span<const float> patchWeights, double share) {
    std::vector<bool> set(patchWeights.size(), false);
    double total = 0;
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < patchWeights.size(); ++index) {
        if (std::isfinite(patchWeights[index]) && patchWeights[index] > 0) {
            total += static_cast<double>(patchWeights[index]);
            order.push_back(index);
        }
    }
    std::ranges::stable_sort(order, std::greater<>(),
                             [&](std::size_t index) { return patchWeights[index]; });
    double sum = 0;
    for (const std::size_t index : order) {
        if (sum >= share * total * (1 - 1e-6)) {
            break;
        }
        sum += static_cast<double>(patchWeights[index]);
        set[index] = true;
    }
    return set;
}

QPainterPath outlineOf(const PatchGrid& grid, const std::vector<bool>& set,
                       const std::function<QRectF(std::size_t token)>& place) {
    std::vector<bool> inside(grid.tokens(), false);
    for (std::size_t index = 0; index < set.size(); ++index) {
        inside[grid.patches()[index]] = set[index];
    }
    const auto at = [&](int row, int column) {
        const auto token = grid.tokenOf(row, column);
        return token && inside[*token] ? token : std::nullopt;
    };
    QPainterPath path;
    Runs runs(path);
    for (int row = 0; row <= grid.rows(); ++row) {
        for (int column = 0; column < grid.columns(); ++column) {
            const auto above = at(row - 1, column);
            const auto below = at(row, column);
            if (above.has_value() == below.has_value()) {
                runs.close();
            } else if (below) {
                runs.add(place(*below).topLeft(), place(*below).topRight());
            } else {
                runs.add(place(*above).bottomLeft(), place(*above).bottomRight());
            }
        }
        runs.close();
    }
    for (int column = 0; column <= grid.columns(); ++column) {
        for (int row = 0; row < grid.rows(); ++row) {
            const auto left = at(row, column - 1);
            const auto right = at(row, column);
            if (left.has_value() == right.has_value()) {
                runs.close();
            } else if (right) {
                runs.add(place(*right).topLeft(), place(*right).bottomLeft());
            } else {
                runs.add(place(*left).topRight(), place(*left).bottomRight());
            }
        }
        runs.close();
    }
    return path;
}

} // namespace vitrine::widgets
