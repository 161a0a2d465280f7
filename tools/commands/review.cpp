// banggiao review: what the merge was least sure of, one question at a time, one key each.
#include <banggiao/tools/candidates.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/keys.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/wording.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, rule, language = "en";
    bool list = false;
};

constexpr const char* facts_of = R"(MATCH (a {id: $id})-[r]-(b)
WHERE type(r) <> 'MENTIONED_IN' AND type(r) <> 'LOCATED_IN'
WITH r, startNode(r) AS s, endNode(r) AS t, evidence(r)[0] AS e
RETURN type(r) AS fact, coalesce(r.title, r.kind, r.side, '') AS detail,
       CASE WHEN s.id = $id THEN t.name ELSE s.name END AS who, coalesce(r.first_seen, '') AS since,
       coalesce(r.last_seen, '') AS until, coalesce(e.article, '') AS article, coalesce(e.text, '') AS words
ORDER BY fact = 'HOLDS' DESC, fact, since, who LIMIT 6)";

/// Asks the questions one after the other, keeps each answer before the next question.
class Review {
  public:
    Review(const Session& session, Store& store, std::vector<Candidate> candidates, std::string language)
        : session_(session), store_(store), candidates_(std::move(candidates)), answers_(candidates_.size()),
          language_(std::move(language)) {}

    /// Returns an exit status.
    int run() {
        Keys keys;
        std::size_t at = 0;
        bool shown = false;
        while (at < candidates_.size()) {
            if (!shown)
                if (const int status = show(at); status != exit_ok) return status;
            const auto key = keys.next();
            if (!key || *key == 'q') break;
            shown = *key != 's' && *key != 'd' && *key != ' ' && *key != 'k' && *key != 'u';
            if (shown) {
                std::cout << said(keys_help) << std::endl;
                continue;
            }
            const Status done = *key == 'u' ? take_back(at) : answer(at, *key);
            if (!done) return fail(done.error());
        }
        return finish();
    }

  private:
    static constexpr const char* keys_help = "s same, d different, k or space skip, u undo, q quit";

    std::string said(std::string_view words) const { return in_language(words, language_); }

    int show(std::size_t at) {
        const Candidate& candidate = candidates_[at];
        const FrozenGraph& graph = session_.graph();
        const std::string place = std::to_string(at + 1) + " of " + std::to_string(candidates_.size());
        std::cout << "\n" << said(place + "  " + candidate.rule + ": " + candidate.reason) << "\n";
        const auto a = find_key(graph, candidate.a);
        const auto b = find_key(graph, candidate.b);
        for (const auto& [key, vertex] : {std::pair(&candidate.a, a), std::pair(&candidate.b, b)})
            std::cout << "  " << (vertex ? name_of_vertex(graph, *vertex) : "") << "  (" << *key << ")\n";
        if (a && a == b) std::cout << said("  joined now:") << "\n";
        int status = a ? show_facts(*a) : exit_ok;
        if (status == exit_ok && b && a != b) status = show_facts(*b);
        std::cout << said("one and the same?") << "  " << said(keys_help) << std::endl;
        return status;
    }

    int show_facts(VertexId vertex) {
        const query::Parameters parameters{{"id", Value(id_of_vertex(session_.graph(), vertex))}};
        auto table = ask(session_.engine, facts_of, parameters);
        if (!table) return fail(table.error(), facts_of);
        translate(*table, language_);
        if (!table->rows.empty()) print_table(std::cout, *table, style_of_terminal());
        return exit_ok;
    }

    Judgement judgement(std::size_t at) const {
        return {*answers_[at], candidates_[at].a, candidates_[at].b, ""};
    }

    Status answer(std::size_t& at, char key) {
        answers_[at].reset();
        if (key == 's') answers_[at] = Judgement::Kind::same;
        if (key == 'd') answers_[at] = Judgement::Kind::different;
        std::cout << said(key == 's' ? "same" : key == 'd' ? "different" : "skipped") << "\n";
        const std::size_t asked = at++;
        return answers_[asked] ? keep(judgement(asked), true) : Status();
    }

    /// Back to the question before, its answer taken back.
    Status take_back(std::size_t& at) {
        if (at == 0) {
            std::cout << said("nothing to undo") << "\n";
            return {};
        }
        --at;
        std::cout << said("undone") << "\n";
        const Status done = answers_[at] ? keep(judgement(at), false) : Status();
        answers_[at].reset();
        return done;
    }

    Status keep(const Judgement& judgement, bool kept) {
        const auto changed = store_.judge(judgement, kept);
        return changed ? store_.commit() : Status(changed.error());
    }

    int finish() {
        std::size_t same = 0, different = 0;
        for (const auto& each : answers_) {
            same += each == Judgement::Kind::same;
            different += each == Judgement::Kind::different;
        }
        std::cout << "\n"
                  << said(std::to_string(same) + " same, " + std::to_string(different) + " different, " +
                          std::to_string(candidates_.size() - same - different) + " open")
                  << "\n";
        if (same + different == 0) return exit_ok;
        const Status built = update_graph(store_);
        return built ? exit_ok : fail(built.error());
    }

    const Session& session_;
    Store& store_;
    std::vector<Candidate> candidates_;
    std::vector<std::optional<Judgement::Kind>> answers_; ///< by candidate; none if open
    std::string language_;
};

void print_list(const std::vector<Candidate>& candidates, const std::string& language) {
    Table table{{"rule", "key", "key", "reason"}, {}, {}};
    for (const Candidate& each : candidates)
        table.rows.push_back({each.rule, each.a, each.b, in_language(each.reason, language)});
    translate(table, language);
    print_by_page(table);
}

int run(const Options& options) {
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    auto store = Store::open(options.store, options.list ? Store::Mode::read : Store::Mode::write);
    if (!store) return fail(store.error());
    const auto judgements = store->judgements();
    if (!judgements) return fail(judgements.error());
    const auto notes = session->loaded.merge_notes();
    if (!notes) return fail(notes.error());
    auto found = candidates(*notes, *judgements, options.rule);
    if (found.empty()) {
        std::cout << in_language("nothing to review", options.language) << "\n";
        return exit_ok;
    }
    if (options.list) {
        print_list(found, options.language);
        return exit_ok;
    }
    return Review(*session, *store, std::move(found), options.language).run();
}

} // namespace

void add_review(CommandLine& line) {
    Subcommand command = line.add("review", "Judge what the merge was least sure of, one key each",
                                  "banggiao review news.kg --rule official");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("--rule", options->rule, "Only rules that begin so: official, event.kept-apart …");
    command.flag("--list", options->list, "List the questions, ask none");
    command.language(options->language);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
