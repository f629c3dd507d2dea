#include "core/text/sentencepiece/modelfile.h"

#include "core/text/sentencepiece/wire.h"
#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytepieces.h"

#include <cmath>
#include <optional>
#include <unordered_set>

namespace vitrine::text {

namespace {

using Field = WireReader::Field;
using Model = SentencePieceModel;

Problem brokenModel(std::string what, const std::string& where) {
    return {std::move(what), where, "Fetch the file again"};
}

/// Calls read(field) for each field of a message until it answers false; false for a broken
/// message.
template <class Read> bool readFields(std::string_view message, Read read) {
    WireReader reader(message);
    while (const auto field = reader.next()) {
        if (!read(*field)) {
            return false;
        }
    }
    return !reader.failed();
}

bool readFlag(const Field& field, bool& flag) {
    const auto value = field.integer();
    flag = value.value_or(0) != 0;
    return value.has_value();
}

bool readText(const Field& field, std::string& text) {
    text = field.bytes;
    return field.type == Field::Type::Bytes && validPrefix(text) == text.size();
}

bool readPieceType(const Field& field, Model::Type& type) {
    const std::int64_t value = field.integer().value_or(0);
    type = static_cast<Model::Type>(value);
    return value >= 1 && value <= 6;
}

bool readScore(const Field& field, float& score) {
    score = field.number32().value_or(NAN);
    return std::isfinite(score);
}

bool readPiece(std::string_view message, Model::Piece& piece) {
    return readFields(message, [&](const Field& field) {
        switch (field.number) {
        case 1:
            return readText(field, piece.text);
        case 2:
            return readScore(field, piece.score);
        case 3:
            return readPieceType(field, piece.type);
        default:
            return true;
        }
    });
}

/// trainer_spec; `kind` is what it says, whether known here or not.
bool readTrainer(std::string_view message, Model& model, std::int64_t& kind) {
    return readFields(message, [&](const Field& field) {
        switch (field.number) {
        case 3:
            kind = field.integer().value_or(-1);
            return true;
        case 24:
            return readFlag(field, model.spaceAsSuffix);
        case 35:
            return readFlag(field, model.byteFallback);
        case 44:
            return readText(field, model.unknownText);
        default:
            return true;
        }
    });
}

bool readNormalizerSpec(std::string_view message, Model& model) {
    return readFields(message, [&](const Field& field) {
        switch (field.number) {
        case 2:
            model.charsmap = field.bytes;
            return field.type == Field::Type::Bytes;
        case 3:
            return readFlag(field, model.addDummyPrefix);
        case 4:
            return readFlag(field, model.removeExtraWhitespaces);
        case 5:
            return readFlag(field, model.escapeWhitespaces);
        default:
            return true;
        }
    });
}

bool hasMap(std::string_view message) {
    Model spec;
    return readNormalizerSpec(message, spec) && !spec.charsmap.empty();
}

Outcome<Done> readMessage(std::string_view bytes, const std::string& where, Model& model,
                          std::int64_t& kind) {
    std::string broken;
    const bool whole = readFields(bytes, [&](const Field& field) {
        const bool isPart = field.type == Field::Type::Bytes;
        switch (field.number) {
        case 1:
            broken = "piece " + std::to_string(model.pieces.size());
            model.pieces.emplace_back();
            return isPart && readPiece(field.bytes, model.pieces.back());
        case 2:
            broken = "trainer_spec";
            return isPart && readTrainer(field.bytes, model, kind);
        case 3:
            broken = "normalizer_spec";
            return isPart && readNormalizerSpec(field.bytes, model);
        case 5:
            model.denormalizes = isPart && hasMap(field.bytes);
            return true;
        default:
            return true;
        }
    });
    if (!whole) {
        return brokenModel("This is no SentencePiece model, or a broken one" +
                               (broken.empty() ? "" : ": see " + broken),
                           where);
    }
    return Done{};
}

/// The rules of SentencePiece's InitializePieces.
Outcome<Done> checkPieces(Model& model, const std::string& where) {
    std::unordered_set<std::string_view> texts;
    std::size_t bytes = 0;
    for (std::size_t id = 0; id < model.pieces.size(); ++id) {
        const Model::Piece& piece = model.pieces[id];
        const std::string place = where + ", piece " + std::to_string(id);
        if (piece.text.empty() || piece.text.find('\0') != std::string::npos) {
            return brokenModel("A piece is empty or holds a NUL", place);
        }
        if (!texts.insert(piece.text).second) {
            return brokenModel("A piece stands twice: " + piece.text, place);
        }
        if (piece.type == Model::Type::Unknown) {
            if (model.unknownId >= 0) {
                return brokenModel("There are two unknown pieces", place);
            }
            model.unknownId = static_cast<std::int32_t>(id);
        }
        if (piece.type == Model::Type::Byte) {
            const auto byte = byteOfPiece(piece.text);
            if (!byte || bytePiece(*byte) != piece.text || !model.byteFallback) {
                return brokenModel("A byte piece spells no byte, or the model has no byte fallback",
                                   place);
            }
            ++bytes;
        }
    }
    if (model.unknownId < 0) {
        return brokenModel("The model has no unknown piece", where);
    }
    if (model.byteFallback && bytes != 256) {
        return brokenModel("The model falls back to bytes and has " + std::to_string(bytes) +
                               " byte pieces instead of 256",
                           where);
    }
    return Done{};
}

} // namespace

Outcome<SentencePieceModel> readSentencePieceModel(std::string_view bytes,
                                                   const std::string& where) {
    Model model;
    std::int64_t kind = static_cast<std::int64_t>(Model::Kind::Unigram);
    if (auto read = readMessage(bytes, where, model, kind); !read.ok()) {
        return read.as<SentencePieceModel>();
    }
    if (kind != 1 && kind != 2) {
        return Problem{"The model is of a kind that is not supported (" + std::to_string(kind) +
                           "); known are Unigram and BPE",
                       where, "Open a Unigram or BPE model"};
    }
    model.kind = static_cast<Model::Kind>(kind);
    if (auto checked = checkPieces(model, where); !checked.ok()) {
        return checked.as<SentencePieceModel>();
    }
    return model;
}

} // namespace vitrine::text
