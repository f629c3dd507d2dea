#pragma once

#include <QSplitter>

namespace vitrine::widgets {

/// A splitter whose handle is a hairline with a 7-px grip.
class Splitter final : public QSplitter {
    Q_OBJECT

  public:
    explicit Splitter(Qt::Orientation orientation, QWidget* parent = nullptr);

  protected:
    QSplitterHandle* createHandle() override;
};

} // namespace vitrine::widgets
