# Finds a paper and puts its link at the cursor. In ~/.zshrc, with a key of yours:
#   . /usr/share/seogo/seogo-widget.zsh && bindkey '^xp' seogo-widget
seogo-widget() {
  local link
  link=$(seogo -i -f url) && LBUFFER+=${(q)link}
  zle reset-prompt
}
zle -N seogo-widget
