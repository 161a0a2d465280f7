// Takes a frozen graph. Hands out GraphML and GEXF, through libxml2's writer.
#include <banggiao/graph/export/formats.h>
#include <banggiao/graph/export/records.h>
#include <banggiao/graph/partial_date.h>

#include <libxml/xmlwriter.h>

#include <cstdio>
#include <memory>
#include <ostream>

namespace banggiao {

namespace {

using namespace drawing;

int write_to_stream(void* stream, const char* bytes, int length) {
    static_cast<std::ostream*>(stream)->write(bytes, length);
    return length;
}

/// Elements, attributes and text; what is opened is closed in turn.
class XmlWriter {
  public:
    explicit XmlWriter(std::ostream& out)
        : writer_(xmlNewTextWriter(xmlOutputBufferCreateIO(write_to_stream, nullptr, &out, nullptr)),
                  xmlFreeTextWriter) {
        xmlTextWriterSetIndent(writer_.get(), 1);
        xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr);
    }
    ~XmlWriter() { xmlTextWriterEndDocument(writer_.get()); }
    XmlWriter(const XmlWriter&) = delete;
    XmlWriter& operator=(const XmlWriter&) = delete;

    void open(const char* name) { xmlTextWriterStartElement(writer_.get(), bytes(name)); }
    void close() { xmlTextWriterEndElement(writer_.get()); }
    void attribute(const char* name, const std::string& value) {
        xmlTextWriterWriteAttribute(writer_.get(), bytes(name), bytes(value.c_str()));
    }
    void text(const std::string& value) { xmlTextWriterWriteString(writer_.get(), bytes(value.c_str())); }

  private:
    static const xmlChar* bytes(const char* text) { return reinterpret_cast<const xmlChar*>(text); }
    std::unique_ptr<xmlTextWriter, void (*)(xmlTextWriterPtr)> writer_;
};

const char* graphml_type(ColumnType type) {
    switch (type) {
    case ColumnType::integer:
        return "long";
    case ColumnType::floating:
        return "double";
    case ColumnType::boolean:
        return "boolean";
    default:
        return "string";
    }
}

void declare(XmlWriter& xml, const char* owner, const std::string& name, ColumnType type) {
    xml.open("key");
    xml.attribute("id", std::string(owner) + "." + name);
    xml.attribute("for", owner);
    xml.attribute("attr.name", name);
    xml.attribute("attr.type", graphml_type(type));
    xml.close();
}

void datum(XmlWriter& xml, const char* owner, const std::string& name, const std::string& value) {
    xml.open("data");
    xml.attribute("key", std::string(owner) + "." + name);
    xml.text(value);
    xml.close();
}

void declare_keys(XmlWriter& xml, const Records& records) {
    declare(xml, "node", "labels", ColumnType::text);
    for (const auto& [name, type] : columns_of_nodes(records)) declare(xml, "node", name, type);
    declare(xml, "edge", "type", ColumnType::text);
    declare(xml, "edge", "evidence", ColumnType::text);
    declare(xml, "edge", "evidence_count", ColumnType::integer);
    for (const auto& [name, type] : columns_of_relationships(records)) declare(xml, "edge", name, type);
}

/// First and last day of a relationship; empty where they are not known.
std::pair<std::string, std::string> days_of(const RelationshipRecord& record) {
    std::string first, last;
    for (const auto& [name, value] : record.properties) {
        if (!value.is(ValueType::string)) continue;
        if (name == "date") first = last = value.string();
        if (name == "first_seen" && first.empty()) first = value.string();
        if (name == "last_seen" && last.empty()) last = value.string();
    }
    const auto day = [](const std::string& iso, bool late) -> std::string {
        const auto date = PartialDate::parse(iso);
        if (!date || !date->has_year()) return "";
        const std::int32_t number = late ? date->latest() : date->earliest();
        char text[16];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", number / 10000 % 10000, number / 100 % 100,
                      number % 100);
        return text;
    };
    return {day(first, false), day(last, true)};
}

void declare_attributes(XmlWriter& xml, const char* owner, const std::vector<std::string>& names) {
    xml.open("attributes");
    xml.attribute("class", owner);
    for (const std::string& name : names) {
        xml.open("attribute");
        xml.attribute("id", name);
        xml.attribute("title", name);
        xml.attribute("type", "string");
        xml.close();
    }
    xml.close();
}

void write_attributes(XmlWriter& xml, const std::vector<std::pair<std::string, std::string>>& values) {
    xml.open("attvalues");
    for (const auto& [name, value] : values) {
        xml.open("attvalue");
        xml.attribute("for", name);
        xml.attribute("value", value);
        xml.close();
    }
    xml.close();
}

std::vector<std::string> names_of(const Columns& columns, std::vector<std::string> first) {
    for (const auto& [name, type] : columns) first.push_back(name);
    return first;
}

void write_gexf_node(XmlWriter& xml, const NodeRecord& node) {
    xml.open("node");
    xml.attribute("id", node.id);
    std::vector<std::pair<std::string, std::string>> values{{"labels", joined(node.labels, ':')}};
    std::string label = node.id;
    for (const auto& [name, value] : node.properties) {
        values.emplace_back(name, plain_text(value));
        if (name == "name") label = values.back().second;
    }
    xml.attribute("label", label);
    write_attributes(xml, values);
    xml.close();
}

void write_gexf_edge(XmlWriter& xml, const RelationshipRecord& edge, std::size_t index) {
    xml.open("edge");
    xml.attribute("id", std::to_string(index));
    xml.attribute("source", edge.from);
    xml.attribute("target", edge.to);
    xml.attribute("label", edge.type);
    const auto [start, end] = days_of(edge);
    if (!start.empty()) xml.attribute("start", start);
    if (!end.empty()) xml.attribute("end", end);
    std::vector<std::pair<std::string, std::string>> values{{"relation", edge.type},
                                                            {"evidence", evidence_text(edge.evidence)}};
    for (const auto& [name, value] : edge.properties) values.emplace_back(name, plain_text(value));
    write_attributes(xml, values);
    xml.close();
}

} // namespace

Status write_graphml(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options, {{"labels"}, {"id", "type", "evidence", "evidence_count"}});
    {
        XmlWriter xml(out);
        xml.open("graphml");
        xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns");
        declare_keys(xml, records);
        xml.open("graph");
        xml.attribute("id", "banggiao");
        xml.attribute("edgedefault", "directed");
        for (std::size_t i = 0; i < records.node_count(); ++i) {
            const NodeRecord node = records.node(i);
            xml.open("node");
            xml.attribute("id", node.id);
            datum(xml, "node", "labels", joined(node.labels, ':'));
            for (const auto& [name, value] : node.properties) datum(xml, "node", name, plain_text(value));
            xml.close();
        }
        for (std::size_t i = 0; i < records.relationship_count(); ++i) {
            const RelationshipRecord edge = records.relationship(i);
            xml.open("edge");
            xml.attribute("id", "e" + std::to_string(i));
            xml.attribute("source", edge.from);
            xml.attribute("target", edge.to);
            datum(xml, "edge", "type", edge.type);
            datum(xml, "edge", "evidence", evidence_text(edge.evidence));
            datum(xml, "edge", "evidence_count", std::to_string(edge.evidence.size()));
            for (const auto& [name, value] : edge.properties) datum(xml, "edge", name, plain_text(value));
            xml.close();
        }
    }
    return finished(out);
}

Status write_gexf(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options,
                          {{"label", "labels", "start", "end"},
                           {"id", "key", "label", "relation", "evidence", "start", "end"}});
    {
        XmlWriter xml(out);
        xml.open("gexf");
        xml.attribute("xmlns", "http://www.gexf.net/1.2draft");
        xml.attribute("version", "1.2");
        xml.open("graph");
        xml.attribute("mode", "dynamic");
        xml.attribute("timeformat", "date");
        xml.attribute("defaultedgetype", "directed");
        declare_attributes(xml, "node", names_of(columns_of_nodes(records), {"labels"}));
        declare_attributes(xml, "edge",
                           names_of(columns_of_relationships(records), {"relation", "evidence"}));
        xml.open("nodes");
        for (std::size_t i = 0; i < records.node_count(); ++i) write_gexf_node(xml, records.node(i));
        xml.close();
        xml.open("edges");
        for (std::size_t i = 0; i < records.relationship_count(); ++i)
            write_gexf_edge(xml, records.relationship(i), i);
        xml.close();
    }
    return finished(out);
}

} // namespace banggiao
