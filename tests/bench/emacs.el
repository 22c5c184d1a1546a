;;; emacs.el --- What a keystroke costs in Emacs  -*- lexical-binding: t; -*-

;;; Commentary:

;; Types every query of BENCH_QUERIES into `seogo', a character at a time, and
;; takes the time from each character's event to the end of the redisplay that
;; shows its list, by Emacs's clock, and the CPU seconds that Emacs itself ran
;; in between.  The next character is typed a moment after that.  A first round
;; warms up; of BENCH_ROUNDS rounds each keystroke counts by its median.  What
;; seogo ran is known to a hundredth of a second, so as a mean over all of them.
;; The figures are written to BENCH_OUT.

;;; Code:

(require 'seogo)

(defvar bench-queries nil "Queries still to type in this round.")
(defvar bench-typed nil "What is in the minibuffer.")
(defvar bench-left nil "Characters of the query still to type.")
(defvar bench-place 0 "The number of the keystroke in its round.")
(defvar bench-round 0 "The number of the round; 0 warms up.")
(defvar bench-start nil "When the keystroke was typed, by both clocks.")
(defvar bench-times (make-hash-table) "Lists of (WALL . CPU), in ms, by keystroke.")

(defun bench-read-queries ()
  "The queries of BENCH_QUERIES, a list."
  (with-temp-buffer
    (insert-file-contents (getenv "BENCH_QUERIES"))
    (mapcar (lambda (line) (nth 1 (split-string line "\t")))
            (split-string (buffer-string) "\n" t))))

(defun bench-cpu ()
  "The CPU seconds that Emacs has run."
  (float-time (get-internal-run-time)))

(defvar bench-server-before nil "The CPU seconds of seogo before the first round counted.")

(defun bench-server-cpu ()
  "The CPU seconds that seogo has run."
  (float-time (alist-get 'time (process-attributes (process-id seogo-session--process)))))

(defun bench-quantile (values part)
  "The value below which PART of VALUES lies."
  (nth (min (1- (length values)) (floor (* part (length values)))) (sort (copy-sequence values) #'<)))

(defun bench-report ()
  "Write the figures, and end."
  (let (wall cpu all)
    (maphash (lambda (_place times)
               (push (bench-quantile (mapcar #'car times) 0.5) wall)
               (push (bench-quantile (mapcar #'cdr times) 0.5) cpu)
               (setq all (append (mapcar #'car times) all)))
             bench-times)
    (with-temp-file (getenv "BENCH_OUT")
      (insert (format "keystrokes %d\n" (length wall)))
      (pcase-dolist (`(,name ,values) `(("medians" ,wall) ("every one" ,all) ("Emacs's CPU" ,cpu)))
        (insert (apply #'format "%-12s p50 %7.2f ms   p95 %7.2f ms   max %7.2f ms\n" name
                       (mapcar (lambda (part) (bench-quantile values part)) '(0.5 0.95 1)))))
      (insert (format "seogo's CPU  mean %6.2f ms\n"
                      (/ (* 1000 (- (bench-server-cpu) bench-server-before)) (length all))))))
  (kill-emacs))

(defun bench-next ()
  "Type the next character."
  (cond (bench-left
         (setq bench-typed (concat bench-typed (string (car bench-left)))
               bench-start (cons (float-time) (bench-cpu)))
         (push (pop bench-left) unread-command-events))
        (bench-queries
         (with-selected-window (active-minibuffer-window)
           (delete-minibuffer-contents))
         (setq bench-typed "" bench-left (string-to-list (pop bench-queries)))
         (run-at-time 0.05 nil #'bench-next))
        ((< bench-round (string-to-number (getenv "BENCH_ROUNDS")))
         (unless bench-server-before
           (setq bench-server-before (bench-server-cpu)))
         (setq bench-round (1+ bench-round) bench-place 0
               bench-queries (bench-read-queries))
         (bench-next))
        (t (bench-report))))

(defun bench-shown (list)
  "Take the time, where LIST is of what was typed."
  (when (and bench-start (equal (seogo-list-query list) bench-typed))
    (redisplay)
    (when (> bench-round 0)
      (push (cons (* 1000 (- (float-time) (car bench-start)))
                  (* 1000 (- (bench-cpu) (cdr bench-start))))
            (gethash bench-place bench-times)))
    (setq bench-start nil bench-place (1+ bench-place))
    (run-at-time 0.01 nil #'bench-next)))

(advice-add 'seogo-live--answered :after #'bench-shown)
(setq bench-queries (bench-read-queries))
(run-at-time 0.5 nil #'bench-next)
(run-at-time 0 nil #'call-interactively #'seogo)

;;; emacs.el ends here
