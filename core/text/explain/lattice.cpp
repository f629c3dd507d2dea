#include "core/text/explain/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace vitrine::text {

namespace {

constexpr std::size_t kWays = 10;
constexpr double kNever = -std::numeric_limits<double>::infinity();

double logAdd(double a, double b) {
    const double large = std::max(a, b);
    return large == kNever ? kNever : large + std::log1p(std::exp(std::min(a, b) - large));
}

/// For every byte the log-sum of exp(score) over all ways from the begin to it.
std::vector<double> forwardSums(const std::vector<LatticeEdge>& edges, std::size_t bytes) {
    std::vector<double> sums(bytes + 1, kNever);
    sums[0] = 0;
    for (const LatticeEdge& edge : edges) { // they come by begin: sums there are complete
        sums[edge.found.end] = logAdd(sums[edge.found.end], sums[edge.found.begin] + edge.score);
    }
    return sums;
}

/// The same from every byte to the end.
std::vector<double> backwardSums(const std::vector<LatticeEdge>& edges, std::size_t bytes) {
    std::vector<double> sums(bytes + 1, kNever);
    sums[bytes] = 0;
    for (auto edge = edges.rbegin(); edge != edges.rend(); ++edge) {
        double& sum = sums[edge->found.begin];
        sum = logAdd(sum, sums[edge->found.end] + edge->score);
    }
    return sums;
}

/// One of the best ways to a byte: its last edge, and which of the ways to that edge's begin.
struct WayEnd {
    double score = 0;
    std::size_t edge = 0;
    std::size_t before = 0;
};

std::vector<LatticePath> bestWays(const std::vector<LatticeEdge>& edges, std::size_t bytes) {
    std::vector<std::vector<WayEnd>> ends(bytes + 1);
    ends[0].push_back({});
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const Span found = edges[e].found;
        auto& target = ends[found.end];
        for (std::size_t i = 0; i < ends[found.begin].size(); ++i) {
            const WayEnd made{ends[found.begin][i].score + edges[e].score, e, i};
            const auto place = std::upper_bound(
                target.begin(), target.end(), made,
                [](const WayEnd& a, const WayEnd& b) { return a.score > b.score; });
            target.insert(place, made);
            target.resize(std::min(target.size(), kWays));
        }
    }
    std::vector<LatticePath> ways;
    for (std::size_t i = 0; i < ends[bytes].size(); ++i) {
        LatticePath way;
        way.score = ends[bytes][i].score;
        std::size_t which = i;
        for (std::size_t at = bytes; at > 0;) {
            const WayEnd& end = ends[at][which];
            way.edges.push_back(end.edge);
            which = end.before;
            at = edges[end.edge].found.begin;
        }
        std::ranges::reverse(way.edges);
        ways.push_back(std::move(way));
    }
    return ways;
}

LatticePath pathOf(const std::vector<LatticeEdge>& edges, const std::vector<Span>& way) {
    LatticePath path;
    for (const Span& place : way) {
        const auto edge = std::lower_bound(
            edges.begin(), edges.end(), place, [](const LatticeEdge& a, const Span& b) {
                return a.found.begin != b.begin ? a.found.begin < b.begin : a.found.end < b.end;
            });
        if (edge == edges.end() || edge->found != place) {
            throw std::invalid_argument("makeLattice: the way has an edge that is none");
        }
        path.edges.push_back(static_cast<std::size_t>(edge - edges.begin()));
        path.score += edge->score;
    }
    return path;
}

} // namespace

Lattice makeLattice(std::vector<LatticeEdge> edges, std::size_t bytes,
                    const std::vector<Span>& way) {
    Lattice lattice;
    lattice.edges = std::move(edges);
    const std::vector<double> forward = forwardSums(lattice.edges, bytes);
    const std::vector<double> backward = backwardSums(lattice.edges, bytes);
    const double all = forward[bytes];
    lattice.entropy = all;
    for (LatticeEdge& edge : lattice.edges) {
        edge.probability =
            std::exp(forward[edge.found.begin] + edge.score + backward[edge.found.end] - all);
        lattice.entropy -= edge.probability * edge.score;
    }
    LatticePath own = pathOf(lattice.edges, way);
    for (const std::size_t edge : own.edges) {
        lattice.edges[edge].best = true;
    }
    lattice.best = bestWays(lattice.edges, bytes);
    std::erase_if(lattice.best, [&](const LatticePath& path) { return path.edges == own.edges; });
    lattice.best.insert(lattice.best.begin(), std::move(own));
    lattice.best.resize(std::min(lattice.best.size(), kWays));
    for (LatticePath& path : lattice.best) {
        path.probability = std::exp(path.score - all);
    }
    return lattice;
}

} // namespace vitrine::text
