// Takes the command line. Hands out an exit status: 0 done, 1 failed, 2 used wrongly.
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

int main(int argc, char** argv) {
    using namespace banggiao::tools;
    CommandLine line;
    for (auto* add : {add_extract, add_build,  add_remove,     add_query,      add_shell,     add_who,
                      add_met,     add_path,   add_partners,   add_map,        add_why,       add_dump,
                      add_check,   add_stats,  add_agreements, add_silent,     add_conflicts, add_judge,
                      add_review,  add_export, add_import,     add_completion, add_manpage,   add_refresh})
        add(line);
    listen_for_interruption();
    return line.run(argc, argv);
}
