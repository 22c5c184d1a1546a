# Finds a paper and puts its link at the cursor. In config.fish, with a key of yours:
#   source /usr/share/seogo/seogo-widget.fish; and bind \cxp seogo-widget
function seogo-widget
    set -l link (seogo -i -f url)
    and commandline -i -- (string escape -- $link)
    commandline -f repaint
end
