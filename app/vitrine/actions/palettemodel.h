#pragma once

#include "app/vitrine/actions/fuzzy.h"
#include "app/vitrine/actions/palette.h"

#include <QAbstractListModel>

#include <vector>

namespace vitrine::app {

/// The entries that answer what was typed, best first.
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { GroupRole = Qt::UserRole, KeysRole, LettersRole, EnabledRole };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    void narrow(const QString& typed);
    [[nodiscard]] const PaletteEntry* entry(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Hit {
        std::size_t entry;
        FuzzyMatch match;
    };

    std::vector<PaletteEntry> entries_;
    std::vector<Hit> hits_;
};

} // namespace vitrine::app
