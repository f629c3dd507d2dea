#include "app/vitrine/actions/palettemodel.h"

#include <QVariant>

#include <algorithm>

namespace vitrine::app {

void PaletteModel::setEntries(std::vector<PaletteEntry> entries) {
    beginResetModel();
    entries_ = std::move(entries);
    hits_.clear();
    endResetModel();
    narrow({});
}

void PaletteModel::narrow(const QString& typed) {
    beginResetModel();
    hits_.clear();
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        const PaletteEntry& entry = entries_[index];
        auto match = fuzzyMatch(typed, entry.text);
        if (!match) {
            // "view dark" finds the group as well; its letters are not in the text.
            if (auto whole = fuzzyMatch(typed, entry.group + u' ' + entry.text)) {
                match = FuzzyMatch{.score = whole->score / 2, .letters = {}};
            }
        }
        if (match) {
            hits_.push_back({index, *std::move(match)});
        }
    }
    std::ranges::stable_sort(hits_, [](const Hit& a, const Hit& b) {
        return a.match.score > b.match.score;
    });
    endResetModel();
}

const PaletteEntry* PaletteModel::entry(const QModelIndex& index) const {
    const auto row = static_cast<std::size_t>(index.row());
    return index.isValid() && row < hits_.size() ? &entries_[hits_[row].entry] : nullptr;
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(hits_.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteEntry* found = entry(index);
    if (found == nullptr) {
        return {};
    }
    const FuzzyMatch& match = hits_[static_cast<std::size_t>(index.row())].match;
    switch (role) {
    case Qt::DisplayRole: return found->text;
    case Qt::AccessibleTextRole: return tr("%1, %2").arg(found->group, found->text);
    case Qt::ToolTipRole: return found->reason;
    case GroupRole: return found->group;
    case KeysRole: return found->keys;
    case EnabledRole: return found->enabled;
    case LettersRole: {
        QVariantList letters;
        for (const int letter : match.letters) {
            letters.append(letter);
        }
        return letters;
    }
    default: return {};
    }
}

} // namespace vitrine::app
