;;; seogo-consult-test.el --- Seogo's papers in Consult  -*- lexical-binding: t; -*-

;;; Commentary:

;; The source as Consult drives it, without the minibuffer.

;;; Code:

(load (expand-file-name "seogo-test.el" (getenv "SEOGO_TEST_DIR")) nil t)
(setq ert--stats nil)
(mapc #'ert-delete-test (mapcar #'ert-test-name (ert-select-tests "^seogo-test" t)))
(require 'seogo-consult)

(defun seogo-consult-test-pipeline (list)
  "The pipeline of LIST as `consult--read' drives it.
What makes pipelines has left the sink to it since Consult 1.9."
  (let ((pipeline (seogo-consult--pipeline list)))
    (if (fboundp 'consult--async-pipeline)
        (funcall pipeline (consult--async-sink))
      pipeline)))

(defun seogo-consult-test-shown (pipeline query)
  "The titles that PIPELINE has for QUERY."
  (funcall pipeline query)
  (seogo-test-settle)
  (mapcar #'substring-no-properties (funcall pipeline nil)))

(ert-deftest seogo-consult-test-order ()
  "Candidates are what the server found for the newest input, in its order."
  (seogo-test-with ()
    (let* ((list (seogo-list-make))
           (pipeline (seogo-consult-test-pipeline list)))
      (funcall pipeline 'setup)
      (dolist (query `("확" "비디오 생ㅅ" ,seogo-test-nfd))
        (let ((titles (mapcar (lambda (paper) (plist-get paper :title))
                              (seogo-test-papers query seogo-list-most))))
          (should titles)
          (funcall pipeline "확산")
          (should (equal (seogo-consult-test-shown pipeline query) titles))))
      (should-not (seogo-consult-test-shown pipeline ""))
      (funcall pipeline 'destroy))))

(ert-deftest seogo-consult-test-preview ()
  "The preview is at the paper's heading, and leaves no buffer."
  (seogo-test-with ()
    (save-window-excursion
      (let ((state (seogo-consult--state))
            (paper (car (seogo-test-papers "AnimateDiff"))))
        (funcall state 'setup nil)
        (funcall state 'preview paper)
        (with-current-buffer (window-buffer)
          (should (looking-at "### \\[AnimateDiff")))
        (funcall state 'preview nil)
        (funcall state 'exit nil)
        (should-not (seq-find (lambda (buffer)
                                (string-match-p "Preview\\|\\.md" (buffer-name buffer)))
                              (buffer-list)))))))

(provide 'seogo-consult-test)
;;; seogo-consult-test.el ends here
