;;; seogo-text.el --- Papers where a text names them  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `seogo-at-point' acts on the paper whose arXiv id is at point.  `seogo-lsp'
;; starts `seogo --lsp' for a text, in Eglot (part of Emacs 29, a package of its
;; own for Emacs 28): cards, and links, citations and entries as code actions.

;;; Code:

(require 'cl-lib)
(require 'seogo-cite)
(require 'seogo-paper)
(require 'seogo-results)
(require 'seogo-session)

(defvar eglot-server-programs)
(declare-function eglot-ensure "eglot" ())

;;; By the running server

(defconst seogo-text--id
  (rx word-boundary
      (group (or (seq (= 4 digit) "." (** 4 5 digit))
                 (seq (+ (any "a-z-")) (opt "." (= 2 upper)) "/" (= 7 digit))))
      (opt "v" (+ digit))
      word-boundary)
  "An id of arXiv; without its version it is the group.")

(defun seogo-text-id ()
  "The arXiv id at point, or else the first one of its line, or nil."
  (let ((place (point)) (case-fold-search nil) first)
    (save-excursion
      (goto-char (line-beginning-position))
      (or (cl-loop while (re-search-forward seogo-text--id (line-end-position) t)
                   do (setq first (or first (match-string-no-properties 1)))
                   when (<= (match-beginning 0) place (match-end 0))
                   return (match-string-no-properties 1))
          first))))

(defconst seogo-text--actions
  '((?p "page" seogo-paper-open) (?o "link" seogo-paper-browse) (?s "similar" seogo-similar)
    (?i "insert a citation" seogo-text--cite) (?c "card" seogo-text--card))
  "What `seogo-at-point' offers: a key, a name and a function of a paper.")

(defun seogo-text--cite (paper)
  "Insert a citation of PAPER at point."
  (barf-if-buffer-read-only)
  (insert (seogo-cite (seogo-cite-read-format) (list paper))))

(defun seogo-text--card (paper)
  "Tell of PAPER in the echo area."
  (message "%s" (string-join (append (list (seogo-paper-title paper) (seogo-paper-about paper))
                                     (plist-get paper :summary))
                             "\n")))

(defun seogo-text--paper ()
  "The paper that is named at point; a `user-error' where it is none."
  (let ((id (or (seogo-text-id) (user-error "Seogo: no arXiv id here"))))
    (pcase-let ((`(,paper ,error) (seogo-ask-and-wait "show" (list :id id))))
      (when error
        (user-error "Seogo: %s" (seogo-error-text error)))
      paper)))

;;;###autoload
(defun seogo-at-point ()
  "Do something with the paper whose arXiv id is at point, or first in the line."
  (interactive)
  (let* ((paper (seogo-text--paper))
         (names (mapconcat (pcase-lambda (`(,key ,name ,_)) (format "%c: %s" key name))
                           seogo-text--actions ", "))
         (key (read-char-choice (format "%s (%s) " (plist-get paper :id) names)
                                (mapcar #'car seogo-text--actions))))
    (funcall (nth 2 (assq key seogo-text--actions)) paper)))

;;; By the language server

(defconst seogo-text--commands
  '(("seogo.openPage" . seogo-paper-open) ("seogo.openLink" . seogo-paper-browse)
    ("seogo.similarPapers" . seogo-similar))
  "Commands that code actions ask Emacs for, and functions of a paper.")

(defun seogo-text--contact (&rest _)
  "The command for Eglot to start, and its options."
  `(,seogo-program "--lsp"
                   ,@(mapcan (lambda (directory) (list "--db" (expand-file-name directory)))
                             (seogo-session-directories))
                   :initializationOptions
                   (:commands ,(vconcat (mapcar #'car seogo-text--commands)))))

(defun seogo-text--run (command arguments)
  "Run COMMAND, a string, of ARGUMENTS, a vector, and return whether it is ours."
  (when-let ((function (cdr (assoc command seogo-text--commands))))
    (funcall function (aref arguments 0))
    t))

(with-eval-after-load 'eglot
  (advice-add (if (fboundp 'eglot-execute) 'eglot-execute 'eglot-execute-command)
              :before-until #'seogo-text--execute))

(defun seogo-text--execute (_server command &optional arguments)
  "Run COMMAND of ARGUMENTS if it is ours; in newer Eglots it is an action."
  (if (symbolp command)
      (seogo-text--run (symbol-name command) arguments)
    (let ((action (if (stringp (plist-get command :command)) command
                    (plist-get command :command))))
      (seogo-text--run (plist-get action :command) (plist-get action :arguments)))))

;;;###autoload
(defun seogo-lsp ()
  "Let Eglot know the papers that this text names; a function for hooks of modes."
  (interactive)
  (unless (require 'eglot nil t)
    (user-error "Seogo: Eglot is not installed"))
  (setq-local eglot-server-programs
              (cons (cons major-mode #'seogo-text--contact) eglot-server-programs))
  (eglot-ensure))

(provide 'seogo-text)
;;; seogo-text.el ends here
