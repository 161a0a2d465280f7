// Takes the words of a subcommand that asks about one thing or two. Hands out its set-up and its run: the
// nodes meant, the questions, their answers.
#pragma once

#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// What the names that the user wrote mean.
struct Subjects {
    std::string store;              ///< its path
    std::vector<VertexId> vertices; ///< one or two, like the next
    std::vector<std::string> names, ids;
    query::Parameters parameters; ///< $id and, of a second, $other
    bool are_two() const { return ids.size() == 2; }
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
    std::vector<std::string_view> labels = {}; ///< what the names may mean, as find_one() takes it
    std::vector<Question> (*questions)(const Subjects&);
    /// Prints more; returns an exit status.
    int (*afterwards)(const Session&, const Subjects&, const AnswerStyle&, std::ostream&) = nullptr;
};

void add_question_command(CommandLine& line, const QuestionCommand& command);

/// --show-query, --lang and --no-pager.
void add_answer_options(Subcommand& command, AnswerStyle& style);

} // namespace banggiao::tools
