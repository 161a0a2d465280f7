// Takes a subcommand's words. Hands out its set-up.
#include <banggiao/tools/question_command.h>

#include <memory>

namespace banggiao::tools {

void add_question_command(CommandLine& line, const QuestionCommand& question) {
    Subcommand command = line.add(question.name, question.description, question.example);
    auto words = std::make_shared<QuestionWords>();
    command.option("STORE", words->store, "The store, FILE.kg").required();
    command.option(question.first, words->first, question.first_description).required();
    if (question.second)
        command.option(question.second, words->second, question.second_description)
            .required(question.second_required);
    command.flag("--show-query", words->show_query, "Print the queries instead of their answers");
    command.runs([words, run = question.run] { return run(*words); });
}

} // namespace banggiao::tools
