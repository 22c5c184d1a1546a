;;; seogo-live.el --- Papers found while a query is typed  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Reads a paper in the minibuffer.
;;
;; Whoever shows the candidates (Vertico, Icomplete and their like, or else
;; seogo-rows.el), they are asked for here when the text changes, not after a
;; command, as an input method of Emacs composes a syllable within one command;
;; and they are shown when the answer comes, so that nobody waits.  Only a key
;; that acts on a paper waits, for the answer to what is typed.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'seogo-list)
(require 'seogo-paper)
(require 'seogo-results)
(require 'seogo-rows)
(require 'seogo-session)

(defvar vertico--input)
(declare-function vertico--update "vertico" (&optional interruptible))
(declare-function vertico--exhibit "vertico" ())
(declare-function vertico--candidate "vertico" (&optional highlight))
(declare-function icomplete-exhibit "icomplete" ())

;;; Keys, whoever shows the list

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
    (define-key map (kbd "C-o") #'seogo-live-preview)
    (dolist (command '(seogo-live-exit exit-minibuffer minibuffer-complete-and-exit vertico-exit
                       icomplete-fido-ret icomplete-force-complete-and-exit))
      (define-key map (vector 'remap command) #'seogo-live-accept))
    map)
  "Keys while a paper is read, whoever shows the list.")

;;; Asking while one types

(defconst seogo-live--patience 0.1
  "How long a list may be older than the words before it says so, in seconds.")

(defvar-local seogo-live--asked nil "The query that was asked for last.")
(defvar-local seogo-live--timer nil "The timer that will ask, or nil.")
(defvar-local seogo-live--late nil "The timer that will tell that the list is old, or nil.")
(defvar-local seogo-live--pending nil "The command that waits for the answer, or nil.")
(defvar-local seogo-live--other-keys nil "The keys of this minibuffer but for ours.")
(defvar-local seogo-live--sign nil "The overlay before the prompt that tells of the list.")
(defvar-local seogo-live--rows nil
  "The overlay of the list, or nil where a package shows the candidates.")
(defvar-local seogo-live--index 0 "The place of the selected paper in the list drawn here.")

(defun seogo-live--fresh-p ()
  "Return whether the list of this minibuffer is that of what is typed."
  (let ((query (minibuffer-contents-no-properties)))
    (or (string-blank-p query)
        (equal query (seogo-list-found-for seogo-list-read)))))

(defun seogo-live--answered-p ()
  "Return whether what is typed was answered, be it by an error."
  (or (seogo-live--fresh-p)
      (equal (minibuffer-contents-no-properties) (seogo-list-query seogo-list-read))))

(defun seogo-live--state ()
  "What is to be told of the list, a text."
  (let ((found-for (seogo-list-found-for seogo-list-read)))
    (cond ((string-blank-p (minibuffer-contents-no-properties)) "")
          ((seogo-live--fresh-p) (seogo-list-count seogo-list-read))
          ((seogo-live--answered-p) (seogo-list-error seogo-list-read))
          (t (concat (if seogo-live--pending "Waiting for the answer (C-g leaves)" "Asking")
                     (and found-for (format "; the list is that of \"%s\"" found-for)))))))

(defun seogo-live--told (state)
  "STATE as rows, as many as it takes: it is never cut off."
  (propertize (string-join (seogo-rows-wrap state (1- (window-width (minibuffer-window)))) "\n")
              'face 'seogo-about))

(defun seogo-live--tell ()
  "Tell of the list of this minibuffer: above it, or else above the prompt."
  (if seogo-live--rows
      (seogo-live--show)
    (let ((state (seogo-live--state)))
      (overlay-put seogo-live--sign 'before-string
                   (unless (string-empty-p state)
                     (concat (seogo-live--told state) "\n"))))))

(defun seogo-live--refresh ()
  "Show the candidates as they are now, where a package does that."
  (cond ((bound-and-true-p vertico--input)
         (setq vertico--input t)
         (vertico--exhibit))
        ((bound-and-true-p icomplete-mode)
         (completion--flush-all-sorted-completions)
         (icomplete-exhibit))))

(defun seogo-live--do (buffer command)
  "Do COMMAND, unless it is nil, in BUFFER if it is still the minibuffer."
  (when-let ((window (and command (active-minibuffer-window))))
    (when (eq (window-buffer window) buffer)
      (with-selected-window window
        (when (bound-and-true-p vertico--input)
          (vertico--update))
        (call-interactively command)))))

(defun seogo-live-settle (list)
  "Tell that LIST was answered, if it is read, and do what waited for that."
  (when-let ((buffer (seogo-list-buffer list)))
    (with-current-buffer buffer
      (when (seogo-live--answered-p)
        (let ((command seogo-live--pending))
          (setq seogo-live--pending nil)
          (seogo-live--tell)
          (when (and command (seogo-live--fresh-p))
            ;; Not within the server's answer, which has to be taken whole.
            (run-at-time 0 nil #'seogo-live--do buffer command)))))))

(defun seogo-live-accept ()
  "Do what this key does elsewhere, once what is typed was answered."
  (interactive)
  (let ((command (or (command-remapping this-original-command nil seogo-live--other-keys)
                     this-original-command)))
    (cond ((seogo-live--fresh-p) (seogo-live--do (current-buffer) command))
          ((not (seogo-live--answered-p))
           (setq seogo-live--pending command)
           (seogo-live--tell)))))

(defun seogo-live--ask (list)
  "Ask for what is typed where LIST is read, unless it was asked for."
  (when-let ((buffer (seogo-list-buffer list)))
    (with-current-buffer buffer
      (setq seogo-live--timer nil)
      (let ((query (minibuffer-contents-no-properties)))
        (unless (equal query seogo-live--asked)
          (setq seogo-live--asked query)
          (if (string-blank-p query)
              (seogo-live--answered list)
            (seogo-ask "search" (seogo-list-params query)
                       (lambda (result error)
                         (seogo-list-take list query result error)
                         (seogo-live--answered list))
                       list)))))))

(defmacro seogo-live--in (list &rest body)
  "Do BODY where LIST is read, if it is still read."
  (declare (indent 1))
  `(when (seogo-list-buffer ,list)
     ;; To select a window, even the one that is, lets all be displayed anew.
     (if (eq (selected-window) (active-minibuffer-window))
         (progn ,@body)
       (with-selected-window (active-minibuffer-window) ,@body))))

(defun seogo-live--answered (list)
  "Show what LIST is now, where it is read."
  (seogo-live--in list
    (setq seogo-live--index 0)
    (seogo-live--refresh)
    (seogo-live-settle list)))

(defun seogo-live--changed ()
  "Ask as soon as nothing else is typed."
  (unless seogo-live--timer
    (setq seogo-live--timer (run-at-time 0 nil #'seogo-live--ask seogo-list-read))))

(defun seogo-live--typed (&rest _)
  "Forget what waited for the answer, and soon tell where none has come."
  (setq seogo-live--pending nil)
  (unless seogo-live--late
    (setq seogo-live--late
          (run-at-time seogo-live--patience nil #'seogo-live--tell-late seogo-list-read))))

(defun seogo-live--tell-late (list)
  "Tell, where LIST is read, that it is older than the words."
  (seogo-live--in list
    (setq seogo-live--late nil)
    (unless (seogo-live--answered-p)
      (seogo-live--tell))))

(defvar seogo-live--latest nil "The list that was read last, or is.")

(defun seogo-live-paper (candidate)
  "The paper that CANDIDATE of the list read last stands for, or nil."
  (and seogo-live--latest
       (gethash (substring-no-properties candidate) (seogo-list-seen seogo-live--latest))))

(defun seogo-live-watch (list)
  "Let this minibuffer act on what LIST has for the whole input only."
  (setq seogo-live--latest list
        seogo-list-read list
        seogo-live--sign (make-overlay (point-min) (point-min))
        seogo-live--other-keys (current-local-map))
  (use-local-map (make-composed-keymap seogo-live-keys (current-local-map)))
  ;; What is told is as wide as the window was, and a frame may grow narrower.
  (add-hook 'window-size-change-functions (lambda (_window) (seogo-live--tell)) nil t)
  (add-hook 'after-change-functions #'seogo-live--typed nil t))

(defun seogo-live--selected ()
  "The paper that is selected, by whoever does that, or nil."
  (let ((candidate (cond (seogo-live--rows
                          (nth seogo-live--index (seogo-list-candidates seogo-list-read)))
                         ((bound-and-true-p vertico--input) (vertico--candidate))
                         (t (car-safe completion-all-sorted-completions)))))
    (and candidate
         (gethash (substring-no-properties candidate) (seogo-list-seen seogo-list-read)))))

(defun seogo-live-preview ()
  "Show the page of the selected paper in another window, the heading at its top.
\\<minibuffer-local-map>\\[scroll-other-window] scrolls it."
  (interactive)
  (when-let ((paper (seogo-live--selected)))
    (let* ((buffer (seogo-paper-buffer paper))
           (window (display-buffer buffer '(nil (inhibit-same-window . t))))
           (place (with-current-buffer buffer (point))))
      (set-window-point window place)
      (set-window-start window place)
      (setq minibuffer-scroll-window window))))

;;; The list under the prompt

(defconst seogo-live--rows-most 10
  "How many papers are shown at most, where the frame is high enough.")

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

(defun seogo-live--show ()
  "Show the list of this minibuffer."
  (let* ((list seogo-list-read)
         (window (active-minibuffer-window))
         (rows (max 1 (min seogo-live--rows-most
                           (- (/ (frame-height (window-frame window)) 2) 2))))
         (papers (mapcar (lambda (candidate) (gethash candidate (seogo-list-seen list)))
                         (seogo-list-candidates list)))
         (state (seogo-live--state))
         (text (if (string-empty-p state)
                   ""
                 (concat "\n" (seogo-live--told state)
                         (seogo-rows-text papers (and (seogo-live--fresh-p) seogo-live--index)
                                          (1- (window-width window)) rows)))))
    (move-overlay seogo-live--rows (point-max) (point-max))
    ;; Or the cursor would be drawn behind the list.
    (overlay-put seogo-live--rows 'after-string
                 (concat (propertize " " 'cursor t) text))))

(defun seogo-live--show-here ()
  "Let this minibuffer show its list under its prompt."
  (setq seogo-live--rows (make-overlay (point-max) (point-max) nil t t))
  (setq-local max-mini-window-height 0.5
              resize-mini-windows t)
  (use-local-map (make-composed-keymap seogo-live-map (current-local-map))))

(defun seogo-live-next (count)
  "Select the paper COUNT after this one."
  (interactive "p")
  (setq seogo-live--index
        (max 0 (min (+ seogo-live--index count)
                    (1- (length (seogo-list-candidates seogo-list-read))))))
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
          (when (and seogo-list-read
                     (equal typed (buffer-substring-no-properties start (point))))
            (delete-region (+ start (plist-get result :start))
                           (+ start (plist-get result :end)))
            (insert (plist-get item :text))))))))

(defun seogo-live-exit ()
  "Pick the selected paper; where nothing was found, the query itself."
  (interactive)
  (when-let ((candidate (and (not (string-blank-p (minibuffer-contents-no-properties)))
                               (nth seogo-live--index
                                    (seogo-list-candidates seogo-list-read)))))
    (seogo-live--leave candidate))
  (exit-minibuffer))

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
    (unless (gethash text (seogo-list-seen list))
      (setq seogo-live--query text))))

(defun seogo-live-all ()
  "Pick none, so that all that were found are listed in a buffer."
  (interactive)
  (throw 'seogo-live-all (minibuffer-contents-no-properties)))

(defun seogo-live--shown-elsewhere-p ()
  "Return whether a package displays candidates while one types."
  (or (not (eq completing-read-function #'completing-read-default))
      (seq-some (lambda (mode) (and (boundp mode) (symbol-value mode)))
                '(vertico-mode icomplete-mode fido-mode mct-mode selectrum-mode))))

(defun seogo-live--setup (list)
  "Let this minibuffer read a candidate of LIST."
  (unless (seogo-live--shown-elsewhere-p)
    (seogo-live--show-here))
  (seogo-live-watch list)
  (add-hook 'after-change-functions (lambda (&rest _) (seogo-live--changed)) nil t)
  (add-hook 'after-change-functions (lambda (&rest _) (seogo-live--remember list)) nil t)
  (seogo-live--changed))

(defun seogo-live--read (prompt list)
  "Read with PROMPT a candidate of LIST, or a query; return what was read."
  (minibuffer-with-setup-hook (lambda () (seogo-live--setup list))
    (let ((history-add-new-input nil)
          ;; Collecting garbage at every other keystroke took more than all else.
          (gc-cons-threshold (max gc-cons-threshold 32000000))
          (completion-category-overrides
           (cons seogo-list-styles completion-category-overrides)))
      (completing-read prompt (seogo-list-table list) nil nil nil 'seogo-history nil t))))

(defun seogo-read (prompt)
  "Read a paper with PROMPT while a query is typed.
Return the paper, a plist, or the query where none was picked."
  (let* ((list (seogo-list-make))
         (seogo-live--query "")
         (picked (catch 'seogo-live-all (seogo-live--read prompt list))))
    (unless (string-blank-p seogo-live--query)
      (add-to-history 'seogo-history seogo-live--query))
    (gethash picked (seogo-list-seen list) picked)))

(provide 'seogo-live)
;;; seogo-live.el ends here
