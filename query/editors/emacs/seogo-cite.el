;;; seogo-cite.el --- Papers as citations  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; BibTeX entries, which the program writes, links of Org and Markdown, and
;; plain text.

;;; Code:

(require 'cl-lib)
(require 'rx)
(require 'subr-x)
(require 'seogo-session)

(defconst seogo-cite--formats
  '((?b bibtex "BibTeX") (?o org "Org link") (?m markdown "Markdown link") (?p plain "plain"))
  "Formats of citations: a key to choose one by, its symbol and its name.")

(defun seogo-cite-read-format ()
  "Ask for a format of citations, a symbol, by a key."
  (let* ((names (mapconcat (pcase-lambda (`(,key ,_ ,name)) (format "%c: %s" key name))
                           seogo-cite--formats ", "))
         (key (read-char-choice (format "Cite as (%s) " names)
                                (mapcar #'car seogo-cite--formats))))
    (nth 1 (assq key seogo-cite--formats))))

(defun seogo-cite--arxiv-p (id)
  "Whether ID is one of arXiv's since 2007."
  (string-match-p (rx bos (= 4 (any "0-9")) "." (repeat 4 5 (any "0-9")) eos) id))

(defun seogo-cite--year (paper)
  "The year of PAPER, a string, or nil."
  (let ((id (plist-get paper :id))
        (date (plist-get paper :date)))
    (cond ((seogo-cite--arxiv-p id) (concat "20" (substring id 0 2)))
          (date (substring date 0 4)))))

(defun seogo-cite--url (paper)
  "The link of PAPER, with nothing in it but what a URL may hold."
  (replace-regexp-in-string
   (rx (not (any "a-zA-Z0-9" "-._~:/?#[]@!$&'()*+,;=%")))
   (lambda (char)
     (mapconcat (lambda (byte) (format "%%%02X" byte)) (encode-coding-string char 'utf-8) ""))
   (plist-get paper :url) t t))

;;; BibTeX

(defconst seogo-cite--key (rx bos "@misc{" (group (* (not (any "," "\n")))))
  "The key of an entry.")

(defun seogo-cite--entry (paper)
  "The BibTeX entry of PAPER as the program writes it."
  (pcase-let ((`(,cited ,error)
               (seogo-ask-and-wait "cite" (list :id (plist-get paper :id)))))
    (when error
      (user-error "Seogo: %s" (seogo-error-text error)))
    (plist-get cited :bibtex)))

(defun seogo-cite--letters (number)
  "NUMBER from 1 on as a, b … z, aa."
  (let ((letters ""))
    (while (> number 0)
      (setq letters (concat (string (+ ?a (% (1- number) 26))) letters)
            number (/ (1- number) 26)))
    letters))

(defun seogo-cite--bibtex (papers)
  "The BibTeX entries of PAPERS, a list; keys that are the same go on with -a, -b."
  (let* ((entries (mapcar #'seogo-cite--entry papers))
         (keys (mapcar (lambda (entry)
                         (string-match seogo-cite--key entry)
                         (match-string 1 entry))
                       entries))
         (seen (make-hash-table :test #'equal)))
    (string-join
     (cl-mapcar (lambda (entry key)
                  (let ((twin (cl-incf (gethash key seen 0))))
                    (if (> (cl-count key keys :test #'equal) 1)
                        (replace-regexp-in-string
                         seogo-cite--key
                         (concat "@misc{" key "-" (seogo-cite--letters twin)) entry t t)
                      entry)))
                entries keys)
     "\n")))

;;; Other formats

(defun seogo-cite--org (paper)
  "A link of Org to PAPER; brackets would end it."
  (format "[[%s][%s]]"
          (thread-last (seogo-cite--url paper)
                       (string-replace "[" "%5B")
                       (string-replace "]" "%5D"))
          (thread-last (plist-get paper :title)
                       (string-replace "[" "{")
                       (string-replace "]" "}"))))

(defun seogo-cite--markdown (paper)
  "A link of Markdown to PAPER."
  (format "[%s](<%s>)"
          (replace-regexp-in-string (rx (any "\\`*_[]<>&")) "\\\\\\&" (plist-get paper :title))
          (seogo-cite--url paper)))

(defun seogo-cite--plain (paper)
  "PAPER as a line of text."
  (let ((authors (plist-get paper :authors))
        (year (seogo-cite--year paper)))
    (concat (and authors (concat (string-join authors ", ") ". "))
            (plist-get paper :title)
            (and year (concat " (" year ")"))
            ". " (plist-get paper :url))))

(defun seogo-cite (format papers)
  "The citations of PAPERS, a list, in FORMAT.
FORMAT is bibtex, org, markdown or plain.  All but a BibTeX entry
are a line, and the last line is not ended."
  (pcase-exhaustive format
    ('bibtex (seogo-cite--bibtex papers))
    ('org (mapconcat #'seogo-cite--org papers "\n"))
    ('markdown (mapconcat #'seogo-cite--markdown papers "\n"))
    ('plain (mapconcat #'seogo-cite--plain papers "\n"))))

(provide 'seogo-cite)
;;; seogo-cite.el ends here
