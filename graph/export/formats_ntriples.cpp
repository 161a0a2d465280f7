// Takes a frozen graph. Hands out N-Triples with PROV.
#include <banggiao/graph/export/formats.h>
#include <banggiao/graph/export/records.h>

#include <map>
#include <ostream>

namespace banggiao {

namespace {

using namespace drawing;

/// RFC 3987 leaves letters as they are; what an IRI may not hold is written in per cent.
std::string iri(std::string_view kind, std::string_view id) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string text = "<urn:banggiao:" + std::string(kind) + ":";
    for (char c : id) {
        const bool forbidden = static_cast<unsigned char>(c) <= 0x20 ||
                               std::string_view("<>\"{}|^`\\%#").find(c) != std::string_view::npos;
        if (forbidden)
            text +=
                {'%', digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
        else
            text += c;
    }
    return text + ">";
}

std::string literal(std::string_view text) {
    std::string safe = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') safe += '\\';
        if (c == '\n' || c == '\r')
            safe += c == '\n' ? "\\n" : "\\r";
        else
            safe += c;
    }
    return safe + "\"";
}

std::string literal_of(const Value& value) {
    const std::string text = literal(plain_text(value));
    switch (value.type()) {
    case ValueType::integer:
        return text + "^^<http://www.w3.org/2001/XMLSchema#integer>";
    case ValueType::floating:
        return text + "^^<http://www.w3.org/2001/XMLSchema#double>";
    case ValueType::boolean:
        return text + "^^<http://www.w3.org/2001/XMLSchema#boolean>";
    default:
        return text;
    }
}

class Triples {
  public:
    explicit Triples(std::ostream& out) : out_(out) {}

    void node(const NodeRecord& node) {
        const std::string subject = iri("node", node.id);
        for (const std::string& label : node.labels) triple(subject, type, iri("schema", label));
        for (const auto& [name, value] : node.properties) {
            triple(subject, iri("schema", name), literal_of(value));
            if (name == "name")
                triple(subject, "<http://www.w3.org/2000/01/rdf-schema#label>", literal_of(value));
            if (name == "code") triple(subject, "<http://purl.org/dc/terms/identifier>", literal_of(value));
        }
    }

    void relationship(const RelationshipRecord& edge) {
        const std::string subject = iri("node", edge.from), predicate = iri("schema", edge.type),
                          object = iri("node", edge.to);
        triple(subject, predicate, object);
        const std::string statement = iri("statement", name_of_statement(edge));
        triple(statement, type, rdf + "Statement>");
        triple(statement, rdf + "subject>", subject);
        triple(statement, rdf + "predicate>", predicate);
        triple(statement, rdf + "object>", object);
        for (const auto& [name, value] : edge.properties)
            triple(statement, iri("schema", name), literal_of(value));
        for (const EdgeEvidence& evidence : edge.evidence) source(statement, evidence);
    }

  private:
    /// Of its ends, type and properties, numbered where several are the same.
    std::string name_of_statement(const RelationshipRecord& edge) {
        std::string name = edge.from + "/" + edge.type + "/" + edge.to;
        for (const auto& [key, value] : edge.properties) {
            if (key == "date" || key == "kind" || key == "title" || key == "event")
                name += "/" + plain_text(value);
        }
        const std::size_t before = seen_[name]++;
        return before == 0 ? name : name + "/" + std::to_string(before + 1);
    }

    void source(const std::string& statement, const EdgeEvidence& evidence) {
        const std::string span =
            std::to_string(evidence.span.start) + "-" + std::to_string(evidence.span.end);
        const std::string entity = iri("passage", evidence.article + "/" + span + "/" + evidence.rule);
        triple(statement, prov + "wasDerivedFrom>", entity);
        triple(entity, type, prov + "Entity>");
        triple(entity, prov + "wasQuotedFrom>", iri("node", "article/" + evidence.article));
        triple(entity, iri("schema", "span"), literal(span));
        triple(entity, iri("schema", "rule"), literal(evidence.rule));
        if (!evidence.text.empty()) triple(entity, prov + "value>", literal(evidence.text));
    }

    void triple(const std::string& subject, const std::string& predicate, const std::string& object) {
        out_ << subject << ' ' << predicate << ' ' << object << " .\n";
    }

    const std::string rdf = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#", type = rdf + "type>",
                      prov = "<http://www.w3.org/ns/prov#";
    std::ostream& out_;
    std::map<std::string, std::size_t> seen_;
};

} // namespace

Status write_ntriples(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options);
    Triples triples(out);
    for (std::size_t i = 0; i < records.node_count(); ++i) triples.node(records.node(i));
    for (std::size_t i = 0; i < records.relationship_count(); ++i)
        triples.relationship(records.relationship(i));
    return finished(out);
}

} // namespace banggiao
