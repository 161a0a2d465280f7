// banggiao manpage: prints the manual page, which is made of what --help says.
#include <banggiao/tools/command_texts.h>

#include <iostream>

namespace banggiao::tools {

void add_manpage(CommandLine& line) {
    Subcommand command = line.add("manpage", "Print the manual page, for man",
                                  "banggiao manpage > banggiao.1 && man ./banggiao.1");
    command.runs([&line] {
        std::cout << manual_page(line.texts());
        return exit_ok;
    });
}

} // namespace banggiao::tools
