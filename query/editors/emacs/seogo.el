;;; seogo.el --- Search an archive of daily paper pages  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; URL: https://seogo.example/seogo
;; Keywords: hypermedia, bib, matching

;;; Commentary:

;; `M-x seogo' finds papers while a query is typed, `M-x seogo-search' lists
;; them in a buffer; `seogo-insert-org-link', `seogo-insert-bibtex' and
;; `seogo-insert-key' cite one, `seogo-at-point' acts on one that a text names.
;; A running `seogo --serve' does the searching, see seogo-serve(7).

;;; Code:

(require 'seogo-cite)
(require 'seogo-embark)
(require 'seogo-live)
(require 'seogo-paper)
(require 'seogo-results)
(require 'seogo-text)

;;;###autoload
(defun seogo ()
  "Find papers while a query is typed, and open the page of one.
\\<seogo-live-map>\\[seogo-live-exit] opens the selected paper, \
\\<seogo-live-keys>\\[seogo-live-all] lists all in a buffer."
  (interactive)
  (let ((picked (seogo-read "Papers: ")))
    (cond ((consp picked) (seogo-paper-open picked))
          ((not (string-blank-p picked)) (seogo-search picked)))))

(defun seogo--insert (format)
  "Read a paper and insert its citation in FORMAT."
  (barf-if-buffer-read-only)
  (let ((picked (seogo-read "Cite paper: ")))
    (if (consp picked)
        (insert (seogo-cite format (list picked)))
      (user-error "Seogo: no paper was picked"))))

;;;###autoload
(defun seogo-insert-org-link ()
  "Read a paper and insert an Org link to it."
  (interactive)
  (seogo--insert 'org))

;;;###autoload
(defun seogo-insert-bibtex ()
  "Read a paper and insert its BibTeX entry."
  (interactive)
  (seogo--insert 'bibtex))

;;;###autoload
(defun seogo-insert-key ()
  "Read a paper and insert the key of its BibTeX entry."
  (interactive)
  (seogo--insert 'key))

(provide 'seogo)
;;; seogo.el ends here
