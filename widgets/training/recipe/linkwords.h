#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QHBoxLayout;

namespace vitrine::widgets {

/// A short row of links, each with its words: faults and where they are.
class LinkWords final : public QWidget {
    Q_OBJECT

public:
    struct Link {
        QString id;
        QString text;
        QString toolTip;

        bool operator==(const Link&) const = default;
    };

    explicit LinkWords(QWidget* parent = nullptr);

    /// At most `most` are shown; a word behind them says how many are not.
    void setLinks(const QString& title, const QList<Link>& links, int most);

Q_SIGNALS:
    void activated(const QString& id);

private:
    QHBoxLayout* layout_;
    QString title_;
    QList<Link> links_;
};

} // namespace vitrine::widgets
