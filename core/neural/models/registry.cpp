#include "core/neural/models/albert/albert.h"
#include "core/neural/models/bart/bart.h"
#include "core/neural/models/bert/bert.h"
#include "core/neural/models/blip/blip.h"
#include "core/neural/models/charbert/charbert.h"
#include "core/neural/models/clip/clip.h"
#include "core/neural/models/deit/deit.h"
#include "core/neural/models/distilbert/distilbert.h"
#include "core/neural/models/electra/electra.h"
#include "core/neural/models/gpt1/gpt1.h"
#include "core/neural/models/gpt2/gpt2.h"
#include "core/neural/models/network.h"
#include "core/neural/models/nfresnet/nfresnet.h"
#include "core/neural/models/roberta/roberta.h"
#include "core/neural/models/t5/t5.h"
#include "core/neural/models/timesformer/timesformer.h"
#include "core/neural/models/transformer/transformer.h"
#include "core/neural/models/vit/vit.h"

namespace vitrine::neural {

const std::vector<Family>& families() {
    static const std::vector<Family> table{
        transformerFamily(), bertFamily(),     robertaFamily(), distilbertFamily(), albertFamily(),
        electraFamily(),     charbertFamily(), bartFamily(),    t5Family(),         gpt1Family(),
        gpt2Family(),        vitFamily(),      deitFamily(),     timesformerFamily(),
        clipFamily(),        clipTextFamily(), clipVisionFamily(), blipFamily(),
        nfResNetFamily()};
    return table;
}

Outcome<const Family*> familyOf(const Json& config, const std::string& where) {
    const Json* type = config.find("model_type");
    if (type == nullptr || type->string() == nullptr) {
        return Problem{"The configuration does not say its model_type", where,
                       "Open a folder as save_pretrained writes it"};
    }
    std::string known;
    for (const Family& family : families()) {
        if (family.modelType == *type->string()) {
            return &family;
        }
        known += (known.empty() ? "" : ", ") + family.modelType;
    }
    return Problem{"The model family “" + *type->string() + "” cannot be opened yet", where,
                   "Known families: " + known};
}

} // namespace vitrine::neural
