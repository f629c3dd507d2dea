#pragma once

#include "core/text/decode/decodestep.h"
#include "core/text/encode/gapencoder.h"
#include "core/text/models/subwordmodel.h"
#include "core/text/normalize/normalizerstep.h"
#include "core/text/pretokenize/wordsplitter.h"

#include <memory>

namespace vitrine::text {

/// The components of a tokenizer file, in the order in which they run.
struct Pipeline {
    std::vector<NormalizerStep> normalizer;
    WordSplitter splitter = noSplitter();
    std::shared_ptr<const SubwordModel> model; ///< never null
    std::vector<DecodeStep> decoder;
};

/// Any normaliser, pre-tokenizer and model, put together from a file's components.
class PipelineEncoder final : public GapEncoder {
public:
    explicit PipelineEncoder(Pipeline pipeline);

    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    void encode(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                FlatEncoding& out) const override;

    [[nodiscard]] bool normalizes() const override { return !pipeline_.normalizer.empty(); }

    void normalize(std::string_view text, std::size_t begin, std::size_t end,
                   AlignedText& out) const override;
    void encodeNormalized(const AlignedText& gap, CharRange range, Scratch& scratch,
                          FlatEncoding& out) const override;
    [[nodiscard]] std::string join(const std::vector<std::string_view>& pieces,
                                   bool cleanUp) const override;

    [[nodiscard]] bool isPartOfCharacter(std::string_view piece) const override {
        return pipeline_.model->isPartOfCharacter(piece);
    }

    [[nodiscard]] std::vector<StageKind> stageKinds() const override;
    void explain(std::string_view text, Span bytes, const std::vector<CharRange>& added,
                 Explanation& out) const override;

private:
    struct Working;

    /// Where the stretch that begins at `at` ends: at a place where the text may be cut.
    [[nodiscard]] std::size_t stretchEnd(std::string_view text, std::size_t at,
                                         std::size_t end) const;
    void encodeStretch(std::string_view text, Span bytes, Working& working,
                       FlatEncoding& out) const;
    void encodeRange(const AlignedText& gap, CharRange range, Working& working,
                     FlatEncoding& out) const;

    Pipeline pipeline_;
    bool cutsAtSpaces_ = false;
};

} // namespace vitrine::text
