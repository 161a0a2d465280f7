// Takes the words of a subcommand that asks about one thing or two. Hands out its set-up and its run.
#include <banggiao/tools/pager.h>
#include <banggiao/tools/question_command.h>

#include <memory>
#include <sstream>

namespace banggiao::tools {

namespace {

/// What the user wrote.
struct Words {
    std::string store, first, second;
    AnswerStyle style;
};

Result<Subjects> subjects_of(const query::GraphView& graph, const QuestionCommand& command,
                             const Words& words) {
    Subjects subjects{words.store, {}, {}, {}, {}};
    for (const std::string& name : {words.first, words.second}) {
        if (name.empty() && !subjects.ids.empty()) continue; // there is no second one
        const auto node = find_one(graph, name, command.labels);
        if (!node) return node.error();
        subjects.vertices.push_back(*node);
        subjects.ids.push_back(id_of_vertex(graph, *node));
        subjects.names.push_back(name_of_vertex(graph, *node));
        subjects.parameters.emplace(subjects.ids.size() == 1 ? "id" : "other", Value(subjects.ids.back()));
    }
    if (subjects.are_two() && subjects.ids[0] == subjects.ids[1])
        return Error{ErrorKind::invalid_argument, "both names mean " + subjects.names[0], "", "name two"};
    return subjects;
}

int print_all(const QuestionCommand& command, const AnswerStyle& style, const Session& session,
              const Subjects& subjects, std::ostream& out) {
    const int status = answer(session, command.questions(subjects), style, out);
    if (status != exit_ok || style.show_query || !command.afterwards) return status;
    const int after = command.afterwards(session, subjects, style, out);
    const Status sound = session.graph().status(); // of what was read without the engine
    return sound ? after : fail(sound.error());
}

int run(const QuestionCommand& command, const Words& words) {
    const auto session = open_session(words.store, Freshness::by_change);
    if (!session) return fail(session.error());
    const auto subjects = subjects_of(session->view(), command, words);
    if (!subjects) return fail(subjects.error());
    std::ostringstream out;
    const int status = print_all(command, words.style, *session, *subjects, out);
    print_by_page(out.str(), words.style.by_page);
    return status;
}

} // namespace

void add_answer_options(Subcommand& command, AnswerStyle& style) {
    command.flag("--show-query", style.show_query, "Print the queries instead of their answers");
    command.language(style.language);
    command.flag("--pager,!--no-pager", style.by_page,
                 "By the page if longer than the terminal (the default)");
}

void add_question_command(CommandLine& line, const QuestionCommand& question) {
    Subcommand command = line.add(question.name, question.description, question.example);
    auto words = std::make_shared<Words>();
    command.option("STORE", words->store, "The store, FILE.kg").required();
    command.option(question.first, words->first, question.first_description).required();
    if (question.second)
        command.option(question.second, words->second, question.second_description)
            .required(question.second_required);
    add_answer_options(command, words->style);
    command.runs([words, question] { return run(question, *words); });
}

} // namespace banggiao::tools
