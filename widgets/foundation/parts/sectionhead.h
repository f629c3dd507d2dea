#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace vitrine::widgets {

class Words;

/// The head of a pane or an inspector section: title (600), note beside it, things at the right;
/// foldable if asked, with a chevron.
class SectionHead final : public QWidget {
    Q_OBJECT

  public:
    explicit SectionHead(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const;
    void setTitle(const QString& title);
    void setNote(const QString& note); ///< small, t2, after the title

    void addWidget(QWidget* widget); ///< at the right

    void setFoldable(bool foldable);

    [[nodiscard]] bool folded() const { return folded_; }

    void setFolded(bool folded);

    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void foldedChanged(bool folded);

  private:
    void describeFold();

    QToolButton* fold_;
    Words* title_;
    Words* note_;
    QHBoxLayout* layout_;
    bool folded_ = false;
};

} // namespace vitrine::widgets
