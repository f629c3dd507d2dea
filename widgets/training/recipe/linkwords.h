#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace vitrine::widgets {

/// A short list of links, one a line, each with its words: faults and where they are.
class LinkWords final : public QWidget {
    Q_OBJECT

public:
    struct Link {
        QString id;
        QString text;

        bool operator==(const Link&) const = default;
    };

    explicit LinkWords(QWidget* parent = nullptr);

    /// At most `most` are shown; `more` says how many are not.
    void setLinks(const QString& title, const QList<Link>& links, int most);

Q_SIGNALS:
    void activated(const QString& id);

private:
    QVBoxLayout* layout_;
    QString title_;
    QList<Link> links_;
};

} // namespace vitrine::widgets
