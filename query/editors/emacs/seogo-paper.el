;;; seogo-paper.el --- A paper as seogo answers it  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; A paper is the plist that `seogo-ask' makes of a hit of seogo-json(7).  Here
;; are its texts with the marks of the server on them, and the way to its page.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'url-util)
(require 'xref)
(require 'seogo-session)

(defface seogo-match '((t :inherit match))
  "What a query found in a text."
  :group 'seogo)

(defface seogo-title '((t :inherit bold))
  "Titles of papers."
  :group 'seogo)

(defface seogo-about '((t :inherit shadow))
  "Votes, date and authors of papers."
  :group 'seogo)

(defun seogo-paper--marked (text places)
  "Copy TEXT, on one line, with the face of a match on PLACES.
PLACES is a list of (START END), in characters."
  (let ((copy (string-replace "\n" " " text)))
    (pcase-dolist (`(,start ,end) places copy)
      (when (<= start end (length copy))
        (add-face-text-property start end 'seogo-match nil copy)))))

(defun seogo-paper--marks (paper part index)
  "Return where PAPER matched in the text INDEX of PART, a list of texts."
  (cl-loop for (text start end) in (plist-get (plist-get paper :highlights) part)
           when (eql text index) collect (list start end)))

(defun seogo-paper-title (paper)
  "The title of PAPER, marked."
  (let ((title (seogo-paper--marked (plist-get paper :title)
                                    (plist-get (plist-get paper :highlights) :title))))
    (add-face-text-property 0 (length title) 'seogo-title t title)
    title))

(defconst seogo-paper--authors 6
  "How many authors are shown, and those that matched beyond them.")

(defun seogo-paper--authors (paper)
  "The authors of PAPER, marked, and how many more there are."
  (let ((authors (cl-loop for author in (plist-get paper :authors)
                          for index from 0
                          for marks = (seogo-paper--marks paper :authors index)
                          when (or marks (< index seogo-paper--authors))
                          collect (seogo-paper--marked author marks)))
        (all (length (plist-get paper :authors))))
    (concat (string-join authors ", ")
            (when (> all (length authors))
              (format " +%d" (- all (length authors)))))))

(defun seogo-paper-about (paper)
  "Votes, date and authors of PAPER on one line, marked."
  (let* ((votes (plist-get paper :votes))
         (about (string-join
                 (delq nil (list (and votes (format "▲ %d" votes))
                                 (plist-get paper :date)
                                 (and (plist-get paper :authors)
                                      (seogo-paper--authors paper))))
                 " · ")))
    (add-face-text-property 0 (length about) 'seogo-about t about)
    about))

(defun seogo-paper-bullet (paper)
  "Return the line of PAPER's summary with most matches, marked, or nil."
  (let* ((summary (plist-get paper :summary))
         (best 0)
         (most (length (seogo-paper--marks paper :summary 0))))
    (dotimes (index (length summary))
      (let ((count (length (seogo-paper--marks paper :summary index))))
        (when (> count most)
          (setq best index most count))))
    (when summary
      (seogo-paper--marked (nth best summary) (seogo-paper--marks paper :summary best)))))

(defun seogo-paper-file (paper)
  "The file name of PAPER's page."
  (let ((uri (plist-get paper :path_uri)))
    (if uri
        (decode-coding-string (url-unhex-string (string-remove-prefix "file://" uri))
                              (or file-name-coding-system
                                  default-file-name-coding-system))
      (plist-get paper :path))))

(defun seogo-paper-go-to (paper)
  "Go to the heading of PAPER in this buffer, its page."
  (widen)
  (goto-char (point-min))
  (forward-line (1- (plist-get paper :line))))

(defun seogo-paper-buffer (paper)
  "The buffer of PAPER's page, with point at its heading.
Signal a `user-error' where the page is not there."
  (let ((file (seogo-paper-file paper)))
    (unless (file-readable-p file)
      (user-error "Seogo: there is no page %s; index the archive again" file))
    (with-current-buffer (find-file-noselect file)
      (seogo-paper-go-to paper)
      (current-buffer))))

(defun seogo-paper-open (paper)
  "Show the page of PAPER at its heading.
\\<global-map>\\[xref-pop-marker-stack] goes back to where it was asked for."
  (let* ((buffer (seogo-paper-buffer paper))
         (place (with-current-buffer buffer (point))))
    (xref-push-marker-stack)
    (pop-to-buffer-same-window buffer)
    (goto-char place)
    (recenter 0)))

(defun seogo-paper-browse (paper)
  "Open the link of PAPER in a browser.
Any other address could make Emacs open or run something else."
  (let ((url (plist-get paper :url))
        (case-fold-search t))
    (unless (string-match-p (rx bos "http" (opt "s") "://") url)
      (user-error "Seogo: this is not a link to a web page: %s" url))
    (browse-url url)))

(provide 'seogo-paper)
;;; seogo-paper.el ends here
