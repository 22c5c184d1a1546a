# Finds a paper and puts its link at the cursor. In ~/.bashrc, with a key of yours:
#   . /usr/share/seogo/seogo-widget.bash && bind -x '"\C-xp": seogo-widget'
seogo-widget() {
    local link
    link=$(seogo -i -f url) && printf -v link %q "$link" || return
    READLINE_LINE=${READLINE_LINE:0:READLINE_POINT}$link${READLINE_LINE:READLINE_POINT}
    ((READLINE_POINT += ${#link}))
}
