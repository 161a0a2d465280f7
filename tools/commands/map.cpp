// banggiao map: draws partnerships, meetings, a timeline or what a query returns as DOT, SVG, PNG or PDF.
#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/export/timeline.h>
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/picture_file.h>
#include <banggiao/tools/selection.h>
#include <banggiao/tools/session.h>

#include <charconv>
#include <iostream>
#include <map>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, around, kind = "partnerships", output, query, size, from, to, layout = "auto";
    std::vector<std::string> types;
    std::size_t depth = 2;
    DrawingOptions drawing;
};

const std::map<std::string, Layout> layouts{{"auto", Layout::automatic},
                                            {"geo", Layout::geographic},
                                            {"force", Layout::force},
                                            {"layered", Layout::layered},
                                            {"radial", Layout::radial}};

/// Centimetres, width before height.
const std::map<std::string, std::pair<double, double>> papers{
    {"A0", {118.9, 84.1}}, {"A1", {84.1, 59.4}}, {"A2", {59.4, 42}}, {"A3", {42, 29.7}}, {"A4", {29.7, 21}}};

/// `A3`, or `WIDTHxHEIGHT` in centimetres.
Status set_size(const std::string& text, DrawingOptions& drawing) {
    if (text.empty()) return {};
    double width = 0, height = 0;
    if (const auto paper = papers.find(text); paper != papers.end()) {
        std::tie(width, height) = paper->second;
    } else {
        const char* end = text.data() + text.size();
        const auto [after_width, fault] = std::from_chars(text.data(), end, width);
        if (fault == std::errc() && after_width != end && *after_width == 'x')
            std::from_chars(after_width + 1, end, height);
    }
    if (!(width >= 1 && height >= 1 && width <= 1000 && height <= 1000))
        return Error{ErrorKind::invalid_argument, "no size: '" + text + "'", "--size",
                     "give A0 to A4, or WIDTHxHEIGHT in centimetres: 60x40"};
    drawing.width_centimetres = width;
    drawing.height_centimetres = height;
    return {};
}

Status set_date(const char* option, const std::string& text, std::optional<PartialDate>& date) {
    if (text.empty()) return {};
    date = PartialDate::parse(text);
    if (date && date->has_year()) return {};
    return Error{ErrorKind::invalid_argument, "no date: '" + text + "'", option,
                 "give a year, month or day: 2017, 2017-06, 2017-06-29"};
}

Result<RelationshipFilter> filter_of(const Options& options) {
    RelationshipFilter filter;
    filter.type = options.kind == "meetings" ? schema::edge::met : schema::edge::partner_of;
    filter.kinds = options.types;
    if (const Status read = set_date("--from", options.from, filter.from); !read) return read.error();
    if (const Status read = set_date("--to", options.to, filter.to); !read) return read.error();
    return filter;
}

int put(const Options& options, const Result<std::string>& picture) {
    if (!picture) return fail(picture.error());
    if (const Status written = write_file(options.output, *picture); !written) return fail(written.error());
    std::cout << options.output << "\n";
    return exit_ok;
}

int draw(const Options& options, const Session& session, const Selection& selection, PictureFormat format,
         const DrawingOptions& drawing) {
    if (selection.edges.empty() && selection.vertices.size() <= 1) {
        const std::string what = options.query.empty() ? options.kind : "nodes or relationships";
        return fail({ErrorKind::not_found, "there are no " + what + " to draw", options.store, ""});
    }
    return put(options, render(session.graph(), selection, format, drawing));
}

int run(Options options) {
    const auto format = picture_format(options.output);
    if (!format) return fail(format.error()), exit_usage;
    if (const Status read = set_size(options.size, options.drawing); !read)
        return fail(read.error()), exit_usage;
    options.drawing.layout = layouts.at(options.layout);
    const auto filter = filter_of(options);
    if (!filter) return fail(filter.error()), exit_usage;
    if (options.kind == "timeline" && (options.around.empty() || !options.query.empty()))
        return fail({ErrorKind::invalid_argument, "a timeline is of one person, place or body",
                     "--kind timeline", "name it: --around NAME"}),
               exit_usage;
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    if (const Status whole = session->graph().verify(); !whole) return fail(whole.error());
    if (!options.around.empty()) {
        const auto node = find_one(session->graph(), options.around);
        if (!node) return fail(node.error());
        options.drawing.centre = *node;
    }
    if (options.kind == "timeline")
        return put(options, render_timeline(session->graph(), *options.drawing.centre,
                                            {filter->from, filter->to}, *format, options.drawing));
    if (!options.query.empty()) {
        const auto selection = select_by_query(*session, options.query);
        if (!selection) return fail(selection.error(), options.query);
        return draw(options, *session, *selection, *format, options.drawing);
    }
    const Selection selection =
        options.drawing.centre
            ? select_around(session->graph(), *options.drawing.centre, options.depth, *filter)
            : select_all(session->graph(), *filter);
    return draw(options, *session, selection, *format, options.drawing);
}

} // namespace

void add_map(CommandLine& line) {
    Subcommand command =
        line.add("map", "Draw partnerships, meetings, a timeline, or what a query returns",
                 "banggiao map news.kg --around \"Quảng Ninh\" --layout radial -o quang-ninh.svg");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("--output,-o", options->output, "The picture: FILE.svg, .png, .pdf or .dot").required();
    command.option("--around", options->around, "Only what is near this node");
    command.option("--depth", options->depth, "How many steps from it; 2 unless told").between(1, 100);
    command
        .option("--kind", options->kind,
                "partnerships, meetings, or a timeline of both meetings and agreements of --around")
        .one_of({"partnerships", "meetings", "timeline"});
    command.option("--type", options->types, "Partnerships of these kinds: twinning,cooperation …")
        .split_at(',')
        .one_of({"twinning", "strategic", "cooperation", "prospective"});
    command.option("--from", options->from, "Only what was so at or after this date");
    command.option("--to", options->to, "Only what was so at or before this date");
    command.option("--query", options->query,
                   "Draw the nodes, relationships and paths of this query instead");
    command.option("--layout", options->layout, "auto, geo, force, layered or radial")
        .one_of({"auto", "geo", "force", "layered", "radial"});
    command.option("--size", options->size, "Scale to A0 … A4, or WIDTHxHEIGHT in centimetres");
    command.option("--title", options->drawing.title, "Words above the picture");
    command.flag("--legend,!--no-legend", options->drawing.legend,
                 "A legend above the picture (the default)");
    command.language(options->drawing.language, "Language of the picture: vi, unless told, or en");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
