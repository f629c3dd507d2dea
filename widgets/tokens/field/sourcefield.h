#pragma once

#include <QByteArray>
#include <QWidget>

#include <memory>

class QPlainTextEdit;

namespace vitrine::widgets {

struct Snapshot;
class SourceEditor;
class Utf16Map;
class Words;

/// The text that is tokenised, to be edited: one line that grows to three, with its counts at the
/// right. The text is bytes; what the person does not touch keeps them, valid UTF-8 or not. Of
/// texts above kMostEdited the beginning is shown, and they cannot be edited here.
class SourceField final : public QWidget {
    Q_OBJECT

public:
    explicit SourceField(QWidget* parent = nullptr);
    ~SourceField() override;

    static constexpr qsizetype kMostEdited = 32 * 1024;

    [[nodiscard]] const QByteArray& text() const { return bytes_; }
    void setText(const QByteArray& utf8); ///< does not emit

    void setCounts(const Snapshot& snapshot);

    [[nodiscard]] QPlainTextEdit* editor() const;

Q_SIGNALS:
    void textEdited(const QByteArray& utf8);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeEdit();
    void insert(const QString& text);
    void show(const QByteArray& utf8, qsizetype cursor);
    void fitHeight();
    void restyle();

    QByteArray bytes_;
    std::unique_ptr<Utf16Map> map_;
    SourceEditor* editor_;
    Words* counts_;
    bool showing_ = false;
    bool restyling_ = false;
};

} // namespace vitrine::widgets
