#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <memory>

class QSettings;

namespace vitrine::app {

/// A setting: its place in the file and what holds where it was never set.
template <class Value>
struct Setting {
    const char* key;
    Value fallback;
};

/// All settings with their defaults: the one table.
namespace settings {

/// "system", "light" or "dark".
inline Setting<QString> theme() { return {"look/theme", QStringLiteral("system")}; }
inline Setting<double> textScale() { return {"look/textScale", 1.0}; }
inline Setting<QString> density() { return {"look/density", QStringLiteral("normal")}; }
inline Setting<bool> reducedMotion() { return {"look/reducedMotion", false}; }
inline Setting<bool> libraryShown() { return {"window/library", true}; }
inline Setting<bool> inspectorShown() { return {"window/inspector", true}; }
inline Setting<bool> historyShown() { return {"window/history", true}; }
inline Setting<QByteArray> geometry() { return {"window/geometry", {}}; }
/// Where training runs are looked for and begin; empty: `runs` in the data folder.
inline Setting<QString> runsFolder() { return {"training/runsFolder", {}}; }
inline Setting<QStringList> recent() { return {"files/recent", {}}; }
inline Setting<QString> lessonProgress() { return {"lessons/progress", {}}; } ///< JSON
inline Setting<QString> lastLesson() { return {"lessons/last", {}}; }
inline Setting<QString> lastFolder() { return {"files/lastFolder", {}}; }

} // namespace settings

/// The one owner of QSettings. Without storage (`--no-settings`, tests) it keeps values for its
/// lifetime only. GUI thread.
class Settings final {
public:
    enum class Storage { File, None };

    explicit Settings(Storage storage);
    ~Settings();
    Settings(const Settings&) = delete;
    Settings& operator=(const Settings&) = delete;

    template <class Value>
    [[nodiscard]] Value get(const Setting<Value>& setting) const {
        const QVariant stored = read(setting.key);
        return stored.isValid() && stored.canConvert<Value>() ? stored.value<Value>()
                                                              : setting.fallback;
    }

    template <class Value>
    void set(const Setting<Value>& setting, const Value& value) {
        write(setting.key, QVariant::fromValue(value));
    }

private:
    [[nodiscard]] QVariant read(const char* key) const;
    void write(const char* key, const QVariant& value);

    std::unique_ptr<QSettings> file_;
    QVariantHash values_; ///< where there is no file
};

} // namespace vitrine::app
