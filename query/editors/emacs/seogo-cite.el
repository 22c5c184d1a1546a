;;; seogo-cite.el --- Papers as citations  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; BibTeX entries as `seogo -f bibtex' prints them, links of Org and Markdown,
;; and plain text.

;;; Code:

(require 'cl-lib)
(require 'rx)
(require 'seq)
(require 'subr-x)
(require 'ucs-normalize)

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

(defun seogo-cite--key-part (word)
  "The ASCII letters and digits of WORD in lower case, 32 at most."
  (let ((plain (replace-regexp-in-string
                "[^a-z0-9]" "" (downcase (ucs-normalize-NFKD-string word)))))
    (substring plain 0 (min 32 (length plain)))))

(defun seogo-cite--key (paper)
  "A key for PAPER: its first author's last name, year, and a word of the title."
  (let* ((author (car (plist-get paper :authors)))
         (name (if author
                   (seogo-cite--key-part (car (last (split-string author " " nil))))
                 ""))
         (small '("" "a" "an" "the" "on" "of" "in" "for" "to")))
    (concat (if (string-empty-p name) "paper" name)
            (seogo-cite--year paper)
            (seq-find (lambda (part) (not (member part small)))
                      (mapcar #'seogo-cite--key-part
                              (split-string (plist-get paper :title) " " t))))))

(defun seogo-cite--letters (number)
  "NUMBER from 1 on as a, b … z, aa."
  (let ((letters ""))
    (while (> number 0)
      (setq letters (concat (string (+ ?a (% (1- number) 26))) letters)
            number (/ (1- number) 26)))
    letters))

(defun seogo-cite--keys (papers)
  "Keys for PAPERS, a list; those that would be the same go on with -a, -b."
  (let* ((keys (mapcar #'seogo-cite--key papers))
         (seen (make-hash-table :test #'equal)))
    (mapcar (lambda (key)
              (let ((twin (cl-incf (gethash key seen 0))))
                (if (> (cl-count key keys :test #'equal) 1)
                    (concat key "-" (seogo-cite--letters twin))
                  key)))
            keys)))

(defun seogo-cite--hidden-p (char)
  "Return whether CHAR is a control, or invisible."
  (memq (get-char-code-property char 'general-category) '(Cc Cf Cs Cn Zl Zp)))

(defun seogo-cite--tex-char (char)
  "What TeX prints as CHAR, a string."
  (or (cdr (assq char '((?& . "\\&") (?% . "\\%") (?$ . "\\$") (?# . "\\#") (?_ . "\\_")
                        (?{ . "\\textbraceleft{}") (?} . "\\textbraceright{}")
                        (?~ . "\\textasciitilde{}") (?^ . "\\textasciicircum{}")
                        (?\\ . "\\textbackslash{}")
                        (?< . "\\textless{}") (?> . "\\textgreater{}"))))
      (cond ((< char 128) (if (or (< char 32) (= char 127)) " " (string char)))
            ((<= #x80 char #x9f) " ")
            ((seogo-cite--hidden-p char) "")
            (t (string char)))))

(defun seogo-cite--math-end (text start)
  "Return the end of the TeX math of TEXT from START on, or nil.
START is at a dollar.  With a space behind it, or a digit behind
the one that closes, it is money; what would end or comment out
the rest of an entry is not math either."
  (let ((at (1+ start)) (size (length text)) (depth 0) (fine t))
    (while (and fine (< at size) (/= (aref text at) ?$))
      (pcase (aref text at)
        ((and ?\\ (guard (and (< (1+ at) size) (seq-contains-p "%#&_$" (aref text (1+ at))))))
         (cl-incf at))
        ((or ?% ?# ?&) (setq fine nil))
        (?{ (cl-incf depth))
        (?} (setq fine (>= (cl-decf depth) 0))))
      (cl-incf at))
    (and fine (< at size) (= depth 0) (> at (1+ start))
         (/= (aref text (1+ start)) ?\s)
         (/= (aref text (1- at)) ?\s)
         (not (seq-some #'seogo-cite--hidden-p (substring text start at)))
         (not (and (< (1+ at) size) (<= ?0 (aref text (1+ at)) ?9)))
         (1+ at))))

(defun seogo-cite--tex (text &optional math)
  "TEXT as TeX; with MATH its TeX math stays."
  (let ((at 0) parts)
    (while (< at (length text))
      (let ((end (and math (= (aref text at) ?$) (seogo-cite--math-end text at))))
        (push (if end
                  (substring text at end)
                (seogo-cite--tex-char (aref text at)))
              parts)
        (setq at (or end (1+ at)))))
    (apply #'concat (nreverse parts))))

(defun seogo-cite--tex-author (name)
  "NAME as one of a list of names: braced where BibTeX would take it apart."
  (let ((tex (seogo-cite--tex name)))
    (if (string-match-p (rx (or "," " and ")) name) (concat "{" tex "}") tex)))

(defun seogo-cite--bibtex (paper key)
  "The BibTeX entry of PAPER with KEY."
  (let ((id (plist-get paper :id))
        (year (seogo-cite--year paper))
        (authors (plist-get paper :authors)))
    (concat "@misc{" key
            ",\n  title         = {{" (seogo-cite--tex (plist-get paper :title) t) "}}"
            (and authors
                 (concat ",\n  author        = {"
                         (mapconcat #'seogo-cite--tex-author authors " and ") "}"))
            (and year (concat ",\n  year          = {" year "}"))
            (and (seogo-cite--arxiv-p id)
                 (concat ",\n  eprint        = {" id "},\n  archivePrefix = {arXiv}"))
            (and (not (string-empty-p (plist-get paper :url)))
                 (concat ",\n  url           = {" (seogo-cite--url paper) "}"))
            "\n}\n")))

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
    ('bibtex (string-join (cl-mapcar #'seogo-cite--bibtex papers (seogo-cite--keys papers))
                          "\n"))
    ('org (mapconcat #'seogo-cite--org papers "\n"))
    ('markdown (mapconcat #'seogo-cite--markdown papers "\n"))
    ('plain (mapconcat #'seogo-cite--plain papers "\n"))))

(provide 'seogo-cite)
;;; seogo-cite.el ends here
