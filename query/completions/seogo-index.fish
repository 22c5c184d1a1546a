# fish completion for seogo-index

complete -c seogo-index -l db -x -a '(__fish_complete_directories)' -d 'The index directory'
complete -c seogo-index -l jobs -x -d 'Work on N pages at once'
complete -c seogo-index -l full -d 'Index every page anew'
complete -c seogo-index -l dry-run -d 'Read the pages and report, but write nothing'
complete -c seogo-index -l report -x -a 'text json' -d 'The summary'
complete -c seogo-index -l progress -x -a 'auto always never' -d 'Show progress'
complete -c seogo-index -s q -l quiet -d 'Only warnings and errors'
complete -c seogo-index -s v -l verbose -d 'Name the duplicates, and time each phase'
complete -c seogo-index -l version -d 'Say which version this is'
complete -c seogo-index -l help -d 'List the options'
