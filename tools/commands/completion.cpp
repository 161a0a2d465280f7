// banggiao completion: prints what bash or zsh need to complete commands and options.
#include <banggiao/tools/command_texts.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

void add_completion(CommandLine& line) {
    Subcommand command = line.add("completion", "Print the completion of commands and options for a shell",
                                  "source <(banggiao completion bash)");
    auto shell = std::make_shared<std::string>();
    command.option("SHELL", *shell, "bash or zsh").required().one_of({"bash", "zsh"});
    command.runs([shell, &line] {
        std::cout << (*shell == "zsh" ? zsh_completion(line.texts()) : bash_completion(line.texts()));
        return exit_ok;
    });
}

} // namespace banggiao::tools
