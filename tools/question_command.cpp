// Takes a subcommand's words. Hands out its set-up.
#include <banggiao/tools/question_command.h>

#include <memory>

namespace banggiao::tools {

void add_question_command(CLI::App& program, int& status, const QuestionCommand& command) {
    CLI::App* added = program.add_subcommand(command.name, command.description);
    auto words = std::make_shared<QuestionWords>();
    added->add_option("STORE", words->store, "The store, FILE.kg")->required();
    added->add_option(command.first, words->first, command.first_description)->required();
    if (command.second)
        added->add_option(command.second, words->second, command.second_description)
            ->required(command.second_required);
    added->add_flag("--show-query", words->show_query, "Print the queries instead of their answers");
    added->footer(std::string("Example: ") + command.example);
    added->callback([words, &status, run = command.run] { status = run(*words); });
}

} // namespace banggiao::tools
