#pragma once

#include "core/engine/site.h"
#include "core/study/picture.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/picture/patchgrid.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <memory>
#include <optional>

namespace vitrine::widgets {

class CompareState;

using PicturePointer = std::shared_ptr<const study::TracePicture>;

/// What all attention views and the inspector share: the picture, the selection, the pointer. Views
/// ask for edits with `request` or the commands; they never set the selection. GUI thread.
class AttentionState final : public QObject {
    Q_OBJECT

public:
    explicit AttentionState(QObject* parent = nullptr);
    ~AttentionState() override;

    /// The picture in force; null before the first.
    [[nodiscard]] const PicturePointer& picture() const { return picture_; }

    /// The picture to compare with (B); null when nothing is compared.
    [[nodiscard]] const PicturePointer& other() const { return other_; }

    /// Puts a newer picture in force, with the selection that is there or, where the text changed,
    /// with one `carried` over to it.
    void setPicture(PicturePointer picture);
    void setPicture(PicturePointer picture, const AttentionSelection& selection);
    void setOther(PicturePointer other);

    /// What the comparison of both shows.
    [[nodiscard]] CompareState& compare() const { return *compare_; }

    [[nodiscard]] const AttentionSelection& selection() const { return selection_; }

    /// Puts a selection in force without asking the editor: opening a document, undo, redo.
    void setSelection(const AttentionSelection& selection);

    /// Who makes edits undoable; must outlive the state or be set back to null.
    void setEditor(SelectionEditor* editor) { editor_ = editor; }

    [[nodiscard]] const AttentionHover& hover() const { return hover_; }
    void setHover(const AttentionHover& hover);

    /// Alt held: columns instead of rows, who looks at this.
    [[nodiscard]] bool reversed() const { return reversed_; }
    void setReversed(bool reversed);

    /// The range rule of the map in words, set by the map: "shared, layer 3: 0–0.99, square root".
    [[nodiscard]] const QString& rangeRule() const { return rangeRule_; }
    void setRangeRule(const QString& rule);

    // The selection found in the picture. Without a picture, or where the picture has no such site
    // or token, none.

    [[nodiscard]] const engine::Trace* trace() const;

    /// The patches of the traced picture, of a clip those of the frame in front; empty where a text
    /// was traced.
    [[nodiscard]] const PatchGrid& patches() const { return patches_; }

    /// The same of another frame.
    [[nodiscard]] PatchGrid patchesOf(int frame) const;

    /// How the map is shown: the selection's form for texts, or the one for pictures.
    [[nodiscard]] MapForm form() const;
    [[nodiscard]] const engine::Site* site() const; ///< of the shown head
    [[nodiscard]] std::optional<engine::HeadRef> selectedHead() const; ///< head may be kMeanHead
    [[nodiscard]] std::optional<engine::HeadRef> shownHead() const;    ///< previewed, else selected
    /// Of a picture the class token, where no other is chosen.
    [[nodiscard]] std::optional<std::size_t> selectedQuery() const;
    [[nodiscard]] std::optional<std::size_t> selectedKey() const;
    [[nodiscard]] std::optional<std::size_t> shownQuery() const; ///< pointed at, else selected
    [[nodiscard]] std::optional<std::size_t> shownKey() const;
    [[nodiscard]] std::optional<engine::HeadRef> headOf(const Pin& pin) const;
    [[nodiscard]] const Pin* pinOf(engine::HeadRef head) const; ///< null: not pinned

    // Commands: each is one undoable edit, and nothing where it does not apply.

    void openHead(engine::HeadRef head);

    /// Opens a head and pins it, if a letter is free: a click on its thumbnail.
    void openPinned(engine::HeadRef head);
    void stepLayer(int by);
    void stepHead(int by);
    void selectCell(std::size_t query, std::optional<std::size_t> key);
    void clearCell();

    /// Pins a head under the first free letter, or drops its pin.
    void togglePin(engine::HeadRef head);

    /// Selects a cell of the shown head and pins both.
    void pinCell(std::size_t query, std::size_t key);
    void dropLastPin();

    void setForm(MapForm form);
    void setShown(ShownMap shown);
    void setGridRange(RangePolicy policy);
    void setMapRange(RangePolicy policy);
    void setResponse(Response response);
    void setPooling(Pooling pooling);
    void setSort(const std::string& statistic);
    void setBadge(const std::string& statistic);
    void setLinkMass(double mass);
    void setOverlay(const OverlayChoice& overlay);
    void setFrame(int frame);
    void resetRange(); ///< per layer, square root

    /// Any other edit.
    void request(const AttentionSelection& after, SelectionChange kind, const QString& words);

Q_SIGNALS:
    void pictureChanged();
    void otherChanged();
    void selectionChanged();
    void hoverChanged();
    void reversedChanged(bool reversed);
    void rangeRuleChanged(const QString& rule);

    /// The shown head or cell changed, for whatever reason.
    void shownChanged();

    /// A command that cannot be done, and why: "Eight pins are set. Drop one with Esc".
    void refused(const QString& why);

private:
    PicturePointer picture_;
    PatchGrid patches_;
    PicturePointer other_;
    AttentionSelection selection_;
    AttentionHover hover_;
    SelectionEditor* editor_ = nullptr;
    bool reversed_ = false;
    QString rangeRule_;
    CompareState* compare_;
};

} // namespace vitrine::widgets
