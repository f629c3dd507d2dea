#include "core/perturb/editscript.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace vitrine::perturb {

namespace {

/// An edit of the first script as a stretch of the middle text, which the second script edits.
struct Stretch {
    Span middle;
    const TextEdit* edit = nullptr;
};

std::vector<Stretch> stretchesOf(const TextScript& script) {
    std::vector<Stretch> stretches;
    std::size_t input = 0;
    std::size_t middle = 0;
    for (const TextEdit& edit : script) {
        middle += edit.at.begin - input;
        stretches.push_back({{middle, middle + edit.replacement.size()}, &edit});
        middle += edit.replacement.size();
        input = edit.at.end;
    }
    return stretches;
}

/// Edits of both scripts that share bytes of the middle text.
struct Cluster {
    Span middle;
    std::size_t firstBegin = 0;
    std::size_t firstEnd = 0;
    std::size_t secondBegin = 0;
    std::size_t secondEnd = 0;

    [[nodiscard]] bool touches(const Span& span) const {
        return span.begin < middle.end || (middle.empty() && span.empty() &&
                                           span.begin == middle.begin);
    }
};

/// The next cluster from edit `i` of the first script and `j` of the second.
Cluster clusterAt(const std::vector<Stretch>& first, const TextScript& second, std::size_t i,
                  std::size_t j) {
    const bool byFirst = i < first.size() && (j == second.size() ||
                                              first[i].middle.begin <= second[j].at.begin);
    Cluster cluster{byFirst ? first[i].middle : second[j].at, i, i, j, j};
    const auto take = [&](const Span& span, std::size_t& end) {
        cluster.middle.end = std::max(cluster.middle.end, span.end);
        ++end;
    };
    byFirst ? take(first[i].middle, cluster.firstEnd) : take(second[j].at, cluster.secondEnd);
    while (true) {
        if (cluster.firstEnd < first.size() && cluster.touches(first[cluster.firstEnd].middle)) {
            take(first[cluster.firstEnd].middle, cluster.firstEnd);
        } else if (cluster.secondEnd < second.size() &&
                   cluster.touches(second[cluster.secondEnd].at)) {
            take(second[cluster.secondEnd].at, cluster.secondEnd);
        } else {
            return cluster;
        }
    }
}

/// What the cluster's stretch of the middle text has become. Bytes that the first script kept are
/// in no cluster unless the second one replaces them.
std::string textOf(const Cluster& cluster, const std::vector<Stretch>& first,
                   const TextScript& second) {
    std::string text;
    const auto appendFirst = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = cluster.firstBegin; i < cluster.firstEnd; ++i) {
            const Span& middle = first[i].middle;
            const std::size_t from = std::max(begin, middle.begin);
            const std::size_t to = std::min(end, middle.end);
            if (from < to) {
                text.append(first[i].edit->replacement, from - middle.begin, to - from);
            }
        }
    };
    std::size_t at = cluster.middle.begin;
    for (std::size_t j = cluster.secondBegin; j < cluster.secondEnd; ++j) {
        appendFirst(at, second[j].at.begin);
        text += second[j].replacement;
        at = second[j].at.end;
    }
    appendFirst(at, cluster.middle.end);
    return text;
}

void append(TextScript& script, TextEdit edit) {
    const bool sameInsertion = !script.empty() && script.back().at.empty() &&
                               script.back().at.end == edit.at.begin;
    if (sameInsertion) {
        script.back().at.end = edit.at.end;
        script.back().replacement += edit.replacement;
    } else {
        script.push_back(std::move(edit));
    }
}

PictureScript composedPictures(const PictureScript& first, const PictureScript& second) {
    PictureScript result = second;
    for (const Box& cell : first.cells) {
        result.cells.push_back(moved(second, cell));
    }
    if (first.affine && second.affine) {
        const auto& a = *first.affine;
        const auto& b = *second.affine;
        result.affine = {b[0] * a[0] + b[1] * a[3],        b[0] * a[1] + b[1] * a[4],
                         b[0] * a[2] + b[1] * a[5] + b[2], b[3] * a[0] + b[4] * a[3],
                         b[3] * a[1] + b[4] * a[4],        b[3] * a[2] + b[4] * a[5] + b[5]};
    } else if (first.affine) {
        result.affine = first.affine;
    }
    return result;
}

ClipScript composedClips(const ClipScript& first, const ClipScript& second) {
    ClipScript result{.source = second.source, .pictures = second.pictures};
    for (std::int64_t& frame : result.source) {
        frame = frame < 0 ? -1 : first.source.at(static_cast<std::size_t>(frame));
    }
    if (first.pictures.size() == 1 && second.pictures.size() == 1) {
        result.pictures.front() = composedPictures(first.pictures[0], second.pictures[0]);
    } else if (second.pictures.empty()) {
        result.pictures = first.pictures;
    }
    return result;
}

template <class Script, class Join>
std::optional<Script> joined(const std::optional<Script>& first,
                             const std::optional<Script>& second, const Join& join) {
    if (first && second) {
        return join(*first, *second);
    }
    return first ? first : second;
}

} // namespace

std::string applied(std::string_view text, const TextScript& script) {
    std::string result;
    result.reserve(text.size() + script.size());
    std::size_t at = 0;
    for (const TextEdit& edit : script) {
        if (edit.at.begin < at || edit.at.end < edit.at.begin || edit.at.end > text.size()) {
            throw std::invalid_argument("applied: the edits are not in order, or leave the text");
        }
        result += text.substr(at, edit.at.begin - at);
        result += edit.replacement;
        at = edit.at.end;
    }
    result += text.substr(at);
    return result;
}

TextScript composed(const TextScript& first, const TextScript& second) {
    const std::vector<Stretch> stretches = stretchesOf(first);
    TextScript result;
    std::size_t i = 0;
    std::size_t j = 0;
    // What to add to a place of the middle text to have the place of the input; wraps, as sums do.
    std::size_t toInput = 0;
    while (i < stretches.size() || j < second.size()) {
        const Cluster cluster = clusterAt(stretches, second, i, j);
        const std::size_t begin = cluster.middle.begin + toInput;
        if (cluster.firstEnd > cluster.firstBegin) {
            const Stretch& last = stretches[cluster.firstEnd - 1];
            toInput = last.edit->at.end - last.middle.end;
        }
        append(result, {{begin, cluster.middle.end + toInput},
                        textOf(cluster, stretches, second)});
        i = cluster.firstEnd;
        j = cluster.secondEnd;
    }
    return result;
}

EditScript composed(const EditScript& first, const EditScript& second) {
    return {.text = composed(first.text, second.text),
            .picture = joined(first.picture, second.picture, composedPictures),
            .clip = joined(first.clip, second.clip, composedClips)};
}

Box moved(const PictureScript& script, const Box& box) {
    if (!script.affine) {
        return box;
    }
    const auto& a = *script.affine;
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    for (const auto& [x, y] : {std::pair{box.x, box.y}, std::pair{box.x + box.width, box.y},
                               std::pair{box.x, box.y + box.height},
                               std::pair{box.x + box.width, box.y + box.height}}) {
        const double newX = a[0] * static_cast<double>(x) + a[1] * static_cast<double>(y) + a[2];
        const double newY = a[3] * static_cast<double>(x) + a[4] * static_cast<double>(y) + a[5];
        left = std::min(left, newX);
        right = std::max(right, newX);
        top = std::min(top, newY);
        bottom = std::max(bottom, newY);
    }
    return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right - left),
            static_cast<float>(bottom - top)};
}

} // namespace vitrine::perturb
