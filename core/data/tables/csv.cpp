#include "core/data/tables/lines.h"
#include "core/data/tables/rows.h"

#include <algorithm>
#include <set>

namespace vitrine::data {

namespace {

/// One record as its fields.
struct Record {
    std::vector<std::string> fields;
    std::size_t bytes = 0; ///< of the text, line end included
    /// Byte in the line behind which reading goes on after a fault.
    std::size_t leaveAt = 0;
    RowFault fault; ///< with an empty `what` if the record is in order
};

/// Takes the record at the begin of `text` apart; a record ends at a line end outside quotes.
class RecordReader {
public:
    RecordReader(std::string_view text, std::size_t line)
        : text_(text.substr(0, std::min(text.size(), kLongestRow + 1)))
        , line_(line) {}

    Record read() {
        while (record_.fault.what.empty()) {
            record_.fields.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
            if (at_ >= text_.size() || text_[at_] != ',') {
                break;
            }
            ++at_;
        }
        if (at_ < text_.size() && text_[at_] == '\r') {
            ++at_;
        }
        record_.bytes = std::min(at_ + 1, text_.size());
        if (text_.size() > kLongestRow && at_ >= kLongestRow) {
            record_.fault = {line_, 0, "the record is longer than 16 MiB"};
            record_.leaveAt = 0;
        }
        return std::move(record_);
    }

private:
    [[nodiscard]] bool atLineEnd() const {
        return at_ >= text_.size() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] == '\n'));
    }

    std::string plain() {
        const std::size_t begin = at_;
        while (!atLineEnd() && text_[at_] != ',') {
            ++at_;
        }
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string quoted() {
        const std::size_t begin = at_++;
        std::string field;
        while (at_ < text_.size()) {
            const std::size_t quote = std::min(text_.find('"', at_), text_.size());
            field.append(text_.substr(at_, quote - at_));
            at_ = quote + 1;
            if (quote == text_.size()) {
                break;
            }
            if (at_ >= text_.size() || text_[at_] != '"') {
                return closed(std::move(field));
            }
            field.push_back('"');
            ++at_;
        }
        at_ = text_.size();
        fault(begin, "a quote is opened and never closed");
        return field;
    }

    std::string closed(std::string field) {
        if (!atLineEnd() && text_[at_] != ',') {
            fault(at_, "something follows a closing quote");
        }
        return field;
    }

    void fault(std::size_t at, const char* what) {
        const std::string_view before = text_.substr(0, at);
        const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
        const std::size_t lineBegin = before.rfind('\n') + 1; // npos + 1 = 0
        record_.fault = {line_ + lines, at - lineBegin + 1, what};
        record_.leaveAt = at;
    }

    std::string_view text_;
    std::size_t line_;
    std::size_t at_ = 0;
    Record record_;
};

/// Names columns and hands rows on.
class Table {
public:
    explicit Table(const RowSink& sink)
        : sink_(sink) {}

    [[nodiscard]] bool take(std::vector<std::string> fields, std::size_t line) {
        if (names_.empty()) {
            return takeNames(std::move(fields), line);
        }
        if (fields.size() != names_.size()) {
            return sink_.fault({line, 0,
                                "the line has " + std::to_string(fields.size()) +
                                    " fields, the first one has " + std::to_string(names_.size())});
        }
        Row row{.line = line};
        for (std::size_t i = 0; i < fields.size(); ++i) {
            row.fields.emplace_back(names_[i], std::move(fields[i]));
        }
        const bool bad = repair(row);
        if (bad && !sink_.fault({line, 0, "bytes that are no UTF-8 were replaced", true})) {
            return false;
        }
        return sink_.row(std::move(row));
    }

    [[nodiscard]] bool fault(RowFault fault) {
        // Without its first line a table has no names: nothing after it makes sense.
        return sink_.fault(std::move(fault)) && !names_.empty();
    }

private:
    bool takeNames(std::vector<std::string> fields, std::size_t line) {
        const std::set<std::string> different(fields.begin(), fields.end());
        if (different.size() != fields.size()) {
            (void)sink_.fault({line, 0, "two columns have one name"});
            return false;
        }
        names_ = std::move(fields);
        return true;
    }

    const RowSink& sink_;
    std::vector<std::string> names_;
};

} // namespace

bool readCsv(std::string_view text, const RowSink& sink) {
    Table table(sink);
    Lines lines(text);
    while (!lines.atEnd()) {
        const std::size_t number = lines.number();
        if (lines.rest().starts_with('\n') || lines.rest().starts_with("\r\n")) {
            lines.take();
            continue;
        }
        Record record = RecordReader(lines.rest(), number).read();
        if (record.fault.what.empty()) {
            record.fault = faultOfBytes(lines.rest().substr(0, record.bytes), number);
        }
        if (!record.fault.what.empty()) {
            const std::size_t leaveAt = record.leaveAt;
            if (!table.fault(std::move(record.fault))) {
                return false;
            }
            lines.skip(leaveAt);
            lines.take();
            continue;
        }
        lines.skip(record.bytes);
        if (!table.take(std::move(record.fields), number)) {
            return false;
        }
    }
    return true;
}

bool readTsv(std::string_view text, const RowSink& sink) {
    Table table(sink);
    Lines lines(text);
    while (!lines.atEnd()) {
        const std::size_t number = lines.number();
        std::string_view line = lines.take();
        if (line.empty()) {
            continue;
        }
        if (RowFault fault = faultOfBytes(line, number); !fault.what.empty()) {
            if (!table.fault(std::move(fault))) {
                return false;
            }
            continue;
        }
        std::vector<std::string> fields;
        while (true) {
            const std::size_t end = std::min(line.find('\t'), line.size());
            fields.emplace_back(line.substr(0, end));
            if (end == line.size()) {
                break;
            }
            line.remove_prefix(end + 1);
        }
        if (!table.take(std::move(fields), number)) {
            return false;
        }
    }
    return true;
}

} // namespace vitrine::data
