#include "core/data/tables/tablereader.h"

#include "core/base/files.h"

#include <algorithm>
#include <array>

namespace vitrine::data {

namespace {

constexpr std::size_t kLargestFile = std::size_t{4} << 30;
constexpr std::size_t kTickEvery = 1024;

struct TableOptions {
    std::filesystem::path file;
    std::string text = "text";
    std::string pair;
    std::string label = "label";
    std::string group;
    std::string split;
    std::string source;
    std::string licence;
    bool skipFaults = false;
};

Problem wrong(const std::string& what) {
    return {"The options of the table cannot be used", what,
            "Known are file, text, pair, label, group, split, source, licence and faults"};
}

Outcome<TableOptions> optionsFrom(const ReadRequest& request) {
    TableOptions options;
    std::string file;
    std::string faults = "refuse";
    const std::array<std::pair<std::string_view, std::string*>, 9> known{
        {{"file", &file},
         {"text", &options.text},
         {"pair", &options.pair},
         {"label", &options.label},
         {"group", &options.group},
         {"split", &options.split},
         {"source", &options.source},
         {"licence", &options.licence},
         {"faults", &faults}}};
    if (request.options.object() == nullptr) {
        return wrong("they are no object");
    }
    for (const auto& [key, value] : *request.options.object()) {
        const auto place = std::ranges::find(
            known, key, &std::pair<std::string_view, std::string*>::first);
        if (place == known.end() || value.string() == nullptr) {
            return wrong("“" + key + "” is not known or no text");
        }
        *place->second = *value.string();
    }
    if (file.empty() || options.text.empty() || (faults != "refuse" && faults != "skip")) {
        return wrong("“file” is missing, “text” is empty, or “faults” is neither refuse nor skip");
    }
    options.file = pathFrom(file, request);
    options.skipFaults = faults == "skip";
    if (options.source.empty()) {
        options.source = options.file.filename().string();
    }
    return options;
}

/// What a reading of one table collects.
class Reading {
public:
    Reading(const TableOptions& options, const ExampleSink& sink, const Tick& tick)
        : options_(options)
        , sink_(sink)
        , tick_(tick) {}

    bool row(Row row) {
        const std::string* text = row.find(options_.text);
        if (text == nullptr) {
            return fault({row.line, 0, "there is no “" + options_.text + "”"});
        }
        const std::string* label = row.find(options_.label);
        if (label == nullptr && !options_.label.empty()) {
            return fault({row.line, 0, "there is no “" + options_.label + "”"});
        }
        Example example{.text = *text,
                        .label = label != nullptr ? *label : "",
                        .source = options_.source,
                        .licence = options_.licence,
                        .group = textIn(row, options_.group),
                        .split = textIn(row, options_.split)};
        if (!options_.pair.empty()) {
            example.pair = textIn(row, options_.pair);
        }
        // Until a fault is met every row might be wanted; afterwards only the faults are counted.
        const bool wanted = options_.skipFaults || faults_ == 0;
        stopped_ = (++rows_ % kTickEvery == 0 && !tick_.update(rows_, 0)) ||
                   (wanted && !sink_(std::move(example)));
        return !stopped_;
    }

    bool fault(const RowFault& fault) {
        if (fault.repaired) {
            return true;
        }
        if (faults_++ == 0) {
            first_ = fault;
        }
        return true;
    }

    [[nodiscard]] Outcome<Done> outcome() const {
        if (stopped_) {
            return Cancelled{};
        }
        if (faults_ == 0 || options_.skipFaults) {
            return Done{};
        }
        const std::string column =
            first_.column > 0 ? ", column " + std::to_string(first_.column) : "";
        const std::string more =
            faults_ > 1 ? " (and " + std::to_string(faults_ - 1) + " more faults)" : "";
        return Problem{"A row cannot be read: " + first_.what + more,
                       options_.file.string() + ", line " + std::to_string(first_.line) + column,
                       "Correct the file, or leave such rows out with “faults”: “skip”"};
    }

private:
    static std::string textIn(const Row& row, const std::string& column) {
        const std::string* text = column.empty() ? nullptr : row.find(column);
        return text != nullptr ? *text : std::string();
    }

    const TableOptions& options_;
    const ExampleSink& sink_;
    const Tick& tick_;
    std::int64_t rows_ = 0;
    std::int64_t faults_ = 0;
    RowFault first_;
    bool stopped_ = false;
};

} // namespace

Outcome<Done> TableReader::read(const ReadRequest& request, const ExampleSink& sink,
                                const Tick& tick) const {
    const auto options = optionsFrom(request);
    if (!options) {
        return options.as<Done>();
    }
    const auto text = readFile(options->file, kLargestFile);
    if (!text) {
        return text.as<Done>();
    }
    Reading reading(*options, sink, tick);
    parse_(*text, {.row = [&](Row row) { return reading.row(std::move(row)); },
                   .fault = [&](const RowFault& fault) { return reading.fault(fault); }});
    return reading.outcome();
}

std::span<const Reader* const> builtInReaders() {
    static const TableReader csv("csv", "texts with classes from comma-separated values", readCsv);
    static const TableReader tsv("tsv", "texts with classes from tab-separated values", readTsv);
    static const TableReader lines("jsonl", "texts with classes from JSON lines", readJsonLines);
    static const std::array<const Reader*, 3> readers{&csv, &tsv, &lines};
    return readers;
}

} // namespace vitrine::data
