// Takes nothing. Hands out the list of subcommands: one file each under commands/, setup apart from run.
#pragma once

#include <CLI/CLI.hpp>

namespace banggiao::tools {

/// Exit statuses of the command: done, failed, used wrongly.
inline constexpr int exit_ok = 0, exit_failed = 1, exit_usage = 2;

// Each adds its subcommand to `program`; its callback runs it and leaves the exit status in `status`.
void add_extract(CLI::App& program, int& status);

} // namespace banggiao::tools
