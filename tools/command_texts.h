// Takes what `--help` says of every subcommand. Hands it out as completion for bash and zsh and as manual
// page.
#pragma once

#include <banggiao/tools/command.h>

#include <string>
#include <vector>

namespace banggiao::tools {

std::string bash_completion(const std::vector<CommandText>& commands);
std::string zsh_completion(const std::vector<CommandText>& commands);

/// In roff, section 1.
std::string manual_page(const std::vector<CommandText>& commands);

} // namespace banggiao::tools
