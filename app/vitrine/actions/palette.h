#pragma once

#include <QList>
#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QListView;

namespace vitrine::app {

class PaletteModel;

/// Something that the palette can do.
struct PaletteEntry {
    QString group; ///< "File", "Sample"
    QString text;
    QString keys;
    std::function<void()> run;
    bool enabled = true;
    QString reason; ///< why not, where it is not enabled
};

/// Ctrl+K: a field and a list that narrows as one types; Enter runs, Esc closes. Floats over the
/// window; what had the focus gets it back.
class CommandPalette final : public QWidget {
    Q_OBJECT

public:
    explicit CommandPalette(QWidget* window);

    void open(std::vector<PaletteEntry> entries);

    [[nodiscard]] QLineEdit& field() const { return *field_; }
    [[nodiscard]] QListView& list() const { return *list_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void narrow(const QString& typed);
    void run();
    void close();
    void place();

    QLineEdit* field_;
    QListView* list_;
    PaletteModel* model_;
    QPointer<QWidget> before_;
};

} // namespace vitrine::app
