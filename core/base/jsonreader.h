#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

// Why not a library: the events of the ones at hand carry no byte positions, so that a duplicate key
// or a bad shape could not be named by line, and they allocate before a limit can refuse. The tests
// hold this reader against nlohmann's, which accepts and refuses the same.

/// Receives the parts of a JSON text in the order of the file: for large files from which no tree
/// of values is wanted. Strings are decoded and valid UTF-8; a view lives only during the call.
/// `at` is the byte where the part begins. Answering false stops the reader; `refusal` then says
/// why.
class JsonEvents {
public:
    virtual ~JsonEvents() = default;

    virtual bool null(std::size_t at) = 0;
    virtual bool boolean(bool value, std::size_t at) = 0;
    virtual bool integer(std::int64_t value, std::size_t at) = 0;
    virtual bool fraction(double value, std::size_t at) = 0;
    virtual bool string(std::string_view value, std::size_t at) = 0;
    virtual bool beginObject(std::size_t at) = 0;
    virtual bool key(std::string_view name, std::size_t at) = 0;
    virtual bool endObject(std::size_t at) = 0;
    virtual bool beginArray(std::size_t at) = 0;
    virtual bool endArray(std::size_t at) = 0;

    /// Why an event answered false, and the byte concerned.
    struct Refusal {
        std::string what;
        std::size_t at = 0;
    };

    Refusal refusal;
};

/// Reads a text strictly (RFC 8259, valid UTF-8, no byte-order mark, no lone surrogates, limits
/// kept) and reports its parts. Duplicate keys are the receiver's to refuse, who keeps them anyway.
[[nodiscard]] Outcome<Done> readJsonEvents(std::string_view text, std::string_view where,
                                           const JsonLimits& limits, JsonEvents& events);

/// A refusal at a byte of a JSON text as a Problem that also says the line.
[[nodiscard]] Problem jsonProblem(std::string_view text, std::string_view where,
                                  const JsonEvents::Refusal& refusal);

} // namespace vitrine
