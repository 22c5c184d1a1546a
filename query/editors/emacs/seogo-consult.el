;;; seogo-consult.el --- Seogo's papers in Consult  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; `seogo-consult' is `seogo' with what Consult adds: a preview of each page as
;; it is walked over, and Consult's keys.  One syllable is enough to search,
;; and nothing waits for more: Consult's own delays are for programs that start
;; anew at every keystroke.

;;; Code:

;; Where there is no Consult, this file still compiles, and its command says so.
(require 'consult nil t)
(require 'seogo-list)
(require 'seogo-live)

;; Consult 0.32 hands a source the next function of its pipeline; since 1.9 the
;; pipeline does that itself.
(declare-function consult--async-pipeline "consult" (&rest stages))
(declare-function consult--async-sink "consult")
(declare-function consult--async-refresh-immediate "consult" (async))
(declare-function consult--read "consult" (table &rest options))
(declare-function consult--temporary-files "consult")
(declare-function consult--jump-preview "consult")
(defvar consult-after-jump-hook)

(defun seogo-consult--source (list next)
  "Make a stage that asks for each input, by LIST, on behalf of NEXT."
  (lambda (action)
    (pcase action
      ((and (pred stringp) (pred string-blank-p)) (funcall next 'flush))
      ((pred stringp)
       (seogo-ask "search" (seogo-list-params action)
                  (lambda (result error)
                    (seogo-list-take list action result error)
                    (unless error
                      (funcall next 'flush)
                      (funcall next (seogo-list-candidates list)))
                    (seogo-live-settle list))
                  list))
      (_ (funcall next action)))))

(defun seogo-consult--pipeline (list)
  "The candidates of LIST as Consult takes them."
  (if (fboundp 'consult--async-pipeline)
      (consult--async-pipeline (lambda (next) (seogo-consult--source list next)))
    (seogo-consult--source list (consult--async-refresh-immediate (consult--async-sink)))))

(defun seogo-consult-try-completion (string table predicate point)
  "STRING and POINT as they are, where TABLE and PREDICATE have candidates."
  (and (all-completions "" table predicate) (cons string point)))

(defun seogo-consult-all-completions (_string table predicate _point)
  "All that Consult's TABLE has for PREDICATE; it has only what was found."
  (all-completions "" table predicate))

(add-to-list 'completion-styles-alist
             '(seogo-consult seogo-consult-try-completion seogo-consult-all-completions
                             "What seogo found, in its order, for Consult."))

(defun seogo-consult--state ()
  "The preview of a page at its paper."
  (let ((open (consult--temporary-files))
        (jump (consult--jump-preview)))
    (lambda (action paper)
      (unless paper
        (funcall open))
      (let ((consult-after-jump-hook
             (append (remq 'recenter consult-after-jump-hook) '(seogo-consult--to-top))))
        (funcall jump action
               (and paper (eq action 'preview)
                    (when-let ((buffer (funcall open (seogo-paper-file paper))))
                      (with-current-buffer buffer
                        (save-excursion
                          (seogo-paper-go-to paper)
                          (point-marker))))))))))

(defun seogo-consult--to-top ()
  "Put the line of point at the top of the window."
  (recenter 0))

;;;###autoload
(defun seogo-consult ()
  "Find papers while a query is typed, with a preview of each one's page."
  (interactive)
  (unless (fboundp 'consult--read)
    (user-error "Seogo: Consult is not installed"))
  (let* ((list (seogo-list-make))
         (completion-category-overrides
          (cons '(seogo (styles seogo-consult)) completion-category-overrides))
         (picked (minibuffer-with-setup-hook
                     (:append (lambda () (seogo-live-watch list)))
                   (consult--read
                    (seogo-consult--pipeline list)
                    :prompt "Papers: "
                    :category 'seogo
                    :sort nil
                    :require-match t
                    :history '(:input seogo-history)
                    :inherit-input-method t
                    :lookup (lambda (candidate &rest _)
                              (gethash candidate (seogo-list-seen list)))
                    ;; A page is opened when the hands rest, not at every key.
                    :preview-key '(:debounce 0.4 any)
                    :state (seogo-consult--state)))))
    (when picked
      (seogo-paper-open picked))))

(provide 'seogo-consult)
;;; seogo-consult.el ends here
