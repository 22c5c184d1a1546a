# bash completion for seogo

_seogo() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local fields='title: author: summary: id: date: since: until: votes: similar: note: link: source: new: query:'
    COMPREPLY=()
    # Readline splits --option=value at the sign.
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]] && ((COMP_CWORD >= 2)); then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case $previous in
    -f | --format)
        mapfile -t COMPREPLY < <(compgen -W 'card full line markdown text html json jsonl sexp vimgrep path url id bibtex trec' -- "$current")
        return ;;
    --sort)
        mapfile -t COMPREPLY < <(compgen -W 'relevance votes date -relevance -votes -date' -- "$current")
        return ;;
    --facet)
        mapfile -t COMPREPLY < <(compgen -W 'month year author votes source' -- "$current")
        return ;;
    --open)
        mapfile -t COMPREPLY < <(compgen -W 'link page thumbnail editor' -- "$current")
        return ;;
    --mcp-config)
        mapfile -t COMPREPLY < <(compgen -W 'claude-desktop claude-code cursor vscode' -- "$current")
        return ;;
    --color)
        mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
        return ;;
    --offsets)
        mapfile -t COMPREPLY < <(compgen -W 'byte char utf16' -- "$current")
        return ;;
    --format-version)
        COMPREPLY=(1)
        return ;;
    --batch)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return ;;
    --db | --root)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return ;;
    -n | --limit | --offset | --votes | --recency | --width | --timeout | --save | --today)
        return ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '-n --limit --offset -f --format --sort --votes --recency --count
            --explain --literal -i --interactive --open --no-pager --facet --trend --save --saved --new --today --batch
            --serve --lsp --mcp-config --color --width --offsets -0 --null --db --partial --timeout --root
            --format-version --version --help' -- "$current")
    elif ((COMP_CWORD >= 2)) && [[ ${COMP_WORDS[1]} == digest ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(awk '!/^#/ { print $1 }' \
            "${XDG_CONFIG_HOME:-$HOME/.config}/seogo/queries" 2>/dev/null)" -- "$current")
    elif [[ $current ]]; then
        compopt -o nospace
        mapfile -t COMPREPLY < <(compgen -W "$fields" -- "$current")
    fi
}
complete -F _seogo seogo
