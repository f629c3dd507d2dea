#include "app/runner/say.h"
#include "app/runner/verb.h"
#include "core/base/files.h"
#include "core/text/tokenizer.h"

#include <array>
#include <limits>
#include <memory>

namespace vitrine::app {

namespace {

constexpr std::size_t kLargestFile = std::size_t{4} << 30;

constexpr std::array kOptions{
    OptionSpec{"tokenizer", "PATH", "a folder or file with a tokenizer (needed)"},
    OptionSpec{"text", "TEXT", "the text"},
    OptionSpec{"file", "FILE", "each line of a file is a text; lines end at \\n only"},
    OptionSpec{"pair", "TEXT", "second segment, for every text"},
    OptionSpec{"no-special", "", "without the tokens that the template adds"},
    OptionSpec{"max-length", "N", "cut to N tokens, special ones counted"},
    OptionSpec{"pad", "", "pad to the length that --max-length gives"},
    OptionSpec{"json", "", "one object a text: ids, tokens, spans, special"},
};

struct Job {
    std::shared_ptr<const text::Tokenizer> tokenizer;
    text::EncodeOptions encode;
    std::optional<std::string> pair;
    bool json = false;
};

Json spanOf(const Span& span) {
    return Json(Json::Array{Json(static_cast<std::int64_t>(span.begin)),
                            Json(static_cast<std::int64_t>(span.end))});
}

Json jsonOf(const text::Encoding& encoding) {
    Json::Array ids;
    Json::Array tokens;
    Json::Array spans;
    Json::Array special;
    for (const text::Token& token : encoding.tokens) {
        ids.emplace_back(token.id);
        tokens.emplace_back(token.text);
        spans.push_back(spanOf(token.source));
        special.emplace_back(token.special ? 1 : 0);
    }
    Json json;
    json.set("ids", std::move(ids));
    json.set("tokens", std::move(tokens));
    json.set("spans", std::move(spans));
    json.set("special", std::move(special));
    return json;
}

void sayForPeople(const text::Encoding& encoding) {
    for (const text::Token& token : encoding.tokens) {
        std::string line = std::to_string(token.id);
        line.insert(0, line.size() < 7 ? 7 - line.size() : 0, ' ');
        line += "  " + token.text;
        if (!token.source.empty()) {
            line += "  " + std::to_string(token.source.begin) + "–" +
                    std::to_string(token.source.end) + (token.segment == 1 ? " of the pair" : "");
        } else if (token.special) {
            line += "  added";
        }
        say(line);
    }
    say("");
}

/// Standard error, so that standard output stays what was asked for.
void reportInvalid(const text::Encoding& encoding, std::size_t line) {
    for (const text::InvalidPart& part : encoding.invalid) {
        const std::string where = (line > 0 ? "line " + std::to_string(line) + ", " : "") +
                                  (part.segment == 1 ? "pair, " : "") + "bytes " +
                                  std::to_string(part.source.begin) + "–" +
                                  std::to_string(part.source.end);
        (void)fail({"Invalid UTF-8 was read as U+FFFD", where, {}});
    }
}

void encodeOne(const Job& job, std::string_view text, std::size_t line) {
    const std::optional<std::string_view> pair =
        job.pair ? std::optional<std::string_view>(*job.pair) : std::nullopt;
    const text::Encoding encoding = job.tokenizer->encode(text, pair, job.encode);
    reportInvalid(encoding, line);
    job.json ? sayJson(jsonOf(encoding)) : sayForPeople(encoding);
}

Exit encodeLines(const Job& job, const std::string& file) {
    const auto content = readFile(file, kLargestFile);
    if (!content) {
        return failed(content);
    }
    std::string_view rest = *content;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const auto end = std::min(rest.find('\n'), rest.size());
        encodeOne(job, rest.substr(0, end), line);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return Exit::Done;
}

/// The options as a job without its tokenizer; a Problem is a wrong use.
Outcome<Job> jobFrom(const Options& options) {
    if (!options.has("tokenizer")) {
        return Problem{"Which tokenizer? --tokenizer is missing", {}, {}};
    }
    if (options.has("text") == options.has("file")) {
        return Problem{"Give either --text or --file", {}, {}};
    }
    if (options.has("pad") && !options.has("max-length")) {
        return Problem{"--pad needs --max-length", {}, {}};
    }
    const auto longest =
        options.whole("max-length", 0, 1, std::numeric_limits<std::int32_t>::max());
    if (!longest) {
        return longest.as<Job>();
    }
    Job job;
    job.encode.addSpecial = !options.has("no-special");
    job.encode.pad = options.has("pad");
    if (options.has("max-length")) {
        job.encode.maxLength = static_cast<std::size_t>(*longest);
    }
    job.pair = options.text("pair");
    job.json = options.has("json");
    return job;
}

Exit run(const Options& options) {
    auto job = jobFrom(options);
    if (!job) {
        return misused(job.problem(), "tokenize");
    }
    auto tokenizer = text::openTokenizer(*options.text("tokenizer"));
    if (!tokenizer) {
        return failed(tokenizer);
    }
    job->tokenizer = std::move(*tokenizer);
    if (const auto text = options.text("text")) {
        encodeOne(*job, *text, /*line=*/0);
        return Exit::Done;
    }
    return encodeLines(*job, *options.text("file"));
}

} // namespace

const Verb kTokenizeVerb{
    .name = "tokenize",
    .summary = "how a tokenizer cuts a text, with byte offsets",
    .usage = "--tokenizer PATH (--text TEXT | --file FILE) [--pair TEXT] [--json]",
    .about = "Spans are byte offsets into the source text, half open. Invalid UTF-8 is read as\n"
             "U+FFFD and told on standard error. Nothing is cut or padded unless asked for.",
    .options = kOptions,
    .run = run,
};

} // namespace vitrine::app
