// banggiao map: draws partnerships or meetings as DOT, SVG, PNG or PDF.
#include <banggiao/graph/export/dot.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/session.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, around, kind = "partnerships", output;
    DrawingOptions drawing;
};

std::string query_for(const Options& options) {
    const std::string relationship = options.kind == "meetings" ? "MET" : "PARTNER_OF";
    if (options.around.empty()) return "MATCH p = ()-[:" + relationship + "]->() RETURN p";
    return "MATCH p = ({id: $id})-[:" + relationship + "*1..2]-() RETURN p";
}

Result<PictureFormat> format_of(const std::string& path) {
    static const std::map<std::string, PictureFormat> formats{{".dot", PictureFormat::dot},
                                                              {".gv", PictureFormat::dot},
                                                              {".svg", PictureFormat::svg},
                                                              {".png", PictureFormat::png},
                                                              {".pdf", PictureFormat::pdf}};
    const auto found = formats.find(std::filesystem::path(path).extension().string());
    if (found != formats.end()) return found->second;
    return Error{ErrorKind::invalid_argument, "unknown kind of picture", path,
                 "end the name in .svg, .png, .pdf or .dot"};
}

Result<Selection, query::QueryError> select(const Session& session, const std::string& text,
                                            const query::Parameters& parameters) {
    const auto prepared = session.engine.prepare(text);
    if (!prepared) return prepared.error();
    auto cursor = prepared->run(parameters, {{}, {}, {}, &interrupted()});
    if (!cursor) return cursor.error();
    Selection selection;
    for (;;) {
        const auto row = cursor->next();
        if (!row) return row.error();
        if (!*row) return selection;
        for (const Value& value : **row) collect(value, selection);
    }
}

Status write_file(const std::string& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (file.flush()) return {};
    return Error{ErrorKind::storage, "cannot be written", path,
                 "check the folder, its permissions and the space left"};
}

int run(const Options& options) {
    const auto format = format_of(options.output);
    if (!format) return fail(format.error()), exit_usage;
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    query::Parameters parameters;
    if (!options.around.empty()) {
        const auto node = find_one(session->graph(), options.around);
        if (!node) return fail(node.error());
        parameters.emplace("id", id_of_vertex(session->graph(), *node));
    }
    const std::string text = query_for(options);
    const auto selection = select(*session, text, parameters);
    if (!selection) return fail(selection.error(), text);
    if (selection->edges.empty())
        return fail({ErrorKind::not_found, "there are no " + options.kind + " to draw", options.store, ""});
    const auto picture = render(session->graph(), *selection, *format, options.drawing);
    if (!picture) return fail(picture.error());
    if (const Status written = write_file(options.output, *picture); !written) return fail(written.error());
    std::cout << options.output << "\n";
    return exit_ok;
}

} // namespace

void add_map(CLI::App& program, int& status) {
    CLI::App* command = program.add_subcommand("map", "Draw partnerships or meetings");
    auto options = std::make_shared<Options>();
    command->add_option("STORE", options->store, "The store, FILE.kg")->required();
    command->add_option("--output,-o", options->output, "The picture: FILE.svg, .png, .pdf or .dot")
        ->required();
    command->add_option("--around", options->around, "Only what is within two steps of this node");
    command->add_option("--kind", options->kind, "partnerships or meetings")
        ->check(CLI::IsMember({"partnerships", "meetings"}));
    command->add_option("--title", options->drawing.title, "Words above the picture");
    command->add_option("--lang", options->drawing.language, "Language of the legend: vi or en")
        ->check(CLI::IsMember({"vi", "en"}));
    command->footer("Example: banggiao map news.kg --around \"Quảng Ninh\" -o quang-ninh.svg");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace banggiao::tools
