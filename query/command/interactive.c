/* What fzf runs is text of this file alone. The command line reaches it in the
 * environment, and of a paper only the id, which fzf quotes as it does the query. */
#include "query/command/interactive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shim/base/buffer.h"

#define PAPER "-n 1 --offset 0 -- id:{-1}"
/* The first line is fzf's header: why there are no papers. */
#define LIST                                                                                       \
    "m=$(call -f line -- {q} 2>&1) && h= || { h=$(printf '%s\\n' \"$m\" |"                         \
    " sed '/^ /d; s/^seogo: //; $!s/$/;/' | tr '\\n' ' '); m=; };"                                 \
    " printf '%s\\n' \"$h\"; [ -z \"$m\" ] || printf '%s\\n' \"$m\""
/* Printed where no clipboard can be reached. */
#define COPY(format)                                                                               \
    "t=$(call -f " format " " PAPER ") || exit;"                                                   \
    " if [ \"$WAYLAND_DISPLAY\" ] && command -v wl-copy; then c=wl-copy;"                          \
    " elif [ \"$DISPLAY\" ] && command -v xclip; then c='xclip -selection clipboard';"             \
    " elif command -v pbcopy; then c=pbcopy; else c=cat; fi >/dev/null;"                           \
    " if [ \"$c\" = cat ]; then printf '%s\\n' \"$t\";"                                            \
    " else printf '%s\\n' \"$t\" | $c >/dev/null && echo 'Copied to the clipboard.' >&2; fi"

static const struct binding {
    const char *option, *script;
} BINDINGS[] = {
    {"--bind=start:reload:", LIST},
    {"--bind=change:reload:", LIST},
    {"--preview=",
     "call -f full --color \"$SEOGO_COLOR\" --width $((FZF_PREVIEW_COLUMNS - 2)) " PAPER},
    {"--bind=enter:become:", "call $SEOGO_ENTER " PAPER},
    {"--bind=ctrl-e:become:", "SHELL=$SEOGO_SHELL; call --open editor " PAPER},
    {"--bind=ctrl-b:become:", COPY("bibtex")},
    {"--bind=ctrl-y:become:", COPY("url")},
    {"--bind=ctrl-s:transform-query:", "printf 'similar:%s' {-1}"},
};
#define BINDING_COUNT (sizeof BINDINGS / sizeof *BINDINGS)

/* Whether an argument asks for -i alone, or ends the options. */
static bool is_dropped(const char *argument)
{
    size_t length = strlen(argument);

    return strcmp(argument, "-i") == 0 ||
           (length >= 2 && strncmp(argument, "--interactive", length) == 0);
}

static bool set_argument(const char *name, const char *argument)
{
    struct buffer rest = BUFFER_INIT;
    bool bundled = strncmp(argument, "-i", 2) == 0; /* -in 5 is -n 5 */
    bool set = !bundled || (buffer_add_char(&rest, '-') && buffer_add_text(&rest, argument + 2));

    set = set && setenv(name, bundled ? rest.data : argument, 1) == 0;
    buffer_free(&rest);
    return set;
}

/* Appends a function of the shell that calls this program as it was called, but not
 * for -i. */
static bool add_function(const struct interactive *interactive, struct buffer *out)
{
    bool added = buffer_add_text(out, "call() { \"$SEOGO_ARGUMENT0\"");
    char name[48];

    for (size_t i = 0; i < interactive->count && added; i++) {
        const char *argument = interactive->arguments[i];

        if (i > 0 && is_dropped(argument))
            continue;
        snprintf(name, sizeof name, "SEOGO_ARGUMENT%zu", i);
        added =
            set_argument(name, argument) && (i == 0 || buffer_add_format(out, " \"$%s\"", name));
    }
    return added && buffer_add_text(out, " \"$@\"; }; ");
}

static bool set_environment(const struct interactive *interactive)
{
    const char *shell = getenv("SHELL");

    /* fzf quotes for this shell; others read quotes otherwise. */
    return setenv("SEOGO_SHELL", shell ? shell : "/bin/sh", 1) == 0 &&
           setenv("SHELL", "/bin/sh", 1) == 0 &&
           setenv("SEOGO_COLOR", interactive->color ? "always" : "never", 1) == 0 &&
           setenv("SEOGO_ENTER", interactive->print ? "" : "--open link", 1) == 0;
}

static enum status start(char *const *arguments, struct error *error)
{
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);

    /* fzf would take standard input for the list; keys come from the terminal. */
    if (null >= 0)
        dup2(null, STDIN_FILENO);
    execvp(arguments[0], arguments);
    if (errno == ENOENT)
        return error_set(error, STATUS_INVALID,
                         "install fzf 0.38 or newer: apt-get install fzf, or brew install fzf",
                         "there is no program 'fzf', in which -i shows papers");
    return error_set_errno(error, errno, "cannot start 'fzf'");
}

enum status command_interactive(const struct interactive *interactive, struct error *error)
{
    char *arguments[16 + BINDING_COUNT] = {
        "fzf",
        "--disabled",
        "--ansi",
        "--no-multi",
        "--layout=reverse",
        "--info=inline",
        "--header-lines=1",
        "--prompt=seogo> ",
        "--header=Enter link, ^E page, ^B cite, ^S similar, ^Y copy link",
        "--preview-window=right,50%,wrap,<60(down,50%,wrap)"};
    struct buffer query = BUFFER_INIT, function = BUFFER_INIT, texts[BINDING_COUNT] = {BUFFER_INIT};
    size_t count = 0;
    bool added;
    enum status status;

    if (!isatty(STDERR_FILENO))
        return error_set(error, STATUS_INVALID, "try: seogo -f line QUERY", "-i needs a terminal");
    added = set_environment(interactive) && add_function(interactive, &function) &&
            buffer_add_text(&query, "--query=");
    for (size_t i = 0; i < interactive->word_count && added; i++)
        added = (i == 0 || buffer_add_char(&query, ' ')) &&
                buffer_add_text(&query, interactive->words[i]);
    while (arguments[count])
        count++;
    arguments[count++] = query.data;
    for (size_t i = 0; i < BINDING_COUNT && added; i++) {
        added = buffer_add_text(&texts[i], BINDINGS[i].option) &&
                buffer_add(&texts[i], function.data, function.length) &&
                buffer_add_text(&texts[i], BINDINGS[i].script);
        arguments[count++] = texts[i].data;
    }
    status = added ? start(arguments, error) : error_no_memory(error);
    for (size_t i = 0; i < BINDING_COUNT; i++)
        buffer_free(&texts[i]);
    buffer_free(&function);
    buffer_free(&query);
    return status;
}
