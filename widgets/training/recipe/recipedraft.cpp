#include "widgets/training/recipe/recipedraft.h"

#include "core/run/recipe/values.h"

#include <algorithm>
#include <iterator>

namespace vitrine::widgets {

namespace {

constexpr int kIndent = 2;

// What a recipe cannot do without, so that the form begins with fields to fill in.
const char* const kBeginning = R"({
  "type": "train",
  "schema": 1,
  "name": "my-run"
})";

void removeAt(Json& json, std::string_view path) {
    Json::Object* members = json.object();
    if (members == nullptr) {
        return;
    }
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto found = std::ranges::find(*members, path.substr(0, dot), &Json::Member::first);
    if (found == members->end()) {
        return;
    }
    if (dot == path.size()) {
        members->erase(found);
        return;
    }
    removeAt(found->second, path.substr(dot + 1));
    // A group that says nothing any more would still switch it on.
    const Json::Object* rest = found->second.object();
    if (rest != nullptr && rest->empty()) {
        members->erase(found);
    }
}

} // namespace

RecipeDraft::RecipeDraft(QObject* parent)
    : QObject(parent)
    , text_(kBeginning) {
    read();
}

void RecipeDraft::setText(std::string text) {
    if (text == text_) {
        return;
    }
    text_ = std::move(text);
    read();
    Q_EMIT changed();
}

const Json* RecipeDraft::given(std::string_view path) const {
    return json_ ? run::valueAt(*json_, path) : nullptr;
}

void RecipeDraft::set(std::string_view path, Json value) {
    if (!json_) {
        return;
    }
    Json next = *json_;
    run::setAt(next, path, std::move(value));
    setText(next.dump(kIndent));
}

void RecipeDraft::clear(std::string_view path) {
    if (!json_) {
        return;
    }
    Json next = *json_;
    removeAt(next, path);
    setText(next.dump(kIndent));
}

void RecipeDraft::makePathsAbsolute(const std::filesystem::path& recipeFolder) {
    if (!json_) {
        return;
    }
    Json next = *json_;
    for (const run::Field& field : run::trainFields()) {
        const Json* value = field.type == run::FieldType::Path ? given(field.path) : nullptr;
        const std::string* path = value != nullptr ? value->string() : nullptr;
        if (path != nullptr && !path->empty() && !path->starts_with("cache:") &&
            std::filesystem::path(*path).is_relative()) {
            run::setAt(next, field.path,
                       Json((recipeFolder / *path).lexically_normal().string()));
        }
    }
    if (next != *json_) {
        setText(next.dump(kIndent));
    }
}

void RecipeDraft::judge(std::vector<run::RecipeFault> found) {
    run::RecipeReading reading = run::readRecipe(text_);
    faults_ = std::move(reading.faults);
    std::ranges::move(found, std::back_inserter(faults_));
    Q_EMIT judged();
}

QString RecipeDraft::faultOf(std::string_view path) const {
    for (const run::RecipeFault& fault : faults_) {
        if (fault.path == path) {
            return QString::fromStdString(fault.what);
        }
    }
    return {};
}

void RecipeDraft::read() {
    auto parsed = parseJson(text_, "the recipe");
    json_.reset();
    if (parsed.ok() && parsed->object() != nullptr) {
        json_ = std::move(*parsed);
    }
    run::RecipeReading reading = run::readRecipe(text_);
    recipe_ = std::move(reading.recipe);
    faults_ = std::move(reading.faults);
}

} // namespace vitrine::widgets
