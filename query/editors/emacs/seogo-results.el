;;; seogo-results.el --- A list of papers in a buffer  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; What a search found, or the papers like one, in a buffer: papers are opened,
;; marked and cited from there.

;;; Code:

(require 'cl-lib)
(require 'seogo-cite)
(require 'seogo-paper)
(require 'seogo-session)

(defcustom seogo-limit 50
  "How many papers are listed at most, up to 1000."
  :type '(integer :match (lambda (_widget value) (and (integerp value) (<= 1 value 1000))))
  :group 'seogo)

(defvar seogo-history nil "Queries typed.")

(defvar-local seogo-results--question nil
  "What the buffer answers: a list of a method, its parameters and a heading.")
(defvar-local seogo-results--origin nil
  "The buffer that the papers were looked for from.")
(defvar-local seogo-results--opened nil
  "Whether a page was opened from the list.")

(defvar seogo-results-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "n" #'seogo-results-next)
    (define-key map "p" #'seogo-results-previous)
    (define-key map "m" #'seogo-results-mark)
    (define-key map "u" #'seogo-results-unmark)
    (define-key map "U" #'seogo-results-unmark-all)
    (define-key map (kbd "RET") #'seogo-results-open)
    (define-key map "o" #'seogo-results-browse)
    (define-key map "s" #'seogo-results-similar)
    (define-key map "/" #'seogo-search)
    (define-key map "w" #'seogo-results-copy)
    (define-key map "i" #'seogo-results-insert)
    map)
  "Keys of `seogo-results-mode'.")

(define-derived-mode seogo-results-mode special-mode "Seogo"
  "A list of papers, best first.

\\{seogo-results-mode-map}"
  (setq-local revert-buffer-function (lambda (&rest _) (seogo-results--ask))
              next-error-function #'seogo-results--next-error
              word-wrap t
              truncate-lines nil
              buffer-display-table (make-display-table))
  ;; On a terminal Emacs 28 shows its sign for a broken line where a wide
  ;; character does not fit, although the line is wrapped between words.
  (set-display-table-slot buffer-display-table 'wrap ?\s))

;;; Filling the buffer

(defun seogo-results--insert-paper (paper)
  "Insert PAPER at point."
  (let ((start (point))
        (bullet (seogo-paper-bullet paper)))
    (insert "  " (format "%2d. " (plist-get paper :rank)) (seogo-paper-title paper) "\n")
    (dolist (line (list (seogo-paper-about paper) bullet))
      (unless (string-empty-p (or line ""))
        (insert "      " line "\n")))
    (insert "\n")
    (add-text-properties start (point)
                         `(seogo-paper ,paper wrap-prefix "      "))))

(defun seogo-results-count (result)
  "How many papers RESULT is part of, in words."
  (pcase-let* ((shown (length (plist-get result :hits)))
               (`(,least ,about ,most) (plist-get result :total)))
    (cond ((= shown most 1) "1 paper")
          ((= shown most) (format "%d papers" shown))
          (t (format "%d of %s%d papers" shown (if (= least most) "" "about ") about)))))

(defun seogo-results--show (text &optional result)
  "Fill the buffer with TEXT and the papers of RESULT."
  (let ((inhibit-read-only t))
    (erase-buffer)
    (setq seogo-results--opened nil)
    (insert text)
    (dolist (note (plist-get result :notes))
      (insert note "\n"))
    (unless (bobp)
      (insert "\n"))
    (mapc #'seogo-results--insert-paper (plist-get result :hits))
    (goto-char (point-min))
    (unless (seogo-results--at-point)
      (seogo-results--forward))
    (dolist (window (get-buffer-window-list nil nil t))
      (set-window-point window (point)))))

(defun seogo-results--ask ()
  "Ask for what the buffer is to list, and list it when it is there."
  (pcase-let ((`(,method ,params ,heading) seogo-results--question)
              (buffer (current-buffer)))
    (setq header-line-format (format " %s" (string-replace "%" "%%" heading)))
    (setq mode-line-process ": asking")
    (seogo-ask
     method (append params (list :limit seogo-limit))
     (lambda (result error)
       (when (buffer-live-p buffer)
         (with-current-buffer buffer
           (setq mode-line-process nil)
           (if error
               (seogo-results--show (concat (seogo-error-text error) "\n"))
             (setq header-line-format
                   (string-replace "%" "%%"
                                   (format " %s: %s" heading (seogo-results-count result))))
             (seogo-results--show "" result)))))
     buffer)))

(defun seogo-results--visit (method params heading)
  "List the answer to METHOD with PARAMS in a buffer with HEADING."
  (let ((origin (if (derived-mode-p 'seogo-results-mode)
                    seogo-results--origin
                  (current-buffer))))
    (pop-to-buffer-same-window (get-buffer-create "*seogo*"))
    (unless (derived-mode-p 'seogo-results-mode)
      (seogo-results-mode))
    (setq seogo-results--question (list method params heading)
          seogo-results--origin origin
          next-error-last-buffer (current-buffer))
    (seogo-results--ask)))

;;;###autoload
(defun seogo-search (query)
  "List the papers found for QUERY in a buffer, best first."
  (interactive (list (read-string "Search papers: " nil 'seogo-history)))
  (seogo-results--visit "search" (list :query query) query))

;;; Moving

(defun seogo-results--at-point ()
  "The paper at point, or nil."
  (get-text-property (point) 'seogo-paper))

(defun seogo-results--paper ()
  "The paper at point; a `user-error' where there is none."
  (or (seogo-results--at-point) (user-error "Seogo: no paper here")))

(defun seogo-results--start ()
  "Return the beginning of the paper at point."
  (if (and (> (point) (point-min))
           (eq (get-text-property (1- (point)) 'seogo-paper) (seogo-results--paper)))
      (previous-single-property-change (point) 'seogo-paper nil (point-min))
    (point)))

(defun seogo-results--forward ()
  "Go to the next paper, and return nil where there is none."
  (let ((next (next-single-property-change (point) 'seogo-paper)))
    (when (and next (get-text-property next 'seogo-paper))
      (goto-char next))))

(defun seogo-results-next ()
  "Go to the next paper."
  (interactive nil seogo-results-mode)
  (or (seogo-results--forward) (user-error "Seogo: no more papers")))

(defun seogo-results-previous ()
  "Go to the paper before this one."
  (interactive nil seogo-results-mode)
  (let ((start (if (seogo-results--at-point) (seogo-results--start) (point))))
    (unless (and (> start (point-min))
                 (get-text-property (1- start) 'seogo-paper))
      (user-error "Seogo: no papers before"))
    (goto-char (1- start))
    (goto-char (seogo-results--start))))

(defun seogo-results--next-error (count &optional reset)
  "Open the page of the paper COUNT after the one opened last.
Before any was opened, and with RESET, that is counted from before
the first."
  (when (or reset (not seogo-results--opened))
    (goto-char (point-min))
    (unless (seogo-results--at-point)
      (seogo-results--forward))
    (setq count (max 0 (1- count))))
  (dotimes (_ (abs count))
    (if (< count 0) (seogo-results-previous) (seogo-results-next)))
  (dolist (window (get-buffer-window-list nil nil t))
    (set-window-point window (point)))
  (seogo-results-open))

(defun seogo-results-open ()
  "Open the page of the paper at point.
\\<global-map>\\[xref-pop-marker-stack] comes back here."
  (interactive nil seogo-results-mode)
  (let ((paper (seogo-results--paper)))
    (setq seogo-results--opened t)
    (seogo-paper-open paper)))

(defun seogo-results-browse ()
  "Open the link of the paper at point in a browser."
  (interactive nil seogo-results-mode)
  (seogo-paper-browse (seogo-results--paper)))

(defun seogo-similar (paper)
  "List the papers like PAPER in a buffer."
  (seogo-results--visit "similar" (list :id (plist-get paper :id))
                        (concat "like " (plist-get paper :title))))

(defun seogo-results-similar ()
  "List the papers like the one at point."
  (interactive nil seogo-results-mode)
  (seogo-similar (seogo-results--paper)))

;;; Marking

(defun seogo-results--set-mark (mark)
  "Put MARK, a character, before the paper at point and go to the next."
  (let ((inhibit-read-only t)
        (start (seogo-results--start)))
    (subst-char-in-region start (1+ start) (char-after start) mark t)
    (or (seogo-results--forward) (goto-char start))))

(defun seogo-results-mark ()
  "Mark the paper at point, and go to the next."
  (interactive nil seogo-results-mode)
  (seogo-results--set-mark ?*))

(defun seogo-results-unmark ()
  "Unmark the paper at point, and go to the next."
  (interactive nil seogo-results-mode)
  (seogo-results--set-mark ?\s))

(defun seogo-results-unmark-all ()
  "Unmark all papers."
  (interactive nil seogo-results-mode)
  (let ((inhibit-read-only t))
    (subst-char-in-region (point-min) (point-max) ?* ?\s t)))

(defun seogo-results--marked ()
  "The papers that are marked, or else the one at point, a list."
  (or (save-excursion
        (goto-char (point-min))
        (unless (seogo-results--at-point)
          (seogo-results--forward))
        (cl-loop when (eq (char-after) ?*) collect (seogo-results--at-point)
                 while (seogo-results--forward)))
      (list (seogo-results--paper))))

(defun seogo-results-copy (format)
  "Copy the citation of the marked papers, or of this one, in FORMAT."
  (interactive (list (seogo-cite-read-format)) seogo-results-mode)
  (let ((papers (seogo-results--marked)))
    (kill-new (seogo-cite format papers))
    (message "Copied %d citation%s" (length papers) (if (cdr papers) "s" ""))))

(defun seogo-results-insert (format)
  "Insert the citation of the marked papers, or of this one, in FORMAT.
It goes where point is in the buffer that the search was begun from."
  (interactive (list (seogo-cite-read-format)) seogo-results-mode)
  (let ((text (seogo-cite format (seogo-results--marked)))
        (origin seogo-results--origin))
    (unless (buffer-live-p origin)
      (user-error "Seogo: the buffer that the search was begun from is gone"))
    (with-current-buffer origin
      (barf-if-buffer-read-only)
      (let ((window (get-buffer-window origin)))
        (when window
          (goto-char (window-point window)))
        (insert text)
        (when window
          (set-window-point window (point)))))
    (message "Inserted into %s" (buffer-name origin))))

(provide 'seogo-results)
;;; seogo-results.el ends here
