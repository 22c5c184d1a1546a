/* Draws the line, in ASCII so that a byte is a column; see progress.h. */
#include "indexer/command/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "shim/base/calendar.h"

#define LINE_MAX_BYTES 128
#define COLUMNS_DEFAULT 80
#define REDRAW_SECONDS 0.1

void progress_open(struct progress *progress, FILE *out, enum when when)
{
    bool drawing = when == WHEN_ALWAYS;
    if (when == WHEN_AUTO)
        drawing = isatty(fileno(out)) != 0;
    *progress = (struct progress){.out = out, .drawing = drawing, .phase = PHASE_COUNT};
}

static int columns(FILE *out)
{
    struct winsize size;
    if (ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return COLUMNS_DEFAULT;
    return size.ws_col;
}

static void write_line(char line[LINE_MAX_BYTES], enum phase phase, size_t done, size_t total,
                       double seconds)
{
    double percent = total > 0 ? 100.0 * (double)done / (double)total : 0;
    switch (phase) {
    case PHASE_READ:
        snprintf(line, LINE_MAX_BYTES, "Reading: %zu of %zu pages, %.0f %%", done, total, percent);
        break;
    case PHASE_INDEX:
        snprintf(line, LINE_MAX_BYTES, "Indexing: %zu of %zu papers, %.0f %%, %.0f papers/s", done,
                 total, percent, seconds > 0 ? (double)done / seconds : 0);
        break;
    case PHASE_MERGE:
        snprintf(line, LINE_MAX_BYTES, "Merging: %zu of %zu, %.0f s", done, total, seconds);
        break;
    case PHASE_CHECK:
        snprintf(line, LINE_MAX_BYTES, "Checking: %.0f %%", percent);
        break;
    case PHASE_WAIT:
        snprintf(line, LINE_MAX_BYTES, "Waiting for another seogo-index: %zu of %zu s", done,
                 total);
        break;
    case PHASE_PUBLISH:
    case PHASE_COUNT:
        snprintf(line, LINE_MAX_BYTES, "Publishing");
        break;
    }
}

void progress_show(struct progress *progress, enum phase phase, size_t done, size_t total)
{
    if (!progress->drawing)
        return;
    double time = calendar_seconds();
    if (progress->phase != phase) {
        progress->phase = phase;
        progress->phase_began = time;
    } else if (time - progress->last_drawn < REDRAW_SECONDS) {
        return;
    }
    progress->last_drawn = time;
    char line[LINE_MAX_BYTES];
    write_line(line, phase, done, total, time - progress->phase_began);
    /* The last column stays free: some terminals break the line there. */
    fprintf(progress->out, "\r\033[K%.*s", columns(progress->out) - 1, line);
    fflush(progress->out);
    progress->drawn = true;
}

void progress_clear(struct progress *progress)
{
    if (!progress->drawn)
        return;
    fputs("\r\033[K", progress->out);
    fflush(progress->out);
    progress->drawn = false;
}
