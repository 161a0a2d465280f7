// Takes the command line. Hands out an exit status: 0 done, 1 failed, 2 used wrongly.
#include <banggiao/tools/command.h>

int main(int argc, char** argv) {
    using namespace banggiao::tools;
    CLI::App program{"Knowledge graphs from the news of Vietnam's foreign affairs", "banggiao"};
    int status = exit_ok;
    add_extract(program, status);
    program.require_subcommand(1);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? exit_ok : exit_usage;
    }
    return status;
}
