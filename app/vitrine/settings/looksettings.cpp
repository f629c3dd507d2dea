#include "app/vitrine/settings/looksettings.h"

#include <array>
#include <utility>

namespace vitrine::app {

namespace {

using widgets::Density;
using widgets::Theme;

template <class Value>
using Names = std::array<std::pair<Value, const char*>, 3>;

constexpr Names<Theme::Mode> kModes{
    {{Theme::Mode::System, "system"}, {Theme::Mode::Light, "light"}, {Theme::Mode::Dark, "dark"}}};
constexpr Names<Density> kDensities{
    {{Density::Normal, "normal"}, {Density::Compact, "compact"}, {Density::Roomy, "roomy"}}};

template <class Value>
Value valueOf(const Names<Value>& names, const QString& name) {
    for (const auto& [value, known] : names) {
        if (name == QLatin1String(known)) {
            return value;
        }
    }
    return names.front().first;
}

template <class Value>
QString nameOf(const Names<Value>& names, Value wanted) {
    for (const auto& [value, known] : names) {
        if (value == wanted) {
            return QString::fromLatin1(known);
        }
    }
    return QString::fromLatin1(names.front().second);
}

} // namespace

LookSettings::LookSettings(Settings& settings, Theme& theme, QObject* parent)
    : QObject(parent)
    , settings_(settings)
    , theme_(theme) {
    theme_.setMode(valueOf(kModes, settings_.get(settings::theme())));
    theme_.setTextScale(settings_.get(settings::textScale()));
    theme_.setDensity(valueOf(kDensities, settings_.get(settings::density())));
    theme_.setReducedMotion(settings_.get(settings::reducedMotion()));
}

void LookSettings::setMode(Theme::Mode mode) {
    theme_.setMode(mode);
    settings_.set(settings::theme(), nameOf(kModes, mode));
}

void LookSettings::setTextScale(double scale) {
    theme_.setTextScale(scale);
    if (!presenting_) {
        settings_.set(settings::textScale(), theme_.textScale());
    }
}

void LookSettings::setDensity(Density density) {
    theme_.setDensity(density);
    settings_.set(settings::density(), nameOf(kDensities, density));
}

void LookSettings::setReducedMotion(bool reduced) {
    theme_.setReducedMotion(reduced);
    settings_.set(settings::reducedMotion(), reduced);
}

void LookSettings::setPresenting(bool presenting) {
    if (presenting_ == presenting) {
        return;
    }
    presenting_ = presenting;
    theme_.setTextScale(presenting ? kPresenterScale : settings_.get(settings::textScale()));
    Q_EMIT presentingChanged(presenting);
}

} // namespace vitrine::app
