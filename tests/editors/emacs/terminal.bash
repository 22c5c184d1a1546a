# Emacs in a terminal that is typed into and read back. One runs for all tests
# of a file; before each it is as it was when it started.
#
#   fresh [COLUMNS]        as it was when it started
#   lisp FORM              lets Emacs evaluate FORM
#   keys KEY...            as tmux names them: M-x, Enter, C-n
#   typed TEXT             types TEXT
#   shows TEXT             waits until TEXT stands on the screen
#   hides TEXT             waits until it does not
#   screen                 the screen, a line a line

in_terminal() { tmux -S "$BATS_FILE_TMPDIR/tmux" "$@"; }

start_terminal() {
  cat >"$BATS_FILE_TMPDIR/init.el" <<'END'
(require 'seogo)
(menu-bar-mode -1)
(setq inhibit-startup-screen t initial-scratch-message nil ring-bell-function #'ignore)
(global-set-key (kbd "C-c s") #'seogo)
(defun fresh ()
  (interactive)
  (run-at-time 0 nil #'make-fresh)
  (when (active-minibuffer-window)
    (abort-recursive-edit)))
(defun make-fresh ()
  (seogo-session-stop)
  (setq seogo-program "seogo" seogo-database nil)
  (fido-vertical-mode -1)
  (fido-mode -1)
  (icomplete-mode -1)
  (dolist (mode '(vertico-mode marginalia-mode evil-mode))
    (when (fboundp mode) (funcall mode -1)))
  (deactivate-input-method)
  (dolist (buffer (buffer-list))
    (when (or (buffer-file-name buffer) (equal (buffer-name buffer) "*seogo*"))
      (kill-buffer buffer)))
  (switch-to-buffer "*scratch*")
  (delete-other-windows)
  (erase-buffer)
  (message "As new")
  (tell-end))
(global-set-key (kbd "C-c 0") #'fresh)
(defun tell-end ()
  (write-region "" nil (concat (getenv "SEOGO_FORM") ".done") nil 0))
(defun run-form ()
  (interactive)
  (load (getenv "SEOGO_FORM") nil t)
  (tell-end))
(global-set-key (kbd "C-c 1") #'run-form)
(defun kill-server ()
  (interactive)
  (signal-process seogo-session--process 'KILL))
(global-set-key (kbd "C-c 2") #'kill-server)
(define-key special-event-map [sigusr1] #'redraw-display)
END
  export SEOGO_FORM=$BATS_FILE_TMPDIR/form.el
  in_terminal -f /dev/null new-session -d -x 100 -y 24 \
    emacs -nw -q --no-site-file "${not_native[@]}" -L "$compiled" -l "$BATS_FILE_TMPDIR/init.el"
  # Not by seen: until Emacs minds signals, one would end it.
  until_true 15 on_screen '*scratch*' || fail "$(screen)"
}

close_terminal() { in_terminal kill-server 2>/dev/null || true; }

fresh() {
  in_terminal resize-window -x "${1-100}" -y 24
  evaluated C-c 0
  shows 'As new'
}

lisp() {
  printf '%s\n' "$1" >"$SEOGO_FORM"
  evaluated C-c 1
}

# evaluated KEY...: types the keys and waits until what they call tells its end, by a file: what
# is told in the echo area others may replace, and another call's may still stand there.
evaluated() {
  rm -f "$SEOGO_FORM.done"
  keys "$@"
  until_true 15 [ -e "$SEOGO_FORM.done" ] || fail "not evaluated: $*" "$(screen)"
}

keys() { in_terminal send-keys "$@"; }
typed() { in_terminal send-keys -l "$1"; }
screen() { in_terminal capture-pane -p; }

# until_true SECONDS COMMAND...: COMMAND comes true in time.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# seen COMMAND...: COMMAND comes true of the screen in time. What Emacs writes to a
# terminal is lost where a signal comes at that moment, as when its server has ended;
# and it takes that for drawn until it is told to draw all again.
seen() {
  for _ in 1 2 3 4 5; do
    until_true 3 "$@" && return
    kill -USR1 "$(in_terminal display-message -p '#{pane_pid}')"
  done
  return 1
}

on_screen() { [[ $(screen) == *"$1"* ]]; }
off_screen() { ! on_screen "$1"; }
shows() { seen on_screen "$1" || fail "never shown: $1" "but: $(screen)"; }
hides() { seen off_screen "$1" || fail "still shown: $1" "in: $(screen)"; }

setup_file() { ! have emacs tmux || { index_corpus && compile && start_terminal; }; }
teardown_file() { close_terminal; }
setup() { need emacs tmux && fresh; }
