// Takes what `--help` says of every subcommand. Hands out the manual page, in roff.
#include <banggiao/tools/command_texts.h>

namespace banggiao::tools {

namespace {

/// Words as roff takes them: no line begins with a control character, no hyphen becomes another sign.
std::string roff(const std::string& text) {
    std::string safe;
    for (char c : text) {
        if (c == '\\')
            safe += "\\e";
        else if (c == '-')
            safe += "\\-";
        else if (c == '\n')
            safe += ' ';
        else if (safe.empty() && (c == '.' || c == '\''))
            safe += std::string("\\&") + c;
        else
            safe += c;
    }
    return safe;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string usage_of(const CommandText& command) {
    std::string text = "banggiao " + command.name + " [OPTION…]";
    for (const OptionText& option : command.options) {
        if (!option.is_argument) continue;
        text += option.is_required ? " " + option.names.front() : " [" + option.names.front() + "]";
    }
    return text;
}

std::string section_of(const CommandText& command) {
    std::string text = ".SS " + roff(usage_of(command)) + "\n" + roff(command.description) + ".\n";
    for (const OptionText& option : command.options) {
        text += ".TP\n.B " + roff(joined(option.names)) + "\n" + roff(option.help) + ".";
        if (!option.choices.empty()) text += " One of: " + roff(joined(option.choices)) + ".";
        text += "\n";
    }
    return text + ".PP\nExample:\n.PP\n.nf\n    " + roff(command.example) + "\n.fi\n";
}

} // namespace

std::string manual_page(const std::vector<CommandText>& commands) {
    std::string text = R"(.TH BANGGIAO 1 "" "banggiao )" BANGGIAO_VERSION R"(" "User commands"
.SH NAME
banggiao \- knowledge graphs from the news of Vietnam's foreign affairs
.SH SYNOPSIS
.B banggiao
.I COMMAND
[\fIOPTION\fR…] [\fIARGUMENT\fR…]
.br
.B banggiao \-\-version
.SH DESCRIPTION
Reads Vietnamese news of foreign affairs into a store: who held which office, who met whom, when and where, which
province has which partner, which agreement has which parties, with the words that say so. Asks it in openCypher,
draws it, and writes it for other programs.
.PP
A PATH is a .txt, .html or .jsonl file, a folder, or \- for standard input. Names may be written without marks and with
titles; when several things bear a name they are listed with their ids, and none is guessed.
.SH COMMANDS
)";
    for (const CommandText& command : commands) text += section_of(command);
    return text + R"(.SH EXIT STATUS
0: done. 1: something failed, the rest was done. 2: used wrongly.
.SH ENVIRONMENT
.TP
.B BANGGIAO_LANG
vi or en: the language of headings and labels unless \-\-lang says another.
.TP
.B NO_COLOR
No colours, whatever the terminal.
.TP
.B PAGER
What answers longer than the terminal are read with; less unless told, none if empty.
.TP
.B XDG_STATE_HOME
Where the shell keeps its history, in banggiao/history.
.SH FILES
.TP
.B NAME.kg
A store: articles, facts, judgements.
.TP
.B NAME.kg\-graph
Its graph, made again when it is missing.
)";
}

} // namespace banggiao::tools
