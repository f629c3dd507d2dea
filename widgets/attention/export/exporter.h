#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "widgets/foundation/figure/export.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

class QMenu;
class QWidget;

namespace vitrine::widgets {

class Figure;
class Worker;

/// A view that can be written to files: its picture, and the numbers behind it.
struct Exportable {
    QString name; ///< "Map", as menus and reports say it
    std::function<std::unique_ptr<Figure>()> figure; ///< null where there is nothing to show
    /// Called at once for what is to be written; the work it answers runs on the worker.
    std::function<std::function<Outcome<std::string>(const Tick&)>()> csv;
};

/// Copies and saves Exportables: asks for a file name, renders, saves atomically. Numbers are made
/// on the worker. Pictures are always in the light look.
class Exporter final : public QObject {
    Q_OBJECT

public:
    Exporter(Worker& worker, QWidget& parent);
    ~Exporter() override;

    /// Fills a menu with copying and saving of one view.
    void addActs(QMenu& menu, const Exportable& exportable);

    void copy(const Exportable& exportable);

    /// Asks for a name and saves; nothing happens where the person cancels.
    void savePicture(const Exportable& exportable, FigureFormat format);
    void saveNumbers(const Exportable& exportable);

    /// The same into a known file: for reports and tests.
    void savePictureTo(const Exportable& exportable, FigureFormat format,
                       const std::filesystem::path& file);
    void saveNumbersTo(const Exportable& exportable, const std::filesystem::path& file);

Q_SIGNALS:
    void saved(const QString& file);
    void failed(const vitrine::Problem& problem);

private:
    struct Private;

    [[nodiscard]] QString askFile(const QString& title, const QString& ending);

    QWidget& parent_;
    std::unique_ptr<Private> d_;
};

} // namespace vitrine::widgets
