// banggiao judge: a person's word on the merge: two nodes are one or not, or an edge is to be left out. Kept
// in the store, taken out and brought in as text.
#include <banggiao/graph/store/store.h>
#include <banggiao/graph/store/whole_file.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/judging.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/table.h>
#include <banggiao/tools/wording.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, kind, a, b, type, export_to, import_from, language = "en";
    bool undo = false;
};

const std::map<std::string, Judgement::Kind> kinds{{"same", Judgement::Kind::same},
                                                   {"different", Judgement::Kind::different},
                                                   {"reject", Judgement::Kind::reject}};

int print_all(const Store& store, const std::string& language) {
    const auto judgements = store.judgements();
    if (!judgements) return fail(judgements.error());
    Table table{{"judgement", "key", "key", "type"}, {}, {}};
    for (const Judgement& judgement : *judgements) {
        for (const auto& [name, kind] : kinds) {
            if (kind == judgement.kind)
                table.rows.push_back({name, judgement.a, judgement.b, judgement.type});
        }
    }
    translate(table, language);
    if (table.rows.empty())
        std::cout << in_language("no judgement", language) << "\n";
    else
        print_by_page(table);
    return exit_ok;
}

/// `# Bùi Thanh Sơn; no node has this key`: what a judgement's line is about, for who reads the file.
std::string comment_on(const FrozenGraph& graph, const Judgement& judgement) {
    std::string comment = "#";
    for (const std::string& key : {judgement.a, judgement.b}) {
        const auto vertex = find_key(graph, key);
        comment += comment == "#" ? " " : "; ";
        comment += vertex ? name_of_vertex(graph, *vertex) : "nobody now (it sleeps)";
    }
    return comment;
}

int export_all(const Options& options) {
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    const auto store = Store::open(options.store, Store::Mode::read);
    if (!store) return fail(store.error());
    const auto judgements = store->judgements();
    if (!judgements) return fail(judgements.error());
    std::optional<store::WholeFile> file;
    const bool to_stdout = options.export_to == "-";
    if (!to_stdout) file.emplace(options.export_to);
    std::ostream& out = to_stdout ? std::cout : file->out();
    out << "# Judgements. One a line, parts parted by tabs: same KEY KEY; different KEY KEY;\n"
           "# reject FROM -[TYPE]-> TO. Lines that begin with # are comments.\n";
    for (const Judgement& judgement : *judgements)
        out << comment_on(session->graph(), judgement) << "\n" << to_text(judgement) << "\n";
    if (const Status sound = session->graph().status(); !sound) return fail(sound.error());
    if (file)
        if (const Status kept = file->keep(); !kept) return fail(kept.error());
    if (!to_stdout)
        std::cout << in_language(std::to_string(judgements->size()) + " exported", options.language) << "\n";
    return exit_ok;
}

/// What became of them, in words.
std::string outcome_of(std::size_t judgements, std::size_t changed, bool undo) {
    if (judgements == 1) return changed == 0 ? "nothing changed" : undo ? "taken back" : "judged";
    return std::to_string(changed) + (undo ? " taken back, " : " judged, ") +
           std::to_string(judgements - changed) + " unchanged";
}

int keep(Store& store, const std::vector<Judgement>& judgements, const Options& options) {
    std::size_t changed = 0;
    for (const Judgement& judgement : judgements) {
        const auto done = store.judge(judgement, !options.undo);
        if (!done) return fail(done.error());
        changed += *done;
    }
    if (const Status done = store.commit(); !done) return fail(done.error());
    std::cout << in_language(outcome_of(judgements.size(), changed, options.undo), options.language) << "\n";
    if (const Status built = update_graph(store); !built) return fail(built.error());
    return exit_ok;
}

/// Says where a judgement on two nodes has no effect: on keys that nothing bears, or beaten by another
/// reason.
void note_without_effect(const Judgement& judgement, const Options& options) {
    const auto session = open_session(options.store, Freshness::by_change);
    if (!session) return;
    const auto a = find_key(session->view(), judgement.a), b = find_key(session->view(), judgement.b);
    for (const auto& [key, node] : {std::pair(judgement.a, a), std::pair(judgement.b, b)})
        if (!node)
            note(in_language("nothing bears the key " + key + "; the judgement waits for it",
                             options.language));
    if (judgement.kind == Judgement::Kind::same && a && b && a != b)
        note(in_language("they stay two: a judgement or an article that tells them apart beats this one",
                         options.language));
}

int import_all(const Options& options) {
    std::ifstream file;
    const bool from_stdin = options.import_from == "-";
    if (!from_stdin) file.open(options.import_from);
    std::istream& in = from_stdin ? std::cin : file;
    if (!in)
        return fail({ErrorKind::unreadable, "cannot be opened", options.import_from,
                     "check the name and its permissions"});
    std::string text;
    for (std::string line; std::getline(in, line);) text.append(line) += '\n';
    if (in.bad())
        return fail(
            {ErrorKind::unreadable, "cannot be read", options.import_from, "name a file, not a folder"});
    const auto judgements = judgements_from_text(text);
    if (!judgements) {
        Error error = judgements.error();
        error.place = options.import_from + ", " + error.place;
        return fail(error);
    }
    auto store = Store::open(options.store, Store::Mode::write);
    if (!store) return fail(store.error());
    return keep(*store, *judgements, options);
}

/// What to judge: names need the graph, keys do not; an edge is looked for, unless it was taken out before.
Result<Judgement> judgement_meant(const Options& options) {
    const bool rejects = options.kind == "reject";
    const bool are_keys = is_key(options.a) && is_key(options.b);
    const bool takes_back_edge = rejects && options.undo && (are_keys || options.b.empty());
    std::optional<Session> session;
    if (!takes_back_edge && (rejects || !are_keys)) {
        auto opened = open_session(options.store);
        if (!opened) return std::move(opened).error();
        session.emplace(std::move(opened).value());
    }
    if (!rejects) return judgement_of(session, kinds.at(options.kind), options.a, options.b);
    if (options.b.empty()) return rejection_of(session, options.a);
    return rejection_of(session, to_text(EdgeName{options.a, options.type, options.b}));
}

bool is_used_wrongly(const Options& options) {
    if (options.kind == "reject") return options.a.empty() || options.b.empty() != options.type.empty();
    return options.a.empty() || options.b.empty() || !options.type.empty();
}

int run(const Options& options) {
    if (!options.export_to.empty() && !options.import_from.empty()) {
        fail({ErrorKind::invalid_argument, "takes --export or --import, not both", "judge", ""});
        return exit_usage;
    }
    if (!options.export_to.empty()) return export_all(options);
    if (!options.import_from.empty()) return import_all(options);
    if (options.kind == "list") {
        const auto store = Store::open(options.store, Store::Mode::read);
        return store ? print_all(*store, options.language) : fail(store.error());
    }
    if (options.kind.empty() || is_used_wrongly(options)) {
        const std::string place = options.kind.empty() ? "judge" : "judge " + options.kind;
        fail({ErrorKind::invalid_argument,
              options.kind.empty()       ? "needs same, different, reject, list, --export or --import"
              : options.kind == "reject" ? "needs an edge, or two nodes and a type"
                                         : "needs two nodes and no type",
              place, "see 'banggiao judge --help'"});
        return exit_usage;
    }
    auto store = Store::open(options.store, Store::Mode::write);
    if (!store) return fail(store.error());
    const auto judgement = judgement_meant(options);
    if (!judgement) return fail(judgement.error());
    if (const Status kinds_fit = check_kinds(*judgement); !kinds_fit && !options.undo)
        return fail(kinds_fit.error());
    const int status = keep(*store, {*judgement}, options);
    if (status == exit_ok && !options.undo && options.kind != "reject")
        note_without_effect(*judgement, options);
    return status;
}

} // namespace

void add_judge(CommandLine& line) {
    Subcommand command =
        line.add("judge", "Say that two nodes are one or not, or that an edge is wrong",
                 "banggiao judge news.kg same \"Thongloun Sisoulith\" \"Thoong-lun Xi-xu-lít\"\n"
                 "         banggiao judge news.kg reject 'official/a@x -[HOLDS Chủ tịch]-> organization/b'\n"
                 "         banggiao judge news.kg --export judgements.txt");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("KIND", options->kind, "same, different, reject, or list")
        .one_of({"same", "different", "reject", "list"});
    command.option("A", options->a,
                   "A node by name or key; for reject an edge as 'why' prints it, or the node it leaves");
    command.option("B", options->b, "The other node");
    command.option("--type", options->type, "The edge's type, for reject of an edge between two nodes");
    command.flag("--undo", options->undo, "Take the judgement back");
    command.option("--export", options->export_to, "Write all judgements to a text file, or -");
    command.option("--import", options->import_from, "Add the judgements of a text file, or -");
    command.language(options->language);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
