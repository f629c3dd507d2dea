#pragma once

#include <QSortFilterProxyModel>
#include <QString>

namespace vitrine::widgets {

/// Sorts by number where there are numbers; keeps tokens whose piece, surface or id has a text in
/// it and that are of one kind.
class TokenFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Kinds { All, Words, Continuations, Bytes, Unknown, Special };

    explicit TokenFilter(QObject* parent = nullptr);

    void setWanted(const QString& text);
    void setKinds(Kinds kinds);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    [[nodiscard]] bool ofKind(int row, const QModelIndex& parent) const;

    QString wanted_;
    Kinds kinds_ = Kinds::All;
};

} // namespace vitrine::widgets
