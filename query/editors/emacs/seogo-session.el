;;; seogo-session.el --- One running seogo, asked by JSON-RPC  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; Keeps one `seogo --serve' running and asks it, see seogo-serve(7).  One call
;; at a time is with the server; the others wait here.  So a server that does
;; not read cannot fill its pipe and hold up Emacs, and of the searches of one
;; asker only the newest is ever sent or answered.
;;
;; This file shows nothing and knows nothing of papers.

;;; Code:

(require 'cl-lib)
(require 'subr-x)

(defgroup seogo nil
  "Search an archive of daily paper pages."
  :group 'external
  :prefix "seogo-")

(defcustom seogo-program "seogo"
  "The seogo program: a name to look for in variable `exec-path', or a file."
  :type 'string)

(defcustom seogo-database nil
  "The directory of the index, or a list of several.
When nil, it is where the program itself looks: SEOGO_DB of the
environment, or ~/.local/share/seogo."
  :type '(choice (const :tag "Where the program looks" nil)
                 directory
                 (repeat :tag "Several" directory)))

(defconst seogo-session--format-version 1
  "The version of the answers that this package reads.")

(cl-defstruct (seogo-session--call (:constructor seogo-session--make-call)
                                   (:copier nil))
  "A call: THEN is called with its result and nil, or with nil and an error.
ASKER is whose newest call counts, or nil for one that always counts."
  method params then asker)

(defvar seogo-session--process nil "The running server, or nil.")
(defvar seogo-session--command nil "The command that the server was started by.")
(defvar seogo-session--sent nil "The call that the server works on, or nil.")
(defvar seogo-session--id 0 "The id of the call sent last.")
(defvar seogo-session--waiting nil "The calls still to send, oldest first.")
(defvar seogo-session--pieces nil "The pieces of an unfinished line, newest first.")
(defvar seogo-session--said nil "The last line that was no answer, or nil.")
(defvar seogo-session--restarted nil
  "Whether the server has ended since it answered a call last.")

(defun seogo-session-directories ()
  "The directories of `seogo-database', a list."
  (if (listp seogo-database) seogo-database (list seogo-database)))

(defun seogo-session--wanted ()
  "The command that the options ask for, a list."
  (append (list seogo-program "--serve" "--offsets" "char")
          (mapcan (lambda (directory) (list "--db" (expand-file-name directory)))
                  (seogo-session-directories))))

(defun seogo-session--start ()
  "Start the server, and signal an error where there is no such program."
  ;; Before the server is there: a quit in between leaves none that was never asked this.
  (push (seogo-session--make-call
         :method "initialize"
         :params `(:offsets "char" :format_version ,seogo-session--format-version)
         :then (lambda (_result error)
                 (when error
                   (seogo-session-stop)
                   (seogo-session--fail error))))
        seogo-session--waiting)
  (let ((process-adaptive-read-buffering nil)
        (process-connection-type nil)
        (default-directory "/"))
    (setq seogo-session--command (seogo-session--wanted)
          seogo-session--pieces nil
          seogo-session--said nil
          seogo-session--process
          (make-process :name "seogo" :command seogo-session--command
                        :coding 'utf-8-unix :noquery t :buffer nil
                        :filter #'seogo-session--filter
                        :sentinel #'seogo-session--sentinel))))

(defun seogo-session-stop ()
  "Let the server end; another is started when one is needed."
  (interactive)
  (when-let ((process seogo-session--process))
    (seogo-session--leave)
    (delete-process process)))

(defun seogo-session--leave ()
  "Expect nothing more of the server: what it was asked waits for the next."
  (setq seogo-session--process nil)
  (when seogo-session--sent
    (push seogo-session--sent seogo-session--waiting)
    (setq seogo-session--sent nil))
  (setq seogo-session--waiting
        (cl-delete "initialize" seogo-session--waiting
                   :key #'seogo-session--call-method :test #'equal)))

(defun seogo-session--fail (error)
  "Let all that wait be answered by ERROR."
  (let ((calls seogo-session--waiting))
    (setq seogo-session--waiting nil)
    (dolist (call calls)
      (funcall (seogo-session--call-then call) nil error))))

(defun seogo-session--clean (value)
  "VALUE, or where it is a string: without what is not Unicode."
  (if (stringp value)
      (replace-regexp-in-string "[\x3fff80-\x3fffff\xd800-\xdfff]" "\ufffd" value t t)
    value))

(defun seogo-session--line (call)
  "CALL as a line for the server."
  (concat (json-serialize
           `(:jsonrpc "2.0" :id ,(cl-incf seogo-session--id)
             :method ,(seogo-session--call-method call)
             :params ,(or (mapcar #'seogo-session--clean
                                  (seogo-session--call-params call))
                          (make-hash-table))))
          "\n"))

(defun seogo-session--send ()
  "Send the oldest call that waits, unless the server works on one."
  (when (and seogo-session--waiting (not seogo-session--sent))
    (condition-case nil
        (unless (and seogo-session--process
                     (equal seogo-session--command (seogo-session--wanted)))
          (seogo-session-stop)
          (seogo-session--start))
      (file-error
       (seogo-session--fail
        `(:message ,(format "cannot run `%s'" seogo-program)
          :hint "install seogo, or set `seogo-program' to where it is"))))
    (when-let ((call (pop seogo-session--waiting)))
      (setq seogo-session--sent call)
      (condition-case nil
          (process-send-string seogo-session--process (seogo-session--line call))
        ;; Where the server has just ended the sentinel will see to the call.
        (error nil)
        ;; A server that got no call, or half of one, would never answer.
        (quit (seogo-session-stop)
              (signal 'quit nil))))))

(defun seogo-session--answered (answer)
  "Hand ANSWER to the call it is for, and send the next one."
  (let ((call seogo-session--sent)
        (id (plist-get answer :id)))
    ;; A line that the server could not read is answered without an id.
    (when (and call (or (null id) (eql id seogo-session--id)))
      (setq seogo-session--sent nil)
      (unless (equal (seogo-session--call-method call) "initialize")
        (setq seogo-session--restarted nil))
      (let ((stale (and (seogo-session--call-asker call)
                        (cl-find (seogo-session--call-asker call)
                                 seogo-session--waiting
                                 :key #'seogo-session--call-asker)))
            (error (plist-get answer :error)))
        (unwind-protect
            (unless stale
              (funcall (seogo-session--call-then call)
                       (plist-get answer :result)
                       (and error (append (plist-get error :data) error))))
          (seogo-session--send))))))

(defun seogo-session--parse (line)
  "The answer that LINE is, a plist, or nil where it is none."
  (ignore-error (json-parse-error wrong-type-argument)
    (let ((answer (json-parse-string line :object-type 'plist :array-type 'list
                                     :null-object nil :false-object nil)))
      (and (plist-member answer :jsonrpc) answer))))

(defun seogo-session--take (line)
  "Take LINE from the server: an answer, or what it said before it ended."
  (if-let ((answer (seogo-session--parse line)))
      (seogo-session--answered answer)
    (setq seogo-session--said (string-trim line))))

(defun seogo-session--filter (process text)
  "Take TEXT from PROCESS."
  (when (eq process seogo-session--process)
    (let ((start 0) end)
      (while (setq end (string-search "\n" text start))
        (push (substring text start end) seogo-session--pieces)
        (let ((line (apply #'concat (nreverse seogo-session--pieces))))
          (setq seogo-session--pieces nil
                start (1+ end))
          (seogo-session--take line)))
      (push (substring text start) seogo-session--pieces))))

(defun seogo-session--sentinel (process _event)
  "Start another server where PROCESS ended before its work, but once."
  (when (and (eq process seogo-session--process)
             (not (process-live-p process)))
    (let ((status (process-exit-status process))
          (again (not seogo-session--restarted)))
      (seogo-session--leave)
      (when seogo-session--waiting
        (setq seogo-session--restarted again)
        (if again
            (seogo-session--send)
          (seogo-session--fail
           `(:message ,(format "`%s --serve' ended twice, with status %d"
                               seogo-program status)
             :hint ,(or seogo-session--said ""))))))))

(defun seogo-ask (method params then &optional asker)
  "Ask the server by METHOD with PARAMS, a plist, and call THEN with its answer.
THEN takes two arguments, the result, a plist, and nil; or nil and
the error, a plist with :message and perhaps :code and :hint.
Objects are plists, lists are lists, null and false are nil.
Of the calls of one ASKER, compared by `eq', only the newest is
answered."
  (when asker
    (setq seogo-session--waiting
          (cl-delete asker seogo-session--waiting :key #'seogo-session--call-asker)))
  (setq seogo-session--waiting
        (append seogo-session--waiting
                (list (seogo-session--make-call :method method :params params
                                                :then then :asker asker))))
  (seogo-session--send))

(defun seogo-ask-and-wait (method params &optional asker)
  "Ask by METHOD, PARAMS and ASKER as `seogo-ask', and wait for the answer.
Return a list of the result and the error.  `while-no-input' ends
the waiting like any other."
  (let (answer)
    (seogo-ask method params
               (lambda (result error) (setq answer (list result error)))
               asker)
    (while (not answer)
      (accept-process-output nil 0.1))
    answer))

(defun seogo-error-text (error)
  "Return ERROR, a plist as `seogo-ask' hands out, as a text for a person."
  (let ((hint (or (plist-get error :hint) "")))
    (concat (plist-get error :message)
            (unless (string-empty-p hint) (concat "; " hint)))))

(provide 'seogo-session)
;;; seogo-session.el ends here
