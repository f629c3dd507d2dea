#include "app/vitrine/settings/settings.h"

#include <QSettings>

namespace vitrine::app {

Settings::Settings(Storage storage) {
    if (storage == Storage::File) {
        file_ = std::make_unique<QSettings>();
    }
}

Settings::~Settings() = default;

QVariant Settings::read(const char* key) const {
    const QString name = QString::fromLatin1(key);
    return file_ != nullptr ? file_->value(name) : values_.value(name);
}

void Settings::write(const char* key, const QVariant& value) {
    const QString name = QString::fromLatin1(key);
    if (file_ != nullptr) {
        file_->setValue(name, value);
    } else {
        values_.insert(name, value);
    }
}

} // namespace vitrine::app
