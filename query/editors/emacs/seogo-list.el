;;; seogo-list.el --- What was found, as candidates  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; What the server found for a query, as a completion table that neither filters
;; nor sorts: the style of the category `seogo' takes it for the whole input.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'seogo-paper)
(require 'seogo-results)
(require 'seogo-session)

(cl-defstruct (seogo-list (:constructor seogo-list-make) (:copier nil))
  "What was answered to QUERY: ERROR, a text, or else nil.
CANDIDATES are strings, found for the query FOUND-FOR, an earlier
one after an error; COUNT tells how many there are, and what was
tried.  SEEN maps every candidate so far to its paper."
  query error candidates found-for count (seen (make-hash-table :test #'equal)))

;;; The completion table

(defun seogo-list--candidate (list paper)
  "A candidate of LIST that is PAPER's alone."
  (let* ((title (seogo-paper-title paper))
         (other (gethash title (seogo-list-seen list)))
         (id (plist-get paper :id))
         (candidate (if (and other (not (equal (plist-get other :id) id)))
                        (concat title " " id)
                      title)))
    (puthash (substring-no-properties candidate) paper (seogo-list-seen list))
    candidate))

(defun seogo-list-take (list query result error)
  "Make LIST what the server answered to QUERY, RESULT or ERROR.
After an error the papers from before stay."
  (setf (seogo-list-query list) query
        (seogo-list-error list) (and error (seogo-error-text error)))
  (unless error
    (setf (seogo-list-found-for list) query
          (seogo-list-count list)
          (string-join (cons (seogo-results-count result) (plist-get result :notes)) " · ")
          (seogo-list-candidates list)
          (mapcar (lambda (paper) (seogo-list--candidate list paper))
                  (plist-get result :hits)))))

(defconst seogo-list-most 20
  "How many papers are found at most while one types.
Reading fifty takes longer than finding them.")

(defun seogo-list-params (query)
  "The parameters of a search for QUERY while it is typed."
  (list :query query :limit (min seogo-limit seogo-list-most)))

(defvar-local seogo-list-read nil "The list of this minibuffer.")

(defun seogo-list-buffer (list)
  "The minibuffer where LIST is read and asked for, or nil."
  (when-let* ((window (active-minibuffer-window))
              (buffer (window-buffer window)))
    (and (eq list (buffer-local-value 'seogo-list-read buffer)) buffer)))

(defun seogo-list--candidates (list query)
  "The candidates of LIST for QUERY.
In the minibuffer they are what has come so far; elsewhere the
server is asked, and waited for."
  (unless (string-blank-p query)
    (unless (or (equal query (seogo-list-query list)) (seogo-list-buffer list))
      (apply #'seogo-list-take list query
             (seogo-ask-and-wait "search" (seogo-list-params query) list)))
    ;; Whoever shows them may take the list apart.
    (copy-sequence (seogo-list-candidates list))))

(defun seogo-list--affixes (list candidates)
  "CANDIDATES of LIST with votes and date before them, and a bullet behind."
  (mapcar (lambda (candidate)
            (let ((paper (gethash candidate (seogo-list-seen list))))
              (list candidate "" (concat "  " (seogo-paper-bullet paper)))))
          candidates))

(defun seogo-list-table (list)
  "The completion table of LIST."
  (lambda (string _predicate action)
    (pcase action
      ('metadata `(metadata (category . seogo)
                            (display-sort-function . identity)
                            (cycle-sort-function . identity)
                            (affixation-function
                             . ,(apply-partially #'seogo-list--affixes list))))
      ('t (seogo-list--candidates list string))
      ('lambda (gethash string (seogo-list-seen list)))
      ('nil string))))

(defun seogo-list-try-completion (string table predicate point)
  "STRING and POINT as they are, where TABLE and PREDICATE have candidates."
  (and (all-completions string table predicate) (cons string point)))

(defun seogo-list-all-completions (string table predicate _point)
  "All that TABLE has for STRING and PREDICATE."
  (all-completions string table predicate))

(add-to-list 'completion-styles-alist
             '(seogo seogo-list-try-completion seogo-list-all-completions
                     "What seogo found, in its order."))

(defconst seogo-list-styles '(seogo (styles seogo))
  "What `completion-category-overrides' must hold while papers are read.
Its defaults do not do: `fido-mode' empties them.")

(provide 'seogo-list)
;;; seogo-list.el ends here
