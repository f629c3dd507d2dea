#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"

#include <algorithm>

namespace vitrine::text {

namespace {

using Kind = TemplateItem::Kind;

TemplateItem textItem(Kind kind, std::int32_t type) {
    return {kind, type, {}, {}};
}

TemplateItem specialItem(const NamedId& token, std::int32_t type) {
    return {Kind::Special, type, {token.id}, {token.piece}};
}

std::optional<std::int32_t> typeIdOf(const Json& item) {
    const Json* type = item.find("type_id");
    if (type == nullptr || type->integer() == nullptr || *type->integer() < 0 ||
        *type->integer() > 0xFFFF) {
        return std::nullopt;
    }
    return static_cast<std::int32_t>(*type->integer());
}

Problem brokenTemplate(const std::string& where, const std::string& what) {
    return {what, where, "Repair the post-processor of the tokenizer file"};
}

/// {"SpecialToken": {"id", "type_id"}} or {"Sequence": {"id", "type_id"}}.
Outcome<TemplateItem> readItem(const Json& json, const Json* specials, const std::string& where) {
    const Json* special = json.find("SpecialToken");
    const Json* sequence = json.find("Sequence");
    const Json* body = special != nullptr ? special : sequence;
    const Json* id = body == nullptr ? nullptr : body->find("id");
    const auto type = body == nullptr ? std::nullopt : typeIdOf(*body);
    if (id == nullptr || id->string() == nullptr || !type) {
        return brokenTemplate(where, "A place of the template is neither token nor sequence");
    }
    const std::string& name = *id->string();
    if (sequence != nullptr && special == nullptr) {
        if (name != "A" && name != "B") {
            return brokenTemplate(where, "A template knows the sequences A and B, not " + name);
        }
        return textItem(name == "A" ? Kind::Text : Kind::Pair, *type);
    }
    const Json* entry = specials == nullptr ? nullptr : specials->find(name);
    const Json* ids = entry == nullptr ? nullptr : entry->find("ids");
    const Json* pieces = entry == nullptr ? nullptr : entry->find("tokens");
    if (ids == nullptr || ids->array() == nullptr || pieces == nullptr ||
        pieces->array() == nullptr || ids->array()->size() != pieces->array()->size() ||
        ids->array()->empty()) {
        return brokenTemplate(where, "The special token " + name +
                                         " of the template is not among its special_tokens");
    }
    TemplateItem item{Kind::Special, *type, {}, {}};
    for (std::size_t i = 0; i < ids->array()->size(); ++i) {
        const std::int64_t* number = (*ids->array())[i].integer();
        const std::string* piece = (*pieces->array())[i].string();
        if (number == nullptr || piece == nullptr) {
            return brokenTemplate(where, "The special token " + name + " is broken");
        }
        item.ids.push_back(*number);
        item.pieces.push_back(*piece);
    }
    return item;
}

Outcome<std::vector<TemplateItem>> readItems(const Json& json, std::string_view key, bool pair,
                                             const std::string& where) {
    const std::string place = where + "." + std::string(key);
    const Json* list = json.find(key);
    if (list == nullptr || list->array() == nullptr) {
        return brokenTemplate(place, "The template has no list \"" + std::string(key) + "\"");
    }
    std::vector<TemplateItem> items;
    for (const Json& entry : *list->array()) {
        auto item = readItem(entry, json.find("special_tokens"), place);
        if (!item.ok()) {
            return item.as<std::vector<TemplateItem>>();
        }
        items.push_back(std::move(item).value());
    }
    const auto count = [&](Kind kind) {
        return std::count_if(items.begin(), items.end(),
                             [kind](const TemplateItem& item) { return item.kind == kind; });
    };
    if (count(Kind::Text) != 1 || count(Kind::Pair) != (pair ? 1 : 0)) {
        return brokenTemplate(place, pair ? "The template for pairs must hold A and B once each"
                                          : "The template for one text must hold A once");
    }
    return items;
}

Outcome<Template> readTemplate(const Json& json, const std::string& where) {
    auto single = readItems(json, "single", /*pair=*/false, where);
    if (!single.ok()) {
        return single.as<Template>();
    }
    auto pair = readItems(json, "pair", /*pair=*/true, where);
    if (!pair.ok()) {
        return pair.as<Template>();
    }
    return Template{std::move(single).value(), std::move(pair).value()};
}

/// ["[SEP]", 102]
Outcome<NamedId> readNamedId(const Json& json, std::string_view key, const std::string& where) {
    const Json* entry = json.find(key);
    const Json::Array* parts = entry == nullptr ? nullptr : entry->array();
    if (parts == nullptr || parts->size() != 2 || (*parts)[0].string() == nullptr ||
        (*parts)[1].integer() == nullptr) {
        return brokenTemplate(where + "." + std::string(key), "A token and its id are expected");
    }
    return NamedId{*(*parts)[0].string(), *(*parts)[1].integer()};
}

/// BertProcessing and RobertaProcessing.
Outcome<Template> readClassAndSeparator(const Json& json, const std::string& where) {
    auto cls = readNamedId(json, "cls", where);
    if (!cls.ok()) {
        return cls.as<Template>();
    }
    auto sep = readNamedId(json, "sep", where);
    if (!sep.ok()) {
        return sep.as<Template>();
    }
    return typeOf(&json) == "BertProcessing" ? bertTemplate(*cls, *sep)
                                             : robertaTemplate(*cls, *sep);
}

} // namespace

Template bertTemplate(const NamedId& cls, const NamedId& sep) {
    Template plan;
    plan.single = {specialItem(cls, 0), textItem(Kind::Text, 0), specialItem(sep, 0)};
    plan.pair = plan.single;
    plan.pair.push_back(textItem(Kind::Pair, 1));
    plan.pair.push_back(specialItem(sep, 1));
    return plan;
}

Template robertaTemplate(const NamedId& cls, const NamedId& sep) {
    Template plan;
    plan.single = {specialItem(cls, 0), textItem(Kind::Text, 0), specialItem(sep, 0)};
    plan.pair = plan.single;
    plan.pair.push_back(specialItem(sep, 0));
    plan.pair.push_back(textItem(Kind::Pair, 0));
    plan.pair.push_back(specialItem(sep, 0));
    return plan;
}

Template endTemplate(const NamedId& end) {
    Template plan;
    plan.single = {textItem(Kind::Text, 0), specialItem(end, 0)};
    plan.pair = plan.single;
    plan.pair.push_back(textItem(Kind::Pair, 0));
    plan.pair.push_back(specialItem(end, 0));
    return plan;
}

Outcome<PostProcessor> readPostProcessor(const Json* json, const std::string& where) {
    PostProcessor result;
    auto steps = flattened(json, "processors", where);
    if (!steps.ok()) {
        return steps.as<PostProcessor>();
    }
    bool haveTemplate = false;
    for (const Json* step : *steps) {
        const std::string type = typeOf(step);
        const bool named = type == "BertProcessing" || type == "RobertaProcessing";
        if (type != "TemplateProcessing" && type != "ByteLevel" && !named) {
            return unknownComponent("post-processor", step, where);
        }
        if (type == "ByteLevel" || type == "RobertaProcessing") {
            Fields fields(*step, where);
            result.trimsOffsets = fields.flag("trim_offsets", true);
            if (fields.problem()) {
                return *fields.problem();
            }
        }
        if (type == "ByteLevel") {
            continue;
        }
        if (haveTemplate) {
            return brokenTemplate(where, "Two post-processors add special tokens");
        }
        auto plan = named ? readClassAndSeparator(*step, where) : readTemplate(*step, where);
        if (!plan.ok()) {
            return plan.as<PostProcessor>();
        }
        result.plan = std::move(plan).value();
        haveTemplate = true;
    }
    return result;
}

Outcome<Done> checkTemplate(const Template& plan, const Vocabulary& vocabulary,
                            const std::vector<AddedToken>& added, const std::string& where) {
    for (const auto* items : {&plan.single, &plan.pair}) {
        for (const TemplateItem& item : *items) {
            for (std::size_t i = 0; i < item.ids.size(); ++i) {
                const bool isAdded =
                    std::any_of(added.begin(), added.end(), [&](const auto& token) {
                        return token.id == item.ids[i] && token.content == item.pieces[i];
                    });
                const auto piece = vocabulary.pieceOf(item.ids[i]);
                if (!isAdded && (!piece || *piece != item.pieces[i])) {
                    return brokenTemplate(where, "The template's special token " + item.pieces[i] +
                                                     " with id " + std::to_string(item.ids[i]) +
                                                     " is not in the vocabulary");
                }
            }
        }
    }
    return Done{};
}

} // namespace vitrine::text
