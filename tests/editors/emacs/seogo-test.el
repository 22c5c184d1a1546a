;;; seogo-test.el --- What users of seogo.el rely on  -*- lexical-binding: t; -*-

;;; Commentary:

;; Against the real `seogo --serve' on an index of corpus/pages, which
;; SEOGO_DB names; emacs.bats runs it.

;;; Code:

(require 'ert)
(require 'seogo)

(defconst seogo-test-stand-in (expand-file-name "stand-in" (getenv "SEOGO_TEST_DIR")))

(defun seogo-test-settle ()
  "Wait until nothing is left to answer."
  (let ((deadline (+ (float-time) 20)))
    (while (and (or seogo-session--sent seogo-session--waiting)
                (< (float-time) deadline))
      (accept-process-output nil 0.05))
    (should-not seogo-session--sent)))

(defmacro seogo-test-with (bindings &rest body)
  "With BINDINGS and a server of its own, do BODY."
  (declare (indent 1))
  `(let ((seogo-session--process nil) (seogo-session--sent nil)
         (seogo-session--waiting nil) (seogo-session--restarted nil)
         ,@bindings)
     (unwind-protect (progn ,@body)
       (seogo-session-stop)
       (when (get-buffer "*seogo*") (kill-buffer "*seogo*")))))

(defmacro seogo-test-with-stand-in (kind &rest body)
  "Do BODY with the stand-in KIND for a server."
  (declare (indent 1))
  `(let ((process-environment (cons (concat "STAND_IN=" ,kind) process-environment)))
     (seogo-test-with ((seogo-program seogo-test-stand-in)) ,@body)))

(defun seogo-test-run (&rest arguments)
  "What seogo prints for ARGUMENTS."
  (with-temp-buffer
    (let ((coding-system-for-read 'utf-8-unix) (coding-system-for-write 'utf-8-unix))
      (apply #'call-process seogo-program nil '(t nil) nil arguments))
    (buffer-string)))

(defun seogo-test-papers (query &optional limit)
  "The papers found for QUERY, LIMIT at most."
  (pcase-let ((`(,result ,error) (seogo-ask-and-wait
                                  "search" (list :query query :limit (or limit 50)))))
    (should-not error)
    (plist-get result :hits)))

(defun seogo-test-ids (papers)
  "The ids of PAPERS."
  (mapcar (lambda (paper) (plist-get paper :id)) papers))

(defun seogo-test-error (query)
  "What a person is told when QUERY fails."
  (pcase-let ((`(,result ,error) (seogo-ask-and-wait "search" (list :query query))))
    (should-not result)
    (seogo-error-text error)))

(defun seogo-test-marked (text)
  "The parts of TEXT that are marked as matches."
  (let ((at 0) parts)
    (while (< at (length text))
      (let ((end (next-single-property-change at 'face text (length text))))
        (when (memq 'seogo-match (ensure-list (get-text-property at 'face text)))
          (push (substring-no-properties text at end) parts))
        (setq at end)))
    (nreverse parts)))

(defconst seogo-test-nfd "\u1107\u1175\u1103\u1175\u110b\u1169" "비디오, decomposed.")

;;; The list while one types

(defun seogo-test-complete (query styles)
  "The titles completed for QUERY under STYLES."
  (let* ((completion-styles styles)
         (completion-category-overrides (list seogo-list-styles))
         (table (seogo-list-table (seogo-list-make)))
         (metadata (completion-metadata query table nil))
         (all (completion-all-completions query table nil (length query) metadata)))
    (should (eq (completion-metadata-get metadata 'display-sort-function) #'identity))
    (when (consp all)
      (setcdr (last all) nil))
    (mapcar #'substring-no-properties all)))

(ert-deftest seogo-test-ranked-by-the-server ()
  "All that the server finds is offered in its order, whatever was typed."
  (seogo-test-with ()
    (dolist (query `("확" "확산 모델" "비디오 생ㅅ" "확산몯" ,seogo-test-nfd "ㅎㅅㅁㄷ"
                     "ghkrtks" "diffusion" "-이미지 비디오" "votes:>=15"))
      (let ((titles (mapcar (lambda (paper) (plist-get paper :title))
                            (seogo-test-papers query seogo-list-most))))
        (should titles)
        (should (equal titles (seogo-test-complete query '(basic))))
        (should (equal titles (seogo-test-complete query '(substring flex))))))))

(ert-deftest seogo-test-same-as-command-line ()
  "A decomposed or half-composed query finds what the program finds."
  (seogo-test-with ()
    (dolist (query (list "비디오 생ㅅ" seogo-test-nfd "저자:\"Shanchuan Lin\""))
      (should (equal (seogo-test-ids (seogo-test-papers query))
                     (split-string (seogo-test-run "-n" "50" "-f" "id" query)))))
    (should (equal (seogo-test-ids (seogo-test-papers seogo-test-nfd))
                   (seogo-test-ids (seogo-test-papers "비디오"))))))

(ert-deftest seogo-test-same-title ()
  "Two papers of one title are two candidates."
  (let ((list (seogo-list-make)))
    (seogo-list-take list "q" '(:total (2 2 2) :hits ((:id "1" :title "Same") (:id "2" :title "Same"))) nil)
    (should (equal (seogo-list-candidates list) '("Same" "Same 2")))
    (should (equal (plist-get (gethash "Same 2" (seogo-list-seen list)) :id) "2"))))

(ert-deftest seogo-test-broken-query-keeps-list ()
  "The papers stay while a query is broken."
  (seogo-test-with ()
    (let ((list (seogo-list-make)))
      (should (seogo-list--candidates list "비디오"))
      (should (seogo-list--candidates list "비디오 date:2024-13"))
      (should (string-match-p "no such month" (seogo-list-error list)))
      (should (seogo-list--candidates list "비디오 date:2024-03"))
      (should-not (seogo-list-error list)))))

(ert-deftest seogo-test-nothing-typed ()
  "Nothing is asked before something is typed."
  (seogo-test-with ((seogo-program "seogo-nowhere"))
    (should-not (seogo-test-complete " " '(basic)))))

(ert-deftest seogo-test-row-width ()
  "A row is never wider than its window."
  (seogo-test-with ()
    (dolist (paper (append (seogo-test-papers "확산") (seogo-test-papers seogo-test-nfd)))
      (dolist (width '(37 38 77 200))
        (should (<= (string-width (seogo-rows-row paper width)) width))))))

;;; Marks

(ert-deftest seogo-test-marks ()
  "Offsets count characters, whatever their bytes."
  (seogo-test-with ()
    (let ((paper (car (seogo-test-papers "비디오 lightning"))))
      (should (equal (plist-get paper :id) "2403.12706"))
      (should (equal (seogo-test-marked (seogo-paper-title paper)) '("Lightning")))
      (should (equal (seogo-test-marked (seogo-paper-bullet paper)) '("비디오"))))
    (let ((paper (car (seogo-test-papers "author:shanchuan"))))
      (should (equal (seogo-test-marked (seogo-paper-about paper)) '("Shanchuan")))))
  (should (equal (seogo-test-marked (seogo-paper--marked "🙂 영상 생성" '((5 7)))) '("생성"))))

(ert-deftest seogo-test-many-authors ()
  "Of many authors some are shown, and those that matched."
  (let* ((authors (mapcar (lambda (n) (format "A%d" n)) (number-sequence 0 99)))
         (about (seogo-paper-about `(:votes nil :date nil :authors ,authors
                                     :highlights (:authors ((50 0 3)))))))
    (should (equal (substring-no-properties about) "A0, A1, A2, A3, A4, A5, A50 +93"))
    (should (equal (seogo-test-marked about) '("A50")))))

;;; Citations

(ert-deftest seogo-test-bibtex ()
  "BibTeX is what the program prints, for every sample page."
  (seogo-test-with ()
    (should (equal (seogo-cite 'bibtex (seogo-test-papers "" 1000))
                   (replace-regexp-in-string
                     "\\`%.*\n" "" (seogo-test-run "-n" "1000" "-f" "bibtex" ""))))))

(ert-deftest seogo-test-same-citation ()
  "Every citation is the one that other editors get from the server."
  (seogo-test-with ()
    (dolist (paper (seogo-test-papers "" 1000))
      (let ((cited (car (seogo-ask-and-wait "cite" (list :id (plist-get paper :id))))))
        (dolist (format '(bibtex markdown plain))
          (should (equal (seogo-cite format (list paper))
                         (plist-get cited (intern (format ":%s" format))))))))))

(ert-deftest seogo-test-twin-keys ()
  "Entries that would have the same key are told apart."
  (seogo-test-with ()
    (let* ((paper (car (seogo-test-papers "id:2403.12706")))
           (entry (seogo-cite 'bibtex (list paper))))
      (should (string-prefix-p "@misc{yang2024animatedifflightning,\n" entry))
      (should (equal (seogo-cite 'bibtex (list paper paper))
                     (concat (string-replace "lightning,\n" "lightning-a,\n" entry) "\n"
                             (string-replace "lightning,\n" "lightning-b,\n" entry)))))))

(ert-deftest seogo-test-org-link ()
  "Nothing in a title or a link breaks a link of Org."
  (should (equal (seogo-cite 'org '((:title "A [b] $x^2$" :url "https://example.org/a b?[1]&가")))
                 "[[https://example.org/a%20b?%5B1%5D&%EA%B0%80][A {b} $x^2$]]")))

(ert-deftest seogo-test-browse-web-only ()
  "Only an address of the web is opened."
  (dolist (url '("javascript:alert(1)" "file:///etc/passwd" "command:x" "data:,x" "-oProxy" ""
                 "man:ls" "mailto:a@b.c" "\nhttp://x"))
    (should-error (seogo-paper-browse (list :url url)) :type 'user-error)))

;;; The results buffer

(defmacro seogo-test-results (query &rest body)
  "Do BODY in the results buffer of QUERY, begun from a buffer of its own."
  (declare (indent 1))
  `(seogo-test-with ()
     (save-window-excursion
       (with-temp-buffer
         (set-window-buffer nil (current-buffer))
         (let ((origin (current-buffer)))
           (ignore origin)
           (seogo-search ,query)
           (seogo-test-settle)
           ,@body)))))

(defun seogo-test-here ()
  "The rank of the paper at point."
  (plist-get (seogo-results--paper) :rank))

(ert-deftest seogo-test-results-move ()
  "Papers are walked through to the ends and not beyond."
  (seogo-test-results "비디오 생ㅅ"
    (should (string-match-p "생성" (buffer-substring (point-min) (point))))
    (should (string-match-p "비디오 생ㅅ: 10 papers" header-line-format))
    (should (= (seogo-test-here) 1))
    (should-error (seogo-results-previous) :type 'user-error)
    (dotimes (_ 9) (seogo-results-next))
    (should (= (seogo-test-here) 10))
    (should-error (seogo-results-next) :type 'user-error)
    (forward-line 1)
    (seogo-results-previous)
    (should (= (seogo-test-here) 9))
    (should (looking-at " *9\\. "))))

(ert-deftest seogo-test-results-cite-marked ()
  "What is marked is cited, and otherwise the paper at point."
  (seogo-test-results "비디오 생성"
    (let ((kill-ring nil) (papers (seogo-test-papers "비디오 생성")))
      (seogo-results-next)
      (seogo-results-copy 'plain)
      (should (equal (current-kill 0) (seogo-cite 'plain (list (nth 1 papers)))))
      (seogo-results-mark)
      (seogo-results-next)
      (seogo-results-mark)
      (seogo-results-previous)
      (seogo-results-copy 'org)
      (should (equal (current-kill 0) (seogo-cite 'org (list (nth 1 papers) (nth 3 papers)))))
      (seogo-results-insert 'bibtex)
      (should (equal (with-current-buffer origin (buffer-string))
                     (seogo-cite 'bibtex (list (nth 1 papers) (nth 3 papers)))))
      (goto-char (point-min))
      (seogo-results-next)
      (seogo-results-unmark)
      (seogo-results-copy 'markdown)
      (should (equal (current-kill 0) (seogo-cite 'markdown (list (nth 3 papers)))))
      (seogo-results-unmark-all)
      (should-not (string-match-p "^\\*" (buffer-string))))))

(ert-deftest seogo-test-results-open ()
  "The page is opened at the paper's heading, and \\`M-,' comes back."
  (seogo-test-results "AnimateDiff"
    (let ((place (point)))
      (seogo-results-open)
      (should (looking-at "### \\[AnimateDiff-Lightning"))
      (call-interactively (key-binding (kbd "M-,")))
      (should (eq major-mode 'seogo-results-mode))
      (should (= (point) place)))))

(ert-deftest seogo-test-results-next-error ()
  "\\[next-error] opens one page after the other."
  (seogo-test-results "비디오 생성"
    (let ((papers (seogo-test-papers "비디오 생성")))
      (pcase-dolist (`(,step ,place) '((1 0) (1 1) (2 3) (-2 1)))
        (next-error step)
        (with-current-buffer (window-buffer)
          (should (looking-at (concat "### \\[" (regexp-quote
                                                 (plist-get (nth place papers) :title))))))))))

(ert-deftest seogo-test-results-similar ()
  "Papers like one are those that the program finds."
  (seogo-test-results "AnimateDiff"
    (seogo-results-similar)
    (seogo-test-settle)
    (should (string-match-p "like AnimateDiff" header-line-format))
    (let ((ids (split-string (seogo-test-run "-n" "50" "-f" "id" "similar:2403.12706"))))
      (should (equal (plist-get (seogo-results--paper) :id) (car ids)))
      (should (eq seogo-results--origin origin)))))

(ert-deftest seogo-test-results-browse ()
  "The link is opened by what the user has set for links."
  (seogo-test-results "AnimateDiff"
    (let* (opened (browse-url-browser-function (lambda (url &rest _) (setq opened url))))
      (seogo-results-browse)
      (should (equal opened "https://arxiv.org/abs/2403.12706")))))

(ert-deftest seogo-test-results-none ()
  "Where nothing is found it is told, and no key fails badly."
  (seogo-test-results "votes:>=100000"
    (should (string-match-p ": 0 papers" header-line-format))
    (should-error (seogo-results-open) :type 'user-error)
    (should-error (seogo-results-copy 'org) :type 'user-error)))

(ert-deftest seogo-test-results-broken ()
  "A broken query is explained in the buffer."
  (seogo-test-results "date:2024-13"
    (should (string-match-p "no such month" (buffer-string)))))

(ert-deftest seogo-test-page-gone ()
  "A page that is not there is told by name."
  (let ((error (should-error (seogo-paper-open '(:path "/nowhere/page.md" :line 3))
                             :type 'user-error)))
    (should (string-match-p "/nowhere/page.md" (error-message-string error)))))

(ert-deftest seogo-test-page-name-of-bytes ()
  "A page whose name is not UTF-8 is found by its URI."
  (let* ((directory (make-temp-file "seogo-" t))
         (file-name-coding-system 'latin-1)
         (file (expand-file-name "caf\u00e9 1.md" directory)))
    (unwind-protect
        (progn
          (write-region "first\nsecond\n" nil file nil 'silent)
          (with-current-buffer
              (seogo-paper-buffer
               (list :path (concat directory "/caf\ufffd 1.md") :line 2
                     :path_uri (concat "file://" directory "/caf%E9%201.md")))
            (should (looking-at "second"))
            (kill-buffer)))
      (delete-directory directory t))))

;;; The session

(ert-deftest seogo-test-newest-wins ()
  "Of many searches of one asker the newest is answered, once."
  (seogo-test-with ()
    (let (answered)
      (dolist (query '("비" "빋" "비디" "비디오"))
        (seogo-ask "search" (list :query query)
                   (lambda (result _) (push (plist-get result :query) answered))
                   'me))
      (seogo-ask "search" '(:query "확산")
                 (lambda (result _) (push (plist-get result :query) answered)))
      (seogo-test-settle)
      (should (equal answered '("확산" "비디오"))))))

(ert-deftest seogo-test-deaf ()
  "A server that reads nothing never holds up who asks."
  (seogo-test-with-stand-in "deaf"
    (let ((start (float-time))
          (query (make-string 1000 ?가)))
      (dotimes (_ 300)
        (seogo-ask "search" (list :query query) #'ignore 'me))
      (should-not (with-timeout (0.2 nil)
                    (while-no-input (seogo-ask-and-wait "search" '(:query "비디오")))))
      (should (< (- (float-time) start) 5)))))

(ert-deftest seogo-test-dying ()
  "A server that ends is started again once, and then it is told, with what it said."
  (seogo-test-with-stand-in "dying"
    (should (equal (seogo-test-error "비디오")
                   (format "`%s --serve' ended twice, with status 7; seogo: out of luck"
                           seogo-test-stand-in)))))

(ert-deftest seogo-test-dying-once ()
  "A call that a server did not live to answer is answered by the next."
  (let* ((file (make-temp-name (expand-file-name "seogo-" temporary-file-directory)))
         (process-environment (cons (concat "STAND_IN_FILE=" file) process-environment)))
    (unwind-protect
        (seogo-test-with-stand-in "dying-once"
          (should (seogo-test-papers "비디오"))
          (should (file-directory-p file))
          (should (seogo-test-papers "확산")))
      (delete-directory file))))

(ert-deftest seogo-test-killed ()
  "A server that was killed while nobody asked is missed by nobody."
  (seogo-test-with ()
    (should (seogo-test-papers "비디오"))
    (dotimes (_ 3)
      (signal-process seogo-session--process 'KILL)
      (should (seogo-test-papers "비디오")))))

(ert-deftest seogo-test-quit-while-sending ()
  "C-g in the moment that a call is sent leaves the next ones to be answered."
  (dolist (running '(nil t))
    (seogo-test-with ()
      (when running
        (seogo-test-papers "비디오"))
      (should (eq 'left
                  (condition-case nil
                      (cl-letf (((symbol-function 'process-send-string)
                                 (lambda (&rest _) (signal 'quit nil))))
                        (seogo-test-papers "비디오"))
                    (quit 'left))))
      (should (with-timeout (10)
                (seogo-test-papers "비디오"))))))

(ert-deftest seogo-test-missing-program ()
  "A missing program is named, and what to set."
  (seogo-test-with ((seogo-program "seogo-nowhere"))
    (let ((told (seogo-test-error "비디오")))
      (should (string-match-p "seogo-nowhere" told))
      (should (string-match-p "seogo-program" told)))))

(ert-deftest seogo-test-no-index ()
  "Where there is no index the way to one is told; once it is there it is read."
  (let ((directory (make-temp-file "seogo-" t)))
    (unwind-protect
        (seogo-test-with ((seogo-database directory))
          (should (string-match-p "no index.*seogo-index" (seogo-test-error "비디오")))
          (call-process "seogo-index" nil nil nil "-q" "--db" directory
                        (expand-file-name "corpus/pages" (getenv "SEOGO_SOURCE_DIR")))
          (should (seogo-test-papers "비디오"))
          (should-not (cdr (delete-dups (seogo-test-ids (seogo-test-papers "AnimateDiff" 1))))))
      (delete-directory directory t))))

(ert-deftest seogo-test-other-index-format ()
  "An index of another format is told, and what to do."
  (let ((directory (make-temp-file "seogo-" t)))
    (unwind-protect
        (seogo-test-with ((seogo-database directory))
          (call-process "cp" nil nil nil "-r" (concat (getenv "SEOGO_DB") "/.") directory)
          (let ((coding-system-for-read 'no-conversion)
                (coding-system-for-write 'no-conversion)
                (file (expand-file-name "current/papers" directory)))
            (with-temp-buffer
              (set-buffer-multibyte nil)
              (insert-file-contents-literally file)
              (re-search-forward "format \\([0-9]+\\) analyzer")
              (replace-match (replace-regexp-in-string "[0-9]" "0" (match-string 1)) t t nil 1)
              (write-region nil nil file nil 'silent)))
          (should (string-match-p "format 0.*;" (seogo-test-error "비디오"))))
      (delete-directory directory t))))

(ert-deftest seogo-test-other-format-version ()
  "A seogo that does not speak our version is told for every call."
  (seogo-test-with-stand-in "older"
    (dotimes (_ 2)
      (should (string-match-p "format version" (seogo-test-error "비디오"))))))

(ert-deftest seogo-test-several-databases ()
  "Several databases are searched as one, and a change starts another server."
  (seogo-test-with ((seogo-database (getenv "SEOGO_DB")))
    (should (= (length (seogo-test-papers "AnimateDiff" 1)) 1))
    (let ((first seogo-session--process)
          (seogo-database (list (getenv "SEOGO_DB") "/nowhere")))
      (should (string-match-p "/nowhere" (seogo-test-error "비디오")))
      (should-not (eq seogo-session--process first)))))

(ert-deftest seogo-test-not-unicode ()
  "What is not Unicode in a query is asked for as unknown characters."
  (seogo-test-with ()
    (let ((query (string #x3fffff ?비 ?디 ?오 #xd800)))
      (should (equal (plist-get (car (seogo-ask-and-wait "search" (list :query query))) :query)
                     "\ufffd비디오\ufffd")))))

(ert-deftest seogo-test-too-long ()
  "A query beyond the server's limits is answered by an error."
  (seogo-test-with ()
    (should (seogo-test-error (make-string 1500000 ?a)))
    (should (seogo-test-papers "비디오"))))

(provide 'seogo-test)
;;; seogo-test.el ends here
