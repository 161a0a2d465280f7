// Takes nothing. Hands out the list of subcommands: one file each under commands/, set-up apart from running.
#pragma once

#include <CLI/CLI.hpp>

namespace banggiao::tools {

/// Exit statuses of the command: done, failed, used wrongly.
inline constexpr int exit_ok = 0, exit_failed = 1, exit_usage = 2;

// Each adds its subcommand to `program`; its callback runs it and leaves the exit status in `status`.
void add_extract(CLI::App& program, int& status);
void add_build(CLI::App& program, int& status);
void add_remove(CLI::App& program, int& status);
void add_query(CLI::App& program, int& status);
void add_who(CLI::App& program, int& status);
void add_met(CLI::App& program, int& status);
void add_path(CLI::App& program, int& status);
void add_partners(CLI::App& program, int& status);
void add_map(CLI::App& program, int& status);
void add_why(CLI::App& program, int& status);
void add_dump(CLI::App& program, int& status);
void add_check(CLI::App& program, int& status);
void add_stats(CLI::App& program, int& status);
void add_agreements(CLI::App& program, int& status);
void add_silent(CLI::App& program, int& status);
void add_conflicts(CLI::App& program, int& status);
void add_judge(CLI::App& program, int& status);
void add_export(CLI::App& program, int& status);

} // namespace banggiao::tools
