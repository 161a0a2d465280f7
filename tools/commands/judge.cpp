// banggiao judge: a person's word on the merge: two keys are the same, or not, or an edge is to be left out.
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

#include <iostream>
#include <map>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, kind, a, b, type;
    bool undo = false;
};

const std::map<std::string, Judgement::Kind> kinds{{"same", Judgement::Kind::same},
                                                   {"different", Judgement::Kind::different},
                                                   {"reject", Judgement::Kind::reject}};

int print_all(const Store& store) {
    const auto judgements = store.judgements();
    if (!judgements) return fail(judgements.error());
    Table table{{"judgement", "key", "key", "type"}, {}, {}};
    for (const Judgement& judgement : *judgements) {
        for (const auto& [name, kind] : kinds) {
            if (kind == judgement.kind)
                table.rows.push_back({name, judgement.a, judgement.b, judgement.type});
        }
    }
    if (table.rows.empty())
        std::cout << "no judgement\n";
    else
        print_table(std::cout, table, terminal_width());
    return exit_ok;
}

int run(const Options& options) {
    const bool lists = options.kind == "list";
    auto store = Store::open(options.store, lists ? Store::Mode::read : Store::Mode::write);
    if (!store) return fail(store.error());
    if (lists) return print_all(*store);
    const bool rejects = options.kind == "reject";
    if (options.a.empty() || options.b.empty() || rejects == options.type.empty())
        return fail({ErrorKind::invalid_argument,
                     rejects ? "needs two keys and a type" : "needs two keys and no type",
                     "judge " + options.kind, "see 'banggiao judge --help'"}),
               exit_usage;
    const auto changed =
        store->judge({kinds.at(options.kind), options.a, options.b, options.type}, !options.undo);
    if (!changed) return fail(changed.error());
    if (const Status done = store->commit(); !done) return fail(done.error());
    std::cout << (*changed ? options.undo ? "taken back\n" : "judged\n" : "nothing changed\n");
    if (const Status built = rebuild_graph(*store); !built) return fail(built.error());
    return exit_ok;
}

} // namespace

void add_judge(CommandLine& line) {
    Subcommand command = line.add("judge", "Say that two keys are the same or not, or reject an edge",
                                  "banggiao judge news.kg same official/a@x official/b@y");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("KIND", options->kind, "same, different, reject, or list")
        .required()
        .one_of({"same", "different", "reject", "list"});
    command.option("A", options->a, "A node's id; of an edge to reject the node it leaves");
    command.option("B", options->b, "The other's id");
    command.option("--type", options->type, "The edge's type, for reject");
    command.flag("--undo", options->undo, "Take the judgement back");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
