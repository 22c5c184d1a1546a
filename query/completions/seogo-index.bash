# bash completion for seogo-index

_seogo_index() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    # Readline splits --option=value at the sign.
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]] && ((COMP_CWORD >= 2)); then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case $previous in
    --report)
        mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current")
        return ;;
    --progress)
        mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current")
        return ;;
    --db)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return ;;
    --before | --after)
        mapfile -t COMPREPLY < <(compgen -c -- "$current")
        return ;;
    --thesaurus)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return ;;
    --jobs | --wait | --shard)
        return ;;
    esac
    if [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '--db --jobs --wait --full --dry-run --thesaurus --shard
            --accept-loss --replace --follow --before --after --status --check --rollback --report --progress -q --quiet -v --verbose
            --version --help' -- "$current")
        return
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -X '!*.md' -- "$current")
}
complete -F _seogo_index seogo-index
