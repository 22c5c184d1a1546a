# fish completion for seogo

complete -c seogo -f
complete -c seogo -s n -l limit -x -d 'Show at most N papers'
complete -c seogo -l offset -x -d 'Leave out the first N'
complete -c seogo -s f -l format -x -a 'card full line markdown text html json jsonl sexp vimgrep path url id bibtex trec' -d 'How hits are printed'
complete -c seogo -l sort -x -a 'relevance votes date -relevance -votes -date' -d 'The order'
complete -c seogo -l votes -x -d 'How much votes weigh'
complete -c seogo -l recency -x -d 'How much a late date weighs'
complete -c seogo -l count -d 'Print how many papers match'
complete -c seogo -l explain -d 'Print how the query is understood and scored'
complete -c seogo -l literal -d 'Take the words as typed'
complete -c seogo -s i -l interactive -d 'Search while typing, in fzf'
complete -c seogo -l open -x -a 'link page thumbnail editor' -d 'Open the first paper'
complete -c seogo -l no-pager -d 'Show whole papers without a pager'
complete -c seogo -l facet -x -a 'month year author votes source' -d 'Count the papers'
complete -c seogo -l trend -d 'Compare the months of queries'
complete -c seogo -l save -x -d 'Save the query under a name'
complete -c seogo -l saved -d 'List the saved queries'
complete -c seogo -l new -d 'What the last publication brought'
complete -c seogo -l today -x -d 'Count dates from this day'
complete -c seogo -l batch -r -F -d 'Run the queries of a file'
complete -c seogo -l lsp -d 'Be a language server on standard input and output'
complete -c seogo -l serve -d 'Answer calls of JSON-RPC on standard input'
complete -c seogo -l mcp-config -x -a 'claude-desktop claude-code cursor vscode' -d 'Print what an assistant is told to run'
complete -c seogo -l color -x -a 'auto always never' -d 'Use color'
complete -c seogo -l width -x -d 'Columns of a card'
complete -c seogo -l offsets -x -a 'byte char utf16' -d 'Unit of highlights'
complete -c seogo -s 0 -l null -d 'End lines by NUL'
complete -c seogo -l db -x -a '(__fish_complete_directories)' -d 'The index directory'
complete -c seogo -l partial -d 'Answer from the shards that can be reached'
complete -c seogo -l timeout -x -d 'How long a remote shard may be silent'
complete -c seogo -l root -x -a '(__fish_complete_directories)' -d 'Where the archive is now'
complete -c seogo -l format-version -x -a 1 -d 'Fail unless this version is spoken'
complete -c seogo -l version -d 'Say which version this is'
complete -c seogo -l help -d 'List the options'
complete -c seogo -a 'title: author: summary: id: date: since: until: votes: similar: note: link: source: new: query:' -d 'Field'

function __seogo_saved
    set -q XDG_CONFIG_HOME; and set --local config $XDG_CONFIG_HOME; or set --local config $HOME/.config
    awk '!/^#/ { print $1 }' $config/seogo/queries 2>/dev/null
end
complete -c seogo -n '__fish_use_subcommand' -a digest -d 'What the saved queries find'
complete -c seogo -n '__fish_seen_subcommand_from digest' -a '(__seogo_saved)' -d 'A saved query'
