;;; seogo-embark.el --- Seogo's papers in Embark, Marginalia and Evil  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; What can be done with a candidate of the category `seogo', and what is told of
;; it, where these packages are.  None of them is loaded from here.

;;; Code:

(require 'seogo-cite)
(require 'seogo-list)
(require 'seogo-live)
(require 'seogo-paper)
(require 'seogo-results)

(defvar embark-keymap-alist)
(defvar embark-general-map)
(defvar marginalia-annotator-registry)
(declare-function evil-make-overriding-map "evil-core" (keymap &optional state copy))

(defun seogo-embark--paper (candidate)
  "The paper that CANDIDATE stands for; a `user-error' where it is none."
  (or (seogo-live-paper candidate)
      (user-error "Seogo: \"%s\" is no paper that was found" candidate)))

(defun seogo-embark-open (candidate)
  "Open the page of CANDIDATE."
  (seogo-paper-open (seogo-embark--paper candidate)))

(defun seogo-embark-browse (candidate)
  "Open the link of CANDIDATE."
  (seogo-paper-browse (seogo-embark--paper candidate)))

(defun seogo-embark-copy (candidate)
  "Copy a citation of CANDIDATE."
  (kill-new (seogo-cite (seogo-cite-read-format) (list (seogo-embark--paper candidate)))))

(defun seogo-embark-insert (candidate)
  "Insert a citation of CANDIDATE at point."
  (barf-if-buffer-read-only)
  (insert (seogo-cite (seogo-cite-read-format) (list (seogo-embark--paper candidate)))))

(defun seogo-embark-similar (candidate)
  "List the papers like CANDIDATE."
  (seogo-similar (seogo-embark--paper candidate)))

(defvar seogo-embark-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'seogo-embark-open)
    (define-key map "o" #'seogo-embark-browse)
    (define-key map "s" #'seogo-embark-similar)
    (define-key map "w" #'seogo-embark-copy)
    (define-key map "i" #'seogo-embark-insert)
    map)
  "What Embark offers to do with a paper; keys as in `seogo-results-mode'.")

(defun seogo-embark-annotate (candidate)
  "Votes, date and authors of CANDIDATE, for Marginalia."
  (when-let ((paper (seogo-live-paper candidate)))
    (concat "  " (seogo-paper-about paper))))

(with-eval-after-load 'embark
  (set-keymap-parent seogo-embark-map embark-general-map)
  (add-to-list 'embark-keymap-alist '(seogo . seogo-embark-map)))

(with-eval-after-load 'marginalia
  (add-to-list 'marginalia-annotator-registry '(seogo seogo-embark-annotate builtin none)))

(with-eval-after-load 'evil
  (evil-make-overriding-map seogo-results-mode-map 'normal))

(provide 'seogo-embark)
;;; seogo-embark.el ends here
