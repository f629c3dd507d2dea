#include "core/text/vocabulary/doublearray.h"

#include <algorithm>

namespace vitrine::text {

/// Places nodes breadth first. Free units are a list in ascending order, so that holes are filled;
/// a node that fits nowhere among the first candidates goes to the end.
class DoubleArray::Builder {
public:
    Builder(std::vector<Unit>& units, const std::vector<Key>& keys)
        : units_(units)
        , keys_(keys) {
        grow(256);
        take(kRoot, kNoParent);
    }

    void build() {
        std::vector<Job> jobs{{kRoot, 0, keys_.size(), 0}};
        std::vector<Job> next;
        while (!jobs.empty()) {
            next.clear();
            for (const Job& job : jobs) {
                place(job, next);
            }
            std::swap(jobs, next);
        }
    }

private:
    struct Job {
        Node node;
        std::size_t begin; ///< keys below the node
        std::size_t end;
        std::size_t depth;
    };

    static constexpr int kTries = 48;
    static constexpr Node kNoParent = -2;

    void grow(std::size_t size) {
        const std::size_t old = units_.size();
        units_.resize(size);
        next_.resize(size + 1);
        before_.resize(size + 1);
        for (std::size_t i = old; i < size; ++i) {
            next_[i + 1] = static_cast<std::uint32_t>(i + 2);
            before_[i + 1] = static_cast<std::uint32_t>(i);
        }
        // Entry 0 heads the list; unit i is entry i + 1; an entry beyond the end is "none".
        if (old == 0) {
            next_[0] = 1;
        } else {
            before_[old + 1] = last_;
            next_[last_] = static_cast<std::uint32_t>(old + 1);
        }
        last_ = static_cast<std::uint32_t>(size);
    }

    void take(std::size_t unit, Node parent) {
        units_[unit].parent = parent;
        end_ = std::max(end_, unit + 1);
        const std::uint32_t entry = static_cast<std::uint32_t>(unit) + 1;
        next_[before_[entry]] = next_[entry];
        if (next_[entry] < before_.size()) {
            before_[next_[entry]] = before_[entry];
        } else {
            last_ = before_[entry];
        }
    }

    [[nodiscard]] bool fits(std::size_t base) const {
        return std::all_of(labels_.begin(), labels_.end(), [&](unsigned char label) {
            return base + label >= units_.size() || units_[base + label].parent == kNone;
        });
    }

    [[nodiscard]] std::size_t findBase() const {
        int tries = 0;
        for (std::uint32_t entry = next_[0]; entry < next_.size() && tries < kTries;
             entry = next_[entry], ++tries) {
            const std::size_t unit = entry - 1;
            if (unit > labels_.front() && fits(unit - labels_.front())) {
                return unit - labels_.front();
            }
        }
        return end_;
    }

    void place(const Job& job, std::vector<Job>& jobs) {
        std::size_t begin = job.begin;
        if (keys_[begin].bytes.size() == job.depth) {
            units_[static_cast<std::size_t>(job.node)].value = keys_[begin].value;
            ++begin;
        }
        labels_.clear();
        const std::size_t firstJob = jobs.size();
        for (std::size_t i = begin; i < job.end;) {
            const char label = keys_[i].bytes[job.depth];
            std::size_t end = i + 1;
            while (end < job.end && keys_[end].bytes[job.depth] == label) {
                ++end;
            }
            labels_.push_back(static_cast<unsigned char>(label));
            jobs.push_back({kNone, i, end, job.depth + 1});
            i = end;
        }
        if (labels_.empty()) {
            return;
        }
        const std::size_t base = findBase();
        if (base + 256 > units_.size()) {
            grow(std::max(base + 256, units_.size() + units_.size() / 2));
        }
        units_[static_cast<std::size_t>(job.node)].base = static_cast<std::int32_t>(base);
        for (std::size_t i = 0; i < labels_.size(); ++i) {
            take(base + labels_[i], job.node);
            jobs[firstJob + i].node = static_cast<Node>(base + labels_[i]);
        }
    }

    std::vector<Unit>& units_;
    const std::vector<Key>& keys_;
    std::vector<std::uint32_t> next_;
    std::vector<std::uint32_t> before_;
    std::uint32_t last_ = 0;
    std::size_t end_ = 0; ///< one past the last taken unit
    std::vector<unsigned char> labels_;
};

DoubleArray::DoubleArray()
    : DoubleArray(std::vector<Key>{}) {}

DoubleArray::DoubleArray(std::vector<Key> keys) {
    std::sort(keys.begin(), keys.end(),
              [](const Key& a, const Key& b) { return a.bytes < b.bytes; });
    Builder builder(units_, keys);
    if (!keys.empty()) {
        builder.build();
    }
}

DoubleArray::Node DoubleArray::walk(Node from, std::string_view bytes) const {
    for (const char byte : bytes) {
        from = step(from, byte);
        if (from == kNone) {
            return kNone;
        }
    }
    return from;
}

} // namespace vitrine::text
