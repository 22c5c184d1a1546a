;;; seogo-rows.el --- Papers as rows under a prompt  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; The list where no package shows candidates while one types, as text.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'seogo-paper)

(defface seogo-selection '((t :inherit highlight :extend t))
  "The paper that RET picks."
  :group 'seogo)

(defun seogo-rows-wrap (text width)
  "TEXT as rows of WIDTH columns at most, between words where it can be."
  (let (rows)
    (while (> (string-width text) width)
      (let* ((row (truncate-string-to-width text width))
             (end (if (string-match "\\`.*[^ ] " row) (match-end 0) (max 1 (length row)))))
        (push (string-trim-right (substring text 0 end)) rows)
        (setq text (substring text end))))
    (nreverse (cons text rows))))

(defun seogo-rows-row (paper width)
  "PAPER on a row of WIDTH columns: its title, then what matched in its summary."
  (let* ((title (seogo-paper-title paper))
         (bullet (seogo-paper-bullet paper))
         (most (if bullet (max (/ (* width 3) 5) 30) width))
         (title (truncate-string-to-width title (min most width) nil nil "…"))
         (left (- width (string-width title) 2)))
    (if (and bullet (> left 10))
        (concat title "  " (truncate-string-to-width
                            (seogo-rows--from-match bullet left) left nil nil "…"))
      title)))

(defun seogo-rows--from-match (text width)
  "TEXT from shortly before its first match on, where that is behind WIDTH."
  (let* ((match (text-property-any 0 (length text) 'face 'seogo-match text))
         (end (and match (next-single-property-change match 'face text (length text)))))
    (if (and end (> (string-width (substring text 0 end)) (1- width)))
        (concat "…" (substring text (max 0 (- match 4))))
      text)))

(defun seogo-rows-text (papers selected width rows)
  "PAPERS as text of WIDTH columns and ROWS lines, each after a newline.
SELECTED is the place of the one that RET picks, or nil where they
are not what is typed."
  (let ((first (max 0 (min (- (or selected 0) (/ rows 2)) (- (length papers) rows)))))
    (cl-loop
     for paper in (seq-subseq papers first (min (length papers) (+ first rows)))
     for index from first
     for row = (concat (if (eql index selected) "\n> " "\n  ")
                       (seogo-rows-row paper (- width 2)))
     do (cond ((not selected)
               (put-text-property 1 (length row) 'face 'shadow row))
              ((= index selected)
               (add-face-text-property 1 (length row) 'seogo-selection t row)))
     concat row)))

(provide 'seogo-rows)
;;; seogo-rows.el ends here
