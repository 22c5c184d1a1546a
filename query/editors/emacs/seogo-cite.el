;;; seogo-cite.el --- Papers as citations  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; BibTeX entries and their keys, links of Markdown and plain text are those that the program
;; writes, in every editor the same; links of Org are made here.

;;; Code:

(require 'cl-lib)
(require 'rx)
(require 'subr-x)
(require 'seogo-session)

(defconst seogo-cite--formats
  '((?b bibtex "BibTeX") (?o org "Org link") (?m markdown "Markdown link") (?p plain "plain")
    (?k key "key"))
  "Formats of citations: a key to choose one by, its symbol and its name.")

(defun seogo-cite-read-format ()
  "Ask for a format of citations, a symbol, by a key."
  (let* ((names (mapconcat (pcase-lambda (`(,key ,_ ,name)) (format "%c: %s" key name))
                           seogo-cite--formats ", "))
         (key (read-char-choice (format "Cite as (%s) " names)
                                (mapcar #'car seogo-cite--formats))))
    (nth 1 (assq key seogo-cite--formats))))

(defun seogo-cite--ask (paper style)
  "The citation of PAPER in STYLE, a keyword, as the program writes it."
  (pcase-let ((`(,result ,error) (seogo-ask-and-wait "cite" (list :id (plist-get paper :id)))))
    (when error
      (user-error "Seogo: %s" (seogo-error-text error)))
    (plist-get result style)))

;;; BibTeX

(defun seogo-cite--letters (number)
  "NUMBER from 1 on as a, b … z, aa."
  (let ((letters ""))
    (while (> number 0)
      (setq letters (concat (string (+ ?a (% (1- number) 26))) letters)
            number (/ (1- number) 26)))
    letters))

(defun seogo-cite--key (entry)
  "The key of ENTRY of BibTeX."
  (and (string-match "\\`@[a-z]+{\\([^,]*\\)," entry) (match-string 1 entry)))

(defun seogo-cite--bibtex (papers)
  "The entries of PAPERS; keys that would be the same go on with -a, -b."
  (let* ((entries (mapcar (lambda (paper) (seogo-cite--ask paper :bibtex)) papers))
         (keys (mapcar #'seogo-cite--key entries))
         (seen (make-hash-table :test #'equal)))
    (cl-mapcar (lambda (entry key)
                 (if (= (cl-count key keys :test #'equal) 1)
                     entry
                   (let ((end (string-search "," entry)))
                     (concat (substring entry 0 end) "-"
                             (seogo-cite--letters (cl-incf (gethash key seen 0)))
                             (substring entry end)))))
               entries keys)))

;;; Links of Org, which the program does not write

(defun seogo-cite--url (paper)
  "The link of PAPER, with nothing in it but what a URL may hold."
  (replace-regexp-in-string
   (rx (not (any "a-zA-Z0-9" "-._~:/?#[]@!$&'()*+,;=%")))
   (lambda (char)
     (mapconcat (lambda (byte) (format "%%%02X" byte)) (encode-coding-string char 'utf-8) ""))
   (plist-get paper :url) t t))

(defun seogo-cite--org (paper)
  "A link of Org to PAPER; brackets would end it."
  (format "[[%s][%s]]"
          (thread-last (seogo-cite--url paper)
                       (string-replace "[" "%5B")
                       (string-replace "]" "%5D"))
          (thread-last (plist-get paper :title)
                       (string-replace "[" "{")
                       (string-replace "]" "}"))))

(defun seogo-cite (format papers)
  "The citations of PAPERS, a list, in FORMAT.
FORMAT is bibtex, org, markdown, plain or key.  All but a BibTeX
entry are a line, and the last line is not ended; keys are parted
by commas.  The program is asked
for each, and waited for."
  (pcase-exhaustive format
    ('bibtex (string-join (seogo-cite--bibtex papers) "\n"))
    ('key (mapconcat #'seogo-cite--key (seogo-cite--bibtex papers) ","))
    ('org (mapconcat #'seogo-cite--org papers "\n"))
    ('markdown (mapconcat (lambda (paper) (seogo-cite--ask paper :markdown)) papers "\n"))
    ('plain (mapconcat (lambda (paper) (seogo-cite--ask paper :plain)) papers "\n"))))

(provide 'seogo-cite)
;;; seogo-cite.el ends here
