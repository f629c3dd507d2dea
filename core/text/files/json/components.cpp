#include "core/text/files/json/components.h"

#include "core/text/files/fields.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace vitrine::text {

std::string typeOf(const Json* component) {
    if (component == nullptr || component->isNull()) {
        return "null";
    }
    const Json* type = component->find("type");
    const std::string* name = type == nullptr ? nullptr : type->string();
    return name == nullptr ? std::string("without type") : *name;
}

Problem unknownComponent(std::string_view what, const Json* component, const std::string& where) {
    return {"The " + std::string(what) + " \"" + typeOf(component) + "\" is not supported here",
            where, "Open a tokenizer of a supported family: WordPiece, BPE or Unigram"};
}

namespace {

constexpr int kComponentDepth = 8;
constexpr std::size_t kComponentCount = 64;

bool flatten(const Json& component, std::string_view list, int depth,
             std::vector<const Json*>& out) {
    if (typeOf(&component) != "Sequence") {
        out.push_back(&component);
        return out.size() <= kComponentCount;
    }
    const Json* items = component.find(list);
    if (depth == kComponentDepth || items == nullptr || items->array() == nullptr) {
        return false;
    }
    return std::all_of(items->array()->begin(), items->array()->end(),
                       [&](const Json& item) { return flatten(item, list, depth + 1, out); });
}

} // namespace

Outcome<std::vector<const Json*>> flattened(const Json* component, std::string_view list,
                                            const std::string& where) {
    std::vector<const Json*> items;
    if (component != nullptr && !component->isNull() && !flatten(*component, list, 0, items)) {
        return Problem{"A Sequence is broken, deeper than 8 or longer than 64", where,
                       "Repair the tokenizer file"};
    }
    return items;
}

Outcome<std::shared_ptr<const Vocabulary>> readVocabulary(const Json* json,
                                                          const std::string& where) {
    if (json == nullptr || json->object() == nullptr || json->object()->empty()) {
        return Problem{"The vocabulary is missing or empty", where,
                       "An object of pieces and ids is expected; fetch the file again"};
    }
    std::vector<Vocabulary::Entry> entries;
    entries.reserve(json->object()->size());
    for (const auto& [piece, id] : *json->object()) {
        if (id.integer() == nullptr) {
            return Problem{"An id is no whole number", where + ", token " + piece,
                           "Repair the tokenizer file"};
        }
        entries.push_back({piece, *id.integer()});
    }
    auto made = Vocabulary::make(entries, where);
    if (!made.ok()) {
        return made.as<std::shared_ptr<const Vocabulary>>();
    }
    return std::shared_ptr<const Vocabulary>(
        std::make_shared<const Vocabulary>(std::move(made).value()));
}

Outcome<std::vector<AddedToken>> readAddedTokens(const Json* json, const std::string& where) {
    std::vector<AddedToken> added;
    if (json == nullptr || json->isNull()) {
        return added;
    }
    if (json->array() == nullptr) {
        return Problem{"The added tokens are no list", where, "Repair the tokenizer file"};
    }
    for (std::size_t i = 0; i < json->array()->size(); ++i) {
        Fields fields((*json->array())[i], where + "[" + std::to_string(i) + "]");
        AddedToken token;
        token.id = fields.neededInteger("id");
        token.content = fields.neededString("content");
        token.singleWord = fields.flag("single_word", false);
        token.lstrip = fields.flag("lstrip", false);
        token.rstrip = fields.flag("rstrip", false);
        token.special = fields.flag("special", false);
        token.normalized = fields.flag("normalized", !token.special);
        if (token.content.empty()) {
            fields.refuse("content", "An added token is empty", "Remove it from the file");
        }
        if (token.id < 0 || token.id > std::numeric_limits<std::int32_t>::max()) {
            fields.refuse("id", "A token's id is out of range", "Ids go from 0 to 2147483647");
        }
        if (fields.problem()) {
            return *fields.problem();
        }
        added.push_back(std::move(token));
    }
    return added;
}

Outcome<Done> checkAddedTokens(const std::vector<AddedToken>& added, const Vocabulary& vocabulary,
                               const std::string& where) {
    std::unordered_set<std::int64_t> ids;
    std::unordered_set<std::string> contents;
    for (const AddedToken& token : added) {
        const std::string place = where + ", token " + token.content;
        if (!ids.insert(token.id).second) {
            return Problem{"Two added tokens share an id",
                           place + ", id " + std::to_string(token.id),
                           "Give each an id of its own"};
        }
        if (!contents.insert(token.content).second) {
            return Problem{"An added token stands twice", place, "Remove one of the two"};
        }
        const auto piece = vocabulary.pieceOf(token.id);
        if (piece && *piece != token.content) {
            return Problem{"An added token has the id of another token",
                           place + ", id " + std::to_string(token.id) + " is " +
                               std::string(*piece),
                           "Give the added token a free id"};
        }
        const auto id = vocabulary.find(token.content);
        if (id && *id != token.id) {
            return Problem{"An added token has two ids",
                           place + ", ids " + std::to_string(*id) + " and " +
                               std::to_string(token.id),
                           "Give it the id it has in the vocabulary"};
        }
    }
    return Done{};
}

Outcome<BertNormalizerOptions> readBertNormalizer(const Json& json, const std::string& where) {
    Fields fields(json, where);
    BertNormalizerOptions options;
    options.cleanText = fields.flag("clean_text", true);
    options.handleChineseChars = fields.flag("handle_chinese_chars", true);
    options.stripAccents = fields.maybeFlag("strip_accents");
    options.lowercase = fields.flag("lowercase", true);
    if (fields.problem()) {
        return *fields.problem();
    }
    return options;
}

Outcome<Settings> readSettings(const Json& file, const std::string& where) {
    Settings settings;
    if (const Json* json = file.find("truncation"); json != nullptr && !json->isNull()) {
        Fields fields(*json, where + ": truncation");
        const std::int64_t length = fields.neededInteger("max_length");
        const std::int64_t stride = fields.maybeInteger("stride").value_or(0);
        if (length < 0 || stride < 0 || (stride > 0 && stride >= length)) {
            fields.refuse("stride",
                          "The stride " + std::to_string(stride) +
                              " must be from 0 to below the maximum length " +
                              std::to_string(length),
                          "Repair the tokenizer file");
        }
        if (fields.problem()) {
            return *fields.problem();
        }
        settings.told.maxLength = static_cast<std::size_t>(length);
    }
    if (const Json* json = file.find("padding"); json != nullptr && !json->isNull()) {
        Fields fields(*json, where + ": padding");
        settings.padId = fields.neededInteger("pad_id");
        const Json* strategy = fields.member("strategy");
        const Json* fixed = strategy == nullptr ? nullptr : strategy->find("Fixed");
        if (fixed != nullptr && fixed->integer() != nullptr && *fixed->integer() > 0) {
            settings.told.paddedLength = static_cast<std::size_t>(*fixed->integer());
        } else if (strategy != nullptr && strategy->string() != nullptr &&
                   *strategy->string() == "BatchLongest") {
            settings.told.padsToLongest = true;
        } else {
            fields.refuse("strategy", "The padding is neither BatchLongest nor a length above 0",
                          "Repair the tokenizer file");
        }
        if (fields.problem()) {
            return *fields.problem();
        }
    }
    return settings;
}

void warnOfHoles(const Vocabulary& vocabulary, const std::vector<AddedToken>& added,
                 std::vector<std::string>& warnings) {
    std::size_t count = vocabulary.count();
    std::size_t size = vocabulary.size();
    for (const AddedToken& token : added) {
        count += vocabulary.pieceOf(token.id) ? 0 : 1;
        size = std::max(size, static_cast<std::size_t>(token.id) + 1);
    }
    if (count < size) {
        warnings.push_back(std::to_string(size - count) + " of the ids below " +
                           std::to_string(size) + " have no token");
    }
}

} // namespace vitrine::text
