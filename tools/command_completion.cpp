// Takes what `--help` says of every subcommand. Hands out completion scripts for bash and zsh.
#include <banggiao/tools/command_texts.h>

#include <utility>

namespace banggiao::tools {

namespace {

std::string joined(const std::vector<std::string>& words, const std::string& by) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : by) + word;
    return text;
}

std::string names_of(const std::vector<CommandText>& commands) {
    std::vector<std::string> names;
    for (const CommandText& command : commands) names.push_back(command.name);
    return joined(names, " ");
}

std::string option_names_of(const CommandText& command) {
    std::vector<std::string> names;
    for (const OptionText& option : command.options) {
        if (!option.is_argument) names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return joined(names, " ");
}

/// One branch for each option whose values are known: `"query --format"|"query -f") …`.
std::string bash_branches(const CommandText& command) {
    std::string text;
    for (const OptionText& option : command.options) {
        if (option.choices.empty() || option.is_argument) continue;
        std::string cases;
        for (const std::string& name : option.names)
            cases += (cases.empty() ? "\"" : "|\"") + command.name + " " + name + "\"";
        text += "    " + cases + ") words=\"" + joined(option.choices, " ") + "\" ;;\n";
    }
    return text;
}

/// The words that the first argument of a fixed set may be.
std::string argument_choices(const CommandText& command) {
    for (const OptionText& option : command.options) {
        if (option.is_argument && !option.choices.empty()) return " " + joined(option.choices, " ");
    }
    return "";
}

/// Within '…' and, for zsh, within […]: where a colon or a bracket would end the text.
std::string zsh_words(const std::string& text) {
    std::string safe;
    for (char c : text) {
        if (c == '\'')
            safe += "'\\''";
        else if (c == '[' || c == ']' || c == ':')
            safe += std::string("\\") + c;
        else
            safe += c;
    }
    return safe;
}

std::string zsh_option(const OptionText& option) {
    const std::string value =
        option.choices.empty() ? ":value:_files" : ":value:(" + joined(option.choices, " ") + ")";
    std::string text;
    if (option.is_argument)
        return " \\\n        '*:" + zsh_words(option.names.front()) +
               (option.choices.empty() ? ":_files'" : ":(" + joined(option.choices, " ") + ")'");
    for (const std::string& name : option.names)
        text += " \\\n        '*" + name + "[" + zsh_words(option.help) + "]" +
                (option.is_flag ? "'" : value + "'");
    return text;
}

/// zsh knows one rule for all the words that are no options; the first argument's stands for them.
std::string zsh_command(const CommandText& command) {
    std::string text = "    " + command.name + ") _arguments";
    bool has_argument = false;
    for (const OptionText& option : command.options) {
        if (option.is_argument && std::exchange(has_argument, true)) continue;
        text += zsh_option(option);
    }
    return text + " ;;\n";
}

} // namespace

std::string bash_completion(const std::vector<CommandText>& commands) {
    std::string text =
        R"(# Completion of banggiao for bash: commands, options and the values that are known; else file names.
_banggiao() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "--help --version )" +
        names_of(commands) + R"(" -- "$current"))
        return
    fi
    case "$command $before" in
)";
    for (const CommandText& command : commands) text += bash_branches(command);
    text += R"(    *)
        case "$command" in
)";
    for (const CommandText& command : commands)
        text += "        " + command.name + ") words=\"" + option_names_of(command) +
                argument_choices(command) + "\" ;;\n";
    return text + R"(        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _banggiao banggiao
)";
}

std::string zsh_completion(const std::vector<CommandText>& commands) {
    std::string text = "#compdef banggiao\n"
                       "# Completion of banggiao for zsh: commands, options and the values that are known.\n"
                       "_banggiao() {\n"
                       "    local -a commands=(\n";
    for (const CommandText& command : commands)
        text += "        '" + command.name + ":" + zsh_words(command.description) + "'\n";
    text += "    )\n"
            "    if (( CURRENT == 2 )); then\n"
            "        _describe command commands\n"
            "        return\n"
            "    fi\n"
            "    local command=$words[2]\n"
            "    shift words\n"
            "    (( CURRENT-- ))\n"
            "    case $command in\n";
    for (const CommandText& command : commands) text += zsh_command(command);
    return text + "    esac\n}\n_banggiao \"$@\"\n";
}

} // namespace banggiao::tools
