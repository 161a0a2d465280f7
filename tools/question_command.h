// Takes a subcommand's words. Hands out its set-up: a store, one or two names, --show-query.
#pragma once

#include <banggiao/tools/command.h>

#include <string>

namespace banggiao::tools {

/// What the user wrote.
struct QuestionWords {
    std::string store, first, second;
    bool show_query = false;
};

/// How one convenience command is described and run.
struct QuestionCommand {
    const char* name;
    const char* description;
    const char* first; ///< name of the first argument, NAME
    const char* first_description;
    const char* second = nullptr; ///< name of the second argument, if there is one
    const char* second_description = nullptr;
    bool second_required = false;
    const char* example;
    int (*run)(const QuestionWords&);
};

void add_question_command(CommandLine& line, const QuestionCommand& command);

} // namespace banggiao::tools
