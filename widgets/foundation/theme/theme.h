#pragma once

#include "widgets/foundation/theme/look.h"

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace vitrine::widgets {

class FocusRing;

/// The look in force, and the choices that make it. The program owns one and installs it on its
/// QApplication; a test or a gallery may put another one on a branch of the widget tree. GUI
/// thread.
class Theme final : public QObject {
    Q_OBJECT

  public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    explicit Theme(Mode mode = Mode::Light, QObject* parent = nullptr);
    ~Theme() override;

    /// Sets VitrineStyle, palette and font of the application and follows its palette in
    /// Mode::System. The latest installed Theme answers `of`; destroying it takes it away.
    void install(QApplication& application);

    /// Puts this Theme on a widget and all below it, before or instead of the application's.
    void install(QWidget& root);

    /// The Theme of the nearest ancestor that has one, else the application's. `widget` may be
    /// null. Throws std::logic_error where none is installed.
    [[nodiscard]] static const Theme& of(const QWidget* widget);
    [[nodiscard]] static Theme& of(QWidget* widget);

    [[nodiscard]] const Look& look() const { return look_; }

    [[nodiscard]] const QColor& color(Token token) const { return look_.color(token); }

    [[nodiscard]] QFont font(TextStyle style) const { return look_.font(style); }

    [[nodiscard]] bool dark() const { return look_.dark(); }

    [[nodiscard]] Mode mode() const { return mode_; }

    [[nodiscard]] double textScale() const { return options_.textScale; }

    [[nodiscard]] Density density() const { return options_.density; }

    [[nodiscard]] bool reducedMotion() const { return options_.reducedMotion; }

    void setMode(Mode mode);
    void setTextScale(double scale); ///< clamped to 0.9 … 1.5
    void setDensity(Density density);
    void setReducedMotion(bool reduced);

  Q_SIGNALS:
    /// After palette and fonts were set. All widgets are repainted and laid out anew by Qt; connect
    /// only where something computed from the look is kept.
    void themeChanged();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void askSystem();
    void rebuild();
    void apply();
    [[nodiscard]] bool wantsDark() const;

    Mode mode_;
    bool systemDark_ = false;
    bool applying_ = false;
    Look::Options options_;
    Look look_;
    QPointer<QApplication> application_;
    FocusRing* ring_ = nullptr;
    QList<QPointer<QWidget>> roots_;
};

/// The look a widget is to be painted with.
[[nodiscard]] const Look& lookOf(const QWidget* widget);

} // namespace vitrine::widgets
