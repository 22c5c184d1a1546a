;;; seogo-live.el --- Papers found while a query is typed  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Reads a paper in the minibuffer.  The server ranks, and Emacs filters and
;; sorts nothing: the completion style of the category `seogo' takes what the
;; server found for the whole input.
;;
;; Where no package shows candidates while one types (Vertico, Icomplete and
;; their like do), the list under the prompt is drawn here.  It is asked for
;; when the text changes, not after a command, as an input method of Emacs
;; composes a syllable within one command; and it is drawn when the answer
;; comes, so that nobody waits.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'seogo-paper)
(require 'seogo-results)
(require 'seogo-session)

(defface seogo-selection '((t :inherit highlight :extend t))
  "The paper that RET picks."
  :group 'seogo)

(cl-defstruct (seogo-live--list (:constructor seogo-live--make-list) (:copier nil))
  "What was found: the CANDIDATES, strings, for QUERY; ERROR is a text or nil.
SEEN maps every candidate so far to its paper."
  query candidates error (seen (make-hash-table :test #'equal)))

;;; The completion table

(defun seogo-live--candidate (list paper)
  "A candidate of LIST that is PAPER's alone."
  (let* ((title (seogo-paper-title paper))
         (other (gethash title (seogo-live--list-seen list)))
         (id (plist-get paper :id))
         (candidate (if (and other (not (equal (plist-get other :id) id)))
                        (concat title " " id)
                      title)))
    (puthash (substring-no-properties candidate) paper (seogo-live--list-seen list))
    candidate))

(defun seogo-live--take (list query result error)
  "Make LIST what the server answered to QUERY, RESULT or ERROR.
The papers stay while a query is broken, as it is before its
second quotation mark."
  (setf (seogo-live--list-query list) query
        (seogo-live--list-error list) (and error (seogo-error-text error)))
  (unless error
    (setf (seogo-live--list-candidates list)
          (mapcar (lambda (paper) (seogo-live--candidate list paper))
                  (plist-get result :hits)))))

(defconst seogo-live--most 20
  "How many papers are found at most while one types.
Reading fifty takes longer than finding them.")

(defun seogo-live-params (query)
  "The parameters of a search for QUERY while it is typed."
  (list :query query :limit (min seogo-limit seogo-live--most)))

(defun seogo-live--candidates (list query)
  "The candidates for QUERY; where LIST is of another one the server is asked.
`while-no-input', which those use who call this at every
keystroke, ends the waiting."
  (unless (or (equal query (seogo-live--list-query list)) (string-blank-p query))
    (apply #'seogo-live--take list query
           (seogo-ask-and-wait "search" (seogo-live-params query) list)))
  (unless (string-blank-p query)
    (seogo-live--list-candidates list)))

(defun seogo-live--affixes (list candidates)
  "CANDIDATES of LIST with votes and date before them, and a bullet behind."
  (mapcar (lambda (candidate)
            (let ((paper (gethash candidate (seogo-live--list-seen list))))
              (list candidate "" (concat "  " (seogo-paper-bullet paper)))))
          candidates))

(defun seogo-live-table (list)
  "The completion table of LIST."
  (lambda (string _predicate action)
    (pcase action
      ('metadata `(metadata (category . seogo)
                            (display-sort-function . identity)
                            (cycle-sort-function . identity)
                            (affixation-function
                             . ,(apply-partially #'seogo-live--affixes list))))
      ('t (seogo-live--candidates list string))
      ('lambda (gethash string (seogo-live--list-seen list)))
      ('nil string))))

(defun seogo-live-try-completion (string table predicate point)
  "STRING and POINT as they are, where TABLE and PREDICATE have candidates."
  (and (all-completions string table predicate) (cons string point)))

(defun seogo-live-all-completions (string table predicate _point)
  "All that TABLE has for STRING and PREDICATE."
  (all-completions string table predicate))

(add-to-list 'completion-styles-alist
             '(seogo seogo-live-try-completion seogo-live-all-completions
                     "What seogo found, in its order."))

(defconst seogo-live-styles '(seogo (styles seogo))
  "What `completion-category-overrides' must hold while papers are read.
Its defaults do not do: `fido-mode' empties them.")

;;; The list under the prompt

(defconst seogo-live--rows 10
  "How many papers are shown at most, where the frame is high enough.")

(defvar-local seogo-live--list nil "The list of this minibuffer.")
(defvar-local seogo-live--asked nil "The query that was asked for last.")
(defvar-local seogo-live--index 0 "The place of the selected paper in the list.")
(defvar-local seogo-live--overlay nil "The overlay that shows the list.")
(defvar-local seogo-live--timer nil "The timer that will ask, or nil.")

(defvar seogo-live-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-n") #'seogo-live-next)
    (define-key map (kbd "C-p") #'seogo-live-previous)
    (define-key map (kbd "<down>") #'seogo-live-next)
    (define-key map (kbd "<up>") #'seogo-live-previous)
    (define-key map (kbd "RET") #'seogo-live-exit)
    (define-key map (kbd "TAB") #'seogo-live-complete)
    map)
  "Keys where the list is drawn here.")

(defun seogo-live--row (paper width)
  "PAPER on a row of WIDTH columns: its title, then what matched in its summary."
  (let* ((title (seogo-paper-title paper))
         (bullet (seogo-paper-bullet paper))
         (most (if bullet (max (/ (* width 3) 5) 30) width))
         (title (truncate-string-to-width title (min most width) nil nil "…"))
         (left (- width (string-width title) 2)))
    (if (and bullet (> left 10))
        (concat title "  " (truncate-string-to-width
                            (seogo-live--from-match bullet left) left nil nil "…"))
      title)))

(defun seogo-live--from-match (text width)
  "TEXT from shortly before its first match on, where that is behind WIDTH."
  (let* ((match (text-property-any 0 (length text) 'face 'seogo-match text))
         (end (and match (next-single-property-change match 'face text (length text)))))
    (if (and end (> (string-width (substring text 0 end)) (1- width)))
        (concat "…" (substring text (max 0 (- match 4))))
      text)))

(defun seogo-live--draw (width rows)
  "The list as text of WIDTH columns and ROWS lines, each after a newline."
  (let* ((candidates (seogo-live--list-candidates seogo-live--list))
         (error (seogo-live--list-error seogo-live--list))
         (rows (if error (1- rows) rows))
         (first (max 0 (min (- seogo-live--index (/ rows 2))
                            (- (length candidates) rows))))
         (seen (seogo-live--list-seen seogo-live--list)))
    (concat
     (and error (concat "\n" (truncate-string-to-width error width nil nil "…")))
     (and (not error) (not candidates) "\nNothing found")
     (cl-loop
      for candidate in (seq-subseq candidates first (min (length candidates) (+ first rows)))
      for index from first
      for selected = (= index seogo-live--index)
      for row = (concat (if selected "\n> " "\n  ")
                        (seogo-live--row (gethash candidate seen) (- width 2)))
      do (when selected
           (add-face-text-property 1 (length row) 'seogo-selection t row))
      concat row))))

(defun seogo-live--show ()
  "Show the list of this minibuffer."
  (let* ((window (active-minibuffer-window))
         (rows (min seogo-live--rows (- (/ (frame-height (window-frame window)) 2) 1)))
         (text (if (string-blank-p (or seogo-live--asked ""))
                   ""
                 (seogo-live--draw (1- (window-width window)) rows))))
    (move-overlay seogo-live--overlay (point-max) (point-max))
    ;; Or the cursor would be drawn behind the list.
    (overlay-put seogo-live--overlay 'after-string
                 (concat (propertize " " 'cursor t) text))))

(defun seogo-live--ask (buffer)
  "Ask for what is typed in the minibuffer BUFFER, unless it was asked for."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (setq seogo-live--timer nil)
      (let ((list seogo-live--list)
            (query (and seogo-live--list (minibuffer-contents-no-properties))))
        (unless (equal query seogo-live--asked)
          (setq seogo-live--asked query)
          (if (string-blank-p query)
              (seogo-live--show)
            (seogo-ask "search" (seogo-live-params query)
                       (lambda (result error)
                         (seogo-live--answered buffer list query result error))
                       list)))))))

(defun seogo-live--answered (buffer list query result error)
  "Show in BUFFER, if LIST is still its list, RESULT or ERROR of QUERY."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (when (and (eq list seogo-live--list) (equal query seogo-live--asked))
        (seogo-live--take list query result error)
        (setq seogo-live--index 0)
        (seogo-live--show)))))

(defun seogo-live--changed (&rest _)
  "Ask as soon as nothing else is typed."
  (unless seogo-live--timer
    (setq seogo-live--timer (run-at-time 0 nil #'seogo-live--ask (current-buffer)))))

(defun seogo-live--setup (list)
  "Let this minibuffer show LIST under its prompt."
  (setq seogo-live--list list
        seogo-live--overlay (make-overlay (point-max) (point-max) nil t t))
  (setq-local max-mini-window-height 0.5
              resize-mini-windows t)
  (use-local-map (make-composed-keymap seogo-live-map (current-local-map)))
  (add-hook 'after-change-functions #'seogo-live--changed nil t)
  (seogo-live--changed))

(defun seogo-live-next (count)
  "Select the paper COUNT after this one."
  (interactive "p")
  (setq seogo-live--index
        (max 0 (min (+ seogo-live--index count)
                    (1- (length (seogo-live--list-candidates seogo-live--list))))))
  (seogo-live--show))

(defun seogo-live-previous (count)
  "Select the paper COUNT before this one."
  (interactive "p")
  (seogo-live-next (- count)))

(defun seogo-live-complete ()
  "Complete the word, field or author before point as the server would."
  (interactive)
  (let ((buffer (current-buffer))
        (typed (buffer-substring-no-properties (minibuffer-prompt-end) (point))))
    (seogo-ask "complete" (list :query typed :limit 1)
               (lambda (result _error)
                 (seogo-live--completed buffer typed result))
               'seogo-live-complete)))

(defun seogo-live--completed (buffer typed result)
  "Put the first item of RESULT into BUFFER, if TYPED is still before point."
  (when-let ((item (car (plist-get result :items))))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (let ((start (minibuffer-prompt-end)))
          (when (and seogo-live--list
                     (equal typed (buffer-substring-no-properties start (point))))
            (delete-region (+ start (plist-get result :start))
                           (+ start (plist-get result :end)))
            (insert (plist-get item :text))))))))

(defun seogo-live-exit ()
  "Pick the selected paper; where the list is not there yet, the query itself."
  (interactive)
  (let ((query (minibuffer-contents-no-properties))
        (candidate (nth seogo-live--index
                        (seogo-live--list-candidates seogo-live--list))))
    (when (and candidate
               (equal query (seogo-live--list-query seogo-live--list))
               (not (seogo-live--list-error seogo-live--list)))
      (seogo-live--leave candidate))
    (exit-minibuffer)))

;;; Reading a paper

(defvar seogo-live--query nil "The query typed last, while a paper is read.")

(defun seogo-live--leave (text)
  "Make TEXT what the minibuffer answers."
  (let ((inhibit-modification-hooks t))
    (delete-minibuffer-contents)
    (insert text)))

(defun seogo-live--remember (list)
  "Keep the query that is typed, unless a candidate of LIST has taken its place."
  (let ((text (minibuffer-contents-no-properties)))
    (unless (gethash text (seogo-live--list-seen list))
      (setq seogo-live--query text))))

(defun seogo-live-all ()
  "Pick none, so that all that were found are listed in a buffer."
  (interactive)
  (throw 'seogo-live-all (minibuffer-contents-no-properties)))

(defvar seogo-live-words-map
  (let ((map (make-sparse-keymap)))
    (define-key map " " #'self-insert-command)
    (define-key map "?" #'self-insert-command)
    map)
  "Keys that elsewhere complete a word; a query has several.")

(defvar seogo-live-keys
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map seogo-live-words-map)
    (define-key map (kbd "M-RET") #'seogo-live-all)
    map)
  "Keys while a paper is read, whoever shows the list.")

(defun seogo-live--shown-elsewhere-p ()
  "Return whether a package displays candidates while one types."
  (or (not (eq completing-read-function #'completing-read-default))
      (seq-some (lambda (mode) (and (boundp mode) (symbol-value mode)))
                '(vertico-mode icomplete-mode fido-mode mct-mode selectrum-mode))))

(defun seogo-live--read (prompt list)
  "Read with PROMPT a candidate of LIST, or a query; return what was read."
  (minibuffer-with-setup-hook
      (lambda ()
        (use-local-map (make-composed-keymap seogo-live-keys (current-local-map)))
        (add-hook 'after-change-functions
                  (lambda (&rest _) (seogo-live--remember list)) nil t)
        (unless (seogo-live--shown-elsewhere-p)
          (seogo-live--setup list)))
    (let ((history-add-new-input nil)
          ;; Collecting garbage at every other keystroke took more than all else.
          (gc-cons-threshold (max gc-cons-threshold 32000000))
          (completion-category-overrides
           (cons seogo-live-styles completion-category-overrides)))
      (completing-read prompt (seogo-live-table list) nil nil nil 'seogo-history))))

(defun seogo-read (prompt)
  "Read a paper with PROMPT while a query is typed.
Return the paper, a plist, or the query where none was picked."
  (let* ((list (seogo-live--make-list))
         (seogo-live--query "")
         (picked (catch 'seogo-live-all (seogo-live--read prompt list))))
    (unless (string-blank-p seogo-live--query)
      (add-to-history 'seogo-history seogo-live--query))
    (gethash picked (seogo-live--list-seen list) picked)))

(provide 'seogo-live)
;;; seogo-live.el ends here
