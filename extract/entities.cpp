// Takes a document and the gazetteer. Hands out its persons, bodies and places with their mentions and
// offices: phrases are read from the words (phrases.h), then settled one kind after the other (resolution.h).
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

bool before(const EntityMention& a, const EntityMention& b) {
    if (a.tokens.first != b.tokens.first) return a.tokens.first < b.tokens.first;
    if (a.tokens.last != b.tokens.last) return a.tokens.last > b.tokens.last;
    return a.entity < b.entity;
}

bool same(const EntityMention& a, const EntityMention& b) {
    return a.tokens == b.tokens && a.entity == b.entity;
}

} // namespace

void find_entities(const Document& document, const Gazetteer& gazetteer, Annotations& annotations) {
    Reading reading{document, gazetteer};
    read_phrases(reading);
    annotations.entities.reserve(reading.phrases.size() / 2);
    annotations.mentions.reserve(reading.phrases.size());
    EntityTable table(annotations);
    Setting setting;
    resolve_places(reading, table, setting);
    lend_countries(reading);
    resolve_bodies(reading, table, setting);
    resolve_persons(reading, table);
    resolve_offices(reading, table, setting);
    auto& mentions = annotations.mentions;
    std::stable_sort(mentions.begin(), mentions.end(), before);
    mentions.erase(std::unique(mentions.begin(), mentions.end(), same), mentions.end());
}

} // namespace banggiao::extract
